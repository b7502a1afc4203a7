"""Lines of ① in a region: as large as they fit, at its left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import RIGHT, UL, Mobject, Scene, VMobject

from calculus.algebra.derivation import Derivation
from calculus.statements.given import stated
from scenes.beats.inputs.entry_rows import EntryRows, GivenStrip
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.excerpts import equals_sign
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.regions import Region

ABOVE = 0.3
"""Part of the room left over that stays above a line: nearer to its headline than to captions."""

_LINES = (1, 2, 3)
"""Into how many lines a sum may be broken."""

_WORTH_BREAKING = 0.8
"""Sums stay in fewer lines that give this part of the largest size."""

_Mobject = TypeVar("_Mobject", bound=VMobject)
_Typeset = TypeVar("_Typeset", bound=Typeset)


def opening_within(
    scene: Chapter, derivation: Derivation, strip: Region, slots: Region
) -> tuple[GivenStrip, Formula]:
    """What the chapter uses, and ∂L/∂X = ... for below it, aligned at the equals signs."""
    notation, theme = scene.lesson.notation, scene.theme
    given = fitted(
        lambda size: GivenStrip(notation, theme, size),
        strip,
        theme.sizes.formula,
        smallest=OVERVIEW,
    )
    overview(_put(given, strip, 0.5))
    gradient = line_within(
        scene, derivation, "definition", slots, max(given.inputs.size, FIRST_READING)
    )
    lines = (*given.lines, gradient)
    sign = strip.left + max(_sign_x(line) - float(line.get_left()[0]) for line in lines)
    for line in lines:
        line.shift(RIGHT * (sign - _sign_x(line)))
    return given, gradient


def _sign_x(line: Typeset) -> float:
    return float(equals_sign(line).get_center()[0])


def equations_within(scene: Chapter, region: Region) -> Equations:
    """y_k = ... in the middle of a region."""
    notation, theme = scene.lesson.notation, scene.theme
    equations = fitted(
        lambda size: Equations(notation, theme, size),
        region,
        theme.sizes.overview,
        smallest=OVERVIEW,
    )
    return overview(equations).move_to(region.center)


def line_within(
    scene: Chapter,
    derivation: Derivation,
    name: str,
    region: Region,
    size: float | None = None,
    above: float = 0.5,
) -> Formula:
    """∂L/∂X = a line of the derivation; all of its terms have been read.

    Args:
        scene: gives the theme.
        derivation: of ①.
        name: the line's.
        region: where it stands.
        size: font size in pixels at most; None for the theme's.
        above: part of the room left over that stays above it.
    """
    statement = stated(derivation, name)
    line = fitted(lambda s: Formula(statement, scene.theme, s), region, size, smallest=OVERVIEW)
    return overview(_put(line, region, above))


def rows_within(
    scene: Chapter,
    derivation: Derivation,
    line: str,
    inputs: Iterable[int],
    region: Region,
    size: float,
    named: str | None = None,
) -> EntryRows:
    """Entries of a line, of at most `size` pixels; the other arguments are those of `EntryRows`.

    A sum that would get small in one line is broken into as few lines as make it larger.
    """
    every = list(inputs)
    leading = 0.25 if named else 2.0 if len(every) <= 2 else 1.0

    def rows(smallest: float, broken: int) -> EntryRows:
        def build(s: float) -> EntryRows:
            return EntryRows(derivation, line, every, scene.theme, s, leading, named, broken)

        return fitted(build, region, size, smallest=smallest)

    sizes = {broken: rows(0, broken).size for broken in _LINES}
    enough = min(FIRST_READING, _WORTH_BREAKING * max(sizes.values()))
    broken = next(broken for broken, found in sizes.items() if found >= enough)
    if line == "paths":  # here the terms are read for the first time
        found = rows(FIRST_READING, broken)
    else:
        found = rows(OVERVIEW, broken)
        overview(found.whole)
    _put(found.whole, region, ABOVE)
    return found


def exchange(scene: Scene, whole: _Typeset, *parts: Mobject) -> _Typeset:
    """Parts that have been played one by one stand on the stage as one thing."""
    scene.remove(*parts)
    scene.add(whole)
    return whole


def _put(mobject: _Mobject, region: Region, above: float) -> _Mobject:
    """At the left of a region, with this part of the height left over above it."""
    top = region.top - above * (region.height - mobject.height)
    return mobject.move_to([region.left, top, 0], aligned_edge=UL)
