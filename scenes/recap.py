"""What to remember: Wᵀ is the mark of the same edges read backwards, Xᵀ that of a table."""

from __future__ import annotations

from scenes.beats.recap.closing import (
    end_on_mark,
    hand_over,
    light_both,
    light_transposed,
    open_halves,
)
from scenes.beats.recap.coding import explain_signs, warn, write_code
from scenes.beats.recap.general import say_in_general
from scenes.beats.recap.gradients import bring_back_gradients
from scenes.beats.recap.page_half import follow_all_edges, turn_page
from scenes.beats.recap.table_half import become_table, keep_to_own_edge
from scenes.stage.chapter import Chapter
from scenes.stage.graph.graph import Graph


class WhatToRemember(Chapter):
    """Chapter 9: the summary."""

    name = "recap"

    def construct(self) -> None:
        notation, theme, body = self.lesson.notation, self.theme, self.regions.body
        graph = Graph(notation, theme, body, "N")
        self.enter(graph.forward_part())

        with self.beat("graph"):
            labels = bring_back_gradients(self, graph)
        with self.beat("general"):
            general = say_in_general(self, graph, labels)
        with self.beat("code"):
            page = write_code(self, general)
            self.next_caption()
            explain_signs(self, page)
            warn(self, page)
        with self.beat("closing"):
            halves = open_halves(self, page)
            follow_all_edges(self, halves.forward)
            self.next_caption()
            turned = turn_page(self, halves.forward)
            self.play(light_transposed(self, halves, "inputs"))
            self.next_caption()
            hand_over(self, halves, turned)
            keep_to_own_edge(self, halves.turning)
            self.next_caption()
            become_table(self, halves.turning)
            light_both(self, halves, turned)
            end_on_mark(self, halves, turned)
        self.leave()
