"""Chapter 5: ① from its empty slots to ∂L/∂Y·Wᵀ, line by line of math5 to math7."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import tempconfig

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place, Symbol
from calculus.algebra.notation import ELIDED, Notation
from calculus.lessons.lesson import Lesson
from scenes.beats.inputs.entry_rows import ELIDED_ROW, EntryRows
from scenes.beats.inputs.layout import InputsPlan
from scenes.beats.inputs.placing import rows_within
from scenes.beats.inputs.weight_grid import WeightGrid
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES
from tests.performance import Performance, Still, ran
from tests.scenes.laws import paths

SHAPES = [(1, 1), (2, 3), (3, 2), (1, 3), (3, 1), (6, 6), (20, 12)]


@pytest.fixture
def performance(post: Lesson) -> Performance:
    return ran("inputs", post)


@pytest.fixture
def stills(performance: Performance) -> dict[str, Still]:
    return performance.stills


def places_of(lesson: Lesson, line: str) -> set[Place]:
    derivation = input_gradient(lesson.notation)
    return {atom.place for atom in derivation[line].expression.atoms()}


def test_it_takes_its_time(performance: Performance) -> None:
    assert 100 <= performance.timeline[-1].end <= 150


def test_the_gradient_has_an_entry_for_each_entry_of_x(stills: dict[str, Still]) -> None:
    for i in (1, 2):
        assert stills["shape"].shows("x", i)
        assert stills["shape"].shows("entry", i, "by", "name")


def test_every_path_brings_its_share_to_the_loss(stills: dict[str, Still], post: Lesson) -> None:
    for k in post.notation.output_range:
        assert stills["chain"].shows("shift", k, "w")
        for part in (("upstream", k), (k, "w"), (k, "nudge")):
            assert stills["chain"].shows("share", *part)
    assert stills["chain"].shows("total")


def test_one_term_for_each_path(stills: dict[str, Still], post: Lesson) -> None:
    first = {p for p in places_of(post, "paths") if p[:2] == ("entry", 1)}
    assert first <= stills["paths"].places
    assert not stills["paths"].shows("share")
    assert not stills["paths"].shows("entry", 2, "term")


def test_both_entries_stand_as_row_times_column_with_their_names(
    stills: dict[str, Still], post: Lesson
) -> None:
    for i in post.notation.input_range:
        for k in post.notation.output_range:
            assert stills["row-column"].shows("entry", i, "row", k, "of")
            assert stills["row-column"].shows("entry", i, "column", k, "by")
        assert stills["row-column"].shows("entry", i, "row", "by", "name")
        assert stills["row-column"].shows("entry", i, "column", "of", "name")


def test_the_form_row_times_column_is_read_large(performance: Performance) -> None:
    chapter = performance.chapter
    derivation, left = input_gradient(chapter.lesson.notation), chapter.regions.body.columns(56, 44)
    below = left[0].rows(31, 69)[1]
    one = rows_within(chapter, derivation, "row-column", [1], below, 48, named="chain")
    both = rows_within(chapter, derivation, "row-column", [1, 2], left[0], 48, named="chain")
    assert one.size >= 44
    assert both.size >= 36


def test_all_terms_are_written_out(stills: dict[str, Still], post: Lesson) -> None:
    for i, k in paths(post.notation):
        assert stills["expand"].shows("entry", i, "term", k, "local")
    assert not stills["expand"].shows("entry", 1, "row")


def test_every_local_derivative_has_been_read_off(stills: dict[str, Still], post: Lesson) -> None:
    for i, k in paths(post.notation):
        assert stills["derivatives"].shows("entry", i, "term", k, "read")
        assert not stills["derivatives"].shows("entry", i, "term", k, "local")


def test_collected_line_is_complete(stills: dict[str, Still], post: Lesson) -> None:
    assert places_of(post, "collect") <= stills["collect"].places
    assert not stills["collect"].shows("entry", 1, "term")


def test_the_flipped_matrix_wears_swapped_headers(stills: dict[str, Still]) -> None:
    assert stills["transpose"].shows("header", "x", 2)
    assert stills["transpose"].shows("header", "y", 3)
    assert stills["transpose"].shows("name", "w", "T")


def test_the_mirrored_network_shows_both_matrices(stills: dict[str, Still]) -> None:
    names = [sign for sign in stills["mirror"].signs if isinstance(sign, Symbol)]
    assert sum(sign == Symbol("w", (2, 1), "21") for sign in names) == 4
    for i in (1, 2):
        assert stills["mirror"].shows("entry", i)
    assert not stills["mirror"].shows("equation")


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_flip_is_a_reflection_about_the_diagonal(inputs: int, outputs: int) -> None:
    with tempconfig({"dry_run": True}):
        region = Regions.of_frame().body
        notation = Notation(inputs, outputs)
        weights, flipped = WeightGrid.overlaid(notation, THEMES["dark"], region)
        for place, atom in weights.atoms.items():
            if place[0] != "w":
                continue
            right, up, _ = atom.get_center() - weights.corner
            mirrored = flipped.atoms[place].get_center() - flipped.corner
            np.testing.assert_allclose(mirrored, [-up, -right, 0], atol=1e-6)


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 4), (6, 5), (6, 6), (64, 64)])
def test_terms_are_read_large_and_later_never_small(
    performance: Performance, inputs: int, outputs: int
) -> None:
    chapter, notation = performance.chapter, Notation(inputs, outputs)
    derivation = input_gradient(notation)
    plan = InputsPlan.of(notation, chapter.regions.body)
    with tempconfig({"dry_run": True}):
        first = rows_within(chapter, derivation, "paths", [1], plan.below, 48)
        every = rows_within(chapter, derivation, "expand", notation.input_range, plan.below, 48)
    assert first.size >= FIRST_READING
    assert every.size >= OVERVIEW
    for rows in (first, every):
        assert plan.below.holds(rows)


def test_a_broken_sum_stands_in_lines_below_each_other(performance: Performance) -> None:
    derivation = input_gradient(Notation(1, 6))
    row = EntryRows(derivation, "paths", [1], THEMES["dark"], 48, broken=2)
    one, three, four, six = (row.part("entry", 1, "term", k) for k in (1, 3, 4, 6))
    assert four.get_left()[0] == pytest.approx(one.get_left()[0])
    assert four.get_top()[1] < one.get_bottom()[1]
    assert six.get_right()[0] == pytest.approx(three.get_right()[0], abs=0.1)
    assert row.part("entry", 1, "plus", 4).get_right()[0] < four.get_left()[0]


def test_products_that_do_not_fit_come_page_by_page_and_end_on_the_last(
    make_lesson: Callable[..., Lesson],
) -> None:
    performance = ran("inputs", make_lesson(1, 4, 5), "en")
    assert not performance.findings
    stills = performance.stills
    assert stills["row-column"].shows("entry", 4, "column", 5)
    assert not stills["row-column"].shows("entry", 1, "column")
    assert stills["row-column"].shows("subject")


def test_rows_that_are_left_out_are_dots(make_lesson: Callable[..., Lesson]) -> None:
    performance = ran("inputs", make_lesson(1, 7, 2), "en")
    assert not performance.findings
    stills = performance.stills
    assert stills["shape"].shows("entry", ELIDED)
    assert ELIDED_ROW in stills["expand"].places
    assert ELIDED_ROW in stills["derivatives"].places
    assert ELIDED_ROW not in stills["collect"].places
    assert not any(stills["expand"].shows("entry", i) for i in (3, 4, 5, 6) if i != ELIDED)
    assert ("w", ELIDED, 1) in stills["transpose"].places
