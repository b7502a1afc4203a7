"""Where the matrix, the products and the formulas of `ends`, `table` and `result` stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import config

from calculus.algebra.notation import Notation
from scenes.beats.weights.factors import Factors, FactorsPlan
from scenes.beats.weights.term_table import (
    OVERHANG,
    TablePlan,
    TermTable,
    entry_extent,
    rows_about,
    spread,
)
from scenes.stage.fitting import OVERVIEW, largest_that_fits
from scenes.stage.network.pose import Pose, column_pitch, row_pitch, table
from scenes.stage.regions import Region, Regions
from scenes.stage.theme import Theme, pixels, units

_MATRIX_AT_ENDS = (0.05, 0.38, 0.20, 0.82)
"""W, W, H, H: where ∂L/∂W stands while the network is large."""

_LINE = 0.90
"""W: how long a line may be."""

_MIDDLE = 0.51
"""H: the network's own middle, so that rows of the matrix stand at the heights of the table's."""

_COLUMN_GAPS = (0.85, 0.6, 0.35, 0.15)
"""Between the columns of the matrix, in em: if it does not fit, they close up."""

_BELOW_AXIS = 0.54
"""Part of an entry's height that is below its fraction bar."""

_COMFORTABLE = 36.0
"""Font size in pixels for which columns rather close up."""

_ENTRY_LEADING = 1.14
"""Distance of rows at least, as a multiple of an entry's height: its factors change places."""

_CELL_OF_COLUMN = 0.72
"""Part of a table's column that an entry takes at most."""

_BESIDE_NODE = 0.75
"""Between the equals sign and the nodes of the inputs, in em."""

NAME_PART = 0.15
"""Part of its edge where the name of the chosen weight stands, between x_i and the product."""

NAME_PART_BESIDE_BEAD = 0.27
"""The same when there is only a bead."""

UPSTREAM_PART = 0.28
"""Part of the edges to L where ∂L/∂y_k stand at most: there they are well apart."""

_LANDING_BOW = units(170)
"""How high the product passes above the other entries of its row, and their headers."""

_ROWS_ABOVE = 2
"""Up to so many rows of the table leave room for its factors below."""

_BELOW = 0.158
"""H: so far below the last row of the table the factors stand."""

_FACTOR_COLUMN = 3.7
"""Least distance of the columns above the factors, in their em: a parenthesis stands between."""

_LANDING_DIP = units(60)
"""How deep it passes below the input before."""

LEAD_GAP = 0.45
"""Between an equals sign and the factors behind it, in em."""

_RESULT = (0.10, 0.90, 0.22, 0.66)
"""W, W, H, H: where ② closes."""

ABOVE_HEADERS = 0.19
"""H: over the headers copies of them pass on their way to the left."""


@dataclass(frozen=True)
class TableLayout:
    """How the network stands as the table, and where its matrix and its factors stand.

    Attributes:
        pose: of the network.
        matrix: its entries stand at the crossings.
        factors: below, each entry below its header; of more rows, between ∂L/∂W and the table.
    """

    pose: Pose
    matrix: TablePlan
    factors: FactorsPlan


def matrix_at_ends(notation: Notation, theme: Theme) -> TablePlan:
    """∂L/∂W beside the large network, as large as it fits."""
    region = Region.part_of_frame(*_MATRIX_AT_ENDS)
    pitch = row_pitch(notation)
    width, height = entry_extent(notation, theme)
    largest = min(theme.sizes.formula, pixels(pitch) / (height * _ENTRY_LEADING))
    rows = rows_about(notation.input_range, _height(_MIDDLE), pitch)

    def excess(found: TermTable) -> float:
        return float(found.width) / region.width

    for gap in _COLUMN_GAPS:

        def build(size: float, gap: float = gap) -> TermTable:
            columns = spread(notation.output_range, 0.0, units(size) * (width + gap))
            return TermTable(notation, theme, TablePlan(size, columns, rows), ())

        found = largest_that_fits(build, excess, largest, smallest=OVERVIEW, spare=0.02, builds=3)
        if excess(found) <= 1 and found.plan.size >= min(largest, _COMFORTABLE):
            break
    away = region.right - found.get_right()[0]
    columns = {k: x + away for k, x in found.plan.columns.items()}
    return TablePlan(found.plan.size, columns, rows)


