"""Exact values, and derivatives measured on the forward pass against an outside oracle."""

from fractions import Fraction

import autograd.numpy as np
import numpy
import pytest
from autograd import grad
from hypothesis import given

from calculus.algebra.expressions import (
    LOSS,
    Delta,
    Equation,
    GradientOfProduct,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Quotient,
    Shape,
    Sum,
    Symbol,
    Zero,
)
from calculus.algebra.notation import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, Notation
from calculus.values.evaluate import evaluate
from calculus.values.layer import EvaluationError, Layer, Values
from tests.calculus.strategies import seeds, sizes

LAYER = Layer.random(3, 2, 4, seed=5)
ONE = LAYER.only_sample(2)
X1 = Symbol("x", (1,), "1")


def floats(values: Values) -> numpy.ndarray:
    return numpy.array([[float(value) for value in row] for row in values])


def number(value: int | str) -> Number:
    return Number((), Fraction(value), str(value))


@given(sizes, sizes, sizes, seeds)
def test_gradients_agree_with_autograd(samples: int, inputs: int, outputs: int, seed: int):
    layer = Layer.random(samples, inputs, outputs, seed)
    x, w, b, upstream = map(floats, (layer.X, layer.W, (layer.B,), layer.upstream))

    def loss(x, w, b):
        return np.sum(upstream * (x @ w + b))

    assert numpy.isclose(float(evaluate(Named((), LOSS), layer)[0][0]), loss(x, w, b))
    assert numpy.allclose(floats(evaluate(Named((), WHOLE_Y), layer)), x @ w + b)
    for position, whole in enumerate((WHOLE_X, WHOLE_W, WHOLE_B)):
        measured = floats(evaluate(Partial((), LOSS, whole), layer))
        assert numpy.allclose(measured, grad(loss, position)(x, w, b))
    assert evaluate(Partial((), LOSS, WHOLE_Y), layer) == layer.upstream
    assert evaluate(GradientOfProduct((), (WHOLE_X, WHOLE_W)), layer) == layer.upstream


def test_the_derivative_of_a_row_by_an_entry_is_a_column():
    assert evaluate(Partial((), WHOLE_Y, X1), ONE) == tuple((value,) for value in ONE.W[0])
    with pytest.raises(EvaluationError, match="not a matrix"):
        evaluate(Partial((), WHOLE_Y, WHOLE_X), ONE)
    with pytest.raises(EvaluationError, match="not a matrix"):
        evaluate(Partial((), WHOLE_Y, Symbol("x", (1,), "1", 1)), LAYER)


def test_a_local_derivative_is_the_partner_or_zero():
    notation = Notation(2, 4)
    local = Partial((), notation.y(3), notation.w(3, 2))
    absent = Partial((), notation.y(1), notation.w(3, 2))
    assert evaluate(local, ONE) == ((ONE.X[0][1],),)
    assert evaluate(absent, ONE) == ((0,),)


def test_another_samples_input_does_not_move_this_samples_output():
    notation = Notation(2, 4)
    own = Partial((), notation.y(3, 2), notation.x(1, 2))
    other = Partial((), notation.y(3, 2), notation.x(1, 1))
    assert evaluate(own, LAYER) == ((LAYER.W[0][2],),)
    assert evaluate(other, LAYER) == ((0,),)


def test_a_symbol_has_to_say_its_sample_when_there_are_several():
    with pytest.raises(EvaluationError, match="which of the 3 samples"):
        evaluate(Named((), X1), LAYER)
    assert evaluate(Named((), X1), ONE) == ((LAYER.X[1][0],),)


@pytest.mark.parametrize(
    "symbol",
    [
        Symbol("x", (3,), "3"),
        Symbol("y", (5,), "5"),
        Symbol("b", (0,), "0"),
        Symbol("w", (3, 4), "34"),
        Symbol("x", (1,), "1", 2),
        Symbol("z", (1,), "1"),
        Symbol("x"),
    ],
)
def test_symbols_outside_the_layer_have_no_value(symbol: Symbol):
    with pytest.raises(EvaluationError):
        evaluate(Named((), symbol), ONE)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (Sum(("s",), (number(1), Named((), WHOLE_W))), "1×1 and 2×4"),
        (Product((), (Named((), WHOLE_W), Named((), WHOLE_W))), "no product"),
        (Matrix(("m",), ((Named((), WHOLE_W),),)), "single number"),
        (Matrix(("m",), ((number(1),), (number(1), number(2)))), "unequal"),
        (Equation(("e",), (number(1), number(2))), "does not hold"),
        (Quotient(("q",), number(1), Zero(())), "divides by 0"),
        (Shape(("s",), 2), "not a number"),
    ],
)
def test_what_has_no_value_says_so(expression, message):
    with pytest.raises(EvaluationError, match=message):
        evaluate(expression, ONE)


def test_sums_subtract_and_rows_times_columns_are_numbers():
    total = Sum((), (number(7), number(2), number(1)), frozenset({1}))
    assert evaluate(total, ONE) == ((6,),)
    row = Matrix((), ((number(2), number(3)),))
    column = Matrix((), ((number(5),), (number(7),)))
    assert evaluate(Product((), (row, column), dot=True), ONE) == ((31,),)
    assert evaluate(Product((), (column, row)), ONE) == ((10, 15), (14, 21))


def test_a_shift_is_what_a_nudge_does():
    step = Fraction(1, 1000)
    nudged = ONE.nudged(X1, step)
    assert evaluate(Delta((), X1), nudged) == ((step,),)
    assert evaluate(Delta((), LOSS), ONE) == ((0,),)
    slope = Quotient((), Delta((), LOSS), Delta((), X1))
    assert evaluate(slope, nudged) == evaluate(Partial((), LOSS, X1), ONE)
    with pytest.raises(EvaluationError, match="one of its entries"):
        ONE.nudged(WHOLE_X, step)
