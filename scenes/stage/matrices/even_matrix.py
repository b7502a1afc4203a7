"""A matrix by itself: one design of parentheses, columns evenly apart, equal room at both ends."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import VGroup

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Dots, Matrix, Place
from scenes.stage.formulas.formula import Formula, Glyph, Typeset
from scenes.stage.formulas.parentheses import tall_parenthesis
from scenes.stage.theme import Theme, units

COLUMN_GAP = 0.8
"""Between two columns, in em."""

ROW_GAP = 0.5
"""Between two rows, in em."""

_INSIDE = 0.62
"""Between the back of a parenthesis and the column next to it, in em."""

_OVERHANG = 0.16
"""How far a parenthesis reaches above the first row and below the last, in em."""

_LEAST = 1.5
"""Least height of a parenthesis, in em."""

_TIP, _STROKE, _BOW = 0.26, 0.075, 1.1
"""How far its tips reach inward, how thick its back is, how high its bows are, in em."""


class EvenMatrix(Formula):
    """A mobject: a matrix, a row or a column.

    Args:
        matrix: the entries.
        theme: looks.
        size: font size in pixels; None for the theme's formula size.
        column: least width of a column that is written out, in Manim units: equal in matrices
            that stand below each other.
        row: distance of the rows' middles, in Manim units; None for as little as they need.

    Attributes:
        cells: by row and column, from 0, what stands there.
        column: width of the widest column, in Manim units.
        row: distance of the rows' middles, in Manim units.
    """

    def __init__(
        self,
        matrix: Matrix,
        theme: Theme,
        size: float | None = None,
        *,
        column: float = 0.0,
        row: float | None = None,
    ) -> None:
        super().__init__(matrix, theme, size)
        em = units(self.size)
        shown = elided(matrix)
        assert isinstance(shown, Matrix)
        self.cells = [[self.part(*entry.place) for entry in line] for line in shown.rows]
        cells = [cell for line in self.cells for cell in line]
        self.column = max([column, *(cell.width for cell in cells)])
        lines = [VGroup(*line) for line in self.cells]
        self.row = max(line.height for line in lines) + ROW_GAP * em if row is None else row
        opening, closing = (self.atoms[*matrix.place, sign] for sign in ("open", "close"))
        left, middle = float(opening.get_left()[0]), float(opening.get_center()[1])
        x = left + _INSIDE * em
        for position, stack in enumerate(zip(*self.cells, strict=True)):
            dots = all(isinstance(line[position], Dots) for line in shown.rows)
            width = max(VGroup(*stack).width, 0.0 if dots else column)
            for cell in stack:
                cell.set_x(x + width / 2)
            x += width + COLUMN_GAP * em
        right = x - COLUMN_GAP * em + _INSIDE * em
        for position, line in enumerate(lines):
            # Dots between rows stand as high as what is beside them, which are dots as well.
            line.set_y(middle + ((len(lines) - 1) / 2 - position) * self.row)
        ink = lines[0].get_top()[1] - lines[-1].get_bottom()[1]
        half = max(ink / 2 + _OVERHANG * em, _LEAST * em / 2)
        for atom, back, tip in ((opening, left, _TIP), (closing, right, -_TIP)):
            redraw(atom, np.array([back, back + tip * em]), middle - half, middle + half, em)

    @property
    def entries(self) -> Typeset:
        """The entries without the parentheses."""
        signs = [(*self.expression.place, sign) for sign in ("open", "close")]
        return self._only(place for place in self.atoms if place not in signs)

    @property
    def parentheses(self) -> VGroup:
        """Both of them."""
        return VGroup(*(self.atoms[*self.expression.place, sign] for sign in ("open", "close")))

    def row_alone(self, row: int) -> Typeset:
        """The entries of a row, from 0, as something of their own."""
        inside = {id(atom) for cell in self.cells[row] for atom in cell}
        return self._only(place for place, atom in self.atoms.items() if id(atom) in inside)

    def _only(self, places: Iterable[Place]) -> Typeset:
        found = Typeset()
        found.atoms = {place: self.atoms[place] for place in places}
        found.add(*found.atoms.values())
        return found

    def line(self, row: int) -> VGroup:
        """The entries of a row, from 0."""
        return VGroup(*self.cells[row])

    def stack(self, column: int) -> VGroup:
        """The entries of a column, from 0."""
        return VGroup(*(line[column] for line in self.cells))


def redraw(parenthesis: VGroup, sides: np.ndarray, bottom: float, top: float, em: float) -> None:
    """Draw an atom that is a parenthesis in the design of tall ones, whatever its height.

    Args:
        parenthesis: its one glyph changes.
        sides: x of its back and of its tips.
        bottom: lowest y.
        top: highest y.
        em: font size in Manim units.
    """
    glyph = parenthesis.submobjects[0]
    bow = min(_BOW * em, (top - bottom) / 2)
    points = tall_parenthesis(sides, bottom, top, thickness=_STROKE * em, bow=bow)
    drawn = Glyph(points, glyph.get_fill_color().to_hex(), em)
    drawn.line = glyph.line
    parenthesis.submobjects = [drawn]
