"""One sample's share of ∂L/∂W on a tile: its column of x times its row of ∂L/∂y."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import DOWN, PI, RIGHT, Arc, Line, RoundedRectangle, VGroup, VMobject

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Expression, Matrix
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch, Tile
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

BEAD: Final = 0.24
"""Radius of the bead where a line of x crosses one of ∂L/∂y, in em."""

_LINE_GAP = 0.18
"""Between a factor and the line that leaves it, in em."""

_STUB = 0.02
"""Length of a line that leads nowhere, in em."""

_PLATE = (0.4, 0.3)
"""Room around a number on its plate, both sides together, in em."""


@dataclass(frozen=True)
class Grid:
    """Where what belongs to one tile stands, in Manim units.

    Attributes:
        head_x: of the column of x.
        head_y: of the row of ∂L/∂y.
        columns: by output, x. rows: by input, y.
        paper: the tile's rectangle.
        has_lines: whether its lines lead to the cells (those of the tiles below end at once).
    """

    head_x: float
    head_y: float
    columns: Mapping[int, float]
    rows: Mapping[int, float]
    paper: Region
    has_lines: bool = True


class SampleTile(Typeset):
    """A mobject: one sample's column of x, its row of ∂L/∂y, and what stands where they cross.

    Args:
        tile: the factors and, in numbers, their products.
        batch: the statements.
        grid: where everything stands.
        theme: looks.
        size: font size in pixels.

    Attributes:
        paper: the opaque tile. lines: from the column and the row to the cells.
        column: by input, x_i; row: by output, ∂L/∂y_k.
        cells: by (input, output), a bead or a number.
        plates: what keeps the lines from running through numbers.
    """

    def __init__(self, tile: Tile, batch: Batch, grid: Grid, theme: Theme, size: float) -> None:
        self._theme, self._em = theme, units(size)
        self.paper = _paper(grid.paper, theme)
        inputs, outputs = batch.notation.input_range, batch.notation.output_range
        self.column = {
            i: Formula(entry, theme, size).move_to([grid.head_x, grid.rows[i], 0])
            for i, (entry,) in zip(inputs, elided_rows(tile.column), strict=True)
        }
        self.row = {
            k: Formula(entry, theme, size).move_to([grid.columns[k], grid.head_y, 0])
            for k, entry in zip(outputs, elided_rows(tile.row)[0], strict=True)
        }
        self.cells: dict[tuple[int, int], VMobject] = {}
        for i in inputs:
            for k in outputs:
                if tile.values is None and ELIDED not in (i, k):
                    self.cells[i, k] = bead(theme, self._em)
        if tile.values is not None:
            self.cells |= cell_numbers(tile.values, batch, theme, size)
        for (i, k), cell in self.cells.items():
            cell.move_to([grid.columns[k], grid.rows[i], 0])
        self.lines = self._lines(grid)
        heads = [*self.column.values(), *self.row.values()]
        numbers = [cell for cell in self.cells.values() if isinstance(cell, Typeset)]
        super().__init__(*heads, *numbers)
        self.plates = VGroup(*map(self._plate, numbers))
        self.submobjects = [self.paper, self.lines, *heads, self.plates, *self.cells.values()]
        if size < FIRST_READING:
            overview(self)

    def _lines(self, grid: Grid) -> VGroup:
        """Along the rows in x's colour, down the columns in ∂L/∂y's, up to the last cell."""
        gap, stub = _LINE_GAP * self._em, _STUB * self._em
        last_x, last_y = max(grid.columns.values()), min(grid.rows.values())
        lines = []
        for i, head in self.column.items():
            if i != ELIDED:
                start = head.get_right() + RIGHT * gap
                end = np.array([last_x if grid.has_lines else start[0] + stub, start[1], 0.0])
                lines.append(Line(start, end, stroke_color=self._theme.colour("x")))
        for k, head in self.row.items():
            if k != ELIDED:
                start = head.get_bottom() + DOWN * gap
                end = np.array([start[0], last_y if grid.has_lines else start[1] - stub, 0.0])
                lines.append(Line(start, end, stroke_color=self._theme.colour("gradient")))
        strokes = self._theme.strokes
        return VGroup(*lines).set_stroke(width=strokes.hairline, opacity=self._theme.dimmed)

    def _plate(self, number: VMobject) -> RoundedRectangle:
        across, down = (room * self._em for room in _PLATE)
        return RoundedRectangle(
            width=number.width + across,
            height=number.height + down,
            corner_radius=down / 2,
            stroke_width=0,
            fill_color=self._theme.panel,
            fill_opacity=1,
        ).move_to(number)


def elided_rows(matrix: Matrix) -> tuple[tuple[Expression, ...], ...]:
    """The rows of a matrix with dots for what is left out."""
    shown = elided(matrix)
    assert isinstance(shown, Matrix)
    return shown.rows


def cell_numbers(
    values: Matrix, batch: Batch, theme: Theme, size: float
) -> dict[tuple[int, int], Formula]:
    """By (input, output), the numbers of a D×M matrix, each by itself."""
    inputs, outputs = batch.notation.input_range, batch.notation.output_range
    return {
        (i, k): RoundedNumber(entry, theme, size)
        for i, row in zip(inputs, elided_rows(values), strict=True)
        for k, entry in zip(outputs, row, strict=True)
    }


def bead(theme: Theme, em: float) -> VGroup:
    """A product: its left half is x's, its right half ∂L/∂y's."""
    halves = []
    for role, start in (("x", PI / 2), ("gradient", -PI / 2)):
        half = Arc(radius=BEAD * em, start_angle=start, angle=PI)
        half.add_line_to(half.points[0])
        halves.append(half.set_stroke(width=0).set_fill(theme.colour(role), opacity=1))
    return VGroup(*halves)


def _paper(region: Region, theme: Theme) -> RoundedRectangle:
    return RoundedRectangle(
        width=region.width,
        height=region.height,
        corner_radius=units(14),
        stroke_color=theme.muted,
        stroke_width=theme.strokes.hairline,
        stroke_opacity=theme.ghost,
        fill_color=theme.panel,
        fill_opacity=1,
    ).move_to(region.center)
