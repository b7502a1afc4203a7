"""The check finds nothing in lessons of any shape, in either language, theme and convention.

Each chapter is tried by itself, so that two processes have equally much to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from typing import Any

import pytest

from calculus.algebra.notation import CONVENTIONS, Convention
from calculus.lessons.lesson import Lesson, load_lesson
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.script.storyboard import CHAPTERS, CUTS, DEFAULT_CUT
from scenes.stage.settings import THEMES, Settings
from tests.cases import FACTORS, PAIRWISE, Case, half_of_pairwise, large_cases, slow_cases
from tests.performance import ran
from tests.scenes.laws import require_laws

OUR_LESSONS = [
    load_lesson(path) for path in (DEFAULT_LESSON, DEFAULT_LESSON.with_name("batch.toml"))
]


def values_of(case: Case) -> tuple[object, ...]:
    return case.samples, case.inputs, case.outputs, case.language, case.theme, case.index


def test_every_pair_of_choices_is_tried() -> None:
    for first, second in combinations(range(len(FACTORS)), 2):
        met = {(values_of(case)[first], values_of(case)[second]) for case in PAIRWISE}
        assert met == set(product(FACTORS[first], FACTORS[second]))


def test_every_choice_is_tried_in_every_chapter_and_every_pair_in_two() -> None:
    for chapter, (number, choices) in product(CHAPTERS, enumerate(FACTORS)):
        assert {values_of(case)[number] for case in half_of_pairwise(chapter)} == set(choices)
    for one, other in pairwise(CUTS[DEFAULT_CUT]):
        assert {*half_of_pairwise(one), *half_of_pairwise(other)} == set(PAIRWISE)


def require_nothing_found(chapter: str, lesson: Lesson, settings: Settings) -> None:
    performance = ran(chapter, lesson, settings)
    assert not performance.findings, "\n".join(map(str, performance.findings))
    require_laws(lesson, performance)


def tried() -> Iterator[Any]:
    """Every chapter with its cases, the long ones first: two processes then end together."""
    for cases in (large_cases, half_of_pairwise):
        for chapter in CHAPTERS:
            for case in cases(chapter):
                yield pytest.param(chapter, case, id=f"{chapter} {case}")
    for chapter in CHAPTERS:
        for case in slow_cases(chapter):
            yield pytest.param(chapter, case, id=f"{chapter} {case}", marks=pytest.mark.slow)


@pytest.mark.parametrize(("chapter", "case"), [*tried()])
def test_a_chapter_of_any_lesson_has_no_fault(chapter: str, case: Case) -> None:
    require_nothing_found(chapter, case.lesson, case.settings)


def ours() -> Iterator[Any]:
    """Our own lessons in every look; as they are run for a chapter's other tests, at once."""
    usual = (Settings(), OUR_LESSONS[0].index)
    for chapter, lesson in product(CHAPTERS, OUR_LESSONS):
        for language, theme, index in product(LANGUAGES, THEMES, CONVENTIONS):
            settings = Settings(language, theme)
            is_usual = (settings, index) == usual
            marks = [] if is_usual else [pytest.mark.slow]
            name = f"{chapter} {lesson.name} {language} {theme} {index}"
            yield pytest.param(chapter, lesson, settings, index, id=name, marks=marks)


@pytest.mark.parametrize(("chapter", "lesson", "settings", "index"), [*ours()])
def test_our_own_lessons_have_no_fault(
    chapter: str, lesson: Lesson, settings: Settings, index: Convention
) -> None:
    require_nothing_found(chapter, lesson.with_index(index), settings)
