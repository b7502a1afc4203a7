"""The exact value of an expression; derivatives are measured on the forward pass, not derived.

Everything in Y = X·W + B and L = Σ ∂L/∂y·y is affine in each single number, so the difference
quotient of two forward passes *is* the derivative, exactly. No rule of the derivations is used
here: that is why this module can check them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from calculus.algebra.expressions import (
    STEP,
    Delta,
    Dots,
    Equation,
    Expression,
    GradientOfProduct,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Quotient,
    Shape,
    Sum,
    SumOver,
    Symbol,
    Transpose,
    Zero,
)
from calculus.values.layer import Entry, EvaluationError, Layer, Values, entry_name, index_grid


def evaluate(expression: Expression, layer: Layer) -> Values:
    """The exact value of an expression as a matrix.

    ∂L/∂P has the shape of P (P any symbol); ∂Y/∂p is a column of M (one sample only); an equation
    has the value of its sides. Where something is nudged, Δ stands for the step or for what it
    changes, while derivatives are taken before it.

    Raises:
        EvaluationError: when shapes do not fit, sides differ or there is no value at all.
    """
    match expression:
        case Named(symbol=symbol) if symbol == STEP:
            return ((layer.step,),)
        case Named(symbol=symbol):
            return _values(layer.value, layer.entries(symbol))
        case Number(value=value):
            return ((value,),)
        case Zero():
            return ((Fraction(),),)
        case Dots(total=total):
            if total is None:
                raise EvaluationError(f"The dots at {expression.place} have no value.")
            return ((total,),)
        case Partial(of=of, by=by):
            return _partial(of, by, layer.at_rest)
        case GradientOfProduct():
            samples, _, outputs = layer.sizes
            product = index_grid("Z", range(1, samples + 1), range(1, outputs + 1))
            return _values(lambda entry: layer.quotient(("L", 1, 1), entry), product)
        case Delta(symbol=symbol):
            after = evaluate(Named((), symbol), layer)
            return _difference(after, evaluate(Named((), symbol), replace(layer, moved={})))
        case Transpose(symbol=symbol):
            return tuple(zip(*evaluate(Named((), symbol), layer), strict=True))
        case Sum():
            return _sum(expression, layer)
        case SumOver(index=index):
            raise EvaluationError(f"The sum over {index} at {expression.place} is not written out.")
        case Product(factors=factors):
            return reduce(_product, (evaluate(factor, layer) for factor in factors))
        case Quotient(above=above, below=below):
            divisor = _single(below, layer)
            if not divisor:
                raise EvaluationError(f"The quotient at {expression.place} divides by 0.")
            return ((_single(above, layer) / divisor,),)
        case Matrix(rows=rows):
            if len({len(row) for row in rows}) != 1:
                raise EvaluationError(f"The rows of the matrix at {expression.place} are unequal.")
            return tuple(tuple(_single(entry, layer) for entry in row) for row in rows)
        case Equation(sides=sides):
            first, *others = (evaluate(side, layer) for side in sides)
            for position, other in enumerate(others, 2):
                if other != first:
                    raise EvaluationError(
                        f"The equation at {expression.place} does not hold: side 1 is "
                        f"{describe(first)}, side {position} is {describe(other)}."
                    )
            return first
        case Shape():
            raise EvaluationError(f"The shape at {expression.place} is a word, not a number.")


def describe(values: Values) -> str:
    """Values in one line for a message: (1 1/2 ; 3 4)."""
    return "(" + " ; ".join(" ".join(map(str, row)) for row in values) + ")"


def _values(of: Callable[[Entry], Fraction], entries: Iterable[Iterable[Entry]]) -> Values:
    return tuple(tuple(of(entry) for entry in row) for row in entries)


def _partial(of: Symbol, by: Symbol, layer: Layer) -> Values:
    tops, bottoms = layer.entries(of), layer.entries(by)
    if not of.is_whole:
        return _values(lambda entry: layer.quotient(tops[0][0], entry), bottoms)
    if by.is_whole or len(tops) > 1:
        raise EvaluationError(f"∂{entry_name(of)}/∂{entry_name(by)} is not a matrix.")
    return tuple((layer.quotient(entry, bottoms[0][0]),) for entry in tops[0])


def _single(expression: Expression, layer: Layer) -> Fraction:
    values = evaluate(expression, layer)
    if _shape(values) != (1, 1):
        raise EvaluationError(
            f"A single number is needed at {expression.place}, not {_size(values)} of them."
        )
    return values[0][0]


def _sum(total: Sum, layer: Layer) -> Values:
    amount: Values | None = None
    for position, term in enumerate(total.terms):
        values = evaluate(term, layer)
        if position in total.subtracted:
            values = tuple(tuple(-value for value in row) for row in values)
        if amount is None:
            amount = values
        elif _shape(amount) == _shape(values):
            amount = _difference(amount, tuple(tuple(-value for value in row) for row in values))
        else:
            raise EvaluationError(
                f"The sum at {total.place} adds {_size(amount)} and {_size(values)} numbers."
            )
    if amount is None:
        raise EvaluationError(f"The sum at {total.place} has no terms.")
    return amount


def _product(left: Values, right: Values) -> Values:
    if _shape(left) == (1, 1):
        return tuple(tuple(left[0][0] * value for value in row) for row in right)
    if _shape(right) == (1, 1):
        return tuple(tuple(value * right[0][0] for value in row) for row in left)
    if _shape(left)[1] != _shape(right)[0]:
        raise EvaluationError(f"A {_size(left)} matrix times a {_size(right)} matrix: no product.")
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(
            sum((a * b for a, b in zip(row, column, strict=True)), Fraction()) for column in columns
        )
        for row in left
    )


def _difference(left: Values, right: Values) -> Values:
    return tuple(
        tuple(a - b for a, b in zip(above, below, strict=True))
        for above, below in zip(left, right, strict=True)
    )


def _shape(values: Values) -> tuple[int, int]:
    return len(values), len(values[0])


def _size(values: Values) -> str:
    return "×".join(map(str, _shape(values)))
