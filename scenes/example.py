"""With numbers both results can be worked out by hand, and a nudge confirms every entry."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from scenes.beats.example.matrices import given
from scenes.beats.example.numerical_check import NumericalCheck
from scenes.beats.example.page import ExamplePage
from scenes.beats.example.table import collect_weights, fill, lay_out_table
from scenes.beats.example.work import (
    name_work,
    play_any,
    results,
    turn_compass,
    work_out_inputs,
    work_out_outputs,
)
from scenes.stage.chapter import Chapter, sample_label
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.matrices.work_lines import WorkPage


class WithNumbers(Chapter):
    """Chapter 7: math12 to math15, and the numerical check."""

    name = "example"

    def construct(self) -> None:
        page = ExamplePage(self.lesson, self.theme, self.regions.body)
        outputs, inputs = page.output_pages(), page.input_pages()
        sign = place_small_graph(self.regions, small_graph(self.theme, known=("inputs", "weights")))
        known = [*given(page.ledger), *page.paths.shown, *outputs[0].shown]
        self.enter(sign, *known, beside_title=sample_label(self))
        with self.beat("given"):
            self.put_numbers_into_inputs(page)
            self.next_caption()
            self.put_numbers_into_weights(page)
        with self.beat("forward"):
            work_out_outputs(self, page, outputs)
            self.next_caption()
            self.collect_outputs(page, outputs[-1])
        with self.beat("upstream"):
            self.play(FadeIn(page.ledger.upstream.now), run_time=self.theme.tempo.brisk)
            self.play(page.ledger.upstream.become(), run_time=self.theme.tempo.slow)
            self.next_caption()
            self.send_upstream_into_network(page)
        with self.beat("inputs"):
            self.play(*map(FadeOut, outputs[-1].shown), run_time=self.theme.tempo.blink)
            sign = turn_compass(self, sign, "inputs")
            heading = name_work(self, page, page.ledger.inputs_gradient, "inputs")
            self.play(*map(FadeIn, inputs[0].shown), run_time=self.theme.tempo.brisk)
            work_out_inputs(self, page, inputs)
            self.next_caption()
            self.collect_inputs(page, inputs[-1])
        with self.beat("weights"):
            done = [heading, *inputs[-1].shown]
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

    def put_numbers_into_inputs(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        self.play(page.ledger.inputs.become(), run_time=tempo.slow)
        play_any(self, *page.inputs_enter(tempo.move))

    def put_numbers_into_weights(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        known = [s for s in (page.ledger.weights, page.ledger.biases) if s]
        self.play(*(statement.become() for statement in known), run_time=tempo.slow)
        play_any(self, *page.weights_enter(tempo.move))

    def collect_outputs(self, page: ExamplePage, work: WorkPage) -> None:
        self.play(page.ledger.outputs.become(sources=results(work)), run_time=self.theme.tempo.move)
        play_any(self, *page.outputs_enter(self.theme.tempo.move))

    def send_upstream_into_network(self, page: ExamplePage) -> None:
        tempo = self.theme.tempo
        play_any(self, *page.upstream_enters(tempo.slow))
        colour = self.theme.colour("gradient")
        play_any(self, *page.paths.pulse(page.paths.to_loss, colour, backward=True))

    def collect_inputs(self, page: ExamplePage, work: WorkPage) -> None:
        sources = results(work)
        self.play(
            page.ledger.inputs_gradient.become(sources=sources), run_time=self.theme.tempo.slow
        )
