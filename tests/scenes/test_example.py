"""Chapter 7: every number stands where the storyboard wants it, for every shape."""

from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from tests.performance import Still, ran


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("example", post).stills


def test_symbols_become_numbers(stills: dict[str, Still]) -> None:
    assert {"0.2", "0.5", "0.9"} <= set(map(str, stills["given"].signs))
    assert {"0.02", "0.45", "0.47"} <= set(map(str, stills["forward"].signs))
    assert {"0.3", "0.01", "-0.1"} <= set(map(str, stills["upstream"].signs))
    assert {"-0.017", "0.262"} <= set(map(str, stills["inputs"].signs))


def test_table_holds_the_corrected_products(stills: dict[str, Still]) -> None:
    signs = set(map(str, stills["weights"].signs))
    assert {"0.06", "0.002", "-0.02", "0.15", "0.005", "-0.05"} <= signs
    assert not {"0.6", "-0.2", "-0.5"} & signs  # what the post prints


def test_products_stand_below_their_factors(stills: dict[str, Still]) -> None:
    for beat in ("forward", "inputs"):
        assert stills[beat].shows("entry", 2, "term", 1)
        assert stills[beat].shows("product", 2, "term", 1)


def test_check_ends_with_the_slope_of_the_last_input(stills: dict[str, Still]) -> None:
    assert {"0.000262", "0.001", "0.262"} <= set(map(str, stills["check"].signs))


def test_bias_is_added(batch: Lesson) -> None:
    stills = ran("example", batch).stills
    assert stills["given"].shows("b", 1)
    assert stills["forward"].shows("entry", 1, "b")
