"""One entry that is worked out in lines: factors, products, value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manim import VMobject

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Equation, Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Typeset
from scenes.stage.formulas.line_breaks import BrokenEquation
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_SMALLEST = 0.7
"""Of the smaller size for numbers, for what does not fit in it either."""


def number_sizes(theme: Theme) -> list[float]:
    """The two sizes of numbers, and smaller ones for lessons that have no room for these."""
    large, small = theme.sizes.digits, theme.sizes.small_digits
    return [large, small, max(OVERVIEW * _SMALLEST, small * 0.85), small * _SMALLEST]


class WorkedLines:
    """One equation of an entry; its sides appear one after the other.

    Args:
        equation: the entry = its factors = its products = its value.
        theme: looks.
        region: the lines stand at its left edge.

    Attributes:
        whole: all of it.
        shown: what has been written.
    """

    def __init__(self, equation: Equation, theme: Theme, region: Region) -> None:
        self.whole = BrokenEquation.fitting(equation, theme, region, number_sizes(theme))
        self._tempo = theme.tempo
        self.shown: list[Typeset] = []
        shown = elided(equation)
        assert isinstance(shown, Equation)
        self._parts: list[Typeset] = []
        for position, side in enumerate(shown.sides[1:], 1):
            places: list[Place] = [(*equation.place, "equals", position)]
            places += [atom.place for atom in side.atoms()]
            if position == 1:
                places += [atom.place for atom in shown.sides[0].atoms()]
            self._parts.append(excerpt(self.whole, *places))

    def write(self, scene: Chapter, sources: Mapping[Place, Sequence[VMobject]]) -> None:
        """The factors come from elsewhere; products from their factors, the value from these."""
        factors, *others = self._parts
        scene.play(Rewrite(factors, sources, run_time=self._tempo.slow))
        self.shown.append(factors)
        for part in others:
            before = self.shown[-1]
            found = {place: _origin(before, place) for place in part.atoms}
            scene.play(Rewrite(part, found, run_time=self._tempo.move))
            self.shown.append(part)


def _origin(before: Typeset, place: Place) -> list[VMobject]:
    """A product comes from its factors, the value from all products."""
    if place[0] == "product" and "term" in place and before.has("entry", *place[1:]):
        return [*before.part("entry", *place[1:])]
    if place[0] == "product" and place[-1] == "b" and before.has("entry", *place[1:]):
        return [*before.part("entry", *place[1:])]
    if place[0] == "entry" and len(place) == 2:
        name = "product" if before.has("product") else "entry"
        return [*before.part(name)]
    return []
