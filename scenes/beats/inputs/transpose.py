"""Two pictures of Wᵀ: W flips about its diagonal, the network turns and is read backwards."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, Indicate, ReplacementTransform, VGroup

from calculus.algebra.derivation import Derivation
from calculus.statements.given import stated
from scenes.beats.inputs.layout import InputsPlan
from scenes.beats.inputs.placing import exchange, line_within
from scenes.beats.inputs.weight_grid import WeightGrid, labels_into, name_diagonal
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import relocate, rewrite, settle
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula
from scenes.stage.graph.small_graph import Answer, SmallGraph
from scenes.stage.network.loss_paths import InputArrows, Pathways


def flip(
    scene: Chapter, derivation: Derivation, product: Formula, paths: Pathways, plan: InputsPlan
) -> tuple[Formula, VGroup]:
    """W turns over its main diagonal, headers and all, and is the matrix just found.

    Returns:
        The product at the top left, and the flipped grid below it.
    """
    tempo, theme = scene.theme.tempo, scene.theme
    weights, flipped = WeightGrid.overlaid(scene.lesson.notation, theme, plan.flip_grid)
    raised = line_within(scene, derivation, "collect", plan.flip_line)
    scene.play(relocate(product, raised, run_time=tempo.move))
    matrix = excerpt(raised, ("w",))
    scene.play(
        FadeIn(weights.frame, run_time=tempo.brisk),
        labels_into(weights, paths.network, run_time=tempo.slow),
        matrix.animate(run_time=tempo.brisk).set_opacity(theme.dimmed),
    )
    diagonal = weights.diagonal()
    name = name_diagonal(diagonal, scene.word("main_diagonal"), theme)
    scene.play(Create(diagonal), FadeIn(name), run_time=tempo.move)
    scene.next_caption()
    scene.play(
        ReplacementTransform(weights.frame, flipped.frame, run_time=tempo.sweep),
        weights.flip_onto(flipped, run_time=tempo.sweep),
    )
    scene.play(FadeOut(diagonal, name, run_time=tempo.brisk))
    scene.next_caption()
    landing = settle(excerpt(flipped, ("w",)), raised, keep=True, run_time=tempo.slow)
    scene.play(landing, matrix.animate(run_time=tempo.slow).set_opacity(1))
    exchange(scene, raised, matrix, landing.new)
    equal = VGroup(frame(raised.part("w"), theme, "w", margin=7), flipped.outline())
    scene.play(Create(equal, run_time=tempo.move))
    return raised, VGroup(flipped.frame, flipped, equal)


def turn_around(
    scene: Chapter, derivation: Derivation, product: Formula, paths: Pathways, plan: InputsPlan
) -> tuple[Formula, VGroup]:
    """The same edges read backwards: laid out by the naming rule, their matrix is Wᵀ.

    Returns:
        The product at the top left, and everything else that stands on the stage.
    """
    tempo, theme, notation = scene.theme.tempo, scene.theme, scene.lesson.notation
    small = line_within(scene, derivation, "collect", plan.mirror_line, theme.sizes.headers)
    wide = Pathways(notation, theme, plan.mirror_network)
    scene.play(
        relocate(product, small, run_time=tempo.slow),
        *paths.become(wide, run_time=tempo.slow),
    )
    scene.play(*wide.turn())
    scene.next_caption()
    arrows = _send_back(scene, wide)
    scene.next_caption()
    weights, transposed = WeightGrid.side_by_side(notation, theme, plan.mirror_grids)
    _compare_readings(scene, wide, weights)
    scene.next_caption()
    scene.play(
        FadeIn(transposed.frame, run_time=tempo.brisk),
        labels_into(transposed, wide.network, run_time=tempo.slow),
    )
    equal = VGroup(frame(small.part("w"), theme, "w", margin=7), transposed.outline())
    scene.play(Create(equal, run_time=tempo.move))
    grids = VGroup(weights.frame, weights, transposed.frame, transposed, equal)
    return small, VGroup(wide.network, wide.upstream, arrows.whole, grids)


def _send_back(scene: Chapter, paths: Pathways) -> InputArrows:
    """∂L/∂y_k enter at the left and leave as ∂L/∂x_i, over the same edges."""
    tempo, network, coral = scene.theme.tempo, paths.network, scene.theme.colour("gradient")
    arrows = InputArrows(network, scene.theme.sizes.label)
    outputs = scene.lesson.notation.written_outputs
    scene.play(network.pulse(outputs, coral, backward=True))
    scene.play(network.pulse(list(network.edges), coral, backward=True, run_time=tempo.slow))
    scene.play(*arrows.draw(run_time=tempo.move))
    return arrows


def _compare_readings(scene: Chapter, paths: Pathways, weights: WeightGrid) -> None:
    """Forward, an output uses its column of W; backward, an input uses its row."""
    tempo, network, colour = scene.theme.tempo, paths.network, scene.theme.colour
    scene.play(
        FadeIn(weights.frame, run_time=tempo.brisk),
        labels_into(weights, network, run_time=tempo.slow),
    )
    output = scene.lesson.chosen_weight[0]
    column, row = weights.slot_frame(output=output), weights.slot_frame(input=1)
    forward, backward = network.into(output), network.out_of(1)
    scene.play(Create(column), network.light(forward), run_time=tempo.move)
    scene.play(network.pulse(forward, colour("y")))
    scene.play(ReplacementTransform(column, row), network.light(backward), run_time=tempo.move)
    scene.play(network.pulse(backward, colour("gradient"), backward=True))
    scene.play(FadeOut(row), network.restore(), run_time=tempo.brisk)


def answer_inputs(
    scene: Chapter, derivation: Derivation, product: Formula, context: VGroup, guide: SmallGraph
) -> None:
    """① is found: the formula goes to its place in the graph."""
    tempo, theme = scene.theme.tempo, scene.theme
    result = Formula(stated(derivation, "result"), theme, theme.sizes.large * 1.6)
    result.move_to(scene.regions.body.center)
    scene.play(
        FadeOut(context, run_time=tempo.move),
        rewrite(product, result, derivation["result"], run_time=tempo.slow),
    )
    scene.play(Answer(result, guide, "inputs", run_time=tempo.slow))
    scene.play(Indicate(guide.targets["inputs"], color=None, run_time=tempo.move))
