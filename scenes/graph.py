"""A layer is two nodes; the gradient comes back along its arrows, and two arrows are unknown."""

from __future__ import annotations

from manim import RIGHT, UP, Create, FadeIn, FadeOut, VGroup, VMobject

from calculus.claims import input_claim, weight_claim
from scenes.stage.backward import BackwardPass
from scenes.stage.blocks import BlockEquation, input_blocks, side_by_side, weight_blocks
from scenes.stage.chapter import Chapter
from scenes.stage.formula import Words
from scenes.stage.graph import NUMBERS, Graph, Quantity, compass, place_compass
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region


class ComputationalGraph(Chapter):
    """Chapter 2: the affine layer as a computational graph."""

    name = "graph"
    beats = ("forward", "upstream", "plus", "unknown", "shapes")

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
            self.next_caption()
            self.number(backward)
        with self.beat("shapes"):
            self.play(*backward.take_as_matrices("X", run_time=tempo.slow))
            self.play(*backward.take_as_matrices("XW", "Y", run_time=tempo.move))
            self.next_caption()
            fitting, below = self.regions.body.rows(84, 16)
            one, two = self.gather(backward, fitting)
            self.play(one.grow(run_time=tempo.move))
            self.play(one.compare(run_time=tempo.move))
            self.next_caption()
            self.play(two.grow(run_time=tempo.move))
            two = self.stand_up(two)
            self.play(two.compare(run_time=tempo.move))
            self.next_caption()
            self.warn(below)
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
        ring = frame(graph.loss, self.theme, "gradient")
        word = Words(self.word("scalar"), self.theme, self.theme.sizes.shape)
        word.next_to(ring, UP).align_to(graph.loss, RIGHT)
        self.play(Create(ring), FadeIn(word), run_time=self.theme.tempo.brisk)
        return VGroup(ring, word)

    def number(self, backward: BackwardPass) -> None:
        """The two unknown gradients are called ① and ②."""
        numbers = (backward.labels[quantity].number for quantity in ("X", "W"))
        self.play(*(FadeIn(n, scale=1.5) for n in numbers), run_time=self.theme.tempo.move)

    def gather(self, backward: BackwardPass, region: Region) -> tuple[BlockEquation, BlockEquation]:
        """The pieces of ① and ② leave the graph for two lines; the graph itself grows small."""
        lesson, notation = self.lesson, self.lesson.notation
        pair = [
            input_blocks(lesson, input_claim(notation)),
            weight_blocks(lesson, weight_claim(notation), lying=True),
        ]
        one, two = side_by_side(pair, self.theme, region, tuple(NUMBERS.values()))
        on_stage = [m for m in self.mobjects if isinstance(m, VMobject) and m is not self.title]
        guide = place_compass(self.regions, compass(self.theme))
        self.play(backward.gather(one, two, on_stage, guide, run_time=self.theme.tempo.sweep))
        return one, two

    def stand_up(self, lying: BlockEquation) -> BlockEquation:
        """The row X stands up to become a column: that is Xᵀ, and the pieces fit."""
        claim = weight_claim(self.lesson.notation)
        standing = lying.with_matrices(weight_blocks(self.lesson, claim))
        self.play(lying.become(standing, turned="first", run_time=self.theme.tempo.slow))
        return standing

    def warn(self, below: Region) -> None:
        """That the shapes fit is no proof."""
        words = Words(self.word("not_a_proof"), self.theme).move_to(below.center)
        self.play(FadeIn(words, run_time=self.theme.tempo.move))
