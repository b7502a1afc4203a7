"""① works row by row: a sample's x moves its own y alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Animation, FadeIn, FadeOut, ReplacementTransform, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.batch.cards import SampleCards
from scenes.beats.batch.layout import cards, work
from scenes.beats.batch.loss_note import LossNote
from scenes.beats.batch.moved import MovedBars
from scenes.beats.batch.named_product import NamedProduct
from scenes.beats.batch.rows import back_to_symbols
from scenes.beats.batch.rows_page import RowsPage
from scenes.beats.batch.stirring import Stir
from scenes.beats.batch.travel import Travel, Way
from scenes.stage.animations.indication import strip
from scenes.stage.animations.pulse import Pulse
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.settle import Settle
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.matrices.statement import ancestors
from scenes.stage.theme import pixels, units

_MARGIN: Final = 0.16
"""Room around a row that is lit, in em."""

_ABOVE_NAMES = 0.8
"""Between the names of ① and what passes above them, in em."""

_BESIDE_CARDS = 1.2
"""Between the cards and what turns down to them, in em."""


def deal_cards(scene: Chapter, page: RowsPage, note: LossNote) -> SampleCards:
    """Every row becomes a network of its own, on a card."""
    theme, tempo, batch = scene.theme, scene.theme.tempo, page.batch
    dealt = SampleCards(batch, theme, page.texts, cards())
    _clear_the_way(scene, page, note)
    moves: list[Animation] = []
    for n, card in dealt.cards.items():
        moves += [FadeIn(card.panel), FadeIn(card.lines), FadeIn(card.rims)]
        moves.append(ReplacementTransform(page.names[n], card.label))
    moves += [FadeIn(dealt.dots)] if dealt.dots else []
    used = [page.inputs, page.outputs, *page.losses.values()]
    parentheses = [
        matrix.atoms[key, sign]
        for matrix, key in ((page.inputs, "x"), (page.outputs, "y"))
        for sign in ("open", "close")
    ]
    symbols = Typeset(*(card.symbols for card in dealt.cards.values()))
    ways = {place: way for place in symbols.atoms if (way := _way_to_card(page, dealt, place))}
    scene.remove(*(part for each in used for part in each.get_family()))
    scene.play(*moves, *map(FadeOut, parentheses), Travel(symbols, ways), run_time=tempo.slow)
    scene.remove(*(part for card in dealt.cards.values() for part in card.get_family()))
    scene.remove(symbols)
    scene.add(*dealt.cards.values())
    return dealt


def _clear_the_way(scene: Chapter, page: RowsPage, note: LossNote) -> None:
    """What is not needed any more goes; W shrinks into its name; numbers are symbols again."""
    tempo = scene.theme.tempo
    ways = [page.into, page.out_of, page.to_parts, page.collected, page.back]
    gone = [arrow for group in ways for arrow in group.values()]
    gone += [page.headers, page.panel, page.loss, page.marks, *note.shown]
    gone += [page.titles["x"], page.titles["y"]]
    name = page.titles["w"]
    there = name.copy().move_to(page.weights)
    scene.remove(page.weights)
    moves = [Settle({page.weights: there}), name.animate.move_to(there)]
    scene.play(FadeOut(*gone), *moves, *back_to_symbols(page), run_time=tempo.brisk)


def _way_to_card(page: RowsPage, dealt: SampleCards, place: Place) -> Way | None:
    """From a row of the page to a node: X goes straight, Y and L above W and round the cards."""
    _, n, letter, *index = place
    assert isinstance(n, int)
    if ELIDED in index:
        return None
    if letter == "x":
        return Way(page.inputs.part("x", n, *index))
    source = page.losses[n] if letter == "L" else page.outputs.part("y", n, *index)
    beside = dealt.cards[n].panel.get_right()[0] + _BESIDE_CARDS * units(page.size)
    lane = page.lane_above(n)
    start = float(source.get_x())
    corners = [np.array([x, lane, 0.0]) for x in (start, beside)]
    return Way(source, corners)


def state_row_by_row(scene: Chapter, page: RowsPage) -> NamedProduct:
    """∂L/∂Y and the name of W become the factors of ①; its left side has no entries yet."""
    batch, theme = page.batch, scene.theme
    sides = batch.inputs_product_in_numbers() if batch.has_numbers else batch.inputs_product()
    product = NamedProduct(
        sides,
        theme,
        work(),
        shown=(0, 1),
        shapes=False,
        mark=NUMBERS["inputs"],
        size=theme.sizes.large if batch.has_numbers else theme.sizes.formula,
    )
    result, upstream = product.matrices[0], product.matrices[1]
    entries = {place: ancestors(page.upstream, place) for place in upstream.atoms}
    name = page.claim.part("name", "upstream")
    height = product.names[1].get_y()
    above = product.names[1].get_top()[1] + _ABOVE_NAMES * units(product.size)
    start = page.titles["w"].get_x()
    over = [np.array([x, above, 0.0]) for x in (start, product.names[2].get_x())]
    ways: dict[Place, Way] = {
        ("name", "upstream"): Way(name, [np.array([name.get_x(), height, 0.0])]),
        ("name", "w", "name"): Way(page.titles["w"], over),
        ("again", "name", "w", "name"): Way(page.titles["w"], over),
    }
    ways["sign", "entries", "="] = Way(page.claim.atoms["equals", "upstream"])
    scene.remove(*page.claim.get_family(), *page.titles["w"].get_family())
    scene.play(
        Rewrite(upstream, entries, replaced=[page.upstream]),
        Travel(product.lines, ways),
        FadeIn(result.parentheses, product.mark),
        run_time=theme.tempo.move,
    )
    return product


def multiply_rows(scene: Chapter, dealt: SampleCards, product: NamedProduct) -> list[VMobject]:
    """A row of ∂L/∂Y and the same Wᵀ make the row of ∂L/∂X.

    Returns:
        The strips behind the last row and its result, which are still there.
    """
    theme, tempo = scene.theme, scene.theme.tempo
    result, upstream = product.matrices[0], product.matrices[1]
    margin = pixels(_MARGIN * units(product.size))
    before: list[VMobject] = []
    for row, n in enumerate(dealt.batch.sample_range):
        entries, factors = result.row_alone(row), upstream.line(row)
        if n == ELIDED:
            scene.play(FadeIn(entries), run_time=tempo.blink)
            continue
        lit = [strip(part, theme, "gradient", margin=margin) for part in (factors, entries)]
        gone = [FadeOut(*before)] if before else []
        scene.play(*gone, *map(FadeIn, lit), FadeIn(entries), run_time=tempo.brisk)
        before = lit
    scene.remove(*product.get_family())
    scene.add(product)
    return before


def move_first_sample(scene: Chapter, dealt: SampleCards, lit: Sequence[VMobject]) -> MovedBars:
    """An x of the first sample moves: its own y move, those of the other samples stand still.

    Args:
        scene: plays.
        dealt: the cards.
        lit: what is not lit any more.
    """
    tempo, card = scene.theme.tempo, dealt.cards[1]
    bars = MovedBars(card, scene.lesson)
    edges = [card.edges[k, 1] for k in card.outputs]
    nudge = Stir(card, [card.inputs[1]], run_time=tempo.brisk)
    gone = FadeOut(*lit, run_time=tempo.brisk)
    scene.play(gone, card.light(edges), nudge, *bars.grow_nudge(run_time=tempo.brisk))
    ways = [edge.get_start_and_end() for edge in edges]
    pulse = Pulse(ways, scene.theme.ink, scene.theme.strokes.lit, run_time=tempo.brisk)
    answer = Stir(card, [*card.outputs.values()], run_time=tempo.move)
    scene.play(pulse, answer, *bars.grow_shifts(run_time=tempo.move))
    return bars
