"""The cards: opaque, of W's shape, fanned so that the first column of each can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.notation import ELIDED, Notation
from scenes.beats.weights.cards import Deck
from scenes.beats.weights.layout import compact
from scenes.stage.theme import THEMES

SHAPES = [(1, 1), (2, 3), (3, 1), (1, 4), (6, 6), (20, 12)]


def deck_of(inputs: int, outputs: int, *, taken_up: bool = False, fanned: bool = True) -> Deck:
    notation = compact(Notation(inputs, outputs))
    derivation = weight_gradient(notation)
    return Deck(derivation, notation, THEMES["dark"], 40, taken_up=taken_up, fanned=fanned)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
@pytest.mark.parametrize("taken_up", [False, True])
def test_the_first_column_of_every_card_is_seen(inputs: int, outputs: int, taken_up: bool) -> None:
    deck = deck_of(inputs, outputs, taken_up=taken_up)
    for behind, before in pairwise(deck.cards.values()):
        for (_, j), entry in behind.entries.items():
            if j == 1:
                seen = entry.term if taken_up else entry.local
                assert seen.get_right()[0] < before.back.get_left()[0]
        assert before.back.get_fill_opacity() == 1


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_every_output_that_is_written_out_has_a_card_with_its_name(
    inputs: int, outputs: int
) -> None:
    deck = deck_of(inputs, outputs)
    for k, card in deck.cards.items():
        assert (card.badge is None) == (k == ELIDED)
        assert len(card.entries) == len(next(iter(deck.cards.values())).entries)


def test_cards_lie_on_each_other() -> None:
    deck = deck_of(2, 3, fanned=False)
    lefts = {round(float(card.back.get_left()[0]), 9) for card in deck.cards.values()}
    assert len(lefts) == 1


def test_an_entry_grows_in_place_when_its_card_takes_up_the_gradient() -> None:
    before, after = deck_of(2, 3), deck_of(2, 3, taken_up=True)
    one, other = (deck.entry(2, (1, 3)) for deck in (before, after))
    assert one.upstream.get_fill_opacity() == 0
    assert len(one.get_family()) == len(other.get_family())
