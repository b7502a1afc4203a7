"""Eliding is a view: what stands at an elided index is drawn as dots at its own place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculus.algebra.expressions import (
    Delta,
    Direction,
    Dots,
    Equation,
    Expression,
    Matrix,
    Named,
    Partial,
    Product,
    Quotient,
    Role,
    Sum,
    SumOver,
    Symbol,
    children,
)
from calculus.algebra.notation import ELIDED

_Rows = tuple[tuple[Expression, ...], ...]


def elided(expression: Expression) -> Expression:
    """The expression with dots for every entry, term or line at an elided index.

    In a matrix they run across, down or aslant, by what is left out there; in a sum across; what
    is elided as a whole is one of a column of lines or nodes, so they run down.
    """
    if isinstance(expression, Dots):
        return expression
    if _is_elided(expression):
        return _dots(expression, "down")
    match expression:
        case Matrix(place=place, rows=rows):
            return Matrix(place, _elided_rows(rows))
        case Sum(terms=terms):
            return replace(expression, terms=tuple(_elided_term(term) for term in terms))
        case SumOver(term=term):
            return replace(expression, term=elided(term))
        case Product(factors=factors):
            return replace(expression, factors=tuple(map(elided, factors)))
        case Equation(sides=sides):
            return replace(expression, sides=tuple(map(elided, sides)))
        case _:
            return expression


def _elided_term(term: Expression) -> Expression:
    return _dots(term, "across") if _is_elided(term) else elided(term)


def _elided_rows(rows: _Rows) -> _Rows:
    columns = tuple(zip(*rows, strict=True))
    rows_out = [len(rows) > 1 and all(map(_is_elided, row)) for row in rows]
    columns_out = [len(columns) > 1 and all(map(_is_elided, column)) for column in columns]

    def direction(r: int, c: int) -> Direction:
        if rows_out[r]:
            return "aslant" if columns_out[c] else "down"
        return "across"

    return tuple(
        tuple(
            _dots(entry, direction(r, c)) if _is_elided(entry) else elided(entry)
            for c, entry in enumerate(row)
        )
        for r, row in enumerate(rows)
    )


def _dots(expression: Expression, direction: Direction) -> Dots:
    if isinstance(expression, Dots):
        return replace(expression, direction=direction)
    roles = {atom.role for atom in expression.atoms()}
    role: Role = roles.pop() if len(roles) == 1 else "ink"
    return Dots(expression.place, direction, role)


def _is_elided(expression: Expression) -> bool:
    """Whether it stands at an elided index or is made of nothing but what does."""
    if isinstance(expression, Dots) or ELIDED in expression.place:
        return True
    return any(ELIDED in symbol.index for symbol in _symbols(expression))


def _symbols(expression: Expression) -> Iterator[Symbol]:
    """The symbols of a part that is no matrix, sum or equation, where dots would stand inside."""
    match expression:
        case Named(symbol=symbol) | Delta(symbol=symbol):
            yield symbol
        case Partial(of=of, by=by):
            yield from (of, by)
        case Product() | Quotient():
            for part in children(expression):
                yield from _symbols(part)
        case _:
            return
