"""Sums that are worked out, one below the other: in one column, in two, or page by page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from manim import VGroup, VMobject

from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.worked import Worked
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Sign
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import StatementGrid
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_ROW_GAP = 0.8
"""Between two lines, in em."""


@dataclass(frozen=True)
class WorkPage:
    """What stands below each other at one time.

    Attributes:
        lines: by index, the statements; at first in symbols.
        dots: what stands for the lines that are left out between them, or None.
    """

    lines: Mapping[int, Statement]
    dots: Sign | None

    @property
    def shown(self) -> list[VMobject]:
        """What stands on the stage now."""
        dots = [self.dots] if self.dots else []
        return [*(line.now for line in self.lines.values()), *dots]


def work_pages(
    lines: Mapping[int, Worked | None],
    notation: Notation,
    theme: Theme,
    place: Region,
    size: float,
) -> list[WorkPage]:
    """The lines on as few pages as they can be read on.

    Args:
        lines: by index; None at `ELIDED`.
        notation: names.
        theme: looks.
        place: what a page fits into.
        size: largest font size in pixels.
    """
    written = [index for index in lines if index != ELIDED]
    for count, columns in _arrangements(len(written)):
        groups = [written[start : start + count] for start in range(0, len(written), count)]
        grids = [_grid(group, lines, columns, notation, theme, place, size) for group in groups]
        smallest = min(grid.size for grid, _ in grids)
        if smallest >= OVERVIEW or count == 1:
            break
    # All pages have one size.
    grids = [_grid(group, lines, columns, notation, theme, place, smallest) for group in groups]
    return [WorkPage(found, dots_between(found, lines, theme, grid.size)) for grid, found in grids]


def _arrangements(count: int) -> Iterator[tuple[int, int]]:
    """Lines a page and columns, the best first."""
    yield count, 1
    if count > 2:
        yield count, 2
    for fewer in range(count - 1, 0, -1):
        yield fewer, 1


def _grid(
    group: list[int],
    lines: Mapping[int, Worked | None],
    columns: int,
    notation: Notation,
    theme: Theme,
    place: Region,
    size: float,
) -> tuple[StatementGrid, dict[int, Statement]]:
    rows = math.ceil(len(group) / columns)
    forms: list[list[Forms | None]] = [[None] * columns for _ in range(rows)]
    spots = {index: divmod(position, rows)[::-1] for position, index in enumerate(group)}
    for index, (row, column) in spots.items():
        if (line := lines[index]) is not None:
            forms[row][column] = Forms(line.lines, below=line.below)
    gap = _ROW_GAP if ELIDED not in lines else 1.6 * _ROW_GAP
    grid = StatementGrid(forms, notation, theme, place, size=size, row_gap=gap)
    return grid, {index: grid.at(*spot) for index, spot in spots.items()}


def dots_between(
    lines: Mapping[int, Statement], all_lines: Iterable[int], theme: Theme, size: float
) -> Sign | None:
    """Dots between the lines in front of and behind those that are left out, if any are."""
    order = list(all_lines)
    if ELIDED not in order:
        return None
    before, after = (order[order.index(ELIDED) + step] for step in (-1, 1))
    if before not in lines or after not in lines:
        return None
    dots = Sign(("left out",), "dots.v", theme.ink, size)
    between = [VGroup(*lines[index].forms) for index in (before, after)]
    height = (between[0].get_bottom()[1] + between[1].get_top()[1]) / 2
    return dots.move_to([lines[before].equals_at()[0], height, 0])
