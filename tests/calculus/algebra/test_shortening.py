"""Shortened formulas are written in fewer digits and say the same."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from calculus.affine.in_numbers import forward_numbers, input_gradient_numbers
from calculus.algebra.expressions import Equation, Matrix, Number, Product, Sum
from calculus.algebra.shortening import shortened
from calculus.values.evaluate import evaluate
from calculus.values.layer import Layer
from tests.calculus.strategies import lessons


def numeral(text: str) -> Number:
    return Number(("n", text), Fraction(text), text, "w")


def test_a_short_number_stays_as_it_is_written():
    for text in ("0.10", "-1234.5", "0.4179", "7", "0.0000"):
        assert shortened(numeral(text)) == numeral(text)


def test_a_long_number_is_rounded_and_keeps_its_value():
    for text, *wanted in (
        ("0.41794341", "0.4179", "0.418", "0.42"),
        ("-1.39710730", "-1.397", "-1.4", "-1.4"),
        ("123456789012", "1.235e11", "1.23e11", "1.2e11"),
        ("0.1000000", "0.1", "0.1", "0.1"),
    ):
        number = numeral(text)
        found = [shortened(number, significant) for significant in (4, 3, 2)]
        assert [each.text for each in found] == wanted
        assert all((each.value, each.role) == (number.value, "w") for each in found)


def test_the_sign_in_front_of_a_shortened_matrix_turns():
    whole = Sum(("sum",), (Product(("p",), (numeral("0.12345678"), numeral("2"))), numeral("3")))
    equation = Equation(("e",), (whole, Matrix(("m",), ((numeral("3.24691356"),),))))
    assert equation.relation(1) == "="
    assert shortened(equation).relation(1) == "≈"


@given(lessons())
def test_what_is_shortened_is_as_true_as_before(lesson):
    sample = Layer.of_lesson(lesson).only_sample(1)
    for derivation in (forward_numbers(lesson), input_gradient_numbers(lesson)):
        wanted = evaluate(derivation.subject, sample)
        for line in derivation.lines:
            assert evaluate(shortened(line.expression, 2), sample) == wanted, line.name
