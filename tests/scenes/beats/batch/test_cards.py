"""A card a sample: no node covers another one, and one knob is in line with all edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from manim import VMobject, tempconfig

from calculus.lessons.lesson import Lesson
from calculus.statements.batch import Batch
from scenes.beats.batch.cards import SampleCards
from scenes.beats.batch.layout import cards
from scenes.beats.batch.moved import MovedBars
from scenes.stage.theme import THEMES

SHAPES = [(1, 1, 1), (1, 2, 3), (2, 6, 6), (3, 2, 4), (4, 4, 4), (10, 6, 5), (64, 64, 64)]


@pytest.fixture(autouse=True)
def _frame() -> Iterator[None]:
    with tempconfig({"dry_run": True}):
        yield


def dealt(lesson: Lesson) -> SampleCards:
    batch = Batch(lesson)
    names = {n: f"sample {n}" for n in batch.written_samples}
    return SampleCards(batch, THEMES["dark"], names, cards())


def apart(one: VMobject, other: VMobject) -> bool:
    return bool(
        one.get_right()[0] < other.get_left()[0]
        or other.get_right()[0] < one.get_left()[0]
        or one.get_bottom()[1] > other.get_top()[1]
        or other.get_bottom()[1] > one.get_top()[1]
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_nodes_lie_on_their_card_and_apart(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    for card in dealt(make_lesson(*shape)).cards.values():
        for one, other in combinations([card.label, *card.rims], 2):
            assert apart(one, other)
        for part in (card.label, *card.rims):
            assert part.get_left()[0] > card.panel.get_left()[0]
            assert part.get_right()[0] < card.panel.get_right()[0]
            assert part.get_top()[1] < card.panel.get_top()[1]
            assert part.get_bottom()[1] > card.panel.get_bottom()[1]
        for node in card.nodes:
            assert node.symbol.width < node.rim.width
            assert node.symbol.height < node.rim.height


@pytest.mark.parametrize("shape", SHAPES)
def test_one_knob_stands_between_the_first_two_cards_in_line_with_all_edges(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(*shape)
    found = dealt(lesson)
    spots = [card.spot(lesson.chosen_weight)[0] for card in found.cards.values()]
    assert spots == pytest.approx([spots[0]] * len(spots))
    first, second, *_ = found.cards.values()
    assert first.panel.get_bottom()[1] > found.knob > second.panel.get_top()[1]


def test_more_than_three_samples_are_first_two_dots_and_last(
    make_lesson: Callable[..., Lesson],
) -> None:
    assert list(dealt(make_lesson(3, 2, 3)).cards) == [1, 2, 3]
    found = dealt(make_lesson(9, 2, 3))
    assert list(found.cards) == [1, 2, 9]
    assert found.dots is not None


def test_bars_are_to_each_other_as_the_weights(post: Lesson) -> None:
    bars = MovedBars(dealt(post).cards[1], post)
    lengths = [bar[1].width for bar in (bars.nudge, *bars.shifts)]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.1, 0.3, 0.5])
