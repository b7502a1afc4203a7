"""The large pictures that end chapter 5: the fold, the page, and ① that closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Symbol
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from tests.performance import Performance, Still, ran

BUDGET = {"transpose": 16, "mirror": 20, "result": 15}
"""Seconds, the chapter's last hold included."""


@pytest.fixture
def performance(post: Lesson) -> Performance:
    return ran("inputs", post)


@pytest.fixture
def stills(performance: Performance) -> dict[str, Still]:
    return performance.stills


def test_the_pictures_take_their_time(performance: Performance) -> None:
    for beat in performance.timeline:
        assert beat.end - beat.start <= BUDGET.get(beat.name, 60)


def test_the_folded_sheet_and_the_product_both_show_the_transpose(
    stills: dict[str, Still], post: Lesson
) -> None:
    signs = stills["transpose"].signs
    for i in post.notation.input_range:
        for k in post.notation.output_range:
            assert signs.count(post.notation.w(k, i)) == 2
        assert stills["transpose"].shows("header", "x", i)
    for k in post.notation.output_range:
        assert stills["transpose"].shows("header", "y", k)
        assert stills["transpose"].shows("upstream", k)
    assert signs.count("T") == 2


def test_the_mirror_shows_every_weight_on_both_edges_and_in_both_sheets(
    stills: dict[str, Still], post: Lesson
) -> None:
    notation, signs = post.notation, stills["mirror"].signs
    for i in notation.input_range:
        for k in notation.output_range:
            assert signs.count(notation.w(k, i)) == 4
        assert stills["mirror"].shows("entry", i)
    for k in notation.output_range:
        assert stills["mirror"].shows("upstream", k)
        assert signs.count(notation.y(k)) >= 4  # two nodes, two headers
    assert not stills["mirror"].shows("product")
    assert not stills["mirror"].shows("subject")


def test_the_answer_stands_beside_the_network_and_w(stills: dict[str, Still], post: Lesson) -> None:
    line = input_gradient(post.notation)["result"].expression
    assert {atom.place for atom in line.atoms()} <= stills["result"].places
    assert stills["result"].shows("subject")
    assert stills["result"].shows("L")
    assert stills["result"].shows("header", "y", 1)
    assert stills["result"].signs.count(Symbol("x", (1,), "1")) == 2  # one node, one header
    assert not stills["result"].shows("entry")


def test_sheets_of_many_inputs_have_dots(make_lesson: Callable[..., Lesson]) -> None:
    performance = ran("inputs", make_lesson(1, 7, 2), "en")
    beats = ("transpose", "mirror", "result")
    assert not [found for found in performance.findings if found.beat in beats]
    for beat in beats[:2]:
        assert ("w", ELIDED, 1) in performance.stills[beat].places
