"""Lines of ① in a region: as large as they fit, in the middle of its height, at its left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import LEFT, Mobject, Scene

from calculus.derivation import Derivation
from calculus.statements import stated
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset
from scenes.stage.regions import Region
from scenes.stage.rows import EntryRows, GivenStrip, fitted

_Typeset = TypeVar("_Typeset", bound=Typeset)


def given_within(scene: Chapter, region: Region) -> GivenStrip:
    """What the chapter uses: W, ∂L/∂Y and X, one below the other."""
    notation, theme = scene.lesson.notation, scene.theme
    strip = fitted(lambda size: GivenStrip(notation, theme, size), region, theme.sizes.formula)
    return strip.move_to(region.center).align_to(region.left_edge, LEFT)


def equations_within(scene: Chapter, region: Region) -> Equations:
    """y_k = ... in the middle of a region."""
    notation, theme = scene.lesson.notation, scene.theme
    equations = fitted(lambda size: Equations(notation, theme, size), region, theme.sizes.overview)
    return equations.move_to(region.center)


def line_within(
    scene: Chapter, derivation: Derivation, name: str, region: Region, size: float | None = None
) -> Formula:
    """∂L/∂X = a line of the derivation, of at most `size` pixels (None: the theme's)."""
    statement = stated(derivation, name)
    line = fitted(lambda s: Formula(statement, scene.theme, s), region, size)
    return line.move_to(region.center).align_to(region.left_edge, LEFT)


def rows_within(
    scene: Chapter,
    derivation: Derivation,
    line: str,
    inputs: Iterable[int],
    region: Region,
    size: float,
    leading: float = 1.0,
    named: str | None = None,
) -> EntryRows:
    """Entries of a line, of at most `size` pixels; the other arguments are those of `EntryRows`."""
    rows = fitted(
        lambda s: EntryRows(derivation, line, inputs, scene.theme, s, leading, named), region, size
    )
    rows.whole.move_to(region.center).align_to(region.left_edge, LEFT)
    return rows


def exchange(scene: Scene, whole: _Typeset, *parts: Mobject) -> _Typeset:
    """Parts that have been played one by one stand on the stage as one thing."""
    scene.remove(*parts)
    scene.add(whole)
    return whole
