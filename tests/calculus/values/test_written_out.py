"""What is written out of a large layer in numbers is true, and verify notices when it is not."""

from dataclasses import replace
from fractions import Fraction

import pytest

from calculus.affine import batch_in_numbers, in_numbers
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Dots, Matrix, Product, Sum, find
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer
from calculus.values.written_out import NotShownError, shown_values
from calculus.verification.faults import verify_derivation
from calculus.verification.verify import verify


def lesson_of(samples: int, inputs: int, outputs: int) -> Lesson:
    def rows(height: int, width: int, seed: int):
        return tuple(
            tuple(Exact.of(f"{(7 * r + 5 * c + seed) % 23 - 11}e-1") for c in range(width))
            for r in range(height)
        )

    x, w, upstream = rows(samples, inputs, 3), rows(inputs, outputs, 5), rows(samples, outputs, 8)
    return Lesson("large", x, w, upstream, rows(1, outputs, 2)[0])


LARGE = lesson_of(8, 9, 7)


@pytest.mark.parametrize("shape", [(1, 7, 2), (1, 2, 7), (8, 2, 2), (8, 9, 7)])
def test_a_large_lesson_is_without_fault(shape):
    assert verify(lesson_of(*shape)) == []


def test_written_entries_are_those_of_the_whole_layer():
    own = Layer.of_lesson(LARGE)
    values = shown_values(
        batch_in_numbers.weight_gradient_batch_numbers(LARGE)["values"].expression, own
    )
    wanted = [
        [
            sum(x[i].value * row[j].value for x, row in zip(LARGE.X, LARGE.upstream, strict=True))
            for j in (0, 1, 6)
        ]
        for i in (0, 1, 8)
    ]
    assert [list(row) for row in values] == wanted


def test_a_sum_carries_what_it_leaves_out():
    entry = find(in_numbers.forward_numbers(LARGE)["factors"].expression.terms[0], ("entry", 7))
    assert isinstance(entry, Sum)
    _, _, dots, last = entry.terms
    assert isinstance(dots, Dots) and isinstance(last, Product)
    hidden = sum(LARGE.X[0][i].value * LARGE.W[i][6].value for i in range(2, 8))
    assert dots.total == hidden


def test_no_more_is_built_than_is_shown():
    line = batch_in_numbers.weight_gradient_batch_numbers(lesson_of(64, 64, 64))["added"]
    assert isinstance(line.expression, Matrix)
    assert line.expression.shape == (4, 4)
    assert len(list(line.expression.atoms())) < 4 * 4 * 8


def test_a_wrong_rest_is_found():
    derivation = in_numbers.input_gradient_numbers(LARGE)

    def wrong(expression):
        match expression:
            case Dots(total=Fraction() as total):
                return replace(expression, total=total + 1)
            case Sum(terms=terms):
                return replace(expression, terms=tuple(map(wrong, terms)))
            case Matrix(rows=rows):
                return replace(expression, rows=tuple(tuple(map(wrong, row)) for row in rows))
            case _:
                return expression

    lines = tuple(
        replace(line, expression=wrong(line.expression)) if line.name == "products" else line
        for line in derivation.lines
    )
    own = [Layer.of_lesson(LARGE).only_sample(1)]
    found = verify_derivation("it", Derivation(derivation.subject, lines), LARGE.notation, own)
    assert {(fault.line, fault.kind) for fault in found} == {("products", "value")}


def test_a_wrong_hidden_number_is_found():
    derivation = in_numbers.forward_numbers(LARGE)
    (first, *others) = derivation.lines

    def wrong(expression):
        match expression:
            case Dots(hidden=(value, *rest)):
                return replace(expression, hidden=(value + 1, *rest))
            case Sum(terms=terms):
                return replace(expression, terms=tuple(map(wrong, terms)))
            case Product(factors=factors):
                return replace(expression, factors=tuple(map(wrong, factors)))
            case Matrix(rows=rows):
                return replace(expression, rows=tuple(tuple(map(wrong, row)) for row in rows))
            case _:
                return expression

    lines = (replace(first, expression=wrong(first.expression)), *others)
    own = [Layer.of_lesson(LARGE).only_sample(1)]
    found = verify_derivation("it", Derivation(derivation.subject, lines), LARGE.notation, own)
    assert {(fault.line, fault.kind) for fault in found} == {("matrices", "value")}


def test_symbols_that_are_left_out_have_no_value():
    with pytest.raises(NotShownError):
        shown_values(LARGE.notation.x_row(("x",)), Layer.of_lesson(LARGE).only_sample(1))
