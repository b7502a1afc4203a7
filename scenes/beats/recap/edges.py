"""The last words on edges: all that leave an input, a weight's own one, all read backwards."""

from __future__ import annotations

from manim import DOWN, Create, FadeIn, FadeOut, Line, RoundedRectangle, VGroup, VMobject

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Place, find
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Formula
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.network.loss_paths import InputArrows, Pathways
from scenes.stage.theme import Theme, units


class EdgeProduct(VGroup):
    """x_i·∂L/∂y_j in a frame on its edge, which nothing shines through.

    Attributes:
        formula: the entry of ② for this edge.
        panel: the frame.
    """

    def __init__(self, paths: Pathways, edge: tuple[int, int], theme: Theme) -> None:
        j, i = edge
        self.paths, self.output, self.input = paths, j, i
        self.entry = ("entry", i, j, "term", j)
        pattern = weight_gradient(paths.notation)["pattern"].expression
        self.formula = Formula(find(pattern, self.entry), theme, theme.sizes.label)
        self.panel: RoundedRectangle = frame(self.formula, theme, "w", margin=8)
        self.panel.set_fill(theme.ground, opacity=1)
        super().__init__(self.panel, self.formula)
        line, label = paths.network.edges[edge], paths.network.labels[edge]
        start, end = line.get_start_and_end()
        label_part = (label.get_center()[0] - start[0]) / (end[0] - start[0])
        # In the middle of the longer piece beside the edge's own label.
        part = (1 + label_part) / 2 if label_part < 0.5 else label_part / 2
        self.move_to(start + part * (end - start))

    def come(self, *, run_time: float) -> tuple[FadeIn, Rewrite]:
        """x_i comes from its node, ∂L/∂y_j from the edge to L."""
        network, upstream = self.paths.network, self.paths.upstream
        sources: dict[Place, list[VMobject]] = {}
        for place in self.formula.atoms:
            part, *rest = place[len(self.entry) :]
            if part == "read":
                sources[place] = [network.part("x", self.input)]
            elif part == "upstream":
                sources[place] = [upstream.part("upstream", self.output, *rest)]
        return FadeIn(self.panel, run_time=run_time), Rewrite(
            self.formula, sources, run_time=run_time
        )


def follow_every_edge(scene: Chapter, paths: Pathways) -> None:
    """The gradients come back over all edges that leave the first input."""
    network, coral = paths.network, scene.theme.colour("gradient")
    outputs = list(network.outputs)
    scene.play(paths.light([(1, k) for k in outputs]))
    scene.play(network.pulse(outputs, coral, backward=True))
    scene.play(network.pulse(network.out_of(1), coral, backward=True))


def keep_to_own_edge(scene: Chapter, paths: Pathways) -> EdgeProduct:
    """A weight moves one output: its gradient is made of what its own edge joins."""
    network, edge = paths.network, scene.lesson.chosen_weight
    product = EdgeProduct(paths, edge, scene.theme)
    scene.play(network.light([edge, edge[0]]))
    scene.play(network.tremble(edge))
    scene.play(*product.come(run_time=scene.theme.tempo.slow))
    return product


def read_backwards(
    scene: Chapter, paths: Pathways, claims: ClaimPair, product: EdgeProduct
) -> None:
    """The network turns; ∂L/∂y_k enter at the left, ∂L/∂x_i leave at the right: that is Wᵀ."""
    tempo, network, theme = scene.theme.tempo, paths.network, scene.theme
    coral, sign = theme.colour("gradient"), claims.transposes[0]
    scene.play(FadeOut(product, run_time=tempo.brisk), network.restore())
    scene.play(*paths.turn())
    arrows = InputArrows(network, theme.sizes.label)
    scene.play(network.pulse(list(network.outputs), coral, backward=True))
    scene.play(network.pulse(network.edges, coral, backward=True))
    scene.play(*arrows.draw(run_time=tempo.move))
    scene.play(
        Create(underline(sign, theme), run_time=tempo.brisk),
        sign.animate(run_time=tempo.brisk).set_fill(theme.ink),
        *(
            part.animate(run_time=tempo.brisk).set_opacity(theme.dimmed)
            for part in claims.pairs["weights"]
        ),
    )


def underline(sign: VMobject, theme: Theme) -> Line:
    """A stroke below a sign."""
    line = Line(sign.get_corner([-1, -1, 0]), sign.get_corner([1, -1, 0]), color=theme.ink)
    return line.set_stroke(width=theme.strokes.arrow).shift(DOWN * units(8))
