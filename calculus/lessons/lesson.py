"""A lesson: the exact numbers, the shape and the notation that a film is made for."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeGuard

from calculus.algebra.notation import CONVENTIONS, Convention, Notation, written_range
from calculus.lessons.exact import LONGEST_NUMBER, Exact
from calculus.lessons.file import LessonError, TomlFloat, folder_name, read_table
from calculus.lessons.quoting import counted, quoted, shown_path

LARGEST_SIZE = 64
"""Largest N, D and M; above `notation.WRITTEN_OUT` matrices are elided."""

LONGEST_TITLE = 200
"""Characters."""

_KEYS = ("title", "index", "X", "W", "B", "upstream")

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing and could make a title read otherwise."""

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
    def sample_range(self) -> tuple[int, ...]:
        """1 ... N, or 1, 2, `ELIDED`, N."""
        return written_range(self.N)

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
    table = read_table(path)
    name = folder_name(path)
    try:
        return _lesson(name, table)
    except LessonError as error:
        raise LessonError(f"In the lesson {shown_path(path)}, {error}") from None


def _lesson(name: str, table: Mapping[str, Any]) -> Lesson:
    for key in table:
        if key not in _KEYS:
            raise LessonError(f"the key {quoted(key)} is unknown; {_nearest(key, _KEYS)}")
    index = _index(table.get("index", CONVENTIONS[0]))
    x, w, upstream = (_matrix(key, table) for key in ("X", "W", "upstream"))
    bias = _row("B", table["B"]) if "B" in table else None
    lesson = Lesson(name, x, w, upstream, bias, index, _title(table.get("title", {})))
    _require_matching_shapes(lesson)
    return lesson


def _nearest(word: str, words: tuple[str, ...]) -> str:
    """Which word was probably meant, and all of them."""
    lower = {known.lower(): known for known in words}
    # The comparison is slow for long words, and those resemble none of ours.
    near = get_close_matches(word[:40].lower(), lower, n=1)
    meant = f"did you mean {lower[near[0]]!r}? The" if near else "the"
    return f"{meant} keys are {', '.join(words)}."


def _index(index: object) -> Convention:
    for convention in CONVENTIONS:
        if index == convention:
            return convention
    written = quoted(index) if _is_text(index) else _kind(index)
    raise LessonError(f"index is {written}; write {' or '.join(map(repr, CONVENTIONS))}.")


def _title(title: object) -> Mapping[str, str]:
    if not isinstance(title, dict):
        raise LessonError(f'title is {_kind(title)}; write a table such as {{ en = "…" }}.')
    for language, text in title.items():
        where = f"title, {quoted(language)}"
        if not _is_text(text):
            raise LessonError(f"{where} is {_kind(text)}; write a text in quotation marks.")
        if not text.strip():
            raise LessonError(f"{where} is empty; write a title or leave it out.")
        if len(text) > LONGEST_TITLE:
            raise LessonError(f"{where} has more than {LONGEST_TITLE} characters; shorten it.")
        for sign in language + text:
            if sign in _BIDI or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
                raise LessonError(
                    f"{where} contains the control character U+{ord(sign):04X}; remove it."
                )
    return title


def _require_matching_shapes(lesson: Lesson) -> None:
    n, d, m = lesson.N, lesson.D, lesson.M
    if len(lesson.X[0]) != d:
        raise LessonError(
            f"X has {counted(len(lesson.X[0]), 'column')} but W has {counted(d, 'row')}; "
            "X is N×D and W is D×M, so make them equal."
        )
    if (len(lesson.upstream), len(lesson.upstream[0])) != (n, m):
        raise LessonError(
            f"upstream is {len(lesson.upstream)}×{len(lesson.upstream[0])} but has to be "
            f"{n}×{m}, the shape of Y = X·W."
        )
    if lesson.B is not None and len(lesson.B) != m:
        raise LessonError(
            f"B has {counted(len(lesson.B), 'number')} but W has {counted(m, 'column')}; give {m}."
        )
    for what, size in (("samples", n), ("inputs", d), ("outputs", m)):
        if size > LARGEST_SIZE:
            raise LessonError(f"there are {size} {what}; at most {LARGEST_SIZE} can be shown.")


def _matrix(key: str, table: Mapping[str, Any]) -> Rows:
    if key not in table:
        raise LessonError(f"the key {key!r} is missing; give it as rows, such as [[1, 2]].")
    rows = table[key]
    if not (isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows)):
        raise LessonError(f"{key} has to be a list of rows, such as [[1, 2], [3, 4]].")
    matrix = tuple(_row(f"{key}, row {number}", row) for number, row in enumerate(rows, 1))
    for number, row in enumerate(matrix, 1):
        if len(row) != len(matrix[0]):
            raise LessonError(
                f"{key}, row {number} has {counted(len(row), 'number')} but row 1 has "
                f"{len(matrix[0])}; make the rows equally long."
            )
    return matrix


def _row(where: str, numbers: object) -> tuple[Exact, ...]:
    if not (isinstance(numbers, list) and numbers):
        raise LessonError(f"{where} has to be a list of numbers, such as [1, 2].")
    return tuple(_number(f"{where}, number {n}", each) for n, each in enumerate(numbers, 1))


def _number(where: str, number: object) -> Exact:
    if isinstance(number, bool) or not isinstance(number, int | str):
        raise LessonError(f"{where} is {_kind(number)}, not a number; write one such as 0.25.")
    if isinstance(number, TomlFloat):
        number = number.replace("_", "")
    # Python refuses to write out integers of thousands of digits.
    elif isinstance(number, int) and abs(number) >= 10**LONGEST_NUMBER:
        raise LessonError(
            f"{where} has more than {LONGEST_NUMBER} characters; give a shorter number."
        )
    try:
        return Exact.of(str(number))
    except ValueError as error:
        raise LessonError(f"{where}: {error}.") from None


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not isinstance(value, TomlFloat)


def _kind(value: object) -> str:
    """What a TOML value is, in a user's words."""
    names = {bool: "true or false", str: "a text", TomlFloat: "a number", int: "a number"}
    names |= {list: "a list", dict: "a table"}
    if isinstance(value, date | time):
        return "a date or time"
    return names[type(value)]
