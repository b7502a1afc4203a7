"""A product of two matrices of numbers, worked out entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculus.affine.number_matrices import (
    added_up,
    each_entry,
    joined,
    multiplied,
    transposed,
    without_minus,
)
from calculus.algebra.derivation import Line, Reason, first_line, follow
from calculus.algebra.expressions import Dots, Expression, Matrix, Number, Place, Product, Role, Sum
from calculus.algebra.notation import ELIDED


@dataclass(frozen=True)
class NumberProduct:
    """A product of two matrices of numbers that is worked out line by line.

    Attributes:
        left, right: matrices of `Number`s.
        names: how the factors of a term are called in places, the left one's and the right one's.
        entry: (row, column), from 1, -> the place of an entry of the result.
        product_role: role of the single products.
        role: role of the result's entries.
        rows, inner, columns: the indices of the result's rows, of a sum's terms and of the
            result's columns.
        bias: a matrix of the result's shape that is added, or None.
        right_first: whether a term is written w·x although X stands left of W.
    """

    left: Matrix
    right: Matrix
    names: tuple[str, str]
    entry: Callable[[int, int], Place]
    product_role: Role
    role: Role
    rows: tuple[int, ...]
    inner: tuple[int, ...]
    columns: tuple[int, ...]
    bias: Matrix | None = None
    right_first: bool = False

    def lines(self) -> tuple[Line, ...]:
        """`matrices`, `factors`, `products`, `biased` (only with a bias), `values`."""
        matrices = first_line(
            "matrices",
            self._with_bias(Product(("product",), (self.left, self.right), dot=True)),
            Reason.SUBSTITUTE,
        )
        sums, moves = self._multiplied_out()
        factors = follow(
            matrices, "factors", self._with_bias(sums), Reason.MULTIPLY_OUT, moves=moves
        )
        entries, becomes = self._products(sums)
        products = follow(
            factors, "products", self._with_bias(entries), Reason.ARITHMETIC, becomes=becomes
        )
        lines = [matrices, factors, products]
        if self.bias:
            entries, becomes = self._biased(entries, self.bias)
            lines.append(follow(products, "biased", entries, Reason.ARITHMETIC, becomes=becomes))
        return *lines, added_up(lines[-1], entries, "values", self.role)

    def _with_bias(self, product: Expression) -> Expression:
        return Sum(("sum",), (product, self.bias)) if self.bias else product

    def _multiplied_out(self) -> tuple[Matrix, dict[Place, Place]]:
        moves: dict[Place, Place] = {}

        def copied(place: Place, source: Expression) -> Number:
            assert isinstance(source, Number)
            moves[place] = source.place
            return Number(place, source.value, source.text, source.role)

        def term(place: Place, left: Expression, right: Expression) -> Product:
            factors = copied((*place, self.names[0]), left), copied((*place, self.names[1]), right)
            return Product(place, factors[::-1] if self.right_first else factors, dot=True)

        def total(entry: Place, row: Sequence[Expression], column: Sequence[Expression]) -> Sum:
            terms: list[Expression] = []
            for k, left, right in zip(self.inner, row, column, strict=True):
                place = (*entry, "term", k)
                if isinstance(left, Dots) and isinstance(right, Dots):
                    pairs = zip(left.hidden, right.hidden, strict=True)
                    amount = sum((a * b for a, b in pairs), Fraction())
                    terms.append(Dots(place, total=amount, role=self.product_role))
                else:
                    terms.append(term(place, left, right))
            return Sum(entry, tuple(terms))

        lines = dict(zip(self.rows, self.left.rows, strict=True))
        columns = dict(zip(self.columns, transposed(self.right).rows, strict=True))
        rows: list[tuple[Expression, ...]] = []
        for r, row in lines.items():
            entries: list[Expression] = []
            for c, column in columns.items():
                place = self.entry(r, c)
                left_out = ELIDED in (r, c)
                entries.append(
                    Dots(place, role=self.role) if left_out else total(place, row, column)
                )
            rows.append(tuple(entries))
        return Matrix(("matrix",), tuple(rows)), moves

    def _products(self, sums: Matrix) -> tuple[Matrix, dict[Place, list[Place]]]:
        becomes: dict[Place, list[Place]] = {}

        def calculated(entry: Expression) -> Sum:
            assert isinstance(entry, Sum)
            for term in entry.terms:
                becomes[term.place] = [term.place]
                becomes[entry.plus(term)] = [entry.plus(term)]
            return joined(
                entry.place,
                [
                    term if isinstance(term, Dots) else multiplied(term, self.product_role)
                    for term in entry.terms
                ],
            )

        return each_entry(sums, calculated), becomes

    def _biased(self, sums: Matrix, bias: Matrix) -> tuple[Matrix, dict[Place, list[Place]]]:
        """Every entry + its b; the plus between the matrices is copied into every entry."""
        becomes: dict[Place, list[Place]] = {}

        def with_addend(entry: Expression, addend: Expression) -> Expression:
            if isinstance(entry, Dots):
                return entry
            assert isinstance(entry, Sum)
            assert isinstance(addend, Number)
            place = (*entry.place, "b")
            copy = Number(place, addend.value, addend.text, addend.role)
            subtracted = entry.subtracted | ({len(entry.terms)} if copy.has_minus else set())
            biased = Sum(entry.place, (*entry.terms, without_minus(copy)), frozenset(subtracted))
            becomes[place] = [addend.place]
            becomes[biased.plus(copy)] = [("sum", "plus", "b")]
            return biased

        rows = tuple(
            tuple(with_addend(*pair) for pair in zip(*rows, strict=True))
            for rows in zip(sums.rows, bias.rows, strict=True)
        )
        return Matrix(sums.place, rows), becomes
