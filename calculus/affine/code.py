"""The layer in NumPy, line by line: what the film shows is what the tests execute."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson

MOST_LITERAL_LINES = 7
"""Lines that the arrays written out may take; of larger lessons only the shapes are true."""

LONGEST_LINE = 34
"""Characters of the longest line of code that fits beside its shape and its formula."""

LONGEST_VECTOR_LINE = 24
"""Characters of the longest line of the trap, which stands in a box beside the arrays."""

Meaning = Literal[
    "given", "forward", "inputs", "weights", "bias", "vector", "nothing", "upstream", "outer"
]
"""What a line does. "inputs", "weights" and "outer" are ①, ② and ② of a single vector."""


@dataclass(frozen=True)
class CodeLine:
    """One line of NumPy.

    Attributes:
        code: the source; a continued statement has several lines, joined they run.
        shape: of what the line yields, "" where a statement goes on.
        meaning: what it does.
        owner: the array of whose entries its numbers are: "X", "W", "B", "dY", or "" for none.
    """

    code: str
    shape: str
    meaning: Meaning
    owner: str = ""


def numpy_lines(lesson: Lesson) -> list[CodeLine]:
    """The given arrays, the forward pass, and the three gradients.

    A lesson without B gets zeros. Where the numbers have no room, there are random ones in arrays
    of the lesson's shapes, as in the book: these lines run, too.
    """
    n, d, m = lesson.N, lesson.D, lesson.M
    return [
        *_given(lesson),
        CodeLine("Y = X @ W + B", _shape(n, m), "forward"),
        CodeLine("dX = dY @ W.T", _shape(n, d), "inputs"),
        CodeLine("dW = X.T @ dY", _shape(d, m), "weights"),
        CodeLine("dB = dY.sum(axis=0)", _shape(m), "bias"),
    ]


def vector_lines(lesson: Lesson) -> list[CodeLine]:
    """The trap: a one-dimensional x, whose transpose is itself, and the way out.

    To be run after `numpy_lines`. It is about one sample: of several the first is taken.
    """
    d, m = lesson.D, lesson.M
    written = f"x = np.array([{', '.join(map(_literal, lesson.X[0]))}])"
    literal = lesson.N == 1 and len(written) <= LONGEST_VECTOR_LINE
    return [
        CodeLine(written if literal else "x = X[0]", _shape(d), "vector", "X"),
        CodeLine("x.T", _shape(d), "nothing"),
        CodeLine("dy = dY[0]", _shape(m), "upstream"),
        CodeLine("dW = np.outer(x, dy)", _shape(d, m), "outer"),
    ]


def _given(lesson: Lesson) -> list[CodeLine]:
    bias = (Exact.of("0"),) * lesson.M if lesson.B is None else lesson.B
    lines = [
        *_array("X", lesson.X),
        *_array("W", lesson.W),
        *_array("B", (bias,), flat=True),
        *_array("dY", lesson.upstream),
    ]
    fits = max(len(line.code) for line in lines) <= LONGEST_LINE
    if fits and len(lines) <= MOST_LITERAL_LINES:
        return lines
    n, d, m = lesson.N, lesson.D, lesson.M
    sizes = {"X": (n, d), "W": (d, m), "B": (m,), "dY": (n, m)}
    return [
        CodeLine(f"{name} = np.random.rand({', '.join(map(str, size))})", _shape(*size), "given")
        for name, size in sizes.items()
    ]


def _array(name: str, rows: tuple[tuple[Exact, ...], ...], *, flat: bool = False) -> list[CodeLine]:
    """A layer with one line a row; its shape stands behind the last."""
    opening = f"{name} = np.array({'' if flat else '['}"
    written = [f"[{', '.join(map(_literal, row))}]" for row in rows]
    last = len(rows) - 1
    shape = _shape(len(rows[0])) if flat else _shape(len(rows), len(rows[0]))
    return [
        CodeLine(
            (" " * len(opening) if position else opening)
            + row
            + ("," if position < last else ")" if flat else "])"),
            shape if position == last else "",
            "given",
            name,
        )
        for position, row in enumerate(written)
    ]


def _literal(number: Exact) -> str:
    """The number as written, unless Python reads it otherwise (007 is no number there)."""
    if "." in number.text:
        return number.text
    return str(Fraction(number.text))


def _shape(*sizes: int) -> str:
    inner = ", ".join(map(str, sizes))
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"
