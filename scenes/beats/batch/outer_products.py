"""Every sample makes its own sheet of outer products; the sheets open and add up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from manim import RIGHT, Animation, FadeOut, RoundedRectangle, VGroup, VMobject

from calculus.algebra.derivation import Line
from calculus.algebra.expressions import Expression, Place, Product
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from scenes.stage.animations.origins import sources_on
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Sign, Typeset
from scenes.stage.matrices.times_table import DENSE, TimesTable
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_PADDING = (1.3, 0.55)
"""Free room in a cell beside and above its product, together, in em."""

_LEAST_CELL = (2.4, 1.9)
"""Least width and height of a cell, in em."""

_GAP = 2.0
"""Between two sheets, in em: a plus sign stands there."""

_CLOSE = 1.7
"""The same where there is little room."""

_LEADING = 1.15
"""Distance of two rows of entries that pass each other, by the height of an entry."""


class Sheets:
    """For each sample the table of its outer product as a sheet, with plus signs between them.

    Args:
        batch: the statements.
        theme: looks.
        region: where; the sheets share its width.

    Attributes:
        tables: by sample, its multiplication table.
        papers: by sample, the framed sheet behind the table.
        plus: by sample > 1, the plus sign in front of its sheet.
        steps: how many forms a cell takes: a product and, in numbers, its value.
        size: font size in pixels.
    """

    def __init__(self, batch: Batch, theme: Theme, region: Region) -> None:
        self._theme, self._region = theme, region
        self._rows, self._columns = batch.notation.input_range, batch.notation.output_range
        self.steps = 2 if batch.has_numbers else 1
        found = batch.sheets()
        written = {n: sheet for n, sheet in found.items() if n != ELIDED}
        for padding, least, gap in ((_PADDING, _LEAST_CELL, _GAP), (DENSE, (0.0, 0.0), _CLOSE)):
            self._set(written, len(found), padding, least, gap)
            if self.size >= OVERVIEW:
                break
        self._stand_side_by_side()
        self.dots = self._dots() if ELIDED in found else None
        self.papers = {n: self._paper(table) for n, table in self.tables.items()}
        self.plus = {n: self._plus(n) for n in list(self.tables)[1:]}

    def _set(
        self,
        sheets: Mapping[int, tuple[Product, list[Expression]]],
        columns: int,
        padding: tuple[float, float],
        least: tuple[float, float],
        gap: float,
    ) -> None:
        """The tables in equal cells, as large as so many columns have room for."""
        self.size, region = self._theme.sizes.formula, self._region
        for _ in range(4):
            self._gap = gap * units(self.size)
            width = (region.width - self._gap * (columns - 1)) / len(sheets)
            inner = Region(-width / 2, width / 2, -region.height / 2, region.height / 2)
            self.tables = {
                n: TimesTable(*sheet, self._theme, inner, self.size, padding, least)
                for n, sheet in sheets.items()
            }
            tables = self.tables.values()
            self.size = min(table.size for table in tables)
            least = max(t.cell[0] for t in tables), max(t.cell[1] for t in tables)

    def heads_fly(self, n: int, known: Mapping[Place, VMobject], **options: Any) -> Animation:
        """Sample n's row of X stands up beside its sheet, its row of ∂L/∂Y lies down above it."""
        heads = self.tables[n].heads
        sources = {place: [known[place]] for place in heads.atoms if place in known}
        return Rewrite(heads, sources, **options)

    def fill(self, n: int, step: int, **options: Any) -> Rewrite:
        """The products (step 0) or their values (step 1) appear on sheet n, cell after cell."""
        table = self.tables[n]
        sources = table.factors(table.cells) if step == 0 else None
        lag = table.reading_order(table.cells)
        return table.fill(table.cells, step, sources, lag=lag, **options)

    def lose_frames(self) -> list[Animation]:
        """Only the entries stay."""
        heads = (table.heads for table in self.tables.values())
        marks = (*heads, *self.plus.values(), *self.papers.values(), *self.dots_shown)
        return [FadeOut(mark) for mark in marks]

    @property
    def dots_shown(self) -> list[VMobject]:
        """The dots between the sheets, if any are left out."""
        return [] if self.dots is None else [self.dots]

    @property
    def lanes_fit(self) -> bool:
        """Whether every row of every sheet has room for a height of its own."""
        entries = self._entries()
        lanes = len({(r, n) for n, r, _ in entries})
        return lanes * max(entry.height for entry in entries.values()) <= self._region.height

    def into_lanes(self) -> list[Animation]:
        """The rows part, so that every row of every sheet has its own height."""
        moves: list[Animation] = []
        entries = self._entries()
        lanes = len({(r, n) for n, r, _ in entries})
        pitch = _LEADING * max(entry.height for entry in entries.values())
        pitch = min(pitch, self._region.height / lanes)
        ranks = {n: rank for rank, n in enumerate(self.tables)}
        for (n, r, _), entry in entries.items():
            lane = (r - 1) * len(self.tables) + ranks[n]
            y = self._region.center[1] + ((lanes - 1) / 2 - lane) * pitch
            moves.append(entry.animate.set_y(y))
        return moves

    def into_columns(self, new: Typeset) -> list[Animation]:
        """In its lane every entry moves to where its term will stand; nothing crosses anything."""
        return [
            entry.animate.set_x(
                new.part("entry", self._rows[r - 1], self._columns[c - 1], "term", n).get_x()
            )
            for (n, r, c), entry in self._entries().items()
        ]

    def add_up(self, line: Line, new: Typeset, **options: Any) -> Animation:
        """The lanes of the same row close up and are joined by plus signs: one matrix."""
        old = [table.filled for table in self.tables.values()]
        return Rewrite(new, sources_on(Typeset(*old), new, line.origins), replaced=old, **options)

    def _entries(self) -> dict[tuple[int, int, int], VMobject]:
        """By sample and the position (from 1) of row and column, what stands in the cell now."""
        return {
            (n, *cell): table.shown(cell)
            for n, table in self.tables.items()
            for cell in table.cells
        }

    def _stand_side_by_side(self) -> None:
        gap = self._gap
        widths = [VGroup(t.heads, t.field).width for t in self.tables.values()]
        gaps = [0.0, *(gap * (1 if n == before + 1 else 2) for before, n in pairwise(self.tables))]
        left = self._region.center[0] - (sum(widths) + sum(gaps)) / 2
        for table, width, room in zip(self.tables.values(), widths, gaps, strict=True):
            left += room
            whole = VGroup(table.heads, table.field)
            middle = np.array([left + width / 2, self._region.center[1], 0.0])
            table.shift(middle - whole.get_center())
            left += width

    def _dots(self) -> VGroup:
        """Between the second sheet and the last: plus dots."""
        second, last = (self.tables[n] for n in list(self.tables)[1:])
        plus, dots = (
            Sign(("sheets", key, ELIDED), sign, self._theme.ink, self.size)
            for key, sign in (("plus", "+"), ("dots", "dots.h.c"))
        )
        left, right = second.field.get_right()[0], VGroup(last.heads, last.field).get_left()[0]
        both = VGroup(plus, dots).arrange(RIGHT, buff=0.4 * units(self.size))
        return both.move_to([left + (right - left) * 0.36, second.field.get_center()[1], 0])

    def _paper(self, table: TimesTable) -> RoundedRectangle:
        return RoundedRectangle(
            width=table.field.width,
            height=table.field.height,
            corner_radius=units(12),
            stroke_color=self._theme.muted,
            stroke_width=self._theme.strokes.frame,
            fill_color=self._theme.panel,
            fill_opacity=1,
        ).move_to(table.field)

    def _plus(self, n: int) -> Sign:
        """Between sheet n and the one before it, or the dots."""
        order = list(self.tables)
        before: VMobject = self.papers[order[order.index(n) - 1]]
        if self.dots is not None and n == order[-1]:
            before = self.dots
        after = VGroup(self.tables[n].heads, self.papers[n])
        sign = Sign(("sheets", "plus", n), "+", self._theme.ink, self.size)
        x = (before.get_right()[0] + after.get_left()[0]) / 2
        return sign.move_to([x, before.get_center()[1], 0])
