"""How the edges of a network are drawn and get their names, all at once or input by input."""

from __future__ import annotations

from manim import Create, FadeIn, VGroup, VMobject

from calculus.algebra.expressions import Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.network.network import Network


def draw_edges(scene: Chapter, network: Network) -> None:
    """The edges grow, those out of one input at a time."""
    for i in network.inputs:
        edges = [network.edges[edge] for edge in network.out_of(i)]
        scene.play(*map(Create, edges), run_time=scene.theme.tempo.brisk)


def name_edges(scene: Chapter, network: Network, letter: VMobject, chosen: tuple[int, int]) -> None:
    """The names come out of the letter W onto their edges.

    Where all have room, all come together and stay. Otherwise those out of one input come at a
    time, in the end those with the chosen edge's.

    Args:
        scene: the chapter that plays.
        network: its nodes and edges stand on the stage.
        letter: the W of Y = X·W.
        chosen: (j, i) of an edge whose name is seen afterwards.
    """
    tempo = scene.theme.tempo
    if network.shows_all_labels:
        labels = Typeset(*network.labels.values())
        gaps = FadeIn(VGroup(*network.gaps.values()))
        scene.play(gaps, Rewrite(labels, _out_of(letter, labels)), run_time=tempo.slow)
        scene.add(network)
        return
    scene.add(network)
    first, *others = sorted(network.inputs, key=lambda i: i == chosen[1])
    labels = Typeset(*(network.labels[edge] for edge in network.out_of(first)))
    # Their flight ends at the looks they have now; what is lit only brings the gaps with it.
    labels.set_opacity(1)
    lit = network.light(network.out_of(first))
    scene.play(lit, Rewrite(labels, _out_of(letter, labels)), run_time=tempo.slow)
    scene.add(network)
    for i in others:
        scene.play(network.light(network.out_of(i), run_time=tempo.move))


def _out_of(letter: VMobject, labels: Typeset) -> dict[Place, list[VMobject]]:
    return {place: [letter] for place in labels.atoms}
