"""A matrix without entries, as large as its shape: a piece of a product that has to fit.

It is a sheet with its name above and its shape below. A transposed matrix is a sheet that has been
folded, so that it can be unfolded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from calculus.algebra.expressions import Direction, Dots, Expression, Role, Shape
from calculus.algebra.notation import ELIDED, written_range
from scenes.stage.exemptions import overview
from scenes.stage.matrices.sheet import Sheet, Spot
from scenes.stage.matrices.sheet_pose import Pose
from scenes.stage.theme import Theme

Part = Literal["subject", "first", "second"]
"""subject = first · second"""

Cell = tuple[int, int]
"""(row, column) of a cell, from 1."""

DOTS = 0.6
"""Font size of dots, in cells."""


@dataclass(frozen=True)
class Piece:
    """A matrix of which only name, size and owner matter.

    Attributes:
        name: above the sheet.
        rows: before it is transposed.
        columns: likewise.
        role: whose colour it bears.
        transposed: whether the sheet is folded.
        is_vector: whether its shape is written with one axis, (2,).
        bright: a cell that can be followed, before the sheet is transposed.
    """

    name: Expression
    rows: int
    columns: int
    role: Role
    transposed: bool = False
    is_vector: bool = False
    bright: Cell | None = None

    @property
    def drawn(self) -> tuple[int, int]:
        """Rows and columns of cells, or of dots, before it is transposed."""
        return len(written_range(self.rows)), len(written_range(self.columns))

    @property
    def seen(self) -> tuple[int, int]:
        """The same as they are seen now."""
        return self.drawn[::-1] if self.transposed else self.drawn

    @property
    def dots(self) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        """Of its drawn rows and columns, before it is transposed, which are dots."""
        rows, columns = written_range(self.rows), written_range(self.columns)
        return tuple(i == ELIDED for i in rows), tuple(k == ELIDED for k in columns)

    def shape(self, part: Part) -> Shape:
        """As it is written below the sheet, at ("shape", part)."""
        rows, columns = self.rows, self.columns
        if self.transposed:
            rows, columns = columns, rows
        return Shape(("shape", part), columns, None if self.is_vector else rows)

    def sheet(self, theme: Theme, pose: Pose) -> Sheet:
        """The sheet as it lies."""
        return blank_sheet(self.drawn, self.role, theme, pose, self._dots(), self.bright)

    def _dots(self) -> Iterator[tuple[Expression, Spot]]:
        for row, i in enumerate(written_range(self.rows)):
            for column, k in enumerate(written_range(self.columns)):
                if ELIDED in (i, k):
                    way: Direction = "aslant" if i == k else "across" if k == ELIDED else "down"
                    dots = Dots(("dots", row, column), way)
                    yield dots, Spot(row + 0.5, column + 0.5)


def blank_sheet(
    shape: tuple[int, int],
    role: Role,
    theme: Theme,
    pose: Pose,
    dots: Iterable[tuple[Expression, Spot]] = (),
    bright: Cell | None = None,
) -> Sheet:
    """A sheet without letters in any role's colour.

    Args:
        shape: rows and columns.
        role: gives the colour.
        theme: looks.
        pose: how it lies.
        dots: what stands for cells that are left out, and where.
        bright: a cell that is brighter; it may lie outside of the sheet.
    """
    if bright is not None and not all(1 <= a <= b for a, b in zip(bright, shape, strict=True)):
        bright = None
    # As in the mark: without letters to be read, a sheet may be fuller.
    washes = replace(theme, wash=theme.mark_wash, back_wash=theme.mark_back_wash)
    found = Sheet(shape, washes, replace(pose, letters=DOTS), dots, bright)
    for part in (found.field, found.rules, found.glow):
        if part is not None:
            part.set_stroke(theme.colour(role), family=False)
            part.set_fill(theme.colour(role), family=False)
    found.field.set_stroke(width=theme.strokes.edge, family=False)
    return overview(found)
