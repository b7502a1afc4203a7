"""What chapter 8 states: places that stay, dots for what is left out, a mean's 1/N."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Dots, Matrix, Product, Sum, find
from calculus.algebra.notation import ELIDED
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson, load_lesson
from calculus.statements.batch import Batch
from calculus.values.evaluate import evaluate
from calculus.values.layer import Layer
from calculus.writing.latex import latex

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"
POST, BATCH = (load_lesson(LESSONS / f"{name}.toml") for name in ("post", "batch"))


def lesson_of(samples: int, inputs: int, outputs: int) -> Lesson:
    def rows(height: int, width: int) -> tuple[tuple[Exact, ...], ...]:
        return tuple(tuple(Exact.of(str(r * width + c + 1)) for c in range(width))
                     for r in range(height))  # fmt: skip

    return replace(
        POST, X=rows(samples, inputs), W=rows(inputs, outputs), upstream=rows(samples, outputs)
    )


def test_a_single_sample_is_shown_two_rows_without_numbers() -> None:
    batch = Batch(POST)
    assert (batch.samples, batch.has_numbers) == (2, False)
    assert batch.inputs().shape == (2, 2)
    assert batch.inputs(alone=True).shape == (1, 2)
    assert batch.tile(1).values is None


def test_entries_keep_their_places_in_transposes() -> None:
    _, x, _ = Batch(BATCH).weights_product()
    assert x.matrix.rows[1][0].place == ("x", 1, 2)
    _, _, w = Batch(BATCH).inputs_product()
    assert w.matrix.rows[2][0].place == ("w", 1, 3)


def test_of_many_samples_first_two_and_last_are_written_out() -> None:
    batch = Batch(lesson_of(9, 6, 5))
    assert batch.sample_range == (1, 2, ELIDED, 9)
    for matrix in (batch.upstream(), batch.upstream_in_numbers()):
        shown = elided(matrix)
        assert isinstance(shown, Matrix)
        assert shown.shape == (4, 4)
        assert all(isinstance(entry, Dots) for entry in shown.rows[2])
    assert find(batch.inputs_in_numbers(), ("x", 9, 6)).value == 54


def test_the_chosen_entry_adds_every_sample_also_those_left_out() -> None:
    lesson = lesson_of(9, 2, 3)
    batch = Batch(lesson)
    worked = batch.chosen_entry_in_numbers()
    total, value = worked.sides
    shares = [x[0].value * row[1].value for x, row in zip(lesson.X, lesson.upstream, strict=True)]
    assert value.value == sum(shares)
    assert isinstance(total, Sum)
    assert evaluate(total, Layer.of_lesson(lesson)) == ((sum(shares),),)


def test_a_tile_is_a_column_times_a_row() -> None:
    batch, layer = Batch(BATCH), Layer.of_lesson(BATCH)
    total = [[Fraction()] * BATCH.M for _ in range(BATCH.D)]
    for n in batch.written_samples:
        tile = batch.tile(n)
        assert tile.values is not None
        values = evaluate(tile.values, layer)
        assert values == evaluate(Product((), (tile.column, tile.row)), layer)
        total = [[a + b for a, b in zip(*rows, strict=True)]
                 for rows in zip(total, values, strict=True)]  # fmt: skip
    assert evaluate(batch.totals(), layer) == tuple(map(tuple, total))


def test_a_mean_is_a_sum_over_a_letter_and_its_part_is_inside_every_entry() -> None:
    batch = Batch(POST)
    assert latex(batch.loss_total()) == "L = L^{(1)} + L^{(2)}"
    assert latex(batch.loss_mean()) == r"L = \frac{1}{N} \, \sum_{n} L^{(n)}"
    inside = latex(batch.mean_inside())
    assert inside.startswith(r"\frac{\partial L}{\partial y_{1}^{(1)}} = \frac{1}{N}")
    assert inside.endswith(r"\frac{\partial L^{(1)}}{\partial y_{1}^{(1)}}")


@pytest.mark.parametrize("lesson", [POST, BATCH, lesson_of(3, 2, 4), lesson_of(7, 8, 9)])
def test_shapes_meet_in_the_number_of_samples(lesson: Lesson) -> None:
    whole, left, right = (side.shape for side in Batch(lesson).weights_product())
    assert (left.columns, right.rows) == ("N", "N")
    assert (whole.rows, whole.columns) == (left.rows, right.columns) == (lesson.D, lesson.M)
