"""The tiles of all samples: apart beside their cards, then laid on one another.

Piled up, their columns stand side by side and their rows below each other: the columns are Xᵀ, the
rows are ∂L/∂Y, and what stands where they cross is ∂L/∂W.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import LEFT, RIGHT, VGroup

from calculus.algebra.expressions import Dots, Expression
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from scenes.beats.batch.sample_tile import (
    BEAD,
    Grid,
    SampleTile,
    bead,
    cell_numbers,
    elided_rows,
)
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.matrices.even_matrix import redraw
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LARGEST: Final = 44.0
"""Font size of symbols in pixels."""

_LARGEST_NUMBERS: Final = 54.0
"""Font size of numbers in pixels: they are less high than fractions."""

_MARGIN = 0.4
"""Between the rim of a tile and what stands on it, in em."""

_HEAD_GAP = 0.85
"""Between the column of x and the cells, and between the row of ∂L/∂y and the cells, in em."""

_SLOT_GAP = (0.62, 0.42)
"""Between two samples' columns, and between two samples' rows, in em."""

_DOTS = (0.7, 0.75)
"""Room for the dots of samples left out, between columns and between rows, in em."""

_CELL_GAP = (0.9, 0.62)
"""Least room between cells, across and down, in em."""

_WIDEST_CELL = 5.0
"""Largest distance of two columns of cells, in em."""

_BESIDE_PARENTHESIS = 0.6
"""Room for a parenthesis beside a block, in em."""

_PARENTHESIS = (0.48, 0.26, 0.14)
"""How far its back is from the block, its tips reach inward, and it overhangs, in em."""

_INSET: Final = units(4)
"""How much of the first tile looks out at the right of the others and below them."""

_SPREAD = 0.78
"""From the middle of a cell to the beads of two samples in it, in em."""


@dataclass(frozen=True)
class _Extents:
    """Width and height of what is largest, in Manim units.

    Attributes:
        x, upstream: of the factors. cell: of what stands in a cell of the pile.
        slots: by sample, the middle of its column in the block of columns, from its left, and of
            its row in the block of rows, from its top.
        blocks: width of the block of columns, height of the block of rows.
    """

    x: tuple[float, float]
    upstream: tuple[float, float]
    cell: tuple[float, float]
    slots: Mapping[int, tuple[float, float]]
    blocks: tuple[float, float]


class Tiles:
    """The tiles of all samples, apart and piled up.

    Args:
        batch: the statements.
        theme: looks.
        apart: by sample, where its tile stands at first.
        pile: where they are laid on one another, in its upper left corner.

    Attributes:
        size: font size in pixels.
        right: where the pile ends, in Manim units.
        apart: by sample, its tile at first; together: the same in the pile, the last on top.
        dots: in the pile, for the samples left out.
        parentheses: around the columns, Xᵀ ("x"), and around the rows, ∂L/∂Y ("upstream").
        sums: by (input, output), what the cells of all tiles add up to: beads and a plus sign
            (of two samples), or a number.
    """

    def __init__(
        self, batch: Batch, theme: Theme, apart: Mapping[int, Region], pile: Region
    ) -> None:
        self.batch, self.theme = batch, theme
        self._places, self._pile = apart, pile
        self._data = {n: batch.tile(n) for n in batch.written_samples}
        largest = _LARGEST_NUMBERS if batch.has_numbers else _LARGEST
        largest_that_fits(self._set, lambda excess: excess, largest, smallest=OVERVIEW)

    def x_row(self, i: int) -> VGroup:
        """Row i of Xᵀ in the pile."""
        tiles = [tile.column[i] for tile in self.together.values()]
        return VGroup(*tiles, *self.dots.parts([("x", ELIDED, i)]))

    def upstream_column(self, k: int) -> VGroup:
        """Column k of ∂L/∂Y in the pile."""
        tiles = [tile.row[k] for tile in self.together.values()]
        return VGroup(*tiles, *self.dots.parts([("upstream", ELIDED, k)]))

    def _set(self, size: float) -> float:
        """Build everything; returns how many times too large it is."""
        self.size, em = size, units(size)
        extents = self._measure(em)
        across, down = self._pitches(extents, em)
        pile = self._place_cells(extents, across, down, em)
        self.together = {
            n: self._tile(n, self._grid_in_pile(n, extents, pile, em)) for n in self._data
        }
        self.apart = {n: self._tile(n, self._grid_apart(n, extents, down, em)) for n in self._data}
        self.dots = self._dots(extents, pile, em)
        self.parentheses = self._parentheses(em)
        self.sums = self._sums(em)
        if size < FIRST_READING:
            for part in (self.dots, *self.parentheses.values(), *self.sums.values()):
                overview(part)
        heights = [self.apart[n].paper.height / region.height for n, region in self._places.items()]
        return max(self._pile.excess(pile.width, pile.height), *heights)

    def _measure(self, em: float) -> _Extents:
        def extent(expressions: list[Expression]) -> tuple[float, float]:
            found = [Formula(each, self.theme, self.size) for each in expressions]
            return max(each.width for each in found), max(each.height for each in found)

        tiles = self._data.values()
        x = extent([entry for tile in tiles for (entry,) in elided_rows(tile.column)])
        upstream = extent([entry for tile in tiles for entry in elided_rows(tile.row)[0]])
        cell = (2 * (_SPREAD + BEAD) * em, 2 * BEAD * em)
        if self.batch.has_numbers:
            matrices = [*(tile.values for tile in tiles if tile.values), self.batch.totals()]
            cell = extent([entry for m in matrices for row in elided_rows(m) for entry in row])
        columns, width = self._slots(x[0], _SLOT_GAP[0] * em, _DOTS[0] * em)
        rows, height = self._slots(upstream[1], _SLOT_GAP[1] * em, _DOTS[1] * em)
        slots = {n: (columns[n], rows[n]) for n in columns}
        return _Extents(x, upstream, cell, slots, (width, height))

    def _slots(self, extent: float, gap: float, dots: float) -> tuple[dict[int, float], float]:
        """By sample, the middle of its slot in a block, and the block's whole extent."""
        found: dict[int, float] = {}
        start = 0.0
        for n in self.batch.sample_range:
            own = dots if n == ELIDED else extent
            found[n] = start + own / 2
            start += own + gap
        return found, start - gap

    def _pitches(self, extents: _Extents, em: float) -> tuple[float, float]:
        """Distances of the cells, across (as wide as there is room) and down."""
        columns = len(self.batch.notation.output_range)
        widest = max(extents.upstream[0], extents.cell[0])
        least = widest + _CELL_GAP[0] * em
        free = (self._pile.width - self._beside_cells(extents, em) - widest) / max(1, columns - 1)
        across = min(max(least, free), max(least, _WIDEST_CELL * em))
        return across, max(extents.x[1], extents.cell[1]) + _CELL_GAP[1] * em

    def _beside_cells(self, extents: _Extents, em: float) -> float:
        """Width of the pile without its cells."""
        room = 2 * _MARGIN + 3 * _BESIDE_PARENTHESIS + _HEAD_GAP
        return extents.blocks[0] + room * em

    def _place_cells(self, extents: _Extents, across: float, down: float, em: float) -> Region:
        """Where the cells of the pile stand; returns the pile's rectangle."""
        notation = self.batch.notation
        widest = max(extents.upstream[0], extents.cell[0])
        left, top = self._pile.left, self._pile.top
        before = (_MARGIN + 2 * _BESIDE_PARENTHESIS + _HEAD_GAP) * em + extents.blocks[0]
        above = (_MARGIN + _HEAD_GAP) * em + extents.blocks[1]
        x, y = left + before + widest / 2, top - above - extents.x[1] / 2
        self._columns = {k: x + c * across for c, k in enumerate(notation.output_range)}
        self._rows = {i: y - r * down for r, i in enumerate(notation.input_range)}
        width = self._beside_cells(extents, em) + widest + (len(self._columns) - 1) * across
        bottom = min(self._rows.values()) - extents.x[1] / 2 - _MARGIN * em
        self.right = left + width
        return Region(left, self.right, bottom, top)

    def _grid_in_pile(self, n: int, extents: _Extents, pile: Region, em: float) -> Grid:
        """The first tile has room for parentheses; of the others only the factors look out."""
        x, y = self._head(n, extents, pile, em)
        beside, above, inset = (_MARGIN + _BESIDE_PARENTHESIS) * em, _MARGIN * em, 0.0
        if n > 1:
            beside, above, inset = _SLOT_GAP[0] * em / 2, _SLOT_GAP[1] * em / 2, _INSET
        paper = Region(
            x - extents.x[0] / 2 - beside,
            pile.right - inset,
            pile.bottom + inset,
            y + extents.upstream[1] / 2 + above,
        )
        is_on_top = n == self.batch.written_samples[-1]
        return Grid(x, y, self._columns, self._rows, paper, is_on_top)

    @staticmethod
    def _head(n: int, extents: _Extents, pile: Region, em: float) -> tuple[float, float]:
        """In the pile, x of a sample's column and y of its row."""
        column, row = extents.slots[n]
        left = pile.left + (_MARGIN + _BESIDE_PARENTHESIS) * em
        return left + column, pile.top - _MARGIN * em - row

    def _grid_apart(self, n: int, extents: _Extents, down: float, em: float) -> Grid:
        """A tile by itself in the middle of its region, its columns where they will be."""
        region, count = self._places[n], len(self._rows)
        inner = extents.upstream[1] + _HEAD_GAP * em + extents.x[1] + (count - 1) * down
        top = region.center[1] + inner / 2
        y = top - extents.upstream[1] - _HEAD_GAP * em - extents.x[1] / 2
        half = max(extents.upstream[0], extents.cell[0]) / 2
        first, last = min(self._columns.values()), max(self._columns.values())
        x = first - half - _HEAD_GAP * em - extents.x[0] / 2
        margin = _MARGIN * em
        paper = Region(
            x - extents.x[0] / 2 - margin, last + half + margin, top - inner - margin, top + margin
        )
        rows = {i: y - r * down for r, i in enumerate(self._rows)}
        return Grid(x, top - extents.upstream[1] / 2, self._columns, rows, paper)

    def _tile(self, n: int, grid: Grid) -> SampleTile:
        return SampleTile(self._data[n], self.batch, grid, self.theme, self.size)

    def _dots(self, extents: _Extents, pile: Region, em: float) -> Typeset:
        """Between the columns and between the rows, where samples are left out."""
        if ELIDED not in self.batch.sample_range:
            return Typeset()
        x, y = self._head(ELIDED, extents, pile, em)
        dots: list[Formula] = []
        for i in self.batch.notation.written_inputs:
            sign = Formula(Dots(("x", ELIDED, i), "across", "x"), self.theme, self.size)
            dots.append(sign.move_to([x, self._rows[i], 0]))
        for k in self.batch.notation.written_outputs:
            place = ("upstream", ELIDED, k)
            sign = Formula(Dots(place, "down", "gradient"), self.theme, self.size)
            dots.append(sign.move_to([self._columns[k], y, 0]))
        return Typeset(*dots)

    def _parentheses(self, em: float) -> dict[str, Typeset]:
        tiles = self.together.values()
        blocks = {
            "x": VGroup(*(entry for tile in tiles for entry in tile.column.values())),
            "upstream": VGroup(*(entry for tile in tiles for entry in tile.row.values())),
        }
        gap, tip, overhang = (part * em for part in _PARENTHESIS)
        found: dict[str, Typeset] = {}
        for name, block in blocks.items():
            bottom, top = block.get_bottom()[1] - overhang, block.get_top()[1] + overhang
            signs = []
            for key, source, back, inward in (
                ("open", '"("', block.get_left()[0] - gap, tip),
                ("close", '")"', block.get_right()[0] + gap, -tip),
            ):
                sign = Sign((name, key), source, self.theme.ink, self.size)
                sides = np.array([back, back + inward])
                redraw(sign.atoms[name, key], sides, bottom, top, em)
                signs.append(sign)
            found[name] = Typeset(*signs)
        return found

    def _sums(self, em: float) -> dict[tuple[int, int], VGroup]:
        found: dict[tuple[int, int], VGroup] = {}
        if self.batch.has_numbers:
            found |= cell_numbers(self.batch.totals(), self.batch, self.theme, self.size)
        else:
            for i, k in self.together[1].cells:
                left, right = (bead(self.theme, em).shift(s * _SPREAD * em) for s in (LEFT, RIGHT))
                plus = Sign(("sum", i, k, "plus"), "+", self.theme.ink, self.size)
                found[i, k] = VGroup(left, right, plus.move_to([0, 0, 0]))
        for (i, k), cell in found.items():
            cell.move_to([self._columns[k], self._rows[i], 0])
        return found
