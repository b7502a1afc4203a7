"""Chapter 5, from empty slots to a row times a matrix: math5, math6 and math7, lines 1 to 3."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.affine.input_gradient import input_gradient
from calculus.affine.nudged_input import nudged_input
from calculus.algebra.expressions import LOSS, Place
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from scenes.beats.inputs.nudge import largest_path
from scenes.beats.inputs.path_sums import SumColumn
from scenes.beats.inputs.products import Products
from scenes.script.values import template_values
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from tests.performance import Performance, Still, ran
from tests.scenes.laws import paths

BUDGET = {"shape": 6, "chain": 27, "paths": 16, "row-column": 18, "collect": 7}
"""Seconds without a voice: captions are shown for as long as it takes to read them."""


@pytest.fixture
def performance(post: Lesson) -> Performance:
    return ran("inputs", post)


@pytest.fixture
def stills(performance: Performance) -> dict[str, Still]:
    return performance.stills


def places_of(lesson: Lesson, line: str) -> set[Place]:
    derivation = input_gradient(lesson.notation)
    return {atom.place for atom in derivation[line].expression.atoms()}


def test_each_beat_takes_its_time(performance: Performance) -> None:
    for beat in performance.timeline:
        assert beat.end - beat.start <= BUDGET.get(beat.name, 60)


def test_slots_are_empty_and_as_many_as_inputs(stills: dict[str, Still]) -> None:
    for i in (1, 2):
        assert stills["shape"].shows("x", i)
        assert not stills["shape"].shows("entry", i)
    assert stills["shape"].shows("subject", "by", "name")


def test_the_nudge_ends_in_the_entry_that_was_sought(
    stills: dict[str, Still], post: Lesson
) -> None:
    last = nudged_input(post.notation, 1).steps["gradient"].expression
    assert {atom.place for atom in last.atoms()} <= stills["chain"].places
    for gone in ("loss", "total", "slope", "shift", "nudge"):
        assert not stills["chain"].shows(gone)


def test_the_path_that_is_narrated_is_the_largest(performance: Performance, post: Lesson) -> None:
    narrated = template_values(post, "en")["path_output"]
    assert narrated == f"y{largest_path(performance.chapter)}"


def test_both_lines_stand_for_both_inputs(stills: dict[str, Still], post: Lesson) -> None:
    assert places_of(post, "paths") - {("matrix", "open"), ("matrix", "close")} <= (
        stills["paths"].places
    )
    for i, k in paths(post.notation):
        assert stills["paths"].shows("entry", i, "term", k, "read")


def test_columns_stand_beside_rows_and_names_in_the_slots(
    stills: dict[str, Still], post: Lesson
) -> None:
    assert places_of(post, "named") <= stills["row-column"].places
    for i, k in paths(post.notation):
        assert ("entry", i, "column", k) in stills["row-column"].places
        assert stills["row-column"].shows("entry", i, "row", k, "of")
    assert not stills["row-column"].shows("entry", 1, "term")


def test_what_is_collected_stands_with_the_network_and_w_alone(
    stills: dict[str, Still], post: Lesson
) -> None:
    still = stills["collect"]
    assert places_of(post, "collect") | places_of(post, "definition") <= still.places
    assert still.shows("subject")
    for i, k in paths(post.notation):  # in the product, in W and on the edge
        assert still.signs.count(post.notation.w(k, i)) == 3
    assert still.signs.count(LOSS) == 1 + 1 + 2 + 2 * 3  # node; ∂L/∂X, x_i; row and edges
    assert not still.shows("equation")


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 4), (4, 4), (6, 5), (6, 6), (20, 12)])
def test_sums_are_read_large_and_products_are_never_small(
    make_lesson: Callable[..., Lesson], inputs: int, outputs: int
) -> None:
    chapter = ran("inputs", make_lesson(1, inputs, outputs), "en").chapter
    products = Products.of(chapter)
    assert SumColumn.of(chapter).sums[1].upper.size >= FIRST_READING
    assert products.size >= OVERVIEW
    assert products.excess() <= 1


def test_many_inputs_and_outputs_are_dots(make_lesson: Callable[..., Lesson]) -> None:
    performance = ran("inputs", make_lesson(1, 7, 6), "en")
    assert not performance.findings
    stills = performance.stills
    assert ("more", "entries") in stills["paths"].places
    assert ("entry", 1, "term", ELIDED) in stills["paths"].places
    assert ("entry", 1, "column", ELIDED) in stills["row-column"].places
    assert ("entry", ELIDED) in stills["row-column"].places
    assert ("more", "entries") not in stills["collect"].places
    assert ("w", ELIDED, 6) in stills["collect"].places
    assert ("w", 1, 5) in stills["collect"].places
