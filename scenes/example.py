"""With numbers both results can be worked out by hand, and a nudge confirms every entry."""

from __future__ import annotations

from collections.abc import Sequence

from manim import FadeIn, FadeOut, VMobject

from scenes.stage.chapter import Chapter
from scenes.stage.example_page import ExamplePage, sample_label
from scenes.stage.example_table import collect_weights, fill, lay_out_table
from scenes.stage.example_work import (
    name_work,
    on_display,
    results,
    turn_compass,
    work_on,
    work_out_inputs,
)
from scenes.stage.graph import compass, place_compass
from scenes.stage.numerical_check import NumericalCheck
from scenes.stage.statement_grid import Statement


class WithNumbers(Chapter):
    """Chapter 7: math12 to math15, and the numerical check."""

    name = "example"
    beats = ("given", "forward", "upstream", "inputs", "weights", "check")

    def construct(self) -> None:
        page = ExamplePage(self.lesson, self.theme, self.regions.body)
        outputs, inputs = page.output_lines(), page.input_lines()
        sign = place_compass(self.regions, compass(self.theme, known=("inputs", "weights")))
        given = [*page.ledger.given, page.network, *on_display(outputs)]
        self.enter(sign, *self.sample(), *given)
        with self.beat("given"):
            self.put_numbers_into_inputs(page)
            self.next_caption()
            self.put_numbers_into_weights(page)
        with self.beat("forward"):
            self.work_out_outputs(page, outputs)
            self.next_caption()
            self.collect_outputs(page, outputs)
        with self.beat("upstream"):
            self.play(FadeIn(page.ledger.upstream.now), run_time=self.theme.tempo.brisk)
            self.play(page.ledger.upstream.become(), run_time=self.theme.tempo.slow)
            self.next_caption()
            self.send_upstream_into_network(page)
        with self.beat("inputs"):
            self.play(*map(FadeOut, on_display(outputs)), run_time=self.theme.tempo.blink)
            sign = turn_compass(self, sign, "inputs")
            heading = name_work(self, page, page.ledger.inputs_gradient, "inputs")
            self.play(*map(FadeIn, on_display(inputs)), run_time=self.theme.tempo.brisk)
            work_out_inputs(self, page, inputs)
            self.next_caption()
            self.collect_inputs(page, inputs)
        with self.beat("weights"):
            done = [heading, *on_display(inputs)]
            self.play(*map(FadeOut, done), run_time=self.theme.tempo.blink)
            sign = turn_compass(self, sign, "weights")
            heading = name_work(self, page, page.ledger.weights_gradient, "weights")
            table = lay_out_table(self, page)
            self.next_caption()
            fill(self, table, [(1, 1)])
            self.next_caption()
            fill(self, table, [cell for cell in table.cells if cell != (1, 1)])
            collect_weights(self, page, table)
        with self.beat("check"):
            self.play(FadeOut(table.everything, heading), run_time=self.theme.tempo.blink)
            turn_compass(self, sign, None)
            check = NumericalCheck(self, page)
            check.write_simplest_loss()
            self.next_caption()
            check.nudge_first_weight()
            self.next_caption()
            check.compare_slope()
            self.next_caption()
            check.nudge_first_input()
            check.sweep_over_the_others()
        self.leave()

    def sample(self) -> list[VMobject]:
        if self.lesson.N == 1:
            return []
        return [sample_label(self.title, self.word("sample", n="1"), self.theme)]

    def put_numbers_into_inputs(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        self.play(page.ledger.inputs.become(), run_time=tempo.slow)
        self.play(page.inputs_enter(tempo.move))

    def put_numbers_into_weights(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        known = [s for s in (page.ledger.weights, page.ledger.biases) if s]
        self.play(*(statement.become() for statement in known), run_time=tempo.slow)
        self.play(page.weights_enter(tempo.move))

    def work_out_outputs(self, page: ExamplePage, lines: Sequence[Statement]) -> None:
        """The first line slowly, then the others together."""
        tempo = self.theme.tempo
        groups = [{1: lines[0]}, dict(enumerate(lines[1:], 2))]
        for group, pace in zip(groups, (tempo.slow, tempo.move), strict=True):
            if group:
                edges = [edge for j in group for edge in page.network.into(j)]
                self.play(page.network.light(edges))
                self.play(*(page.output_factors(line, j, pace) for j, line in group.items()))
                work_on(self, list(group.values()), pace)
        self.play(page.network.restore())

    def collect_outputs(self, page: ExamplePage, lines: Sequence[Statement]) -> None:
        self.play(
            page.ledger.outputs.become(sources=results(lines)), run_time=self.theme.tempo.move
        )
        self.play(page.outputs_enter(self.theme.tempo.move))

    def send_upstream_into_network(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        self.play(page.upstream_enters(tempo.slow))
        edges = list(page.network.loss_edges)
        colour = self.theme.colour("gradient")
        self.play(page.network.pulse(edges, colour, backward=True))

    def collect_inputs(self, page: ExamplePage, lines: Sequence[Statement]) -> None:
        sources = results(lines)
        self.play(
            page.ledger.inputs_gradient.become(sources=sources), run_time=self.theme.tempo.slow
        )
