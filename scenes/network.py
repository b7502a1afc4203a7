"""Every weight is one edge from an input to an output, and has one place in the matrix W."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Create, FadeIn, FadeOut, TransformFromCopy, VGroup

from calculus.statements.given import model
from scenes.beats.network.edges import draw_edges, large_network, name_edges
from scenes.beats.network.entry_position import EntryPosition
from scenes.beats.network.given import GivenMatrices
from scenes.beats.network.matrices import end_on_matrices, lay_out, shelf_and_bench
from scenes.beats.network.naming_rule import NamingRule, subscript_order
from scenes.beats.network.other_convention import name_the_other_way
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter, sample_label
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.network.network import Network
from scenes.stage.regions import Region
from scenes.stage.theme import units


class NetworkModel(Chapter):
    """Chapter 3: nodes, edges, and the weights' places in W."""

    name = "network"

    def construct(self) -> None:
        theme, body = self.theme, self.regions.body
        left, desk = body.columns(44, 56)
        heads, picture = left.rows(13, 87)
        shelf, bench = shelf_and_bench(self.lesson.notation, desk)
        network = large_network(self.lesson.notation, theme, picture)
        whole = Formula(model(), theme, theme.sizes.large).move_to(body.center)
        aside = Words(self.word("without_bias"), theme, theme.sizes.shape, theme.muted)
        aside.next_to(whole, DOWN, buff=units(theme.sizes.words) / 2)
        sign = place_small_graph(self.regions, small_graph(theme, without_bias=True))
        self.enter(whole, aside, sign, beside_title=sample_label(self))

        with self.beat("nodes"):
            away = shelf.center - whole.get_center()
            self.play(VGroup(whole, aside).animate.shift(away), run_time=theme.tempo.brisk)
            self.show_nodes(network, whole, heads)
        with self.beat("edges"):
            draw_edges(self, network)
            name_edges(self, network, whole.part("name", "w"), self.chosen)
            self.next_caption()
            rule = self.explain_name(network, bench)
            self.next_caption()
            self.find_edge(network, rule)
        with self.beat("matrix"):
            self.play(FadeOut(aside), network.restore())
            given = lay_out(self, network, whole, shelf)
            self.next_caption()
            position = self.point_out(given)
            self.next_caption()
            usual = self.compare_with_usual_order(position, rule)
            self.next_caption()
            leaving = FadeOut(rule.explanation, usual, position)
            self.play(position.light_headers(False), leaving, run_time=theme.tempo.brisk)
            name_the_other_way(self, network, given, rule, bench)
            end_on_matrices(self, given, desk)
        self.leave()

    @property
    def chosen(self) -> tuple[int, int]:
        """(j, i) of the edge that is spoken of: from input 1 to output 2 (to 1 if that is all)."""
        return min(2, self.lesson.M), 1

    def show_nodes(self, network: Network, whole: Formula, heads: Region) -> None:
        columns = (("x", "input", network.inputs), ("y", "output", network.outputs))
        for letter, word, nodes in columns:
            head = Words(self.word(word), self.theme, colour=self.theme.colour(letter))
            dots = [part for place, part in network.dots.items() if place[0] == letter]
            head.next_to(VGroup(*nodes.values()), UP, buff=units(self.theme.sizes.words) / 2)
            head.shift(RIGHT * max(0.0, heads.left - head.get_left()[0]))
            symbols = Typeset(*(node.symbol for node in nodes.values()), *dots)
            sources = {place: [whole.part("name", letter)] for place in symbols.atoms}
            self.play(
                FadeIn(head),
                *(Create(node.circle) for node in nodes.values()),
                Rewrite(symbols, sources),
                run_time=self.theme.tempo.slow,
            )

    def explain_name(self, network: Network, bench: Region) -> NamingRule:
        notation = self.lesson.notation
        names = {"y": self.word("output"), "x": self.word("input")}
        first, second = (names[letter] for letter in subscript_order(notation))
        meanings = (
            self.word("first_subscript", first_subscript=first),
            self.word("second_subscript", second_subscript=second),
        )
        rule = NamingRule(notation, self.chosen, meanings, self.theme)
        rule.stand_in(bench)
        for animation in rule.explain(network.labels[self.chosen], run_time=self.theme.tempo.slow):
            self.play(animation)
        return rule

    def find_edge(self, network: Network, rule: NamingRule) -> None:
        j, i = self.chosen
        slow = self.theme.tempo.slow
        ends = {"y": network.outputs[j].symbol, "x": network.inputs[i].symbol}
        self.play(network.light([self.chosen]))
        self.play(rule.find_ends(ends, run_time=slow), network.pulse([self.chosen], run_time=slow))
        self.add(rule)

    def point_out(self, given: GivenMatrices) -> EntryPosition:
        j, i = self.chosen
        words = (self.word("row_number", n=str(i)), self.word("column_number", n=str(j)))
        position = EntryPosition(given, self.chosen, words, self.theme)
        self.play(position.light_headers(), FadeIn(position), run_time=self.theme.tempo.move)
        return position

    def compare_with_usual_order(self, position: EntryPosition, rule: NamingRule) -> VGroup:
        row, column, lines = usual = rule.usual_order(position.row, position.column)
        flights = (TransformFromCopy(position.row, row), TransformFromCopy(position.column, column))
        self.play(*flights, run_time=self.theme.tempo.slow)
        self.play(Create(lines), run_time=self.theme.tempo.move)
        return usual
