"""What the example is about: X, W and B, first in symbols, then in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from manim import UP, VGroup

from calculus.algebra.shortening import shortened
from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.beats.example import layout
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_PART = 0.62
"""Of the region's height that it may take."""

_ROW_GAP = 0.7
"""Between two rows of statements, in em."""

_FEW = 8
"""Inputs and outputs up to which X may have room beside W."""

_BELOW = 44
"""Pixels between the matrices and what stands below them."""


class Given:
    """X, W and B at the top of a region, as statements of two forms: symbols and numbers.

    Entries stand at ("x", i), ("w", i, j) and ("b", j).

    Args:
        lesson: gives the numbers.
        significant: digits to which long ones are rounded.
        theme: looks.
        region: they stand side by side or below each other.

    Attributes:
        inputs, weights: X and W. biases: B or None.
        size: font size in pixels.
        is_readable: whether it is one of the two sizes that the chapter has.
        below: what is free of the region.
    """

    def __init__(self, lesson: Lesson, significant: int, theme: Theme, region: Region) -> None:
        x, w, b = _forms(lesson, significant)
        beside: list[list[Forms | None]] = [[x, w], *([[None, b]] if b else [])]
        stacked: list[list[Forms | None]] = [[x], [w]]
        if b:
            stacked.append([b])
        room = Region(region.left, region.right, region.top - _PART * region.height, region.top)
        large, small = theme.sizes.digits, theme.sizes.small_digits
        choices = [(beside, large), (beside, small), (stacked, small)]
        if lesson.D + lesson.M > _FEW:
            del choices[:2]
        for rows, size in choices:
            grid = self._grid(rows, lesson, theme, layout.ANYWHERE, size)
            self.is_readable = room.excess(*extent(grid)) <= 1
            if self.is_readable:
                break
        else:
            grid = self._grid(rows, lesson, theme, room, small)
        self.size = grid.size
        everything = VGroup(*(form for statement in grid for form in statement.forms))
        everything.move_to(room.center).align_to([0.0, room.top, 0.0], UP)
        bottom = float(everything.get_bottom()[1]) - units(_BELOW)
        self.below = Region(region.left, region.right, region.bottom, bottom)
        self.inputs = grid.at(0)
        self.weights = grid.at(*((1, 0) if rows is stacked else (0, 1)))
        self.biases = grid.at(len(rows) - 1, len(rows[0]) - 1) if b else None

    @staticmethod
    def _grid(
        rows: Sequence[Sequence[Forms | None]],
        lesson: Lesson,
        theme: Theme,
        room: Region,
        size: float,
    ) -> StatementGrid:
        return StatementGrid(
            rows,
            lesson.notation,
            theme,
            room,
            size=size,
            row_gap=_ROW_GAP,
            entry_gap=CLOSE,
            header_size=theme.sizes.label,
        )

    @property
    def statements(self) -> list[Statement]:
        """All there are."""
        return [self.inputs, self.weights, *([self.biases] if self.biases else [])]

    @property
    def shown(self) -> list[Typeset]:
        """What stands on the stage."""
        return [statement.now for statement in self.statements]


def extent(grid: StatementGrid) -> tuple[float, float]:
    """Width and height of all forms of all statements."""
    everything = VGroup(*(form for statement in grid for form in statement.forms))
    return float(everything.width), float(everything.height)


def _forms(lesson: Lesson, significant: int) -> tuple[Forms, Forms, Forms | None]:
    def short(forms: worked.Forms) -> worked.Forms:
        return tuple(shortened(form, significant) for form in forms)

    x = Forms(short(worked.inputs(lesson)), entries=("x",), column="x")
    w = Forms(short(worked.weights(lesson)), headed=(("w",), ("w",)), entries=("w",), column="y")
    biases = worked.biases(lesson)
    return x, w, Forms(short(biases), entries=("b",), column="y") if biases else None
