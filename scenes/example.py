"""With numbers both results can be worked out by hand, and a nudge confirms every entry."""

from __future__ import annotations

from scenes.beats.example.compass import Compass
from scenes.beats.example.input_gradient import InputGradient
from scenes.beats.example.numerical_check import NumericalCheck
from scenes.beats.example.outputs import outputs
from scenes.beats.example.page import Page
from scenes.beats.example.upstream import Upstream
from scenes.beats.example.weight_gradient import WeightGradient
from scenes.stage.chapter import Chapter, sample_label


class WithNumbers(Chapter):
    """Chapter 7: math12 to math15, and the numerical check."""

    name = "example"

    def construct(self) -> None:
        page = Page(self.lesson, self.theme)
        compass = Compass(self)
        self.enter(
            compass.sign, *page.given.shown, page.net.network, beside_title=sample_label(self)
        )
        with self.beat("given"):
            self.put_in_numbers(page)
        with self.beat("forward"):
            rows = outputs(self, page)
            rows.work_out_first()
            self.next_caption()
            rows.work_out_others()
        with self.beat("upstream"):
            upstream = Upstream(self, page)
            upstream.arrive(rows)
            upstream.fall_into_network()
        with self.beat("inputs"):
            inputs = InputGradient(self, page)
            inputs.begin(upstream, *compass.turn("inputs"))
            inputs.work_out_first()
            self.next_caption()
            inputs.work_out_others()
        with self.beat("weights"):
            weights = WeightGradient(self, page)
            weights.begin(inputs, *compass.turn("weights"))
            weights.lay_out()
            self.next_caption()
            weights.fill_first()
            weights.fill_others()
            weights.close()
        with self.beat("check"):
            check = NumericalCheck(self, page, weights)
            check.collect_entries(*compass.turn(None))
            self.next_caption()
            check.write_simplest_loss()
            self.next_caption()
            check.nudge_first_weight()
            self.next_caption()
            check.compare_first_weight()
            self.next_caption()
            check.nudge_first_input()
            check.confirm_the_others()
        self.leave()

    def put_in_numbers(self, page: Page) -> None:
        """X and W turn into numbers, and these fall into the network."""
        tempo = self.theme.tempo
        self.play(*(statement.become() for statement in page.given.statements), run_time=tempo.move)
        if falling := [*page.inputs_enter(tempo.slow), *page.weights_enter(tempo.slow)]:
            self.play(*falling)
