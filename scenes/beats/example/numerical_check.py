"""The numerical check of chapter 7: what is moved a little, what moves with it, and the slope."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, Create, FadeIn, FadeOut, ReplacementTransform, VMobject

from calculus.affine.nudging import Nudge, nudge, simplest_loss
from calculus.affine.number_matrices import number
from calculus.algebra.expressions import Delta, Equation
from calculus.algebra.notation import Notation
from scenes.beats.example.page import ExamplePage
from scenes.beats.example.work import play_any
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import StatementGrid
from scenes.stage.network.network import EdgeKey
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_ROW_GAP = 0.45
"""Between the shifts of two outputs, in em."""

_MOST_OTHERS = 12
"""Other entries that are checked after the first two; more would only be more of the same."""


class Report:
    """Δw11 = ..., the Δy_k it causes, ΔL, and below them the slope ΔL/Δw11.

    Args:
        nudges: reported one after the other in the same places.
        slopes: nudges of which only the slope is reported, after the others.
        notation: of the lesson.
        theme: looks.
        region: is what the report fits into.

    Attributes:
        cause: what is moved. outputs: by k, the shift of y_k. loss: the shift of L.
        slope: the quotient and its value, at ("slope", "value").
    """

    def __init__(
        self,
        nudges: Sequence[Nudge],
        slopes: Sequence[Nudge],
        notation: Notation,
        theme: Theme,
        region: Region,
    ) -> None:
        count = len(notation.written_outputs)
        middle = (count - 1) // 2
        rows: list[list[Forms | None]] = []
        for k in notation.written_outputs:
            shifts = Forms(tuple(nudge.output_equation(k) for nudge in nudges))
            rows.append([None, shifts, None])
        rows[middle][0] = Forms(tuple(map(_step_equation, nudges)))
        rows[middle][2] = Forms(tuple(nudge.loss_equation() for nudge in nudges))
        above, below = region.rows(max(2, count) * 0.55, 1)
        shifts_grid = StatementGrid(rows, notation, theme, above, row_gap=_ROW_GAP)
        slope = Forms(tuple(nudge.slope_equation() for nudge in (*nudges, *slopes)))
        slope_grid = StatementGrid([[slope]], notation, theme, below, size=shifts_grid.size)
        self.cause = shifts_grid.at(middle, 0)
        self.outputs = {k: shifts_grid.at(row, 1) for row, k in enumerate(notation.written_outputs)}
        self.loss = shifts_grid.at(middle, 2)
        self.slope = slope_grid.at(0)
        self._center_between_rows(self.cause, self.loss)

    @property
    def shifts(self) -> tuple[Statement, ...]:
        """Everything but the slope."""
        return self.cause, *self.outputs.values(), self.loss

    def turn_to(self, form: int) -> None:
        """Report another nudge from now on (nothing of the report is on the stage)."""
        for statement in (*self.shifts, self.slope):
            statement.shown = form

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
        self._top, below = page.beside.rows(1, 4.5)
        lesson = chapter.lesson
        nudges = [nudge(lesson, "w", (1, 1)), nudge(lesson, "x", (1,))]
        others = [*page.weights[1:], *page.inputs[1:]][:_MOST_OTHERS]
        self._others = others
        slopes = [nudge(lesson, *other) for other in others]
        self._report = Report(nudges, slopes, lesson.notation, self._theme, below)

    def write_simplest_loss(self) -> None:
        """The numbers on the edges to L are its coefficients."""
        equation, size = simplest_loss(self._chapter.lesson), self._theme.sizes.overview
        loss = overview(
            fitted(
                lambda size: Formula(equation, self._theme, size),
                self._top,
                size,
                smallest=OVERVIEW,
            )
        )
        loss.move_to(self._top.center)
        movement = Rewrite(loss, self._page.loss_sources(), run_time=self._theme.tempo.slow)
        self._chapter.play(movement)

    def nudge_first_weight(self) -> None:
        """The edge of w11 trembles and with it y1 alone."""
        paths, report, brisk = self._page.paths, self._report, self._theme.tempo.brisk
        self._chapter.play(*paths.light([(1, 1)], nodes=False), FadeIn(report.cause.now))
        play_any(self._chapter, *paths.tremble((1, 1)))
        shifts = [FadeIn(line.now) for line in report.outputs.values()]
        self._chapter.play(*shifts, run_time=brisk)

    def compare_slope(self) -> None:
        """What y1 moves, times 0.3, reaches L; the slope is the entry of ∂L/∂W."""
        self._reach_loss([1])
        self._confirm(self._page.entry("w", (1, 1)))

    def nudge_first_input(self) -> None:
        """x1 moves every output: the report is wiped and filled again, from left to right."""
        paths, report, brisk = self._page.paths, self._report, self._theme.tempo.brisk
        wiped = [FadeOut(line.now) for line in (*report.shifts, report.slope)]
        edges = paths.out_of(1)
        self._chapter.play(*paths.light(edges, nodes=False), *wiped, run_time=brisk)
        report.turn_to(1)
        self._chapter.play(FadeIn(report.cause.now), run_time=brisk)
        play_any(self._chapter, *paths.pulse(edges), run_time=brisk)
        shifts = [FadeIn(line.now) for line in report.outputs.values()]
        self._chapter.play(*shifts, run_time=brisk)
        self._reach_loss(paths.to_loss)
        self._confirm(self._page.entry("x", (1,)))

    def sweep_over_the_others(self) -> None:
        """Every other entry agrees as well: a nudge, its slope, its entry, one by one."""
        blink, paths = self._theme.tempo.blink, self._page.paths
        leaving: list[Animation] = [FadeOut(line.now) for line in self._report.shifts]
        for kind, index in self._others:
            edge: EdgeKey = (index[0], index[-1])
            edges = [edge] if kind == "w" else paths.out_of(index[0])
            lit = paths.light(edges, nodes=False)
            self._chapter.play(*lit, self._report.slope.become(), *leaving, run_time=blink)
            leaving = []
            around = self._frame(self._page.entry(kind, index))
            self._chapter.play(Create(around), run_time=blink)
        play_any(self._chapter, *paths.restore())

    def _reach_loss(self, outputs: Sequence[EdgeKey]) -> None:
        """What the outputs move reaches L, and the slope can be written."""
        report, brisk = self._report, self._theme.tempo.brisk
        play_any(self._chapter, *self._page.paths.pulse(outputs), run_time=brisk)
        self._chapter.play(FadeIn(report.loss.now), run_time=brisk)
        self._chapter.play(FadeIn(report.slope.now), run_time=brisk)

    def _confirm(self, entry: VMobject) -> None:
        """A frame moves from the slope onto the entry it has to equal (no text flies over text)."""
        tempo = self._theme.tempo
        around = self._frame(self._report.slope.now.atoms["slope", "value"])
        self._chapter.play(Create(around), run_time=tempo.blink)
        self._chapter.play(ReplacementTransform(around, self._frame(entry)), run_time=tempo.slow)

    def _frame(self, entry: VMobject) -> VMobject:
        """What has been checked stays framed."""
        margin = 0.2 * self._page.ledger.size
        return frame(entry, self._theme, "gradient", margin=margin)


def _step_equation(nudge: Nudge) -> Equation:
    """Δw11 = 0.001, the sides at ("step", "name") and ("step", "value")."""
    name = Delta(("step", "name"), nudge.symbol)
    return Equation(("step",), (name, number(("step", "value"), nudge.step, nudge.symbol.role)))