def table_layout(notation: Notation, theme: Theme) -> TableLayout:
    """The table as large as it may be, and with its factors in the middle of the stage."""
    pose = table(notation)
    width, height = entry_extent(notation, theme)
    last_row = min(center[1] for place, center in pose.centers.items() if place[0] == "x")
    size = min(
        theme.sizes.formula,
        pixels(column_pitch(notation)) * _CELL_OF_COLUMN / width,
        pixels(row_pitch(notation)) / (height * _ENTRY_LEADING),
        pixels(last_row - Regions.of_frame().safe.bottom) / (height * _BELOW_AXIS + OVERHANG),
    )
    matrix = _at_crossings(notation, pose, size)
    entries = [(i, k) for i in matrix.rows for k in matrix.columns]
    whole = TermTable(notation, theme, matrix, entries, headed=False)
    if len(notation.input_range) <= _ROWS_ABOVE:
        factors = _below(notation, theme, matrix)
        middle = float(whole.get_center()[0])
    else:
        factors, middle = _in_line(notation, theme, whole)
    pose = pose.shifted(np.array([-middle, 0.0, 0.0]))
    return TableLayout(pose, _at_crossings(notation, pose, size), factors.shifted(-middle))


def _at_crossings(notation: Notation, pose: Pose, size: float) -> TablePlan:
    return TablePlan(
        size,
        {k: float(pose.centers["y", k][0]) for k in notation.output_range},
        {i: float(pose.centers["x", i][1]) for i in notation.input_range},
        equals=inputs_x(pose) - pose.radii["x"] - _BESIDE_NODE * units(size),
    )


def inputs_x(pose: Pose) -> float:
    """Where the column of the inputs stands."""
    return float(next(center[0] for place, center in pose.centers.items() if place[0] == "x"))


def _below(notation: Notation, theme: Theme, matrix: TablePlan) -> FactorsPlan:
    size = min(theme.sizes.formula, pixels(column_pitch(notation)) / _FACTOR_COLUMN)
    last_row = min(matrix.rows.values())
    middle = last_row - (_height(0) - _height(_BELOW))
    equals = matrix.equals or 0.0
    column = inputs_x(table(notation))
    return FactorsPlan(max(OVERVIEW, size), middle, equals, column, matrix.columns)


def _in_line(notation: Notation, theme: Theme, whole: TermTable) -> tuple[FactorsPlan, float]:
    """The factors in front of the table, and the middle of all that stands then."""
    rows, sign = whole.plan.rows.values(), whole.part("statement", "equals", 1)
    middle, equals = (max(rows) + min(rows)) / 2, float(sign.get_right()[0])
    lead = float(sign.get_right()[0] - whole.get_left()[0]) + LEAD_GAP * units(whole.plan.size)
    right = float(whole.get_right()[0])

    def left_of(factors: Factors) -> float:
        return float(factors.get_left()[0]) - lead

    def build(size: float) -> Factors:
        return Factors(notation, theme, FactorsPlan(size, middle, equals))

    found = largest_that_fits(
        build,
        lambda factors: (right - left_of(factors)) / (config.frame_width * _LINE),
        min(theme.sizes.formula, whole.plan.size),
        smallest=OVERVIEW,
        builds=4,
    )
    return found.plan, (right + left_of(found)) / 2


def landing_bow(alpha: float) -> float:
    """How far above the straight way the product is: first below the input, then over entries."""
    over = _LANDING_BOW * np.sin(np.pi * alpha**3)
    return float(over - _LANDING_DIP * np.sin(np.pi * alpha) * (1 - alpha))


def result_place() -> Region:
    """② alone on the stage, over the witness."""
    return Region.part_of_frame(*_RESULT)


def above_headers() -> float:
    """The height at which copies of the headers pass over them."""
    return _height(ABOVE_HEADERS)


def _height(part: float) -> float:
    return Region.part_of_frame(0, 1, part, part).top
