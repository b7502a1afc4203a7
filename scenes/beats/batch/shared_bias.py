"""B is shared as well: what the rows of ∂L/∂Y add up to is its gradient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from manim import (
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED, WHOLE_B
from scenes.beats.batch.bias_sum import BiasSum
from scenes.beats.batch.cards import SampleCard, SampleCards
from scenes.beats.batch.knob import Knob
from scenes.beats.batch.layout import work
from scenes.beats.batch.named_product import NamedProduct
from scenes.beats.batch.one_knob import knob_between
from scenes.beats.batch.shared_weight import SharedWeight
from scenes.beats.batch.take_places import TakePlaces
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import in_one_size
from scenes.stage.formulas.formula import Typeset
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.matrices.statement import ancestors
from scenes.stage.theme import Theme, units

_PARTS: Final = (60, 6, 34)
"""Relative heights of ∂L/∂B, a gap, and both formulas."""

_FORMULAS: Final = (48, 4, 48)
"""Relative widths of ①, a gap, and ②."""

_COLUMN = 0.3
"""Room around a column of nodes, in em."""


def turn_into_bias(scene: Chapter, dealt: SampleCards, knob: Knob, shared: SharedWeight) -> BiasSum:
    """The knob is B now, its threads lead to all y; the rows of ∂L/∂Y come off the pile.

    Returns:
        ∂L/∂B, of which only the rows are on the stage.
    """
    tempo, theme, tiles = scene.theme.tempo, scene.theme, shared.tiles
    bias = BiasSum(dealt.batch, theme, work().rows(*_PARTS)[0])
    upstream = _clear_pile(scene, shared)
    rows = Typeset(*bias.rows.values())
    sources: dict[Place, Sequence[VMobject]] = {
        place: ancestors(upstream, place) for place in rows.atoms
    }
    sources["row", ELIDED] = [*tiles.dots.parts([("upstream", ELIDED)])]
    frames = {n: _around_outputs(card, theme, dealt.size) for n, card in dealt.cards.items()}
    new = _bias_knob(scene, dealt, frames)
    threads = zip(knob.threads.values(), new.threads.values(), strict=True)
    scene.remove(knob)
    scene.play(
        Rewrite(rows, sources, replaced=[upstream]),
        FadeOut(*knob.ends.values()),
        *(ReplacementTransform(old, thread) for old, thread in threads),
        ReplacementTransform(knob.dial, new.dial),
        ReplacementTransform(knob.notch, new.notch),
        Rewrite(new.symbol, {("knob",): [knob.symbol]}, replaced=[knob.symbol]),
        *map(Create, frames.values()),
        *(card.light([]) for card in dealt.cards.values()),
        run_time=tempo.slow,
    )
    return bias


def _clear_pile(scene: Chapter, shared: SharedWeight) -> Typeset:
    """All of the pile goes but the rows of ∂L/∂Y, which are given back."""
    tiles = shared.tiles
    upstream = Typeset(*(entry for tile in tiles.apart.values() for entry in tile.row.values()))
    dots = tiles.dots.parts([("upstream", ELIDED)])
    gone: list[VMobject] = [shared.marks, *shared.entry.shown, shared.sums]
    gone += [*tiles.parentheses.values(), *tiles.dots.parts([("x", ELIDED)])]
    for tile in tiles.apart.values():
        gone += [tile.paper.set_z_index(-1), *tile.column.values()]
    scene.remove(shared.stage, tiles.dots)
    scene.add(upstream, dots)
    scene.play(*map(FadeOut, gone), run_time=scene.theme.tempo.blink)
    scene.remove(dots)
    return upstream


def add_up_rows(scene: Chapter, bias: BiasSum) -> None:
    """∂L/∂B is the sum of the rows; in numbers it has a value."""
    tempo = scene.theme.tempo
    signs = [bias.subject, bias.equals, *bias.plus.values()]
    scene.play(*map(FadeIn, signs), run_time=tempo.move)
    if len(bias.total):
        sign, total = bias.total
        sources = {
            place: [atom for row in bias.rows.values() for atom in _column(row, place)]
            for place in total.atoms
        }
        scene.play(FadeIn(sign), Rewrite(total, sources), run_time=tempo.slow)


def _column(row: Typeset, place: Place) -> list[VMobject]:
    """What stands in a row above an entry of the sum."""
    return [atom for where, atom in row.atoms.items() if where[-1] == place[-1]]


def state_both(scene: Chapter, shared: SharedWeight) -> None:
    """① and ② with their shapes."""
    tempo, theme, batch = scene.theme.tempo, scene.theme, shared.tiles.batch
    *_, below = work().rows(*_PARTS)
    left, _, right = below.columns(*_FORMULAS)
    statements = (
        (batch.inputs_product(), left, NUMBERS["inputs"]),
        (batch.weights_product(), right, NUMBERS["weights"]),
    )
    one, two = in_one_size(
        lambda size: [
            NamedProduct(sides, theme, region, shown=(), mark=mark, size=size)
            for sides, region, mark in statements
        ],
        theme.sizes.formula,
    )
    two.light_inner_dimension()
    sources = {place: ancestors(shared.product, place) for place in two.atoms}
    place = two.mark.copy()
    two.mark.replace(shared.product.mark)
    moved = Rewrite(two, sources, replaced=[shared.product])
    scene.play(moved, TakePlaces(two.mark, place), run_time=tempo.move)
    scene.play(FadeIn(one), run_time=tempo.brisk)


def _around_outputs(card: SampleCard, theme: Theme, size: float) -> RoundedRectangle:
    """A frame around all y of a card: B is added to every one of them."""
    column = VGroup(*card.outputs.values())
    room = _COLUMN * units(size)
    return RoundedRectangle(
        width=column.width + room,
        height=min(column.height + room, card.panel.height - room / 2),
        corner_radius=units(16),
        stroke_color=theme.ink,
        stroke_width=theme.strokes.frame,
    ).move_to(column)


def _bias_knob(scene: Chapter, dealt: SampleCards, frames: dict[int, RoundedRectangle]) -> Knob:
    """B between the first two cards, in line with their y."""
    first, *others = frames.values()
    ends = dict(zip(frames, [first.get_bottom(), *(box.get_top() for box in others)], strict=True))
    # What leads to the third card and on goes on from the one before.
    starts = {n: box.get_bottom() for n, box in zip([*frames][2:], others, strict=False)}
    return knob_between(scene, dealt, WHOLE_B, ends, starts, dots=False)
