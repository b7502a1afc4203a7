"""Lessons for the tests of chapters and of what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from calculus.algebra.notation import Convention
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson, load_lesson

LESSONS = Path(__file__).parents[2] / "assets" / "lessons"


def lesson_of(
    samples: int, inputs: int, outputs: int, index: Convention = "output-first"
) -> Lesson:
    """A lesson of the given shape N×D×M with short distinct numbers."""

    def rows(height: int, width: int, start: int) -> tuple[tuple[Exact, ...], ...]:
        numbers = [Fraction(start + (7 * k) % 9, 10) for k in range(height * width)]
        cells = [Exact(number, str(float(number))) for number in numbers]
        return tuple(tuple(cells[r * width : (r + 1) * width]) for r in range(height))

    return Lesson(
        f"{samples}x{inputs}x{outputs}",
        rows(samples, inputs, 1),
        rows(inputs, outputs, 2),
        rows(samples, outputs, -4),
        index=index,
    )


@pytest.fixture(scope="session")
def post() -> Lesson:
    """The lesson of the post."""
    return load_lesson(LESSONS / "post.toml")


@pytest.fixture(scope="session")
def batch() -> Lesson:
    """The lesson with two samples and a bias."""
    return load_lesson(LESSONS / "batch.toml")


@pytest.fixture
def make_lesson() -> Callable[..., Lesson]:
    """Makes a lesson of a given shape."""
    return lesson_of
