"""Samples share W and B: more samples are more paths, and paths add."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from calculus.statements.batch import Batch
from scenes.beats.batch.large_page import BatchRoom
from scenes.beats.batch.number_rows import NumberRows
from scenes.beats.batch.page import BatchPage
from scenes.beats.batch.work import (
    add_up_rows,
    flash,
    give_name,
    multiply_row_by_row,
    note_mean,
    read_as_product,
    share_bias,
    sum_over_samples,
    sum_up_bias,
    total_up_loss,
)
from scenes.stage.chapter import Chapter
from scenes.stage.graph.small_graph import place_small_graph, small_graph


class ManySamples(Chapter):
    """Chapter 8: a row a sample, sheets that add up, and the bias."""

    name = "batch"

    def construct(self) -> None:
        wide = self.page(settled=False)
        sign = place_small_graph(self.regions, small_graph(self.theme, known=("inputs", "weights")))
        self.enter(wide.inputs.now, wide.weights.now, wide.outputs.now, sign)
        with self.beat("rows"):
            self.add_rows_to_inputs(wide)
            self.next_caption()
            self.add_rows_to_outputs(wide)
            self.next_caption()
            total = total_up_loss(self, wide)
            self.next_caption()
            self.return_upstream(wide)
            note = note_mean(self, wide)
        with self.beat("inputs"):
            self.play(FadeOut(total, note), run_time=self.theme.tempo.blink)
            page = self.make_room(wide)
            product = multiply_row_by_row(self, page)
            self.next_caption()
            give_name(self, page.inputs_gradient, product, ("upstream", "w"))
        with self.beat("weights"):
            self.play(FadeOut(product), run_time=self.theme.tempo.blink)
            summed = sum_over_samples(self, page, self.labels(page.batch))
            shapes = read_as_product(self, page, summed)
            give_name(self, page.weights_gradient, summed.now, ("x", "upstream"))
        with self.beat("bias"):
            self.play(FadeOut(summed.now, shapes), run_time=self.theme.tempo.blink)
            if isinstance(page, BatchRoom):
                sum_up_bias(self, page)
            else:
                share_bias(self, page)
                self.next_caption()
                add_up_rows(self, page)
        self.leave()

    def page(self, *, settled: bool) -> BatchPage:
        labels = self.labels(Batch(self.lesson))
        build = BatchPage.settled if settled else BatchPage.wide
        return build(self.lesson, self.theme, labels, self.regions.body)

    def labels(self, batch: Batch) -> dict[int, str]:
        return {n: self.word("sample", n=str(n)) for n in batch.sample_range}

    def make_room(self, wide: BatchPage) -> BatchPage | BatchRoom:
        """The matrices move up or, if there are too many entries, leave; numbers come."""
        page: BatchPage | BatchRoom = self.page(settled=True)
        if isinstance(page, BatchPage) and not page.has_room:
            page = BatchRoom(page.batch, self.theme, self.regions.body)
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
        for n in page.batch.written_samples:
            flash(self, page, page.x_row(n), page.y_row(n))

    def return_upstream(self, page: BatchPage) -> None:
        tempo = self.theme.tempo
        self.play(*(way.draw() for way in page.lead_back()), run_time=tempo.move)
        self.play(FadeIn(page.upstream.now), run_time=tempo.brisk)
