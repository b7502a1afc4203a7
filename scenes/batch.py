"""Samples share W and B: more samples are more paths, and paths add."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from calculus.batch_statements import Batch
from scenes.stage.batch_page import BatchPage, NumberRows
from scenes.stage.batch_work import (
    BIAS_COLUMNS,
    add_up_sheets,
    flash,
    give_name,
    make_sheets,
    multiply_row_by_row,
    note_mean,
    read_as_product,
    share_bias,
    total_up_loss,
)
from scenes.stage.chapter import Chapter
from scenes.stage.graph import compass, place_compass
from scenes.stage.moves import Rewrite
from scenes.stage.statement_grid import Forms, Statement, StatementGrid


class ManySamples(Chapter):
    """Chapter 8: a row a sample, sheets that add up, and the bias."""

    name = "batch"
    beats = ("rows", "inputs", "weights", "bias")

    def construct(self) -> None:
        page = self.page(settled=False)
        sign = place_compass(self.regions, compass(self.theme, known=("inputs", "weights")))
        self.enter(page.inputs.now, page.weights.now, page.outputs.now, sign)
        with self.beat("rows"):
            self.add_rows_to_inputs(page)
            self.next_caption()
            self.add_rows_to_outputs(page)
            self.next_caption()
            total = total_up_loss(self, page)
            self.next_caption()
            self.return_upstream(page)
            note = note_mean(self, page)
        with self.beat("inputs"):
            self.play(FadeOut(total, note), run_time=self.theme.tempo.blink)
            page = self.move_up(page)
            product = multiply_row_by_row(self, page)
            self.next_caption()
            give_name(self, page.inputs_gradient, product, ("upstream", "w"))
        with self.beat("weights"):
            self.play(FadeOut(product), run_time=self.theme.tempo.blink)
            sheets = make_sheets(self, page)
            self.next_caption()
            summed = add_up_sheets(self, page, sheets)
            self.next_caption()
            if page.batch.has_numbers:
                self.play(summed.become(), run_time=self.theme.tempo.slow)
                self.next_caption()
            shapes = read_as_product(self, page, summed)
            give_name(self, page.weights_gradient, summed.now, ("x", "upstream"))
        with self.beat("bias"):
            self.play(FadeOut(summed.now, shapes), run_time=self.theme.tempo.blink)
            share_bias(self, page)
            self.next_caption()
            sums = self.add_up_rows(page)
            if page.batch.has_numbers:
                self.next_caption()
                self.play(sums.become(), run_time=self.theme.tempo.slow)
        self.leave()

    def page(self, *, settled: bool) -> BatchPage:
        batch = Batch(self.lesson)
        labels = [self.word("sample", n=str(n)) for n in batch.sample_range]
        return BatchPage(batch, self.theme, labels, self.regions.body, settled=settled)

    def move_up(self, wide: BatchPage) -> BatchPage:
        """The matrices make room for work; symbols become numbers if there are any."""
        page = self.page(settled=True)
        self.play(*page.take_over(wide), run_time=self.theme.tempo.slow)
        return page

    def add_rows_to_inputs(self, page: BatchPage) -> None:
        """The sample's own row gets its number, the others slide in below."""
        tempo = self.theme.tempo
        self.play(NumberRows(page.inputs), run_time=tempo.slow)
        self.play(*map(FadeIn, page.labels.values()), run_time=tempo.brisk)

    def add_rows_to_outputs(self, page: BatchPage) -> None:
        """Row by row, X and Y belong together."""
        tempo = self.theme.tempo
        self.play(NumberRows(page.outputs), run_time=tempo.slow)
        for n in page.batch.sample_range:
            flash(self, page.framed(page.x_row(n), page.y_row(n)))

    def return_upstream(self, page: BatchPage) -> None:
        tempo = self.theme.tempo
        self.play(*(way.draw() for way in page.lead_back()), run_time=tempo.move)
        self.play(FadeIn(page.upstream.now), run_time=tempo.brisk)

    def add_up_rows(self, page: BatchPage) -> Statement:
        """The rows of ∂L/∂Y come down and add."""
        tempo = self.theme.tempo
        _, _, place = page.room.columns(*BIAS_COLUMNS)
        forms = Forms(page.batch.bias_gradient())
        sums = StatementGrid.single(forms, self.lesson.notation, self.theme, place)
        known = page.upstream.now
        sources = {
            place: [known.atoms[("upstream", place[3], place[1], *place[4:])]]
            for place in sums.now.atoms
            if place[0] == "entry" and place[2] == "term"
        }
        self.play(Rewrite(sums.now, sources), run_time=tempo.sweep)
        return sums
