"""The values of what is written out of a layer that is too large to be written out as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calculus.algebra.expressions import (
    LOSS,
    Dots,
    Equation,
    Expression,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Sum,
    Symbol,
    children,
)
from calculus.algebra.notation import ELIDED, written_range
from calculus.values.evaluate import evaluate
from calculus.values.layer import EvaluationError, Layer, Values


class NotShownError(ValueError):
    """An expression of which not enough is written out to tell its value."""


def shown_values(expression: Expression, layer: Layer) -> Values:
    """The exact values of the entries that are written out, of the whole layer's numbers.

    Args:
        expression: in numbers; sums carry what they leave out, given matrices what they hide.
        layer: all numbers of the layer.

    Raises:
        NotShownError: when a symbol or a whole sheet stands for what is left out.
        EvaluationError: when there is no value.
    """
    match expression:
        case Named(symbol=symbol) if symbol.is_whole:
            return _written(layer, symbol, gradient=False)
        case Partial(of=of, by=by) if of == LOSS and by.is_whole:
            return _written(layer, by, gradient=True)
        case Matrix():
            return tuple(
                tuple(shown_values(entry, layer)[0][0] for entry in row if not _is_dots(entry))
                for row in expression.rows
                if not all(map(_is_dots, row))
            )
        case Product(factors=(Matrix() as left, Matrix() as right)):
            columns = tuple(zip(*right.rows, strict=True))
            return tuple(
                tuple(
                    sum((a * b for a, b in zip(_line(row), _line(column), strict=True)), Fraction())
                    for column in columns
                    if not all(map(_is_dots, column))
                )
                for row in left.rows
                if not all(map(_is_dots, row))
            )
        case Sum(terms=terms) if any(isinstance(term, Matrix | Product) for term in terms):
            if any(isinstance(t, Dots) and t.total is None for t in terms):
                raise NotShownError
            found = [shown_values(term, layer) for term in terms]
            if len({(len(each), len(each[0])) for each in found}) > 1:
                raise EvaluationError(f"The sum at {expression.place} adds unequal shapes.")
            signs = [-1 if p in expression.subtracted else 1 for p in range(len(terms))]
            return tuple(
                tuple(
                    sum((s * each[r][c] for s, each in zip(signs, found, strict=True)), Fraction())
                    for c in range(len(found[0][0]))
                )
                for r in range(len(found[0]))
            )
        case Equation(sides=sides):
            values = []
            for side in sides:
                try:
                    values.append(shown_values(side, layer))
                except NotShownError:
                    continue
            if not values:
                raise NotShownError
            if any(each != values[0] for each in values[1:]):
                raise EvaluationError(f"The equation at {expression.place} does not hold.")
            return values[0]
        case _:
            if _leaves_out(expression):
                raise NotShownError
            return _restricted(evaluate(expression, layer))


def _restricted(values: Values) -> Values:
    """Of all entries of a product of names, those that would be written out."""
    rows = [n - 1 for n in written_range(len(values)) if n != ELIDED]
    columns = [n - 1 for n in written_range(len(values[0])) if n != ELIDED]
    return tuple(tuple(values[r][c] for c in columns) for r in rows)


def _written(layer: Layer, symbol: Symbol, *, gradient: bool) -> Values:
    entries = layer.entries(symbol)
    rows = [n - 1 for n in written_range(len(entries)) if n != ELIDED]
    columns = [n - 1 for n in written_range(len(entries[0])) if n != ELIDED]
    return tuple(
        tuple(
            layer.quotient(("L", 1, 1), entries[r][c]) if gradient else layer.value(entries[r][c])
            for c in columns
        )
        for r in rows
    )


def _line(entries: Sequence[Expression]) -> list[Fraction]:
    """All numbers of a row or a column of given numbers, hidden ones too."""
    found: list[Fraction] = []
    for entry in entries:
        if isinstance(entry, Dots):
            found += entry.hidden
        elif isinstance(entry, Number):
            found.append(entry.value)
        else:
            raise NotShownError
    return found


def _is_dots(entry: Expression) -> bool:
    return isinstance(entry, Dots)


def _leaves_out(expression: Expression) -> bool:
    """Whether a symbol stands at an elided index."""
    if isinstance(expression, Named):
        return ELIDED in expression.symbol.index
    if isinstance(expression, Partial):
        return ELIDED in (*expression.of.index, *expression.by.index)
    return any(map(_leaves_out, children(expression)))
