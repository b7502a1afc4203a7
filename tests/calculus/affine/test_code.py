"""The NumPy lines on the screen run, and yield what the calculus says."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import redirect_stdout
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calculus.affine.code import (
    LONGEST_LINE,
    LONGEST_PRINTED_LINE,
    LONGEST_VECTOR_LINE,
    CodeLine,
    given_lines,
    operations,
    vector_lines,
)
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson, load_lesson

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"
LITERAL = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 3, 1), (1, 2, 3), (2, 2, 3)]
LARGE = [(1, 5, 1), (6, 6, 6), (1, 6, 2), (8, 20, 12), (32, 64, 64)]
SHAPES = [*LITERAL, *LARGE]


def made_lesson(n: int, d: int, m: int) -> Lesson:
    """A lesson of different numbers, negative and with leading zeros among them."""

    def rows(height: int, width: int, start: int) -> tuple[tuple[Exact, ...], ...]:
        texts = ("0.2", "-0.5", "3", "007", "-0.10", ".5", "12.25")
        return tuple(
            tuple(Exact.of(texts[(start + r * width + c) % len(texts)]) for c in range(width))
            for r in range(height)
        )

    return Lesson("made", rows(n, d, 0), rows(d, m, 1), rows(n, m, 2))


def as_array(rows: tuple[tuple[Exact, ...], ...]) -> np.ndarray:
    return np.array([[float(number.value) for number in row] for row in rows])


def run(lines: Iterable[CodeLine], names: dict[str, Any]) -> None:
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


def run_page(lesson: Lesson) -> dict[str, Any]:
    """Execute all that is shown; what a line prints is what is said to come out."""
    names: dict[str, Any] = {}
    run(given_lines(lesson), names)
    for operation in operations(lesson):
        run([operation.line], names)
        if operation.request is not None:
            out = StringIO()
            with redirect_stdout(out):
                exec(operation.request.code, {}, names)
            assert out.getvalue().splitlines() == [line.code for line in operation.printed]
    return names


@pytest.mark.parametrize("shape", LITERAL)
def test_the_lines_run_and_give_the_gradients(shape: tuple[int, int, int]) -> None:
    lesson = made_lesson(*shape)
    x, w, upstream = (as_array(rows) for rows in (lesson.X, lesson.W, lesson.upstream))
    names = run_page(lesson)
    np.testing.assert_allclose(names["X"], x)
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
    assert not any(operation.printed for operation in operations(lesson))
    names = run_page(lesson)
    x, w, upstream = names["X"], names["W"], names["dY"]
    n, d, m = shape
    assert (x.shape, w.shape, upstream.shape) == ((n, d), (d, m), (n, m))
    for name, array in (("dX", "X"), ("dW", "W")):
        step = np.zeros_like(names[array])
        step.flat[-1] = 0.5
        moved = {"X": x, "W": w} | {array: names[array] + step}
        change = moved["X"] @ moved["W"] - x @ w
        # L = sum(dY * Y) is linear in each of the two: its slope is exact.
        assert names[name].flat[-1] == pytest.approx((upstream * change).sum() / 0.5)
    np.testing.assert_allclose(names["dB"], upstream.sum(axis=0))
    run(vector_lines(lesson), names)
    np.testing.assert_allclose(names["dW"], x[:1].T @ upstream[:1])


def test_what_is_printed_is_what_chapter_7_has_found() -> None:
    post = load_lesson(LESSONS / "post.toml")
    run_page(post)
    assert [[line.code for line in operation.printed] for operation in operations(post)] == [
        ["[[-0.017  0.262]]"],
        ["[[ 0.06   0.002 -0.02 ]", " [ 0.15   0.005 -0.05 ]]"],
        ["[ 0.3   0.01 -0.1 ]"],
    ]


def test_whole_numbers_print_as_such() -> None:
    ones = tuple(Exact.of("1") for _ in range(2))
    lesson = Lesson("whole", (ones,), (ones, ones), (ones,))
    run_page(lesson)
    assert operations(lesson)[0].printed[0].code == "[[2 2]]"


def test_transposing_a_vector_does_nothing() -> None:
    vector, nothing, *_ = vector_lines(made_lesson(1, 2, 3))
    assert vector.shape == nothing.shape == "(2,)"


def test_the_outer_product_takes_two_vectors() -> None:
    *_, outer = vector_lines(made_lesson(1, 2, 3))
    assert outer.shape == "(2, 3)"


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_is_too_long_for_the_screen(shape: tuple[int, int, int]) -> None:
    lesson = made_lesson(*shape)
    printed = [line for operation in operations(lesson) for line in operation.printed]
    for lines, longest in (
        (given_lines(lesson), LONGEST_LINE),
        (vector_lines(lesson), LONGEST_VECTOR_LINE),
        (printed, LONGEST_PRINTED_LINE),
    ):
        assert all(len(line.code) <= longest for line in lines)
