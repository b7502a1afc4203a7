"""A layer is two nodes; the gradient comes back along its arrows, and two arrows are unknown."""

from __future__ import annotations

from manim import RIGHT, UP, Create, FadeIn, FadeOut, VGroup

from scenes.beats.graph.arrival import shrink_into_node
from scenes.beats.graph.backward import BackwardPass
from scenes.joints.graph_network import AskedGraph
from scenes.joints.question_graph import OpenQuestion
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.sample_sign import sample_sign


class ComputationalGraph(Chapter):
    """Chapter 2: the affine layer as a computational graph."""

    name = "graph"

    def construct(self) -> None:
        tempo = self.theme.tempo
        graph = Graph(self.lesson.notation, self.theme, self.regions.body)
        backward = BackwardPass(graph, self.lesson, self.theme)
        asked = OpenQuestion.of(self)
        self.enter(
            *graph.nodes.values(),
            graph.loss,
            last=asked,
            moves=shrink_into_node(asked.claims, asked.network, asked.weight, graph),
            with_title=[sample_sign(self, beside_graph=False)],
        )

        with self.beat("forward"):
            for quantity in ("X", "W"):
                self.run_in(graph, quantity)
                self.play(graph.carry(quantity, run_time=tempo.brisk))
            self.next_caption()
            self.multiply(graph)
            self.add_bias(graph)
        with self.beat("upstream"):
            self.play(*backward.come_back(run_time=tempo.slow))
            self.next_caption()
            scalar = self.call_scalar(graph)
            self.rest(tempo.move)
            self.play(backward.give_shape(run_time=tempo.move))
            self.play(FadeOut(scalar, run_time=tempo.blink))
        with self.beat("plus"):
            self.play(graph.backward["Y"].pulse(self.theme, run_time=tempo.brisk))
            self.play(*backward.hand_on(run_time=tempo.slow))
            self.play(*backward.name_handed(run_time=tempo.move))
            self.next_caption()
            self.play(backward.leave_out_bias(run_time=tempo.move))
        with self.beat("unknown"):
            self.play(*backward.ask("inputs", run_time=tempo.move))
            self.play(*backward.ask("weights", run_time=tempo.move))
            self.play(backward.step_back(run_time=tempo.brisk))
        self.leave(AskedGraph.of(self))

    def run_in(self, graph: Graph, quantity: Quantity) -> None:
        """An arrow grows, with its name."""
        brisk = self.theme.tempo.brisk
        arrow = graph.forward[quantity].draw(run_time=brisk)
        self.play(arrow, FadeIn(graph.names[quantity], run_time=brisk))

    def multiply(self, graph: Graph) -> None:
        """X and W meet in `dot`: copies of their names become the product's name."""
        tempo, name = self.theme.tempo, graph.names["XW"]
        arrow = graph.forward["XW"].draw(run_time=tempo.move)
        self.play(arrow, Rewrite(name, graph.product_sources(), run_time=tempo.move))
        self.play(graph.carry("XW", run_time=tempo.brisk))

    def add_bias(self, graph: Graph) -> None:
        """B joins at +; Y leaves toward L."""
        brisk = self.theme.tempo.brisk
        self.run_in(graph, "B")
        self.play(graph.carry("B", run_time=brisk))
        self.run_in(graph, "Y")
        self.play(graph.carry("Y", run_time=brisk))

    def call_scalar(self, graph: Graph) -> VGroup:
        """L is one number."""
        ring = frame(graph.loss, self.theme)
        word = Words(self.word("scalar"), self.theme, self.theme.sizes.shape)
        word.next_to(ring, UP).align_to(graph.loss, RIGHT)
        self.play(Create(ring), FadeIn(word), run_time=self.theme.tempo.brisk)
        return VGroup(ring, word)
