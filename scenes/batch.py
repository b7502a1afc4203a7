"""Samples share W and B: more samples are more paths, and paths add."""

from __future__ import annotations

from scenes.beats.batch.adding_up import (
    lay_tiles,
    pile_up,
    read_inner_dimension,
    write_entry,
    write_terms,
)
from scenes.beats.batch.one_knob import find_edge, join_in_knob, turn_knob
from scenes.beats.batch.row_by_row import (
    deal_cards,
    move_first_sample,
    multiply_rows,
    state_row_by_row,
)
from scenes.beats.batch.rows import (
    add_rows,
    explain_numbers,
    find_mean_inside,
    given_rows,
    place_note,
    place_rows,
    put_in_numbers,
    send_one_sample,
    take_mean,
    total_up_loss,
)
from scenes.beats.batch.shared_bias import add_up_rows, state_both, turn_into_bias
from scenes.beats.batch.shared_weight import SharedWeight
from scenes.stage.chapter import Chapter
from scenes.stage.graph.small_graph import place_small_graph, small_graph


class ManySamples(Chapter):
    """Chapter 8: a row a sample, a card a sample, one knob for all of them, and the bias."""

    name = "batch"

    def construct(self) -> None:
        page = place_rows(self)
        sign = place_small_graph(self.regions, small_graph(self.theme, known=("inputs", "weights")))
        self.enter(*given_rows(page), sign)
        with self.beat("rows"):
            send_one_sample(self, page)
            add_rows(self, page)
            self.next_caption()
            explain_numbers(self, page)
            self.next_caption()
            note = place_note(self, page)
            total_up_loss(self, page, note)
            take_mean(self, note)
            find_mean_inside(self, page, note)
            if page.batch.has_numbers:
                put_in_numbers(self, page)
        with self.beat("inputs"):
            dealt = deal_cards(self, page, note)
            product = state_row_by_row(self, page)
            lit = multiply_rows(self, dealt, product)
            bars = move_first_sample(self, dealt, lit)
        with self.beat("weights"):
            shared = SharedWeight(dealt, self.theme)
            labels = find_edge(self, dealt, product, shared, sign, bars)
            knob = join_in_knob(self, dealt, labels)
            turn_knob(self, dealt, knob)
            lay_tiles(self, dealt, shared)
            write_terms(self, shared)
            self.next_caption()
            pile_up(self, shared)
            write_entry(self, shared)
            self.next_caption()
            read_inner_dimension(self, shared)
        with self.beat("bias"):
            bias = turn_into_bias(self, dealt, knob, shared)
            add_up_rows(self, bias)
            state_both(self, shared)
        self.leave()
