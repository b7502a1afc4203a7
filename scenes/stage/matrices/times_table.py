"""A multiplication table: every factor over its own column or beside its own row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from manim import Line, Rectangle, VGroup, VMobject

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Expression, Matrix, Number, Place, Product
from scenes.stage.animations.rewrite import Lag, Rewrite
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

PADDING = (0.9, 1.0)
"""Free room in a cell beside and above its contents, together, in em."""

DENSE = (0.2, 0.42)
"""The same in a large table."""

_BESIDE_RULE = 0.6
"""Free room beside the factors at the left, together, at least, in em."""

Cell = tuple[int, int]
"""(row, column), from 1."""


class TimesTable:
    """A table that is filled cell by cell; a cell may take several forms, one after the other.

    Args:
        matrices: the column times the row whose entries stand beside and above the cells.
        steps: what the cells show, one matrix after the other.
        theme: looks.
        region: is what the table fits into, in its middle.
        size: largest font size in pixels; None for the theme's formula size.
        padding: free room in a cell beside and above its contents, together, in em.
        least: least width and height of a cell, in em.

    Attributes:
        heads: the factors, at the places of their expressions.
        rules: the lines between the factors and the cells, and the sign × in the corner.
        cell: width and height of a cell, in em.
        field: the rectangle of the cells, not drawn.
        cells: all (row, column), row by row.
        size: the font size found, in pixels.
        steps: how many forms a cell takes.
    """

    def __init__(
        self,
        matrices: Expression,
        steps: Sequence[Expression],
        theme: Theme,
        region: Region,
        size: float | None = None,
        padding: tuple[float, float] = PADDING,
        least: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        assert isinstance(matrices, Product)
        column, row = map(elided, matrices.factors)
        assert isinstance(column, Matrix) and isinstance(row, Matrix)
        beside = [entry for (entry,) in column.rows]
        above = list(row.rows[0])
        inside: dict[Cell, list[Expression]] = {}
        for step in map(elided, steps):
            assert isinstance(step, Matrix)
            for r, entries in enumerate(step.rows, 1):
                for c, entry in enumerate(entries, 1):
                    inside.setdefault((r, c), []).append(entry)
        self._theme, self._padding, self._least = theme, padding, least
        self._inside, self.steps = inside, len(steps)
        self.cells = list(inside)
        largest_that_fits(
            lambda size: self._set(beside, above, inside, size),
            lambda extent: region.excess(*extent),
            theme.sizes.formula if size is None else size,
        )
        self._shown: dict[Cell, Formula] = {}
        self.shift(region.center - VGroup(self.heads, self.rules).get_center())

    def shift(self, by: np.ndarray) -> None:
        """Move the table, also what its cells will show."""
        forms = (form for forms in self._forms.values() for form in forms)
        VGroup(self.heads, self.rules, self.field, *forms).shift(by)

    @property
    def filled(self) -> Typeset:
        """The mobjects in the cells now."""
        return Typeset(*self._shown.values())

    def shown(self, cell: Cell) -> Formula:
        """What stands in a cell now."""
        return self._shown[cell]

    @property
    def everything(self) -> VGroup:
        """Factors, rules and what stands in the cells now."""
        return VGroup(self.heads, self.rules, *self._shown.values())

    def fill(
        self,
        cells: Iterable[Cell],
        form: int,
        sources: Mapping[Place, Sequence[VMobject]] | None = None,
        **options: Any,
    ) -> Rewrite:
        """Cells take on a form.

        Args:
            cells: which.
            form: its number.
            sources: where atoms come from; without any, everything that stood in the cell turns
                into what comes.
            options: of the movement.
        """
        found: dict[Place, Sequence[VMobject]] = {}
        new: list[Formula] = []
        old: list[Formula] = []
        for cell in cells:
            formula = self._forms[cell][form]
            if cell in self._shown:
                before = self._shown[cell]
                old.append(before)
                found |= {place: list(before.atoms.values()) for place in formula.atoms}
            self._shown[cell] = formula
            new.append(formula)
        found |= sources or {}
        return Rewrite(Typeset(*new), found, replaced=old, **options)

    def factors(self, cells: Iterable[Cell]) -> dict[Place, list[VMobject]]:
        """Where the factors in these cells come from, by their places there: from the heads."""
        sources: dict[Place, list[VMobject]] = {}
        for r, c in cells:
            product = self._inside[r, c][0]
            if not isinstance(product, Product):  # dots
                continue
            left, right = product.factors
            for factor, head in ((left, self._beside[r]), (right, self._above[c])):
                written = (atom for place, atom in head.atoms.items() if place[-1] != "about")
                for new, old in zip(factor.atoms(), written, strict=True):
                    sources[new.place] = [old]
        return sources

    def meeting(self, cells: Iterable[Cell], form: int = 0) -> dict[Place, list[VMobject]]:
        """Where values come from that are the first thing seen in cells: from both factors."""
        return {
            place: [*self._beside[r].atoms.values(), *self._above[c].atoms.values()]
            for r, c in cells
            if isinstance(self._inside[r, c][form], Number)  # else dots
            for place in self._forms[r, c][form].atoms
        }

    def reading_order(self, cells: Sequence[Cell]) -> Lag:
        """Lets the cells set out one after the other, row by row."""
        last = max(1, len(cells) - 1)
        ranks = {
            place: rank / last
            for rank, cell in enumerate(sorted(cells))
            for form in self._forms[cell]
            for place in form.atoms
        }
        return lambda place: ranks[place]

    def _set(
        self,
        rows: Sequence[Expression],
        columns: Sequence[Expression],
        cells: Mapping[Cell, Sequence[Expression]],
        size: float,
    ) -> tuple[float, float]:
        """Typeset everything with its top left corner at the origin; returns width and height."""
        self.size = size
        em = units(size)
        beside = {r: self._formula(factor) for r, factor in enumerate(rows, 1)}
        above = {c: self._formula(factor) for c, factor in enumerate(columns, 1)}
        self._beside, self._above = beside, above
        self._forms = {cell: [self._formula(f) for f in forms] for cell, forms in cells.items()}
        inside = [form for forms in self._forms.values() for form in forms]
        pad_x, pad_y = self._padding[0] * em, self._padding[1] * em
        column = max(f.width for f in (*inside, *above.values())) + pad_x
        row = max(f.height for f in (*inside, *beside.values())) + pad_y
        column, row = max(column, self._least[0] * em), max(row, self._least[1] * em)
        self.cell = column / em, row / em
        head_width = max(f.width for f in beside.values()) + max(pad_x, _BESIDE_RULE * em)
        head_height = max(f.height for f in above.values()) + pad_y

        def middle(r: int, c: int) -> list[float]:
            return [head_width + (c - 0.5) * column, -head_height - (r - 0.5) * row, 0.0]

        for r, factor in beside.items():
            factor.move_to([head_width / 2, middle(r, 1)[1], 0])
        for c, factor in above.items():
            factor.move_to([middle(1, c)[0], -head_height / 2, 0])
        for (r, c), forms in self._forms.items():
            for form in forms:
                form.move_to(middle(r, c))
        width, height = head_width + len(above) * column, head_height + len(beside) * row
        self.heads = Typeset(*beside.values(), *above.values())
        self.rules = self._rules(head_width, head_height, width, height)
        self.field = Rectangle(width=width - head_width, height=height - head_height)
        self.field.move_to([(width + head_width) / 2, -(height + head_height) / 2, 0])
        return width, height

    def _rules(self, left: float, top: float, width: float, height: float) -> VGroup:
        stroke = {
            "stroke_color": self._theme.muted,
            "stroke_width": self._theme.strokes.frame,
        }
        times = Sign(("times",), "times", self._theme.muted, self.size)
        times.move_to([left / 2, -top / 2, 0])
        return VGroup(
            Line([0, -top, 0], [width, -top, 0], **stroke),
            Line([left, 0, 0], [left, -height, 0], **stroke),
            times,
        )

    def _formula(self, expression: Expression) -> Formula:
        return RoundedNumber(expression, self._theme, self.size)
