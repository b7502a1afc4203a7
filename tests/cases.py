"""Lessons of any shape, in any look, that every chapter has to do justice to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory

from calculus.algebra.notation import CONVENTIONS, Convention
from calculus.lessons.lesson import Lesson, load_lesson
from calculus.lessons.template import lesson_template
from scenes.language.languages import LANGUAGES
from scenes.script.storyboard import CUTS, DEFAULT_CUT
from scenes.stage.settings import THEMES, Settings

SIZES = (1, 2, 3, 4)

_LANGUAGES = tuple(LANGUAGES)[:2]
"""Two, as many as there are themes: what a third looks like is for those to try who add it."""

FACTORS = (SIZES, SIZES, SIZES, _LANGUAGES, THEMES, CONVENTIONS)
"""What a case chooses from, in the order of its attributes."""


@dataclass(frozen=True)
class Case:
    """A lesson with random numbers, and how it is shown."""

    samples: int
    inputs: int
    outputs: int
    language: str
    theme: str
    index: Convention

    def __str__(self) -> str:
        shape = f"{self.samples}x{self.inputs}x{self.outputs}"
        return f"{shape} {self.language} {self.theme} {self.index}"

    @property
    def lesson(self) -> Lesson:
        """Its numbers differ, so that one that stands in another's place is noticed."""
        return _lesson(self.samples, self.inputs, self.outputs).with_index(self.index)

    @property
    def settings(self) -> Settings:
        """Its language and theme."""
        return Settings(self.language, self.theme)


@cache
def _lesson(samples: int, inputs: int, outputs: int) -> Lesson:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.toml"
        path.write_text(lesson_template(samples, inputs, outputs, seed=1), encoding="utf-8")
        return load_lesson(path)


_TIMES = ((0, 0, 0, 0), (0, 1, 2, 3), (0, 2, 3, 1), (0, 3, 1, 2))
"""Multiplication in the field of four elements; its addition is the exclusive or."""


def _pairwise() -> Iterator[tuple[Case, int]]:
    """An orthogonal array: every two values of any two factors meet in one of the 16 cases.

    With each case which half it is in: in either, every value of every factor occurs, and every
    language in every theme.
    """
    for a, b in product(range(4), repeat=2):
        fourth, fifth = a ^ _TIMES[2][b], a ^ _TIMES[3][b]
        case = Case(
            SIZES[a],
            SIZES[b],
            SIZES[a ^ b],
            _LANGUAGES[fourth & 1],
            THEMES[fourth >> 1],
            CONVENTIONS[fifth & 1],
        )
        yield case, fifth >> 1


PAIRWISE = [case for case, _ in _pairwise()]

_HALVES = tuple([case for case, half in _pairwise() if half == number] for number in (0, 1))


def half_of_pairwise(chapter: str) -> list[Case]:
    """Eight of the 16 cases; chapters that follow each other get different ones."""
    return _HALVES[CUTS[DEFAULT_CUT].index(chapter) % 2]


_LARGE = [(2, 6, 6), (8, 20, 12)]
"""For every chapter: the most that is written out, and one of which only a part is."""

_EXTREME = {
    "question": [(1, 1, 64), (1, 64, 64)],
    "graph": [(1, 1, 64), (8, 64, 10)],
    "network": [(1, 1, 64), (1, 20, 12)],
    "forward": [(2, 64, 2), (2, 1, 64)],
    "inputs": [(1, 64, 3)],
    "weights": [(1, 1, 4), (1, 20, 12)],
    "example": [(1, 6, 6), (1, 5, 4), (7, 8, 9)],
    "batch": [(1, 6, 6), (7, 8, 9)],
    "recap": [(1, 2, 6), (8, 64, 10)],
}
"""Shapes at which a chapter's layout changes or is at its tightest."""


def large_cases(chapter: str) -> list[Case]:
    """Large and lopsided shapes; languages and conventions take turns."""
    looks = cycle([("ja", "output-first"), ("en", "input-first")])
    return [
        Case(*shape, language, "dark", index)
        for shape, (language, index) in zip(
            [*_LARGE, *_EXTREME[chapter]], looks, strict=False
        )
    ]  # fmt: skip


def slow_cases(chapter: str) -> list[Case]:
    """All other shapes and looks that a film is tried with, for those who have an hour."""
    larger = [(1, 5, 5), (1, 6, 6), (2, 6, 6), (6, 6, 6)]
    larger += [(1, 6, 2), (1, 2, 6), (5, 2, 5), (6, 5, 1)]
    elided = [(8, 20, 12), (1, 64, 10), (32, 64, 64), (1, 7, 2), (2, 1, 7), (7, 2, 3)]
    lopsided = [(1, 6, 1), (1, 1, 6), (2, 6, 2), (1, 64, 1), (1, 1, 64), (1, 64, 2), (1, 64, 64)]
    lopsided += [(1, 4, 5), (1, 5, 4), (1, 20, 12), (7, 8, 9), (8, 64, 10)]
    quick = {*half_of_pairwise(chapter), *large_cases(chapter)}
    every = [
        *PAIRWISE,
        *(Case(*shape, "en", "light", "output-first") for shape in product(SIZES, repeat=3)),
        *(
            Case(*shape, language, "dark", "input-first")
            for shape in [*larger, *elided, *lopsided]
            for language in _LANGUAGES
        ),
        *(Case(*shape, "ja", "dark", "output-first") for shape in lopsided),
    ]
    return [case for case in dict.fromkeys(every) if case not in quick]
