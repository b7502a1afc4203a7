"""Chapter 4: each line and each entry of math3, then the equations of math4."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.algebra.notation import ELIDED, Notation
from calculus.lessons.lesson import Lesson
from scenes.beats.forward.headed_product import HeadedProduct
from scenes.beats.forward.multiplication import Multiplication
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES
from tests.performance import Still, ran


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("forward", post).stills


def test_the_first_column_gives_the_first_output_only(stills: dict[str, Still]) -> None:
    first = stills["product"]
    for i in (1, 2):
        assert first.shows("entry", 1, "term", i, "w")
        assert first.shows("entry", 1, "term", i, "x")
    assert first.shows("entry", 1, "plus", 2)
    assert ("entry", 1) in first.places
    assert not first.shows("entry", 2)


def test_all_lines_of_math3_stand_below_each_other(stills: dict[str, Still], post: Lesson) -> None:
    lines = stills["columns"]
    for j in post.notation.output_range:
        assert ("entry", j) in lines.places
        for i in post.notation.input_range:
            assert lines.shows("w", i, j)
            assert lines.shows("entry", j, "term", i, "w")
            assert lines.shows("entry", j, "term", i, "x")
    assert not lines.shows("beside")


def test_w_is_tight_again_once_the_inputs_have_left(post: Lesson) -> None:
    product = HeadedProduct(post.notation, THEMES["dark"], 48)
    before = product.get_right()[0]
    for column, wider in ((1, True), (None, False)):
        animation = product.open(column)
        animation.begin()
        animation.finish()
        assert bool(product.get_right()[0] > before + 0.1) == wider
    assert product.get_right()[0] == pytest.approx(before)


def test_only_the_equations_are_left(stills: dict[str, Still], post: Lesson) -> None:
    last = stills["equations"]
    for j in post.notation.output_range:
        assert last.shows("equation", j, "y")
        for i in post.notation.input_range:
            assert last.shows("equation", j, "term", i, "w")
            assert last.shows("equation", j, "term", i, "x")


@pytest.mark.parametrize("inputs", [1, 2, 6, 64])
@pytest.mark.parametrize("outputs", [1, 4, 6, 64])
def test_sums_can_be_read_when_they_first_appear(inputs: int, outputs: int) -> None:
    *_, desk = Regions.of_frame().body.columns(31, 2, 67)
    page = Multiplication.within(Notation(inputs, outputs), THEMES["dark"], desk)
    assert page.size >= FIRST_READING
    assert page.product.size >= OVERVIEW
    assert desk.holds(page)
    assert page.product.open_width <= desk.width


def test_what_is_left_out_of_the_product_is_left_out_of_the_sums(
    make_lesson: Callable[..., Lesson],
) -> None:
    performance = ran("forward", make_lesson(1, 9, 8))
    assert not performance.findings
    stills = performance.stills
    first, lines = stills["product"].places, stills["columns"].places
    assert ("equation", 1, "term", ELIDED) in first and ("equation", ELIDED) not in first
    assert ("equation", ELIDED) in lines
    assert not any(place[0] == "beside" for place in lines)
