"""Equations that break over lines: at their equals signs and, if they are long, in their sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import LEFT, VGroup

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Equation, Expression, Place, Sum
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LEADING = 1.45
"""From one line to the next, in em."""


class BrokenEquation(Formula):
    """A mobject: an equation whose sides stand below each other, and whose sums are broken.

    The first side stands behind the subject; the signs in front of the others, and what continues a
    sum, stand below the first.

    Args:
        equation: a subject and one side or more.
        theme: looks.
        size: font size in pixels.
        width: of the longest line, in Manim units; only what cannot be broken is longer.

    Attributes:
        lines: how many there are.
    """

    def __init__(self, equation: Equation, theme: Theme, size: float, width: float) -> None:
        super().__init__(equation, theme, size)
        overview(self)
        self.lines = 0
        shown = elided(equation)
        assert isinstance(shown, Equation)
        first = self.atoms[*equation.place, "equals", 1]
        behind = self._group(_places(shown.sides[1]))
        indent, sign = behind.get_left()[0], first.get_left()[0]
        limit = self.get_left()[0] + width
        for position, side in enumerate(shown.sides[1:], 1):
            self.lines += 1
            equals = self.atoms[*equation.place, "equals", position]
            equals.shift(self._way(sign - equals.get_left()[0]))
            self._set(side, indent, limit)

    @classmethod
    def fitting(
        cls,
        equation: Equation,
        theme: Theme,
        region: Region,
        sizes: Sequence[float],
    ) -> BrokenEquation:
        """In the largest of some sizes at which it fits; it stands at the region's left edge.

        Args:
            equation: a subject and one side or more.
            theme: looks.
            region: what it fits into.
            sizes: font sizes in pixels, the largest first; at the last one it is taken as it is.
        """
        for size in sizes:
            found = cls(equation, theme, size, region.width)
            if region.excess(found.width, found.height) <= 1:
                break
        found.move_to(region.left_edge, aligned_edge=LEFT)
        return found

    def _set(self, side: Expression, indent: float, limit: float) -> None:
        """A side from a place on, in as many lines as it takes."""
        parts = [self._group(places) for places in _breakable(side)]
        edge, right = indent, parts[0].get_left()[0]
        for number, part in enumerate(parts):
            left = part.get_left()[0]
            next_edge = edge + left - right
            right = part.get_right()[0]
            if number and next_edge + part.width > limit:
                self.lines += 1
                next_edge = indent
            part.shift(self._way(next_edge - left))
            edge = part.get_right()[0]

    def _way(self, across: float) -> list[float]:
        return [across, -(self.lines - 1) * _LEADING * units(self.size), 0.0]

    def _group(self, places: Sequence[Place]) -> VGroup:
        return VGroup(*(self.atoms[place] for place in places if place in self.atoms))


def _places(expression: Expression) -> list[Place]:
    return [atom.place for atom in expression.atoms()]


def _breakable(side: Expression) -> Iterator[list[Place]]:
    """The places of what stays together: a term with the sign in front of it, or all."""
    if not isinstance(side, Sum):
        yield _places(side)
        return
    for position, term in enumerate(side.terms):
        sign = [side.plus(term)] if side.sign(position) else []
        yield sign + _places(term)
