"""Chapter 6: twelve of eighteen terms become 0 for a reason, and the six that stay factor."""

from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from tests.performance import Still, ran
from tests.scenes.laws import entries


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("weights", post).stills


def test_all_eighteen_terms_are_written_out(stills: dict[str, Still], post: Lesson) -> None:
    for i, j in entries(post):
        for k in post.notation.output_range:
            assert stills["all-entries"].shows("entry", i, j, "term", k, "upstream")
            assert stills["all-entries"].shows("entry", i, j, "term", k, "local")


def test_the_chosen_weight_loses_its_terms_first(stills: dict[str, Still]) -> None:
    after = stills["two-zeros"]
    assert not after.shows("entry", 1, 2, "term", 1, "local")
    assert not after.shows("entry", 1, 2, "term", 3, "local")
    assert after.shows("entry", 1, 2, "term", 2, "local")
    assert after.shows("entry", 1, 1, "term", 2, "local")


def test_twelve_terms_are_replaced_by_zeros_and_six_stay(
    stills: dict[str, Still], post: Lesson
) -> None:
    after = stills["zeros"]
    zeros = [place for place in after.places if place[0] == "entry" and place[3:4] == ("term",)]
    zeros = [place for place in zeros if len(place) == 5]
    assert len(zeros) == 12
    assert after.signs.count("0") == 12
    assert all(after.shows("entry", i, j, "term", j, "local") for i, j in entries(post))
    assert "6" in after.signs and "18" in after.signs


def test_zeros_leave_with_their_plus_signs(stills: dict[str, Still]) -> None:
    after = stills["survivors"]
    assert "0" not in after.signs
    assert not any("plus" in place for place in after.places if place[0] == "entry")


def test_the_factors_reach_the_headers(stills: dict[str, Still], post: Lesson) -> None:
    for i in post.notation.input_range:
        assert stills["pattern"].shows("x", i)
    for j in post.notation.output_range:
        assert stills["pattern"].shows("upstream", j)
