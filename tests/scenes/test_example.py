"""Chapter 7: every number stands where the storyboard wants it, for every shape."""

from __future__ import annotations

import random

import pytest

from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from scenes.stage.theme import THEMES
from tests.performance import Performance, Still, ran
from tests.scenes.laws import require_laws

SIZES = {THEMES["dark"].sizes.digits, THEMES["dark"].sizes.small_digits}


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("example", post).stills


def test_symbols_become_numbers(stills: dict[str, Still]) -> None:
    assert {"0.2", "0.5", "0.9"} <= set(map(str, stills["given"].signs))
    assert {"0.02", "0.45", "0.47"} <= set(map(str, stills["forward"].signs))
    assert {"0.3", "0.01", "-0.1"} <= set(map(str, stills["upstream"].signs))
    assert {"-0.017", "0.262"} <= set(map(str, stills["inputs"].signs))


def test_every_product_stands_in_the_row_of_sums(stills: dict[str, Still]) -> None:
    for k in (1, 2, 3):
        assert stills["forward"].shows("entry", k, "term", 2)
    for i in (1, 2):
        assert stills["inputs"].shows("entry", i, "term", 3)
        assert stills["inputs"].shows("w", i, 3)  # of the numeric transpose


def test_the_table_becomes_the_matrix_with_the_corrected_products(
    stills: dict[str, Still],
) -> None:
    signs = set(map(str, stills["weights"].signs))
    assert {"0.06", "0.002", "-0.02", "0.15", "0.005", "-0.05"} <= signs
    assert not {"0.6", "-0.2", "-0.5"} & signs  # what the post prints
    assert stills["weights"].shows("outer", "dot", 1)
    assert not stills["weights"].shows("times")


def test_check_ends_with_all_eight_entries(stills: dict[str, Still]) -> None:
    signs = stills["check"].signs
    for entry in ("-0.017", "0.262", "0.06", "0.002", "-0.02", "0.15", "0.005", "-0.05"):
        assert signs.count(entry) >= 2, entry  # nudged, and by the formula
    assert {"0.00006", "-0.000017"} <= set(map(str, signs))


def test_bias_is_added(batch: Lesson) -> None:
    stills = ran("example", batch).stills
    assert stills["given"].shows("b", 1)
    assert stills["forward"].shows("entry", 1, "b")
    assert {"2.5", "2.6"} <= set(map(str, stills["forward"].signs))


def test_numbers_have_two_sizes(post: Lesson, batch: Lesson) -> None:
    for lesson in (post, batch):
        for still in ran("example", lesson).stills.values():
            assert still.number_sizes <= SIZES


def with_decimals(samples: int, inputs: int, outputs: int, decimals: int = 8) -> Lesson:
    """Numbers as a training run prints them, such as -1.39710730."""
    numbers = random.Random(1)

    def rows(height: int, width: int) -> tuple[tuple[Exact, ...], ...]:
        return tuple(
            tuple(Exact.of(f"{numbers.gauss(0, 1):.{decimals}f}") for _ in range(width))
            for _ in range(height)
        )

    return Lesson(
        f"decimals {samples}x{inputs}x{outputs}",
        rows(samples, inputs),
        rows(inputs, outputs),
        rows(samples, outputs),
    )


def written(rows: list[list[str]]) -> tuple[tuple[Exact, ...], ...]:
    return tuple(tuple(map(Exact.of, row)) for row in rows)


def of_one_row(upstream: list[str]) -> Lesson:
    """Single digits, but an upstream gradient of many."""
    weights = [list("971716898"[: len(upstream)]), list("867781234"[: len(upstream)])]
    name = f"upstream {upstream[0]} {len(upstream)} times"
    return Lesson(name, written([["1", "2"]]), written(weights), written([upstream]))


FROM_THE_FIELD = [
    with_decimals(3, 4, 3),
    pytest.param(with_decimals(2, 3, 5), marks=pytest.mark.slow),
    pytest.param(with_decimals(10, 6, 5), marks=pytest.mark.slow),
    of_one_row(["-0.1234"] * 6),
    pytest.param(of_one_row(["-0.12345678"] * 5), marks=pytest.mark.slow),
    pytest.param(of_one_row(["-0.123456789"] * 4), marks=pytest.mark.slow),
    Lesson(
        "very large and very small",
        written([["1000", "2000", "3000"]] * 2),
        written([["0.1234567891"], ["-0.123456789"], ["123456789012"]]),
        written([["7.7e-9"], ["-1"]]),
    ),
]


@pytest.mark.parametrize("lesson", FROM_THE_FIELD, ids=lambda lesson: lesson.name)
def test_numbers_as_people_have_them_are_all_read_and_confirmed(lesson: Lesson) -> None:
    performance: Performance = ran("example", lesson)
    assert not performance.findings, "\n".join(map(str, performance.findings))
    require_laws(lesson, performance)
    for beat, still in performance.stills.items():
        assert still.number_sizes <= SIZES, beat
