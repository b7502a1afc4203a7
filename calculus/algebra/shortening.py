"""Formulas with their numbers as they are read: what is too long for its place is rounded.

Only what is written changes: every number stays what it is, so an equation with a rounded number
has ≈ (`Equation.relation`) and can be verified as it stands. Formulas to paste stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from calculus.algebra.expressions import (
    Equation,
    Expression,
    Matrix,
    Number,
    Product,
    Quotient,
    Sum,
)
from calculus.algebra.rounding import SIGNIFICANT, is_short, result_text

_Any = TypeVar("_Any", bound=Expression)


def shortened(expression: _Any, significant: int = SIGNIFICANT) -> _Any:
    """The same with every long number rounded to some significant digits.

    A number stays as it is written while it has no more than `significant` + 2 characters beside
    its minus sign: a whole part, the point and the digits.

    Args:
        expression: of any kind.
        significant: digits; fewer where there is less room.
    """
    return _shortened(expression, significant)  # type: ignore[return-value]


def _shortened(expression: Expression, significant: int) -> Expression:
    def each(parts: tuple[Expression, ...]) -> tuple[Expression, ...]:
        return tuple(_shortened(part, significant) for part in parts)

    match expression:
        case Number(text=text) if not is_short(text, significant):
            return replace(expression, text=result_text(expression.value, significant))
        case Sum(terms=terms):
            return replace(expression, terms=each(terms))
        case Product(factors=factors):
            return replace(expression, factors=each(factors))
        case Quotient(above=above, below=below):
            above, below = each((above, below))
            return replace(expression, above=above, below=below)
        case Matrix(rows=rows):
            return replace(expression, rows=tuple(map(each, rows)))
        case Equation(sides=sides):
            return replace(expression, sides=each(sides))
        case _:
            return expression
