"""A layer is two nodes; the gradient comes back along its arrows, and two arrows are unknown."""

from __future__ import annotations

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    VMobject,
)

from calculus.claims import (
    bias_claim,
    input_claim,
    matrix_shape,
    product_claim,
    unknown_gradient,
    upstream,
    vector_shape,
    weight_claim,
)
from calculus.gradients import WHOLE_W, WHOLE_X
from scenes.stage.blocks import (
    BlockEquation,
    input_blocks,
    side_by_side,
    weight_blocks,
)
from scenes.stage.chapter import Chapter
from scenes.stage.formula import Formula, Words
from scenes.stage.graph import NUMBERS, Graph, Quantity, compass, place_compass
from scenes.stage.labels import Label, same_places
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region


class ComputationalGraph(Chapter):
    """Chapter 2: the affine layer as a computational graph."""

    name = "graph"
    beats = ("forward", "upstream", "plus", "unknown", "shapes")

    def construct(self) -> None:
        graph = Graph(self.lesson.notation, self.theme, self.regions.body)
        self.enter(*graph.nodes.values())

        with self.beat("forward"):
            self.run_in(graph, "X", "W")
            self.next_caption()
            self.play(graph.carry("X"))
            self.play(graph.carry("W"))
            self.next_caption()
            self.multiply(graph)
            self.add_bias(graph)
        with self.beat("upstream"):
            gradient = self.come_back(graph)
            self.next_caption()
            scalar = self.call_scalar(graph)
            self.next_caption()
            self.give_shape(graph, gradient)
            self.play(FadeOut(scalar, run_time=self.theme.tempo.blink))
        with self.beat("plus"):
            handed = self.hand_on(graph, gradient)
            self.next_caption()
            named = self.name_handed(graph, handed)
            self.next_caption()
            self.let_bias_pale(graph, named["B"])
        with self.beat("unknown"):
            unknown = self.ask(graph)
            self.next_caption()
            self.play(
                *(FadeIn(label.number, scale=1.5) for label in unknown.values()),
                run_time=self.theme.tempo.move,
            )
        with self.beat("shapes"):
            matrices = self.take_as_matrices(graph, gradient, named)
            self.next_caption()
            fitting, below = self.regions.body.rows(84, 16)
            one, two = self.gather(graph, matrices, gradient, unknown, fitting)
            self.play(one.grow(run_time=self.theme.tempo.move))
            self.play(one.compare(run_time=self.theme.tempo.move))
            self.next_caption()
            self.play(two.grow(run_time=self.theme.tempo.move))
            two = self.stand_up(two)
            self.play(two.compare(run_time=self.theme.tempo.move))
            self.next_caption()
            self.warn(below)
        self.leave()

    def run_in(self, graph: Graph, *quantities: Quantity) -> None:
        """Arrows grow, each with its name."""
        move = self.theme.tempo.move
        for quantity in quantities:
            arrow = graph.forward[quantity].draw(run_time=move)
            self.play(arrow, FadeIn(graph.names[quantity], run_time=move))

    def multiply(self, graph: Graph) -> None:
        """X and W meet in `dot`: copies of their names become the product's name."""
        tempo, name = self.theme.tempo, graph.names["XW"]
        sources = {
            ("x",): [graph.names["X"].part("name")],
            ("w",): [graph.names["W"].part("name")],
        }
        arrow = graph.forward["XW"].draw(run_time=tempo.move)
        self.play(arrow, Rewrite(name, sources, run_time=tempo.move))
        self.play(graph.carry("XW", run_time=tempo.brisk))

    def add_bias(self, graph: Graph) -> None:
        """B joins at +; Y leaves toward L."""
        brisk = self.theme.tempo.brisk
        self.run_in(graph, "B")
        self.play(graph.carry("B", run_time=brisk))
        self.run_in(graph, "Y")
        self.play(graph.carry("Y", run_time=brisk), FadeIn(graph.loss, run_time=brisk))

    def come_back(self, graph: Graph) -> Label:
        """∂L/∂Y comes from L: its L is that L, its Y that Y."""
        slow = self.theme.tempo.slow
        label = self.upstream_label(graph, "Y")
        sources = {
            ("upstream", "of", "name"): [graph.loss.part("loss")],
            ("upstream", "by", "name"): [graph.names["Y"].part("name")],
        }
        arrow = graph.backward["Y"].draw(run_time=slow)
        self.play(arrow, Rewrite(label.formula, sources, run_time=slow))
        return label

    def upstream_label(self, graph: Graph, quantity: Quantity) -> Label:
        """∂L/∂Y with its shape, placed under an arrow."""
        label = Label(upstream(), vector_shape(self.lesson.M), self.theme)
        graph.gradient_below(quantity, label)
        return label

    def call_scalar(self, graph: Graph) -> VGroup:
        """L is one number."""
        ring = frame(graph.loss, self.theme, "gradient")
        word = Words(self.word("scalar"), self.theme, self.theme.sizes.shape)
        word.next_to(ring, UP).align_to(graph.loss, RIGHT)
        self.play(Create(ring), FadeIn(word), run_time=self.theme.tempo.brisk)
        return VGroup(ring, word)

    def give_shape(self, graph: Graph, label: Label) -> None:
        """The gradient takes over the shape of what we differentiate by."""
        sources = same_places(graph.shapes["Y"], label.shape)
        self.play(Rewrite(label.shape, sources, run_time=self.theme.tempo.move))

    def hand_on(self, graph: Graph, label: Label) -> dict[Quantity, Label]:
        """`+` passes the same gradient to both of its inputs."""
        tempo = self.theme.tempo
        self.play(graph.backward["Y"].pulse(self.theme, run_time=tempo.brisk))
        handed: dict[Quantity, Label] = {
            "XW": self.upstream_label(graph, "XW"),
            "B": self.upstream_label(graph, "B"),
        }
        moves: list[Animation] = []
        for quantity, copy in handed.items():
            moves.append(graph.backward[quantity].draw(run_time=tempo.slow))
            moves += label.become(copy, keep=True, run_time=tempo.slow)
        self.play(*moves)
        return handed

    def name_handed(self, graph: Graph, handed: dict[Quantity, Label]) -> dict[Quantity, Label]:
        """What was handed on is ∂L/∂(X·W) and ∂L/∂B."""
        claims = {"XW": product_claim(), "B": bias_claim()}
        named: dict[Quantity, Label] = {}
        moves: list[Animation] = []
        for quantity, label in handed.items():
            new = Label(claims[quantity], vector_shape(self.lesson.M), self.theme)
            graph.gradient_below(quantity, new)
            moves += label.become(new, run_time=self.theme.tempo.move)
            named[quantity] = new
        self.play(*moves)
        return named

    def let_bias_pale(self, graph: Graph, label: Label) -> None:
        """From here on B is left out."""
        pale = VGroup(graph.branch("B"), graph.backward["B"], label)
        self.play(pale.animate(run_time=self.theme.tempo.move).fade(1 - self.theme.ghost))

    def ask(self, graph: Graph) -> dict[Quantity, Label]:
        """Two gradients leave `dot`, and we do not know them."""
        unknown: dict[Quantity, Label] = {}
        for quantity, by, number in (
            ("X", WHOLE_X, NUMBERS["inputs"]),
            ("W", WHOLE_W, NUMBERS["weights"]),
        ):
            label = Label(unknown_gradient(by), None, self.theme, number)
            graph.gradient_below(quantity, label)
            sources = {("subject", "by", "name"): [graph.names[quantity].part("name")]}
            move = self.theme.tempo.move
            self.play(
                graph.backward[quantity].draw(run_time=move),
                Rewrite(label.formula, sources, run_time=move),
            )
            unknown[quantity] = label
        return unknown

    def take_as_matrices(
        self, graph: Graph, gradient: Label, named: dict[Quantity, Label]
    ) -> dict[str, Formula]:
        """(2,) becomes (1, 2), then the other vectors follow."""
        theme, lesson = self.theme, self.lesson
        vectors = {
            "X": (graph.shapes["X"], lesson.D),
            "XW": (graph.shapes["XW"], lesson.M),
            "Y": (graph.shapes["Y"], lesson.M),
            "gradient": (gradient.shape, lesson.M),
            "handed": (named["XW"].shape, lesson.M),
        }
        matrices = {
            key: Formula(matrix_shape(1, columns), theme, theme.sizes.shape)
            .move_to(old, aligned_edge=LEFT)
            .on_baseline_of(old)
            for key, (old, columns) in vectors.items()
        }
        first, *others = (
            Rewrite(new, same_places(vectors[key][0], new), replaced=[vectors[key][0]])
            for key, new in matrices.items()
        )
        self.play(first, run_time=theme.tempo.slow)
        self.play(*others, run_time=theme.tempo.move)
        return matrices

    def gather(
        self,
        graph: Graph,
        matrices: dict[str, Formula],
        gradient: Label,
        unknown: dict[Quantity, Label],
        region: Region,
    ) -> tuple[BlockEquation, BlockEquation]:
        """The pieces of ① and ② leave the graph for two lines; the graph itself grows small."""
        theme, lesson, notation = self.theme, self.lesson, self.lesson.notation
        lying = weight_blocks(lesson, weight_claim(notation), lying=True)
        numbers = list(NUMBERS.values())
        one, two = side_by_side(
            [input_blocks(lesson, input_claim(notation)), lying], theme, region, numbers
        )
        x, w, y = matrices["X"], graph.shapes["W"], matrices["gradient"]
        fly_one = self.fly_from(graph, one, gradient, unknown["X"], "W")
        fly_two = self.fly_from(graph, two, gradient, unknown["W"], "X")
        fly_one.append(one.take_shapes({"subject": x, "first": y, "second": w}))
        fly_two.append(two.take_shapes({"subject": w, "first": x, "second": y}))
        staying = (self.title, *unknown["X"], *unknown["W"])
        rest = VGroup(*(m for m in self.mobjects if isinstance(m, VMobject) and m not in staying))
        guide = place_compass(self.regions, compass(theme))
        self.play(*fly_one, *fly_two, graph.shrink(rest, guide), run_time=theme.tempo.sweep)
        return one, two

    def fly_from(
        self,
        graph: Graph,
        equation: BlockEquation,
        gradient: Label,
        unknown: Label,
        partner: Quantity,
    ) -> list[Animation]:
        """The names of a block equation come from the graph's labels."""
        sources = same_places(gradient.formula, equation.names)
        sources |= same_places(unknown.formula, equation.names)
        sources[partner.lower(), "name"] = [graph.names[partner].part("name")]
        sources["sign", "="] = [unknown.formula.part("claim", "unknown", "equals")]
        names = Rewrite(equation.names, sources, replaced=[unknown.formula])
        return [names, ReplacementTransform(unknown.number, equation.number)]

    def stand_up(self, lying: BlockEquation) -> BlockEquation:
        """The row X stands up to become a column: that is Xᵀ, and the pieces fit."""
        claim = weight_claim(self.lesson.notation)
        standing = lying.with_matrices(weight_blocks(self.lesson, claim))
        self.play(lying.become(standing, turned="first", run_time=self.theme.tempo.slow))
        return standing

    def warn(self, below: Region) -> None:
        """That the shapes fit is no proof."""
        self.play(FadeIn(Words(self.word("not_a_proof"), self.theme).move_to(below.center)))
