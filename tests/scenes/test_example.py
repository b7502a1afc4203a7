"""Chapter 7: every number stands where the storyboard wants it, for every shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.lesson import Lesson
from scenes.example import WithNumbers
from tests.scenes.conftest import Performance

Run = Callable[[str, Lesson], Performance]

SHAPES = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 3, 1), (2, 2, 3), (1, 5, 4), (1, 6, 6)]


@pytest.fixture
def play(run: Callable[..., Performance]) -> Run:
    return run


def test_beats_are_the_storyboards(play: Run, post: Lesson) -> None:
    performance = play("example", post)
    assert tuple(beat.name for beat in performance.timeline) == WithNumbers.beats
    assert list(performance.stills) == list(WithNumbers.beats)


def test_symbols_become_numbers(play: Run, post: Lesson) -> None:
    stills = play("example", post).stills
    assert {"0.2", "0.5", "0.9"} <= set(map(str, stills["given"].signs))
    assert {"0.02", "0.45", "0.47"} <= set(map(str, stills["forward"].signs))
    assert {"0.3", "0.01", "-0.1"} <= set(map(str, stills["upstream"].signs))
    assert {"-0.017", "0.262"} <= set(map(str, stills["inputs"].signs))


def test_table_holds_the_corrected_products(play: Run, post: Lesson) -> None:
    signs = set(map(str, play("example", post).stills["weights"].signs))
    assert {"0.06", "0.002", "-0.02", "0.15", "0.005", "-0.05"} <= signs
    assert not {"0.6", "-0.2", "-0.5"} & signs  # what the post prints


def test_products_stand_below_their_factors(play: Run, post: Lesson) -> None:
    stills = play("example", post).stills
    for beat in ("forward", "inputs"):
        assert stills[beat].shows("entry", 2, "term", 1)
        assert stills[beat].shows("product", 2, "term", 1)


def test_check_ends_with_the_slope_of_the_last_input(play: Run, post: Lesson) -> None:
    still = play("example", post).stills["check"]
    assert still.shows("loss")
    assert still.shows("slope", "value")
    assert {"0.000262", "0.001", "0.262"} <= set(map(str, still.signs))
    assert not still.shows("shift")  # the shifts of another nudge


@pytest.mark.parametrize(
    ("shape", "index"),
    [
        *((shape, "output-first") for shape in SHAPES),
        ((2, 2, 3), "input-first"),
        ((7, 8, 9), "output-first"),
    ],
)
def test_every_shape_stays_inside(
    play: Run, make_lesson: Callable[..., Lesson], shape: tuple[int, int, int], index: str
) -> None:
    for beat, still in play("example", make_lesson(*shape, index=index)).stills.items():
        assert not still.outside, beat


def test_bias_is_added(play: Run, batch: Lesson) -> None:
    stills = play("example", batch).stills
    assert stills["given"].shows("b", 1)
    assert stills["forward"].shows("entry", 1, "b")
    assert all(not still.outside for still in stills.values())
