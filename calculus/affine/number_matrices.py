"""Matrices, sums and products of a lesson's numbers, exactly as they are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from calculus.algebra.derivation import Line, Reason, follow
from calculus.algebra.expressions import Dots, Expression, Matrix, Number, Place, Product, Role, Sum
from calculus.algebra.notation import ELIDED, written_range
from calculus.algebra.rounding import result_text
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Rows


def number(place: Place, amount: Exact | Fraction, role: Role) -> Number:
    """A number with its owner's role: as it was written, or a result (`Fraction`) in short."""
    if isinstance(amount, Fraction):
        return Number(place, amount, result_text(amount), role)
    return Number(place, amount.value, amount.text, role)


def number_row(place: Place, amounts: Sequence[Exact], role: Role) -> Matrix:
    """1×n, entry k (from 1) at (*place, k)."""
    return Matrix(place, (_line(place, amounts, role),))


def number_matrix(place: Place, rows: Rows, role: Role) -> Matrix:
    """The entry in row r, column c at (*place, r, c)."""

    def line(r: int) -> tuple[Expression, ...]:
        if r != ELIDED:
            return _line((*place, r), rows[r - 1], role)
        columns = tuple(zip(*left_out(rows), strict=True))
        return tuple(
            Dots(
                (*place, r, c),
                role=role,
                hidden=() if c == ELIDED else tuple(each.value for each in columns[c - 1]),
            )
            for c in written_range(len(rows[0]))
        )

    return Matrix(place, tuple(line(r) for r in written_range(len(rows))))


def _line(place: Place, amounts: Sequence[Exact], role: Role) -> tuple[Expression, ...]:
    hidden = tuple(amount.value for amount in left_out(amounts))
    return tuple(
        Dots((*place, k), role=role, hidden=hidden)
        if k == ELIDED
        else number((*place, k), amounts[k - 1], role)
        for k in written_range(len(amounts))
    )


_Item = TypeVar("_Item")


def left_out(items: Sequence[_Item]) -> Sequence[_Item]:
    """Those that are not written out, if there are too many."""
    shown = written_range(len(items))
    return items[shown.index(ELIDED) : shown[-1] - 1] if ELIDED in shown else ()


def transposed(matrix: Matrix) -> Matrix:
    """The same entries flipped; they keep their places, so that a flip can follow them."""
    return Matrix(matrix.place, tuple(zip(*matrix.rows, strict=True)))


def each_entry(matrix: Matrix, change: Callable[[Expression], Expression]) -> Matrix:
    """The matrix with every entry changed that is written out."""
    return Matrix(
        matrix.place,
        tuple(
            tuple(entry if isinstance(entry, Dots) else change(entry) for entry in row)
            for row in matrix.rows
        ),
    )


def joined(place: Place, terms: Sequence[Number | Dots]) -> Sum:
    """a + b − c: behind the first term a number's own minus sign becomes the subtraction."""
    found: list[Number | Dots] = []
    subtracted = set()
    for position, term in enumerate(terms):
        if position and isinstance(term, Number) and term.has_minus:
            subtracted.add(position)
            found.append(without_minus(term))
        else:
            found.append(term)
    return Sum(place, tuple(found), frozenset(subtracted))


def without_minus(amount: Number) -> Number:
    """The number behind a minus sign that stands by itself."""
    if not amount.has_minus:
        return amount
    return Number(amount.place, -amount.value, amount.text.removeprefix("-"), amount.role)


def multiplied(product: Expression, role: Role) -> Number:
    """What the numbers of a product multiply to, in its place."""
    assert isinstance(product, Product)
    value = Fraction(1)
    for factor in product.factors:
        assert isinstance(factor, Number)
        value *= factor.value
    return number(product.place, value, role)


def amount_of(term: Expression) -> Fraction:
    """The value of a number, or of all the numbers that are not written out.

    Raises:
        TypeError: when it is neither.
    """
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Dots) and term.total is not None:
        return term.total
    raise TypeError(f"what stands at {term.place} has no amount")


def added_up(before: Line, sums: Matrix, name: str, role: Role) -> Line:
    """The line on which every entry of `sums`, a sum of numbers, is the number it adds up to."""

    def total(entry: Expression) -> Number:
        assert isinstance(entry, Sum)
        value = Fraction()
        for position, term in enumerate(entry.terms):
            amount = amount_of(term)
            value += -amount if position in entry.subtracted else amount
        return number(entry.place, value, role)

    becomes = {entry.place: [entry.place] for row in sums.rows for entry in row}
    return follow(before, name, each_entry(sums, total), Reason.ARITHMETIC, becomes=becomes)
