"""The results of the product, gathered row by row or equation by equation."""

from __future__ import annotations

from typing import Literal

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from calculus.affine.forward import forward
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import stated
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

Line = Literal["sums", "names"]
"""The two lines of results."""

_SUMS_APART = 1.2
"""Free width between two sums in a row, in em: more than between terms."""

LINES_APART = 1.1
"""Free height between the lines, in em."""


class ResultRows(VGroup):
    """= (w11x1 + w12x2 ...) and, each below its sum, = (y1 y2 y3)."""

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        derivation = forward(notation)
        sums, names = (
            Formula(stated(derivation, line), theme, size) for line in ("expand", "names")
        )
        _draw_together(sums, notation, units(size) * _SUMS_APART)
        names.next_to(sums, DOWN, buff=units(size) * LINES_APART, aligned_edge=LEFT)
        names.part("matrix", "close").match_x(sums.part("matrix", "close"))
        for j in notation.output_range:
            names.part("entry", j).match_x(sums.part("entry", j))
        lines = ("statement",), ("matrix",), ("entry",)
        self._sums, self._names = (excerpt(formula, *lines) for formula in (sums, names))
        self._notation = notation
        super().__init__(self._sums, self._names)

    def dots(self) -> dict[Line, Typeset]:
        """By line, what stands for the entries left out."""
        return {"sums": self.sum_of(ELIDED), "names": self.name_of(ELIDED)}

    @property
    def equals(self) -> VGroup:
        """The first line's equals sign."""
        return self._sums.part("statement", "equals")

    def sum_of(self, j: int) -> Typeset:
        """The sum of output j; the first and the last bring their line's parentheses."""
        return excerpt(self._sums, ("entry", j), *_brackets(j, self._notation))

    def name_of(self, j: int) -> Typeset:
        """The name of output j, where it settles, with parentheses likewise."""
        return excerpt(self._names, ("entry", j), *_brackets(j, self._notation))

    def name_place(self, j: int) -> Place:
        """The place of output j's name."""
        return ("entry", j)

    def equation_sources(self, j: int) -> dict[Place, list[VMobject]]:
        """For the places of the equation of output j, what stands here for them."""
        sums = {
            ("equation", *place[1:]): [atom]
            for place, atom in self._sums.atoms.items()
            if place[:2] == ("entry", j)
        }
        return {**sums, ("equation", j, "y"): [self._names.part("entry", j)]}


def _draw_together(sums: Formula, notation: Notation, gap: float) -> None:
    """Leave only this much between the sums: their row decides how large the page can be."""
    closing, before = sums.part("matrix", "close"), sums.part("entry", 1)
    last = notation.output_range[-1]
    room = closing.get_left()[0] - sums.part("entry", last).get_right()[0]
    for j in notation.output_range[1:]:
        entry = sums.part("entry", j)
        entry.shift(RIGHT * (before.get_right()[0] + gap - entry.get_left()[0]))
        before = entry
    closing.shift(RIGHT * (before.get_right()[0] + room - closing.get_left()[0]))


class ResultEquations(Equations):
    """y1 = w11x1 + ... below each other: for sums that would be too small in one row.

    Equations left out are dots: these are their sum and have no name.
    """

    def dots(self) -> dict[Line, Typeset]:
        """By line, what stands for the entries left out: of an equation both at once."""
        return {"sums": self.sum_of(ELIDED)}

    @property
    def equals(self) -> VGroup:
        """The equals signs."""
        return self.parts(("equation", j, "equals") for j in self.lines if j != ELIDED)

    def sum_of(self, j: int) -> Typeset:
        """The sum of output j."""
        if j == ELIDED:
            return excerpt(self, ("equation", j))
        return excerpt(self, ("equation", j, "term"), ("equation", j, "plus"))

    def name_of(self, j: int) -> Typeset:
        """The name of output j with its equals sign."""
        return excerpt(self, ("equation", j, "y"), ("equation", j, "equals"))

    def name_place(self, j: int) -> Place:
        """The place of output j's name."""
        return ("equation", j, "y")

    def equation_sources(self, j: int) -> dict[Place, list[VMobject]]:
        """For the places of the equation of output j, what stands here for them."""
        return {place: [atom] for place, atom in self.lines[j].atoms.items()}


def _brackets(j: int, notation: Notation) -> tuple[Place, ...]:
    """What an entry brings along: the first what stands before the row, the last what ends it."""
    before: tuple[Place, ...] = (("statement",), ("matrix", "open"))
    first, last = notation.output_range[0], notation.output_range[-1]
    return (before if j == first else ()) + ((("matrix", "close"),) if j == last else ())
