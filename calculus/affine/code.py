"""The gradients in NumPy, line by line: what the film shows is what the tests execute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson

MOST_LITERAL_LINES = 6
"""Lines that the arrays written out may take; of larger lessons only the shapes are true."""

LONGEST_LINE = 34
"""Characters of the longest line of code that fits beside its shape and the trap."""

LONGEST_VECTOR_LINE = 24
"""Characters of the longest line of the trap, which stands in a box beside the arrays."""

LONGEST_PRINTED_LINE = 24
"""Characters of the longest printed line that fits beside the code and its formula."""

Result = Literal["inputs", "weights", "bias"]
"""The gradients: ①, ②, and that of B."""

Meaning = Literal["given", "gradient", "print", "printed", "vector", "nothing", "outer"]
"""What a line does; one that is "printed" is no code. "outer" is ② of a single vector."""


@dataclass(frozen=True)
class CodeLine:
    """One line of NumPy, or of what it prints.

    Attributes:
        code: the source; a continued statement has several lines, joined they run.
        shape: of what the line yields, "" where a statement goes on or yields nothing.
        meaning: what it does.
        owner: the array of whose entries its numbers are: "X", "W", "dY", or "" for none.
    """

    code: str
    shape: str
    meaning: Meaning
    owner: str = ""


@dataclass(frozen=True)
class Operation:
    """A gradient in NumPy.

    Attributes:
        result: which one.
        line: the statement.
        request: what prints the result, or None where the result has no room.
        printed: the lines that come out, then; empty without a request.
    """

    result: Result
    line: CodeLine
    request: CodeLine | None = None
    printed: tuple[CodeLine, ...] = ()


def given_lines(lesson: Lesson) -> list[CodeLine]:
    """The arrays X, W and dY.

    Where the numbers have no room, there are random ones in arrays of the lesson's shapes, as in
    the book: these lines run, too.
    """
    lines = _literal_arrays(lesson)
    if _have_room(lines):
        return lines
    n, d, m = lesson.N, lesson.D, lesson.M
    sizes = {"X": (n, d), "W": (d, m), "dY": (n, m)}
    return [
        CodeLine(f"{name} = np.random.rand({', '.join(map(str, size))})", _shape(*size), "given")
        for name, size in sizes.items()
    ]


def operations(lesson: Lesson) -> list[Operation]:
    """The three gradients, to be run after `given_lines`, with what they print."""
    n, d, m = lesson.N, lesson.D, lesson.M
    found = [
        Operation("inputs", CodeLine("dX = dY @ W.T", _shape(n, d), "gradient")),
        Operation("weights", CodeLine("dW = X.T @ dY", _shape(d, m), "gradient")),
        Operation("bias", CodeLine("dB = dY.sum(axis=0)", _shape(m), "gradient")),
    ]
    if not _have_room(_literal_arrays(lesson)):
        return found
    printed = [_printed(values) for values in _results(lesson)]
    if max(len(line.code) for result in printed for line in result) > LONGEST_PRINTED_LINE:
        return found
    return [
        replace(operation, request=CodeLine(f"print({name})", "", "print"), printed=result)
        for operation, name, result in zip(found, ("dX", "dW", "dB"), printed, strict=True)
    ]


def vector_lines(lesson: Lesson) -> list[CodeLine]:
    """The trap: a one-dimensional x, whose transpose is itself, and the way out.

    To be run after `given_lines`. It is about one sample: of several the first is taken.
    """
    d, m = lesson.D, lesson.M
    written = f"x = np.array([{', '.join(map(_literal, lesson.X[0]))}])"
    literal = lesson.N == 1 and len(written) <= LONGEST_VECTOR_LINE
    upstream = "dY" if lesson.N == 1 else "dY[0]"
    return [
        CodeLine(written if literal else "x = X[0]", _shape(d), "vector", "X"),
        CodeLine("x.T", _shape(d), "nothing"),
        CodeLine(f"dW = np.outer(x, {upstream})", _shape(d, m), "outer"),
    ]


def _literal_arrays(lesson: Lesson) -> list[CodeLine]:
    return [
        *_array("X", lesson.X),
        *_array("W", lesson.W),
        *_array("dY", lesson.upstream),
    ]


def _have_room(arrays: Sequence[CodeLine]) -> bool:
    longest = max(len(line.code) for line in arrays)
    return longest <= LONGEST_LINE and len(arrays) <= MOST_LITERAL_LINES


def _array(name: str, rows: tuple[tuple[Exact, ...], ...]) -> list[CodeLine]:
    """A layer with one line a row; its shape stands behind the last."""
    opening = f"{name} = np.array(["
    written = [f"[{', '.join(map(_literal, row))}]" for row in rows]
    last = len(rows) - 1
    return [
        CodeLine(
            (" " * len(opening) if position else opening)
            + row
            + ("," if position < last else "])"),
            _shape(len(rows), len(rows[0])) if position == last else "",
            "given",
            name,
        )
        for position, row in enumerate(written)
    ]


def _results(lesson: Lesson) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """∂L/∂X of shape (N, D), ∂L/∂W of shape (D, M) and ∂L/∂B of shape (M,), as NumPy has them."""
    x, w, upstream = (_numpy(rows) for rows in (lesson.X, lesson.W, lesson.upstream))
    return upstream @ w.T, x.T @ upstream, upstream.sum(axis=0)


def _printed(values: np.ndarray) -> tuple[CodeLine, ...]:
    return tuple(CodeLine(line, "", "printed", "dY") for line in str(values).splitlines())


def _numpy(rows: tuple[tuple[Exact, ...], ...]) -> np.ndarray:
    """What the literals make: an array of whole numbers if none of them has a point."""
    return np.array(
        [[float(n.value) if "." in n.text else int(n.value) for n in row] for row in rows]
    )


def _literal(number: Exact) -> str:
    """The number as written, unless Python reads it otherwise (007 is no number there)."""
    if "." in number.text:
        return number.text
    return str(Fraction(number.text))


def _shape(*sizes: int) -> str:
    inner = ", ".join(map(str, sizes))
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"
