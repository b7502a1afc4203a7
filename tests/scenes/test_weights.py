"""Chapter 6: twelve of eighteen terms become 0 for a reason, and the six that stay factor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.gradients import weight_gradient
from calculus.lesson import Lesson
from calculus.notation import ELIDED
from scenes.weights import GradientOfWeights
from tests.scenes.conftest import Performance, Still

Run = Callable[..., Performance]


@pytest.fixture(scope="module")
def stills(post: Lesson) -> dict[str, Still]:
    from tests.scenes.conftest import perform

    return perform("weights", post).stills


def entries(lesson: Lesson) -> list[tuple[int, int]]:
    notation = lesson.notation
    return [(i, j) for i in notation.input_range for j in notation.output_range]


def test_beats_are_the_storyboards(post: Lesson, run: Run) -> None:
    performance = run("weights", post)
    assert tuple(beat.name for beat in performance.timeline) == GradientOfWeights.beats
    for beat in performance.timeline:
        assert beat.end > beat.start
        assert list(beat.captions) == sorted(beat.captions)


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


def test_the_chapter_ends_on_its_result_alone(stills: dict[str, Still], post: Lesson) -> None:
    result = weight_gradient(post.notation)["result"].expression
    assert {atom.place for atom in result.atoms()} <= stills["result"].places
    assert not stills["result"].shows("equation")


def run_shape(
    run: Run, make_lesson: Callable[..., Lesson], shape: tuple[int, int, int], index: str
) -> tuple[Lesson, dict[str, Still]]:
    lesson = make_lesson(*shape, index)
    stills = run("weights", lesson, "en").stills
    assert {beat: still.outside for beat, still in stills.items() if still.outside} == {}
    return lesson, stills


@pytest.mark.parametrize(
    ("shape", "index"),
    [
        ((1, 1, 1), "output-first"),
        ((1, 3, 1), "output-first"),
        ((1, 2, 2), "input-first"),
        ((1, 2, 3), "input-first"),
    ],
)
def test_few_terms_are_all_written_out(
    shape: tuple[int, int, int], index: str, run: Run, make_lesson: Callable[..., Lesson]
) -> None:
    lesson, stills = run_shape(run, make_lesson, shape, index)
    for i, j in entries(lesson):
        assert stills["all-entries"].shows("entry", i, j, "term", j, "local")
    assert stills["zeros"].signs.count("0") == lesson.D * lesson.M * (lesson.M - 1)


@pytest.mark.parametrize(
    ("shape", "index"),
    [
        ((1, 1, 4), "input-first"),
        ((2, 3, 4), "output-first"),
        ((1, 20, 12), "output-first"),
        pytest.param((1, 6, 6), "output-first", marks=pytest.mark.slow),
        pytest.param((2, 6, 2), "input-first", marks=pytest.mark.slow),
        pytest.param((1, 64, 1), "output-first", marks=pytest.mark.slow),
        pytest.param((1, 1, 64), "output-first", marks=pytest.mark.slow),
        pytest.param((3, 64, 64), "input-first", marks=pytest.mark.slow),
    ],
)
def test_of_many_terms_one_entry_is_written_out_beside_the_map(
    shape: tuple[int, int, int], index: str, run: Run, make_lesson: Callable[..., Lesson]
) -> None:
    lesson, stills = run_shape(run, make_lesson, shape, index)
    chosen = lesson.chosen_weight[::-1]
    for i, j in entries(lesson):
        shown = stills["all-entries"].shows("entry", i, j, "term", j, "local")
        assert shown == ((i, j) == chosen)
        # What the map stood for is written out in the end, or stands for dots.
        assert ELIDED in (i, j) or stills["survivors"].shows("entry", i, j, "term", j, "local")
    if lesson.M > 1:
        survivors = str(lesson.D * lesson.M)
        assert {str(lesson.D * lesson.M**2), survivors} <= set(stills["zeros"].signs)


def test_without_a_second_output_nothing_is_counted(
    run: Run, make_lesson: Callable[..., Lesson]
) -> None:
    stills = run("weights", make_lesson(1, 2, 1)).stills
    assert not any(still.shows("counter") for still in stills.values())


def test_nothing_leaves_the_safe_area(stills: dict[str, Still]) -> None:
    assert {beat: still.outside for beat, still in stills.items() if still.outside} == {}
