"""Every weight is one edge from an input to an output, and has one place in the matrix W."""

from __future__ import annotations

from manim import RIGHT, UP, Create, FadeIn, FadeOut, TransformFromCopy, VGroup

from calculus.statements.given import model
from scenes.beats.network.arrival import bring_out, change_places, draw_in, gather_model
from scenes.beats.network.edges import draw_edges, name_edges
from scenes.beats.network.entry_position import EntryPosition
from scenes.beats.network.matrices import end_on_model, lay_out
from scenes.beats.network.naming_rule import NamingRule, subscript_order
from scenes.joints.graph_network import AskedGraph
from scenes.joints.network_forward import Model, ModelRooms
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.sample_sign import sample_sign
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.matrices.given import GivenMatrices
from scenes.stage.network.network import Network
from scenes.stage.regions import Region
from scenes.stage.theme import units


class NetworkModel(Chapter):
    """Chapter 3: nodes, edges, and the weights' places in W."""

    name = "network"

    def construct(self) -> None:
        theme = self.theme
        rooms = ModelRooms.of(self.lesson.notation, self.regions)
        network, given = (end := Model.of(self)).network, end.given
        given.move_to(rooms.matrices.center).set_x(rooms.shelf.center[0])
        whole = Formula(model(), theme, theme.sizes.large).move_to(rooms.shelf.center)
        self.arrive(network, whole)

        with self.beat("nodes"):
            names = self.name_columns(network, rooms.heads)
            draw_edges(self, network)
            name_edges(self, network, whole.part("name", "w"), self.chosen)
        with self.beat("edges"):
            rule = self.explain_name(network, rooms.bench)
            self.next_caption()
            self.find_edge(network, rule)
        with self.beat("matrix"):
            self.play(network.restore(), run_time=theme.tempo.brisk)
            lay_out(self, network, whole, given)
            self.next_caption()
            position = self.point_out(given)
            usual = self.compare_with_usual_order(position, rule)
            leaving = FadeOut(rule, usual, position)
            self.play(position.light_headers(False), leaving, run_time=theme.tempo.brisk)
            end_on_model(self, given, rooms.desk, names)
        self.leave(Model.of(self))

    @property
    def chosen(self) -> tuple[int, int]:
        """(j, i) of the edge that is spoken of: from input 1 to output 2 (to 1 if that is all)."""
        return min(2, self.lesson.M), 1

    def arrive(self, network: Network, whole: Formula) -> None:
        """The graph becomes the small graph; out of `dot` come the nodes."""
        last = AskedGraph.of(self)
        sign = place_small_graph(self.regions, small_graph(self.theme, without_bias=True))
        sample = sample_sign(self)
        nodes = [*network.inputs.values(), *network.outputs.values(), *network.dots.values()]
        moves = [
            *draw_in(last.graph, (last.known, last.claims), sign),
            gather_model(last.graph, whole),
            *bring_out(nodes, last.graph),
            *change_places(last.sample, sample),
        ]
        self.enter(whole, *nodes, sign, sample, last=last, moves=moves)

    def name_columns(self, network: Network, heads: Region) -> VGroup:
        """Above each column stands what its nodes are, and they swell for a moment."""
        names = VGroup()
        for letter, word, nodes in (
            ("x", "input", network.inputs),
            ("y", "output", network.outputs),
        ):
            column = VGroup(*nodes.values())
            name = Words(self.word(word), self.theme, colour=self.theme.colour(letter))
            name.next_to(column, UP, buff=units(self.theme.sizes.words) / 2)
            name.shift(RIGHT * max(0.0, heads.left - name.get_left()[0]))
            names.add(name)
            swell = (Throb(node, [node]) for node in nodes.values())
            self.play(FadeIn(name), *swell, run_time=self.theme.tempo.brisk)
        return names

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
        for animation in rule.explain(network.labels[self.chosen], run_time=self.theme.tempo.move):
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
        self.play(Create(lines), run_time=self.theme.tempo.brisk)
        return usual
