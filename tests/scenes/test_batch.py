"""Chapter 8: rows, sheets that add up, the bias; in symbols for one sample, else in numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.expressions import Symbol
from calculus.lesson import Lesson
from scenes.batch import ManySamples
from tests.scenes.conftest import Performance

Run = Callable[[str, Lesson], Performance]

SHAPES = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 3, 1), (2, 2, 3), (3, 1, 4), (1, 6, 6), (4, 3, 2)]


@pytest.fixture
def play(run: Callable[..., Performance]) -> Run:
    return run


def test_beats_are_the_storyboards(play: Run, post: Lesson) -> None:
    performance = play("batch", post)
    assert tuple(beat.name for beat in performance.timeline) == ManySamples.beats


def test_one_sample_shows_a_second_in_symbols(play: Run, post: Lesson) -> None:
    stills = play("batch", post).stills
    assert stills["rows"].shows("x", 2, 1)
    assert stills["rows"].shows("entry", 2, 3)
    assert stills["rows"].shows("upstream", 2, 3)
    samples = {sign.sample for sign in stills["rows"].signs if isinstance(sign, Symbol)}
    assert {1, 2} <= samples
    assert stills["rows"].shows("total", "sum", "term", 2)
    assert stills["weights"].shows("entry", 2, 3, "term", 2)  # the sum beside its product
    assert stills["weights"].shows("shape")
    assert stills["rows"].shows("total", "sum", "term", 2)
    assert stills["weights"].shows("entry", 2, 3, "term", 2)  # the sum beside its product
    assert stills["weights"].shows("shape")
    assert stills["weights"].shows("x", "T")  # ∂L/∂W = Xᵀ·∂L/∂Y
    assert stills["bias"].shows("entry", 3, "term", 2)


def test_more_samples_end_in_numbers(play: Run, batch: Lesson) -> None:
    stills = play("batch", batch).stills
    assert {"-0.4", "0.31", "1.25", "-0.19"} <= set(map(str, stills["inputs"].signs))
    assert {"0.5", "1.4", "-0.3", "0.3", "-0.7", "0.8"} <= set(map(str, stills["weights"].signs))
    assert {"0.3", "0.4", "0.1"} <= set(map(str, stills["bias"].signs))


def test_nothing_of_the_sheets_is_left(play: Run, post: Lesson) -> None:
    still = play("batch", post).stills["weights"]
    assert not still.shows("sheet")
    assert not still.shows("sheets")


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
    for beat, still in play("batch", make_lesson(*shape, index=index)).stills.items():
        assert not still.outside, beat
