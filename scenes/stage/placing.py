"""Lines of ① in a region: as large as they fit, at its left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import UL, Mobject, Scene

from calculus.derivation import Derivation
from calculus.statements import stated
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset
from scenes.stage.regions import Region
from scenes.stage.rows import EntryRows, GivenStrip, fitted

ABOVE = 0.3
"""Part of the room left over that stays above a line: nearer to its headline than to captions."""

_Mobject = TypeVar("_Mobject", bound=Mobject)
_Typeset = TypeVar("_Typeset", bound=Typeset)


def given_within(scene: Chapter, region: Region) -> GivenStrip:
    """What the chapter uses: W, ∂L/∂Y and X, one below the other."""
    notation, theme = scene.lesson.notation, scene.theme
    strip = fitted(lambda size: GivenStrip(notation, theme, size), region, theme.sizes.formula)
    return _put(strip, region, 0.5)


def equations_within(scene: Chapter, region: Region) -> Equations:
    """y_k = ... in the middle of a region."""
    notation, theme = scene.lesson.notation, scene.theme
    equations = fitted(lambda size: Equations(notation, theme, size), region, theme.sizes.overview)
    return equations.move_to(region.center)


def line_within(
    scene: Chapter,
    derivation: Derivation,
    name: str,
    region: Region,
    size: float | None = None,
    above: float = 0.5,
) -> Formula:
    """∂L/∂X = a line of the derivation.

    Args:
        scene: gives the theme.
        derivation: of ①.
        name: the line's.
        region: where it stands.
        size: font size in pixels at most; None for the theme's.
        above: part of the room left over that stays above it.
    """
    statement = stated(derivation, name)
    line = fitted(lambda s: Formula(statement, scene.theme, s), region, size)
    return _put(line, region, above)


def rows_within(
    scene: Chapter,
    derivation: Derivation,
    line: str,
    inputs: Iterable[int],
    region: Region,
    size: float,
    named: str | None = None,
) -> EntryRows:
    """Entries of a line, of at most `size` pixels; the other arguments are those of `EntryRows`."""
    every = list(inputs)
    leading = 0.25 if named else 2.0 if len(every) <= 2 else 1.0
    rows = fitted(
        lambda s: EntryRows(derivation, line, every, scene.theme, s, leading, named), region, size
    )
    _put(rows.whole, region, ABOVE)
    return rows


def exchange(scene: Scene, whole: _Typeset, *parts: Mobject) -> _Typeset:
    """Parts that have been played one by one stand on the stage as one thing."""
    scene.remove(*parts)
    scene.add(whole)
    return whole


def _put(mobject: _Mobject, region: Region, above: float) -> _Mobject:
    """At the left of a region, with this part of the height left over above it."""
    top = region.top - above * (region.height - mobject.height)
    return mobject.move_to([region.left, top, 0], aligned_edge=UL)
