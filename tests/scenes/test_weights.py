"""Chapter 6: twelve of eighteen terms become 0 for a reason, and the six that stay factor."""

from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from tests.performance import Still, ran
from tests.scenes.laws import entries


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("weights", post).stills


def test_there_is_a_card_for_every_output(stills: dict[str, Still], post: Lesson) -> None:
    for k in post.notation.output_range:
        assert stills["shape"].shows("card", k)
        for i, j in entries(post):
            assert stills["shape"].shows("entry", i, j, "term", k, "local")


def test_the_chain_rule_asks_every_output(stills: dict[str, Still], post: Lesson) -> None:
    for k in post.notation.output_range:
        assert stills["one-entry"].shows("route", k)
        assert stills["one-entry"].shows("entry", 1, 1, "row", k)
        assert stills["one-entry"].shows("entry", 1, 1, "column", k)
    assert not stills["all-entries"].shows("route")


def test_all_eighteen_terms_are_written_out(stills: dict[str, Still], post: Lesson) -> None:
    for i, j in entries(post):
        for k in post.notation.output_range:
            assert stills["all-entries"].shows("entry", i, j, "term", k, "upstream")
            assert stills["all-entries"].shows("entry", i, j, "term", k, "local")


def test_while_two_networks_are_compared_no_term_is_read(stills: dict[str, Still]) -> None:
    compared = stills["who-sees"]
    assert not compared.shows("entry")
    assert not compared.shows("equation")
    loss = [sign for sign in compared.signs if getattr(sign, "letter", "") == "y"]
    assert len(loss) > 6, "each output in either network, and in the names of its gradient"


def test_the_chosen_weight_loses_its_terms_first(stills: dict[str, Still]) -> None:
    after = stills["two-zeros"]
    assert not after.shows("entry", 1, 2, "term", 1, "local")
    assert not after.shows("entry", 1, 2, "term", 3, "local")
    assert after.shows("entry", 1, 2, "term", 2, "local")
    assert after.shows("entry", 1, 1, "term", 2, "local")
    assert after.shows("local", 1, 1, 2), "the verdict beside the equation of y1"


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
    assert not after.shows("counter")


def test_every_derivative_is_read_off(stills: dict[str, Still], post: Lesson) -> None:
    after = stills["derivatives"]
    for i, k in entries(post):
        assert after.shows("entry", i, k, "term", k, "read")
        assert not after.shows("entry", i, k, "term", k, "local")
        assert after.shows("equation", k, "term", i, "x")


def test_every_edge_bears_the_product_of_its_ends(stills: dict[str, Still], post: Lesson) -> None:
    """The entries stand turned, and the silent input speaks again."""
    after = stills["ends"]
    for i, k in entries(post):
        assert after.shows("entry", i, k, "term", k, "read")
        assert after.shows("entry", i, k, "term", k, "upstream")
        assert after.shows("x", i) and after.shows("y", k) and after.shows("upstream", k)
    assert [place for place in after.places if place[0] == "w"] == [("w", 1, 2)]
    assert not after.shows("silent") and not after.shows("equation")


def test_the_network_is_the_table(stills: dict[str, Still], post: Lesson) -> None:
    """Inputs down, gradients across, their products between; L and the outputs have left."""
    after = stills["table"]
    for i, k in entries(post):
        assert after.shows("entry", i, k) and after.shows("x", i) and after.shows("upstream", k)
    assert after.shows("x", "T"), "the column is called Xᵀ"
    assert after.shows("outer", "dot")
    assert not after.shows("L") and not after.shows("y") and not after.shows("header")


def test_the_chapter_ends_on_its_result_and_its_witness(
    stills: dict[str, Still], post: Lesson
) -> None:
    after = stills["result"]
    wanted = {("subject",), ("statement",), ("x",), ("outer",), ("upstream",), ("y",), ("L",)}
    assert {place[:1] for place in after.places} == wanted
    assert len([sign for sign in after.signs if sign == "="]) == 1
    assert all(after.shows("y", k) for k in post.notation.output_range)


def test_the_last_picture_holds_nothing_else(post: Lesson) -> None:
    stage = [m for m in ran("weights", post).chapter.mobjects if m.family_members_with_points()]
    assert [type(mobject).__name__ for mobject in stage] == [
        "SmallGraph",
        "Network",
        "NumberedResult",
    ]
