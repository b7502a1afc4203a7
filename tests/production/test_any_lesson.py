"""The check finds nothing in lessons of any shape, in either language, theme and convention."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pytest

from calculus.lesson_template import lesson_template
from calculus.notation import CONVENTIONS, Convention
from production.checks import check
from production.order import DEFAULT_LESSON, Order
from scenes.settings import LANGUAGES, THEMES

BATCH_LESSON = DEFAULT_LESSON.with_name("batch.toml")

SIZES = (1, 2, 3, 4)

LARGER = [(1, 5, 5), (2, 6, 6), (1, 6, 2), (1, 2, 6), (5, 2, 5), (6, 5, 1), (6, 6, 6)]
ELIDED = [(8, 20, 12), (1, 64, 10), (32, 64, 64), (1, 7, 2), (2, 1, 7), (7, 2, 3)]


class Case(NamedTuple):
    """What a film is made of."""

    samples: int
    inputs: int
    outputs: int
    language: str
    theme: str
    index: Convention


_TIMES = ((0, 0, 0, 0), (0, 1, 2, 3), (0, 2, 3, 1), (0, 3, 1, 2))
"""Multiplication in the field of four elements; its addition is the exclusive or."""


def pairwise_cases() -> Iterator[Case]:
    """An orthogonal array: every two values of any two factors meet in one of the 16 cases."""
    for a, b in product(range(4), repeat=2):
        fourth, fifth = a ^ _TIMES[2][b], a ^ _TIMES[3][b]
        yield Case(
            SIZES[a],
            SIZES[b],
            SIZES[a ^ b],
            LANGUAGES[fourth & 1],
            THEMES[fourth >> 1],
            CONVENTIONS[fifth & 1],
        )


def test_every_pair_of_choices_is_tried():
    factors = (SIZES, SIZES, SIZES, LANGUAGES, THEMES, CONVENTIONS)
    cases = list(pairwise_cases())
    for first, second in combinations(range(len(factors)), 2):
        met = {(case[first], case[second]) for case in cases}
        assert met == set(product(factors[first], factors[second]))


def require_nothing_found(folder: Path, lesson: Path, language: str, theme: str, index: Convention):
    order = Order.of(lesson, index, language, theme, out=folder)
    findings = check(order)
    assert not findings, "\n".join(map(str, findings))


def require_clean(folder: Path, case: Case):
    lesson = folder / "lesson.toml"
    lesson.write_text(lesson_template(*case[:3], seed=1), encoding="utf-8")
    require_nothing_found(folder, lesson, *case[3:])


def named(case: Case) -> str:
    return "×".join(map(str, case[:3])) + " " + " ".join(case[3:])


@pytest.mark.parametrize("case", [*pairwise_cases()], ids=named)
def test_a_film_of_any_small_shape_has_no_fault(tmp_path: Path, case: Case):
    require_clean(tmp_path, case)


@pytest.mark.parametrize("shape", [LARGER[1], ELIDED[0]], ids=str)
def test_a_film_of_a_larger_shape_has_no_fault(tmp_path: Path, shape: tuple[int, int, int]):
    require_clean(tmp_path, Case(*shape, "ja", "dark", "output-first"))


@pytest.mark.slow
@pytest.mark.parametrize("shape", [*product(SIZES, repeat=3)], ids=str)
def test_a_film_of_every_small_shape_has_no_fault(tmp_path: Path, shape: tuple[int, int, int]):
    require_clean(tmp_path, Case(*shape, "en", "light", "output-first"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", [*LARGER, *ELIDED], ids=str)
def test_a_film_of_larger_shapes_has_no_fault(
    tmp_path: Path, shape: tuple[int, int, int], language: str
):
    require_clean(tmp_path, Case(*shape, language, "dark", "input-first"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lesson", "language", "theme", "index"),
    [*product((DEFAULT_LESSON, BATCH_LESSON), LANGUAGES, THEMES, CONVENTIONS)],
)
def test_our_own_lessons_have_no_fault(
    tmp_path: Path, lesson: Path, language: str, theme: str, index: Convention
):
    require_nothing_found(tmp_path, lesson, language, theme, index)
