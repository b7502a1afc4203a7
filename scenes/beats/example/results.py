"""∂L/∂Y and, below it, ∂L/∂X: what stands at the top of the work while more is worked out."""

from __future__ import annotations

from manim import VGroup

from calculus.algebra.expressions import Equation
from calculus.algebra.shortening import shortened
from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.beats.example.given import extent
from scenes.beats.example.layout import ANYWHERE, at_the_corner
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.statement import Forms
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_ROW_GAP = 0.9
"""Between two statements, in em."""


class Results:
    """The places of ∂L/∂Y and ∂L/∂X at the top of the region for work.

    Args:
        lesson: gives the numbers.
        significant: digits to which long ones are rounded.
        theme: looks.
        region: they stand in its upper left corner.

    Attributes:
        upstream: ∂L/∂Y, its numbers at ("upstream", k).
        inputs: ∂L/∂X, its numbers at ("entry", i).
        is_readable: whether they have one of the two sizes that the chapter has.
    """

    def __init__(self, lesson: Lesson, significant: int, theme: Theme, region: Region) -> None:
        def last(forms: worked.Forms) -> tuple[Equation, ...]:
            return (shortened(forms[-1], significant),)

        rows: list[list[Forms | None]] = [
            [Forms(last(worked.upstream(lesson)), entries=("upstream",), column="y")],
            [Forms(last(worked.inputs_gradient(lesson)), entries=("entry",), column="x")],
        ]

        def grid(size: float, room: Region) -> StatementGrid:
            return StatementGrid(
                rows,
                lesson.notation,
                theme,
                room,
                size=size,
                row_gap=_ROW_GAP,
                entry_gap=CLOSE,
            )

        for size in (theme.sizes.digits, theme.sizes.small_digits):
            found = grid(size, ANYWHERE)
            self.is_readable = extent(found)[0] <= region.width
            if self.is_readable:
                break
        else:
            found = grid(theme.sizes.small_digits, region)
        self.upstream: Typeset = found.at(0).now
        self.inputs: Typeset = found.at(1).now
        at_the_corner(VGroup(self.upstream, self.inputs), region)
