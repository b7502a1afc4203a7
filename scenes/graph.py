"""A layer is two nodes; the gradient comes back along its arrows, and two arrows are unknown."""

from __future__ import annotations

from collections.abc import Callable

from manim import RIGHT, UP, Create, FadeIn, FadeOut, Indicate, VGroup, VMobject

from calculus.algebra.expressions import Equation
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import input_claim, weight_claim
from scenes.beats.graph.backward import BackwardPass
from scenes.beats.graph.gathering import Gathering, untransposed_pair
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.matrices.block_claims import input_blocks, weight_blocks
from scenes.stage.matrices.block_equation import BlockEquation, Part
from scenes.stage.matrices.blocks import Sized
from scenes.stage.regions import Region


class ComputationalGraph(Chapter):
    """Chapter 2: the affine layer as a computational graph."""

    name = "graph"

    def construct(self) -> None:
        tempo = self.theme.tempo
        graph = Graph(self.lesson.notation, self.theme, self.regions.body)
        backward = BackwardPass(graph, self.lesson, self.theme)
        self.enter(*graph.nodes.values())

        with self.beat("forward"):
            self.run_in(graph, "X")
            self.run_in(graph, "W")
            self.next_caption()
            self.play(graph.carry("X", run_time=tempo.move))
            self.play(graph.carry("W", run_time=tempo.move))
            self.next_caption()
            self.multiply(graph)
            self.add_bias(graph)
        with self.beat("upstream"):
            self.play(*backward.come_back(run_time=tempo.slow))
            self.next_caption()
            scalar = self.call_scalar(graph)
            self.next_caption()
            self.play(backward.give_shape(run_time=tempo.move))
            self.play(FadeOut(scalar, run_time=tempo.blink))
        with self.beat("plus"):
            self.play(graph.backward["Y"].pulse(self.theme, run_time=tempo.brisk))
            self.play(*backward.hand_on(run_time=tempo.slow))
            self.next_caption()
            self.play(*backward.name_handed(run_time=tempo.move))
            self.next_caption()
            self.play(backward.leave_out_bias(run_time=tempo.move))
        with self.beat("unknown"):
            self.play(*backward.ask("X", run_time=tempo.move))
            self.play(*backward.ask("W", run_time=tempo.move))
            self.play(backward.step_back(run_time=tempo.brisk))
            self.next_caption()
            self.number(backward)
        with self.beat("shapes"):
            self.play(backward.remove_bias(run_time=tempo.brisk))
            self.play(*backward.take_as_matrices("X", run_time=tempo.slow))
            self.play(backward.step_forward(run_time=tempo.brisk))
            self.play(*backward.take_as_matrices("XW", "Y", run_time=tempo.move))
            gathering = self.leave_graph(backward, self.regions.body)
            self.next_caption()
            self.play(gathering.first(run_time=tempo.slow))
            one = self.fit(gathering.one, input_blocks, "second")
            self.next_caption()
            self.play(gathering.second(self.theme, run_time=tempo.slow))
            two = self.fit(gathering.two, weight_blocks, "first")
            self.next_caption()
            self.doubt(one, two)
        self.leave()

    def run_in(self, graph: Graph, quantity: Quantity) -> None:
        """An arrow grows, with its name."""
        move = self.theme.tempo.move
        arrow = graph.forward[quantity].draw(run_time=move)
        self.play(arrow, FadeIn(graph.names[quantity], run_time=move))

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
        self.play(graph.carry("Y", run_time=brisk), FadeIn(graph.loss, run_time=brisk))

    def call_scalar(self, graph: Graph) -> VGroup:
        """L is one number."""
        ring = frame(graph.loss, self.theme)
        word = Words(self.word("scalar"), self.theme, self.theme.sizes.shape)
        word.next_to(ring, UP).align_to(graph.loss, RIGHT)
        self.play(Create(ring), FadeIn(word), run_time=self.theme.tempo.brisk)
        return VGroup(ring, word)

    def number(self, backward: BackwardPass) -> None:
        """The two unknown gradients are called ① and ②."""
        numbers = (backward.labels[quantity].number for quantity in ("X", "W"))
        self.play(*(FadeIn(n, scale=1.5) for n in numbers), run_time=self.theme.tempo.move)

    def leave_graph(self, backward: BackwardPass, region: Region) -> Gathering:
        """The graph grows small; the pieces of ① and ② stay."""
        one, two = untransposed_pair(self.lesson, self.theme, region)
        guide = place_small_graph(self.regions, small_graph(self.theme))
        gathering = Gathering(backward, one, two, guide)
        on_stage = [m for m in self.mobjects if isinstance(m, VMobject)]
        self.play(gathering.shrink(on_stage, run_time=self.theme.tempo.move))
        return gathering

    def fit(
        self,
        plain: BlockEquation,
        blocks: Callable[[Lesson, Equation], dict[Part, Sized]],
        turned: Part,
    ) -> BlockEquation:
        """As it is, the product does not exist; with one matrix transposed it does."""
        tempo, notation = self.theme.tempo, self.lesson.notation
        claim = input_claim(notation) if blocks is input_blocks else weight_claim(notation)
        self.play(plain.grow(run_time=tempo.brisk))
        self.play(plain.compare(run_time=tempo.move))
        standing = plain.with_matrices(blocks(self.lesson, claim))
        self.play(FadeOut(plain.link, run_time=tempo.blink))
        self.play(plain.become(standing, turned=turned, run_time=tempo.slow))
        self.play(standing.compare(run_time=tempo.brisk))
        return standing

    def doubt(self, *equations: BlockEquation) -> None:
        """That the shapes fit is no proof: the question marks remain."""
        marks = (equation.equals.part("sign", "?") for equation in equations)
        self.play(
            *(Indicate(mark, scale_factor=1.6, color=self.theme.ink) for mark in marks),
            run_time=self.theme.tempo.slow,
        )
