"""A lesson: the exact numbers, the shape and the notation that a film is made for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from calculus.notation import CONVENTIONS, Convention, Notation

LARGEST_SIZE = 6
"""Largest N, D and M: every entry is written out."""

LONGEST_NUMBER = 12
"""Characters of the longest number that still fits its place on the stage."""

_KEYS = ("title", "index", "X", "W", "B", "upstream")


class LessonError(ValueError):
    """A lesson that cannot be shown; the message says what, where and how to mend it."""


@dataclass(frozen=True)
class Exact:
    """A decimal kept exactly (0.1 is one tenth) together with the way it was written."""

    value: Fraction
    text: str

    @classmethod
    def of(cls, written: str) -> Exact:
        """Read a plain decimal such as "-0.10".

        Raises:
            ValueError: when it is not a finite decimal of a length that can be shown.
        """
        text = written.strip()
        digits = text.lstrip("+-").replace(".", "", 1)
        if not (digits.isascii() and digits.isdecimal()) or len(text) - len(text.lstrip("+-")) > 1:
            raise ValueError(f"{written[:40]!r} is not a plain decimal number such as 0.25")
        if len(text) > LONGEST_NUMBER:
            raise ValueError(f"{written[:20]!r}… has more than {LONGEST_NUMBER} characters")
        return cls(Fraction(text), text.removeprefix("+"))


Rows = tuple[tuple[Exact, ...], ...]


@dataclass(frozen=True)
class Lesson:
    """One layer Y = X·W + B with a gradient from upstream.

    Attributes:
        name: the file's stem; names the output folder.
        title: by language; for metadata, page and handout.
        X: N×D inputs. W: D×M weights. B: M biases or None. upstream: N×M, ∂L/∂Y of the total
            loss (a mean's 1/N is already in it).
        index: how weights are written, "output-first" or "input-first".
    """

    name: str
    X: Rows
    W: Rows
    upstream: Rows
    B: tuple[Exact, ...] | None = None
    index: Convention = "output-first"
    title: Mapping[str, str] = field(default_factory=dict)

    @property
    def N(self) -> int:
        """Number of samples."""
        return len(self.X)

    @property
    def D(self) -> int:
        """Number of inputs."""
        return len(self.W)

    @property
    def M(self) -> int:
        """Number of outputs."""
        return len(self.W[0])

    @property
    def notation(self) -> Notation:
        """How this lesson writes its symbols."""
        return Notation(self.D, self.M, self.index)

    def with_index(self, index: Convention) -> Lesson:
        """The same numbers written in another index convention."""
        return replace(self, index=index)

    @property
    def chosen_weight(self) -> tuple[int, int]:
        """(output, input) of the weight the film follows: from input 1 to output min(2, M)."""
        return min(2, self.M), 1


def load_lesson(path: Path) -> Lesson:
    """Read a lesson from a TOML file.

    Raises:
        LessonError: one sentence that names the file, the key, the row and the mend.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LessonError(f"The lesson {path} does not exist; check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LessonError(f"The lesson {path} is not a readable text file ({error}).") from None
    try:
        data = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise LessonError(f"The lesson {path} is not valid TOML: {error}.") from None
    try:
        return _lesson(path.stem, data)
    except LessonError as error:
        raise LessonError(f"In the lesson {path}, {error}") from None


def _lesson(name: str, data: Mapping[str, Any]) -> Lesson:
    for key in data:
        if key not in _KEYS:
            raise LessonError(f"the key {key!r} is unknown; the keys are {', '.join(_KEYS)}.")
    index = data.get("index", CONVENTIONS[0])
    if index not in CONVENTIONS:
        raise LessonError(f"index is {index!r}; write {' or '.join(map(repr, CONVENTIONS))}.")
    x, w, upstream = (_matrix(key, data) for key in ("X", "W", "upstream"))
    bias = _row("B", data["B"]) if "B" in data else None
    title = data.get("title", {})
    if not (isinstance(title, dict) and all(isinstance(text, str) for text in title.values())):
        raise LessonError('title has to be a table such as { ja = "…", en = "…" }.')
    lesson = Lesson(name, x, w, upstream, bias, index, title)
    _require_matching_shapes(lesson)
    return lesson


def _require_matching_shapes(lesson: Lesson) -> None:
    n, d, m = lesson.N, lesson.D, lesson.M
    if len(lesson.X[0]) != d:
        raise LessonError(
            f"X has {len(lesson.X[0])} columns but W has {d} rows; X is N×D and W is D×M."
        )
    if (len(lesson.upstream), len(lesson.upstream[0])) != (n, m):
        raise LessonError(
            f"upstream is {len(lesson.upstream)}×{len(lesson.upstream[0])} but has to be "
            f"{n}×{m}, the shape of Y = X·W."
        )
    if lesson.B is not None and len(lesson.B) != m:
        raise LessonError(f"B has {len(lesson.B)} numbers but W has {m} columns; give {m}.")
    for what, size in (("samples", n), ("inputs", d), ("outputs", m)):
        if size > LARGEST_SIZE:
            raise LessonError(f"there are {size} {what}; at most {LARGEST_SIZE} can be shown.")


def _matrix(key: str, data: Mapping[str, Any]) -> Rows:
    if key not in data:
        raise LessonError(f"the key {key!r} is missing; give it as rows, such as [[1, 2]].")
    rows = data[key]
    if not (isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows)):
        raise LessonError(f"{key} has to be a list of rows, such as [[1, 2], [3, 4]].")
    matrix = tuple(_row(f"{key}, row {number}", row) for number, row in enumerate(rows, 1))
    for number, row in enumerate(matrix, 1):
        if len(row) != len(matrix[0]):
            raise LessonError(
                f"{key}, row {number} has {len(row)} numbers but row 1 has {len(matrix[0])}; "
                "make the rows equally long."
            )
    return matrix


def _row(where: str, numbers: object) -> tuple[Exact, ...]:
    if not (isinstance(numbers, list) and numbers):
        raise LessonError(f"{where} has to be a list with at least one number.")
    row = []
    for column, number in enumerate(numbers, 1):
        if isinstance(number, bool) or not isinstance(number, int | str):
            raise LessonError(f"{where}, number {column} is not a number.")
        try:
            row.append(Exact.of(str(number)))
        except ValueError as error:
            raise LessonError(f"{where}, number {column}: {error}.") from None
    return tuple(row)
