"""∂L/∂B as what it is: the rows of ∂L/∂Y, written below each other and added."""

from __future__ import annotations

from typing import Final

from manim import RIGHT, UP, VGroup

from calculus.algebra.expressions import Dots, Matrix, Place, Sum
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from calculus.writing.typst import RELATIONS
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.matrices.even_matrix import EvenMatrix
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_SIGN_GAP: Final = 0.45
"""Beside a sign, in em."""

_ROW_GAP: Final = 0.4
"""Between two rows, in em."""


class BiasSum(Typeset):
    """A mobject: ∂L/∂B = the rows of ∂L/∂Y below each other, with plus signs, and their sum.

    Args:
        batch: the statements.
        theme: looks.
        region: what it fits into, in its middle.

    Attributes:
        size: font size in pixels.
        subject: ∂L/∂B. equals: the sign behind it.
        rows: by sample, its row (dots for those left out). plus: by sample > 1, its sign.
        total: in numbers, the sign and the sum below the rows; else nothing.
    """

    def __init__(self, batch: Batch, theme: Theme, region: Region) -> None:
        self._batch, self._theme = batch, theme
        numbers = batch.has_numbers
        self._equation = batch.bias_rows_in_numbers() if numbers else batch.bias_rows()
        largest_that_fits(
            self._set, lambda extent: region.excess(*extent), theme.sizes.formula, smallest=OVERVIEW
        )
        parts = [self.subject, self.equals, *self.rows.values(), *self.plus.values(), self.total]
        super().__init__(*parts)
        self.shift(region.center - self.get_center())
        if self.size < FIRST_READING:
            overview(self)

    def _set(self, size: float) -> tuple[float, float]:
        self.size, em, theme = size, units(size), self._theme
        subject, rows, *total = self._equation.sides
        assert isinstance(rows, Sum)
        self.subject = Formula(subject, theme, size)
        self.equals = Sign(("bias", "equals", 1), "=", theme.ink, size)
        self.plus: dict[int, Sign] = {}
        self.rows: dict[int, Typeset] = {}
        column = max(
            EvenMatrix(row, theme, size).column
            for row in [*rows.terms, *total]
            if isinstance(row, Matrix) and ELIDED not in row.place
        )
        left = self.subject.get_right()[0] + 2 * _SIGN_GAP * em + self.equals.width
        self.equals.set_x(left - _SIGN_GAP * em - self.equals.width / 2)
        top = 0.0
        for n, row in zip(self._batch.sample_range, rows.terms, strict=True):
            assert isinstance(row, Matrix)
            if n == ELIDED:
                dots = Formula(Dots(("row", ELIDED), "down", "gradient"), theme, size)
                matrix: Typeset = dots
            else:
                matrix = EvenMatrix(row, theme, size, column=column)
            matrix.shift(UP * (top - matrix.get_top()[1]) + RIGHT * (left - matrix.get_left()[0]))
            self.rows[n] = matrix
            top = matrix.get_bottom()[1] - _ROW_GAP * em
            if n > 1:
                self.plus[n] = self._sign_before(matrix, ("bias", "plus", n), "+")
        first = self.rows[1]
        if ELIDED in self.rows:
            self.rows[ELIDED].set_x(first.get_x())
        VGroup(self.subject, self.equals).shift(UP * (first.get_y() - self.equals.get_y()))
        self.total = Typeset()
        for values in total:
            assert isinstance(values, Matrix)
            matrix = EvenMatrix(values, theme, size, column=column)
            matrix.shift(UP * (top - matrix.get_top()[1]) + RIGHT * (left - matrix.get_left()[0]))
            sign = self._sign_before(
                matrix, ("bias", "equals", 2), RELATIONS[self._equation.relation(2)]
            )
            self.total = Typeset(sign, matrix)
        whole = VGroup(self.subject, self.equals, *self.rows.values(), self.total)
        return whole.width, whole.height

    def _sign_before(self, matrix: Typeset, place: Place, source: str) -> Sign:
        sign = Sign(place, source, self._theme.ink, self.size)
        return sign.move_to([self.equals.get_x(), matrix.get_y(), 0])
