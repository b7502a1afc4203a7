"""② A weight has only its own edge: most terms of ∂L/∂W are 0, the rest is column times row."""

from __future__ import annotations

from scenes.beats.weights.closing import close_up, read_derivatives
from scenes.beats.weights.comparison import ask, bring_back, compare
from scenes.beats.weights.ends import show_ends
from scenes.beats.weights.one_entry import read_one_entry
from scenes.beats.weights.opening import open_cards
from scenes.beats.weights.result import close_question
from scenes.beats.weights.slots import Given, deal
from scenes.beats.weights.table import become_table
from scenes.beats.weights.zeros import search_chosen, search_others
from scenes.stage.chapter import Chapter
from scenes.stage.graph.small_graph import place_small_graph, small_graph


class GradientOfWeights(Chapter):
    """Chapter 6: ∂L/∂W = Xᵀ·∂L/∂Y."""

    name = "weights"

    def construct(self) -> None:
        guide = place_small_graph(self.regions, small_graph(self.theme, lit="weights"))
        given = Given.of(self)
        self.enter(guide, *given.parts)

        with self.beat("shape"):
            dealt = deal(self, given)
        with self.beat("one-entry"):
            read = read_one_entry(self, given, dealt)
        with self.beat("all-entries"):
            terms = open_cards(self, given, read)
        with self.beat("who-sees"):
            ask(self, given, terms)
            compared = compare(self, given, terms)
        with self.beat("two-zeros"):
            given = bring_back(self, given, terms, compared)
            verdicts = search_chosen(self, given, terms)
        with self.beat("zeros"):
            search_others(self, given, terms, verdicts)
        with self.beat("survivors"):
            matrix = close_up(self, terms)
        with self.beat("derivatives"):
            derived = read_derivatives(self, given, terms, matrix)
        with self.beat("ends"):
            products = show_ends(self, derived)
        with self.beat("table"):
            table = become_table(self, products)
        with self.beat("result"):
            close_question(self, table, guide)
        self.leave()
