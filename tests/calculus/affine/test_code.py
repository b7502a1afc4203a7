"""The NumPy lines on the screen run, and yield what the calculus says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from calculus.affine.code import (
    LONGEST_LINE,
    LONGEST_VECTOR_LINE,
    CodeLine,
    numpy_lines,
    vector_lines,
)
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson

LITERAL = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 3, 1), (1, 2, 3), (2, 2, 3)]
LARGE = [(1, 5, 1), (6, 6, 6), (1, 6, 2), (8, 20, 12), (32, 64, 64)]
SHAPES = [*LITERAL, *LARGE]


def made_lesson(n: int, d: int, m: int, *, bias: bool = False) -> Lesson:
    """A lesson of different numbers, negative and with leading zeros among them."""

    def rows(height: int, width: int, start: int) -> tuple[tuple[Exact, ...], ...]:
        texts = ("0.2", "-0.5", "3", "007", "-0.10", ".5", "12.25")
        return tuple(
            tuple(Exact.of(texts[(start + r * width + c) % len(texts)]) for c in range(width))
            for r in range(height)
        )

    return Lesson(
        "made", rows(n, d, 0), rows(d, m, 1), rows(n, m, 2), rows(1, m, 3)[0] if bias else None
    )


def as_array(rows: tuple[tuple[Exact, ...], ...]) -> np.ndarray:
    return np.array([[float(number.value) for number in row] for row in rows])


def run(lines: list[CodeLine], names: dict[str, Any]) -> None:
    """Execute the lines; every line's value has the shape in its comment."""
    pending = ""
    for line in lines:
        pending += line.code + "\n"
        if not line.shape:
            continue
        exec(pending, {"np": np}, names)
        target, equals, _ = (part.strip() for part in pending.partition("="))
        if equals:
            assert str(np.shape(names[target])) == line.shape, line
        else:
            assert str(eval(target, {}, names).shape) == line.shape
        pending = ""
    assert not pending


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("shape", LITERAL)
def test_the_lines_run_and_give_the_gradients(shape: tuple[int, int, int], bias: bool) -> None:
    lesson = made_lesson(*shape, bias=bias)
    x, w, upstream = (as_array(rows) for rows in (lesson.X, lesson.W, lesson.upstream))
    names: dict[str, Any] = {}
    added = np.zeros(lesson.M) if lesson.B is None else as_array((lesson.B,))[0]
    run(numpy_lines(lesson), names)
    np.testing.assert_allclose(names["B"], added)
    np.testing.assert_allclose(names["Y"], x @ w + added)
    np.testing.assert_allclose(names["dX"], upstream @ w.T)
    for i in range(lesson.D):
        for j in range(lesson.M):
            entry = sum(
                (lesson.X[n][i].value * lesson.upstream[n][j].value for n in range(lesson.N)),
                Fraction(0),
            )
            assert names["dW"][i, j] == pytest.approx(float(entry))
    np.testing.assert_allclose(names["dB"], upstream.sum(axis=0))
    run(vector_lines(lesson), names)
    np.testing.assert_allclose(names["dW"], x[:1].T @ upstream[:1])


@pytest.mark.parametrize("shape", LARGE)
def test_where_the_numbers_have_no_room_the_lines_still_run_and_give_the_gradients(
    shape: tuple[int, int, int],
) -> None:
    lesson = made_lesson(*shape)
    names: dict[str, Any] = {}
    run(numpy_lines(lesson), names)
    x, w, upstream = names["X"], names["W"], names["dY"]
    n, d, m = shape
    assert (x.shape, w.shape, upstream.shape) == ((n, d), (d, m), (n, m))
    np.testing.assert_allclose(names["Y"], x @ w + names["B"])
    for name, array in (("dX", "X"), ("dW", "W"), ("dB", "B")):
        step = np.zeros_like(names[array])
        step.flat[-1] = 0.5
        moved = {"X": x, "W": w, "B": names["B"]} | {array: names[array] + step}
        change = moved["X"] @ moved["W"] + moved["B"] - names["Y"]
        # L = sum(dY * Y) is linear in each of the three: its slope is exact.
        assert names[name].flat[-1] == pytest.approx((upstream * change).sum() / 0.5)
    run(vector_lines(lesson), names)
    np.testing.assert_allclose(names["dW"], x[:1].T @ upstream[:1])


def test_transposing_a_vector_does_nothing() -> None:
    vector, nothing, *_ = vector_lines(made_lesson(1, 2, 3))
    assert vector.shape == nothing.shape == "(2,)"


def test_the_outer_product_takes_two_vectors() -> None:
    *_, upstream, outer = vector_lines(made_lesson(1, 2, 3))
    assert (upstream.shape, outer.shape) == ("(3,)", "(2, 3)")


def test_a_lesson_without_bias_adds_zeros() -> None:
    lines = [line for line in numpy_lines(made_lesson(1, 1, 2)) if line.owner == "B"]
    assert [line.code for line in lines] == ["B = np.array([0, 0])"]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_is_too_long_for_the_screen(shape: tuple[int, int, int]) -> None:
    lesson = made_lesson(*shape)
    assert max(len(line.code) for line in numpy_lines(lesson)) <= LONGEST_LINE
    assert max(len(line.code) for line in vector_lines(lesson)) <= LONGEST_VECTOR_LINE
