"""The numerical check of chapter 7: what is moved a little, what moves with it, and the slope."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    Animation,
    CapStyleType,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    LineJointType,
    Transform,
    VMobject,
)

from calculus.expressions import Delta, Equation
from calculus.notation import Notation
from calculus.numbers import Nudge, nudge, number, simplest_loss
from scenes.stage.chapter import Chapter
from scenes.stage.example_page import ExamplePage
from scenes.stage.formula import Formula
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region
from scenes.stage.statement_grid import Forms, Statement, StatementGrid
from scenes.stage.theme import Theme, pixels, units

_ROW_GAP = 0.45
"""Between the shifts of two outputs, in em."""

_MOST_CHECKED = 12
"""Entries that are ticked one after the other; more would only be more of the same."""


class Report:
    """Δw11 = ..., the Δy_k it causes, ΔL, and below them the slope ΔL/Δw11.

    Args:
        nudges: reported one after the other in the same places.
        notation: of the lesson.
        theme: looks.
        region: is what the report fits into.

    Attributes:
        cause: what is moved. outputs: by k, the shift of y_k. loss: the shift of L.
        slope: the quotient and its value, at ("slope", "value").
    """

    def __init__(
        self, nudges: Sequence[Nudge], notation: Notation, theme: Theme, region: Region
    ) -> None:
        count = notation.outputs
        middle = (count - 1) // 2
        rows: list[list[Forms | None]] = []
        for k in notation.output_range:
            shifts = Forms(tuple(nudge.output_equation(k) for nudge in nudges))
            rows.append([None, shifts, None])
        rows[middle][0] = Forms(tuple(map(_step_equation, nudges)))
        rows[middle][2] = Forms(tuple(nudge.loss_equation() for nudge in nudges))
        above, below = region.rows(max(2, count) * 0.55, 1)
        shifts_grid = StatementGrid(rows, notation, theme, above, row_gap=_ROW_GAP)
        slope = Forms(tuple(nudge.slope_equation() for nudge in nudges))
        slope_grid = StatementGrid([[slope]], notation, theme, below, size=shifts_grid.size)
        self.cause = shifts_grid.at(middle, 0)
        self.outputs = {k: shifts_grid.at(k - 1, 1) for k in notation.output_range}
        self.loss = shifts_grid.at(middle, 2)
        self.slope = slope_grid.at(0)
        self._center_between_rows(self.cause, self.loss)

    @property
    def effects(self) -> tuple[Statement, ...]:
        """Everything but the cause."""
        return *self.outputs.values(), self.loss, self.slope

    def _center_between_rows(self, *statements: Statement) -> None:
        """With an even number of outputs, what stands beside them belongs in their middle."""
        heights = [statement.equals_at()[1] for statement in self.outputs.values()]
        for statement in statements:
            off = (max(heights) + min(heights)) / 2 - statement.equals_at()[1]
            statement.shift(np.array([0.0, off, 0.0]))


class NumericalCheck:
    """Plays the check on the example's page.

    Args:
        chapter: on whose stage.
        page: network and ledger; the report goes into its room.
    """

    def __init__(self, chapter: Chapter, page: ExamplePage) -> None:
        self._chapter, self._page, self._theme = chapter, page, chapter.theme
        self._top, below = page.room.rows(1, 4.5)
        lesson = chapter.lesson
        nudges = [nudge(lesson, "w", (1, 1)), nudge(lesson, "x", (1,))]
        self._report = Report(nudges, lesson.notation, self._theme, below)
        self._frame = VMobject()

    def write_simplest_loss(self) -> None:
        """The numbers on the edges to L are its coefficients."""
        equation, size = simplest_loss(self._chapter.lesson), self._theme.sizes.overview
        loss = Formula(equation, self._theme, size)
        if loss.width > self._top.width:
            loss = Formula(equation, self._theme, size * self._top.width / loss.width * 0.99)
        loss.move_to(self._top.center)
        movement = Rewrite(loss, self._page.loss_sources(), run_time=self._theme.tempo.slow)
        self._chapter.play(movement)

    def nudge_first_weight(self) -> None:
        """The edge of w11 trembles and with it y1 alone."""
        network, report, brisk = self._page.network, self._report, self._theme.tempo.brisk
        self._chapter.play(network.light([(1, 1)], nodes=False), FadeIn(report.cause.now))
        self._chapter.play(network.tremble((1, 1)))
        shifts = [FadeIn(line.now) for line in report.outputs.values()]
        self._chapter.play(*shifts, run_time=brisk)

    def compare_slope(self) -> None:
        """What y1 moves, times 0.3, reaches L; the slope is the entry of ∂L/∂W."""
        report, brisk = self._report, self._theme.tempo.brisk
        self._chapter.play(self._page.network.pulse([1]), run_time=brisk)
        self._chapter.play(FadeIn(report.loss.now), run_time=brisk)
        self._chapter.play(FadeIn(report.slope.now), run_time=brisk)
        self._confirm(self._page.weight_entry(1, 1))

    def nudge_first_input(self) -> None:
        """x1 moves every output, and the numbers of the report follow."""
        network, report, tempo = self._page.network, self._report, self._theme.tempo
        self._chapter.play(network.restore(), FadeOut(self._frame), run_time=tempo.blink)
        causes = [network.pulse(network.out_of(1)), report.cause.become()]
        self._chapter.play(*causes, run_time=tempo.move)
        effects = [line.become() for line in report.effects]
        self._chapter.play(network.pulse(list(network.loss_edges)), *effects, run_time=tempo.move)
        self._confirm(self._page.input_entry(1))

    def sweep_over_the_others(self) -> None:
        """Every other entry agrees as well."""
        blink, sweep = self._theme.tempo.blink, self._theme.tempo.sweep
        self._chapter.play(FadeOut(self._frame), run_time=blink)
        entries = self._page.other_entries()[: _MOST_CHECKED - 2]
        if entries:
            ticks = LaggedStart(*(Create(self._tick(entry)) for entry in entries), lag_ratio=0.6)
            network = self._page.network
            self._chapter.play(ticks, network.pulse(list(network.edges)), run_time=sweep)

    def _confirm(self, entry: VMobject) -> None:
        """The slope flies onto the entry it has to equal, which lights up and is ticked."""
        value = self._report.slope.now.atoms["slope", "value"]
        self._chapter.play(_onto(value, entry), run_time=self._theme.tempo.slow)
        self._frame = frame(entry, self._theme, "gradient", margin=pixels(self._em * 0.2))
        marks = Create(self._frame), Create(self._tick(entry))
        self._chapter.play(*marks, run_time=self._theme.tempo.brisk)

    @property
    def _em(self) -> float:
        return units(self._page.ledger.size)

    def _tick(self, entry: VMobject) -> VMobject:
        """A tick at the upper right of an entry that has been checked."""
        corners = np.array([[-0.12, 0.02, 0], [0.0, -0.11, 0], [0.2, 0.17, 0]]) * self._em
        mark = VMobject(
            stroke_color=self._theme.ink,
            stroke_width=self._theme.strokes.frame * 1.2,
            joint_type=LineJointType.ROUND,
            cap_style=CapStyleType.ROUND,
        ).set_points_as_corners(corners)
        right, top = entry.get_right()[0], entry.get_top()[1]
        return mark.move_to([right + 0.25 * self._em, top - 0.08 * self._em, 0])


def _step_equation(nudge: Nudge) -> Equation:
    """Δw11 = 0.001, the sides at ("step", "name") and ("step", "value")."""
    name = Delta(("step", "name"), nudge.symbol)
    return Equation(("step",), (name, number(("step", "value"), nudge.step, nudge.symbol.role)))


def _onto(value: VMobject, entry: VMobject) -> Animation:
    """A copy of a result flies onto an entry that shows the same number, and is one with it."""
    return Transform(value.copy(), entry.copy(), remover=True)
