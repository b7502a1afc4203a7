"""The same weight on every card is one number: one knob, and an edge on each card answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from manim import (
    Animation,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    RoundedRectangle,
    VGroup,
    VMobject,
    linear,
)

from calculus.algebra.expressions import Symbol
from scenes.beats.batch.cards import SampleCard, SampleCards
from scenes.beats.batch.knob import CLOSE_RADIUS, RADIUS, Knob
from scenes.beats.batch.named_product import NamedProduct
from scenes.beats.batch.shared_weight import SharedWeight
from scenes.stage.animations.pulse import Pulse
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.settle import Settle
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.statement import ancestors
from scenes.stage.network.animations import Tremble
from scenes.stage.theme import units

_SWING: Final = 0.16
"""How far the chosen edge swings, as a part of the distance of its ends."""

_TURN: Final = 1.6
"""How far the knob is turned to the left, in radians."""

_LABEL_ROOM = (0.5, 0.35)
"""Around the name of an edge, both sides together, in em."""


def find_edge(
    scene: Chapter,
    dealt: SampleCards,
    product: NamedProduct,
    shared: SharedWeight,
    sign: SmallGraph,
    bars: VGroup,
) -> dict[int, VGroup]:
    """① is known; the rows of ∂L/∂Y go to their samples; the chosen edge is named on each card.

    Args:
        scene: plays.
        dealt: the cards.
        product: ①; it shrinks into the small graph.
        shared: where the rows of ∂L/∂Y go.
        sign: the small graph.
        bars: what moved on the first card; they go.

    Returns:
        By sample, the plate on which the edge's name stands, and the name.
    """
    tempo, tiles = scene.theme.tempo, shared.tiles.apart.values()
    heads = Typeset(*(entry for tile in tiles for entry in tile.row.values()))
    upstream = product.matrices[1]
    sources = {place: ancestors(upstream, place) for place in heads.atoms}
    labels = {n: _label(scene, dealt, card) for n, card in dealt.cards.items()}
    chosen = dealt.batch.lesson.chosen_weight
    lights = [card.light([card.edges[chosen]]) for card in dealt.cards.values()]
    known = Settle({product.statement.copy(): sign.targets["inputs"]})
    rest: list[VMobject] = [product.mark, product.matrices[0], *product.repeated.values(), bars]
    rest += [mark for mark in product.signs["entries"] if mark is not None]
    scene.remove(product)
    scene.play(
        known,
        FadeOut(*rest),
        Rewrite(heads, sources, replaced=[upstream]),
        *lights,
        *map(FadeIn, labels.values()),
        run_time=tempo.move,
    )
    return labels


def _label(scene: Chapter, dealt: SampleCards, card: SampleCard) -> VGroup:
    """The chosen weight's name on its edge, on a plate of the card's colour."""
    batch, theme = dealt.batch, scene.theme
    chosen = batch.lesson.chosen_weight
    symbol, em = batch.notation.w(*chosen), units(dealt.size)
    name = symbol_formula(symbol, theme, dealt.size, ("edge", card.n))
    across, down = (room * em for room in _LABEL_ROOM)
    plate = RoundedRectangle(
        width=name.width + across,
        height=name.height + down,
        corner_radius=down / 2,
        stroke_width=0,
        fill_color=theme.panel,
        fill_opacity=1,
    )
    return VGroup(plate, name).move_to(card.spot(chosen))


def join_in_knob(scene: Chapter, dealt: SampleCards, labels: Mapping[int, VGroup]) -> Knob:
    """The names on all cards run into one knob; a thread leads from it to each of the edges."""
    tempo, batch = scene.theme.tempo, dealt.batch
    chosen = batch.lesson.chosen_weight
    ends = {n: card.spot(chosen) for n, card in dealt.cards.items()}
    knob = knob_between(scene, dealt, batch.notation.w(*chosen), ends)
    names: list[Formula] = [label[1] for label in labels.values()]
    plates = [label[0] for label in labels.values()]
    scene.play(
        FadeOut(*plates),
        *map(Create, knob.threads.values()),
        *map(FadeIn, knob.ends.values()),
        GrowFromCenter(knob.dial),
        FadeIn(knob.notch),
        Rewrite(knob.symbol, {("knob",): names}, replaced=names),
        run_time=tempo.slow,
    )
    scene.remove(*knob.get_family())
    scene.add(knob)
    return knob


def knob_between(
    scene: Chapter,
    dealt: SampleCards,
    symbol: Symbol,
    ends: Mapping[int, np.ndarray],
    starts: Mapping[int, np.ndarray] | None = None,
    *,
    dots: bool = True,
) -> Knob:
    """A knob between the first two cards, in line with the ends of its threads."""
    radius = units(RADIUS if len(dealt.cards) == 2 else CLOSE_RADIUS)
    center = np.array([next(iter(ends.values()))[0], dealt.knob, 0.0])
    return Knob(symbol, center, ends, scene.theme, radius, starts, dots=dots)


def turn_knob(scene: Chapter, dealt: SampleCards, knob: Knob) -> None:
    """The same edge answers on every card; from each a path leads on to L."""
    tempo, theme = scene.theme.tempo, scene.theme
    chosen = dealt.batch.lesson.chosen_weight
    swings: list[Animation] = [knob.turn(_TURN)]
    for n, card in dealt.cards.items():
        edge = card.edges[chosen]
        reach = edge.get_length() * _SWING
        swings.append(Tremble(card, edge, [knob.ends[n]], card.outputs[chosen[0]], reach))
    scene.play(*swings, run_time=tempo.slow)
    paths = {n: (card.edges[chosen], card.loss_edges[chosen[0]]) for n, card in dealt.cards.items()}
    lights = [card.light(paths[n]) for n, card in dealt.cards.items()]
    ways = [to_loss.get_start_and_end() for _, to_loss in paths.values()]
    pulse = Pulse(ways, theme.ink, theme.strokes.lit, rate_func=linear)
    scene.play(*lights, pulse, run_time=tempo.brisk)
