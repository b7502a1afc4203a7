"""The chain rule over the outputs: sums of upstream gradient times local derivative."""

from __future__ import annotations

from collections.abc import Iterable

from calculus.affine.forward import local_derivative
from calculus.algebra.derivation import Line, Reason, follow
from calculus.algebra.expressions import Expression, Matrix, Partial, Place, Product, Sum, Symbol
from calculus.algebra.notation import Notation


def chain_terms(notation: Notation, place: Place, by: Symbol) -> Sum:
    """Σ_k ∂L/∂y_k ∂y_k/∂by: M terms at (*place, "term", k), with "upstream" and "local"."""
    return Sum(
        place,
        tuple(
            Product(
                (*place, "term", k),
                (
                    notation.upstream((*place, "term", k, "upstream"), k),
                    Partial((*place, "term", k, "local"), notation.y(k), by),
                ),
            )
            for k in notation.output_range
        ),
    )


def row_times_column(notation: Notation, place: Place, by: Symbol) -> Product:
    """(∂L/∂y_1 ...)·(∂y_1/∂by ; ...): the same sum, entries at (*place, "row" or "column", k)."""
    column = (Partial((*place, "column", k), notation.y(k), by) for k in notation.output_range)
    return _row_times(notation, place, column)


def row_times_read(notation: Notation, place: Place, by: Symbol) -> Product:
    """The same with the values of the local derivatives, at the places of the derivatives."""
    column = (
        local_derivative(notation, (*place, "column", k), k, by) for k in notation.output_range
    )
    return _row_times(notation, place, column)


def _row_times(notation: Notation, place: Place, column: Iterable[Expression]) -> Product:
    row = notation.upstream_row((*place, "row"))
    standing = Matrix((*place, "column"), tuple((entry,) for entry in column))
    return Product(place, (row, standing), dot=True)


def along_paths(
    notation: Notation, before: Line, expression: Expression, entries: Iterable[Place]
) -> Line:
    """∂L/∂p becomes Σ_k ∂L/∂y_k ∂y_k/∂p: ∂L and ∂p are copied into every term."""
    places = tuple(entries)
    return follow(
        before,
        "paths",
        expression,
        Reason.CHAIN_RULE,
        moves={
            (*place, "term", k, factor, part): (*place, part)
            for place in places
            for k in notation.output_range
            for factor, part in (("upstream", "of"), ("local", "by"))
        },
        born=places,
    )


def named_product(product: Line, factors: tuple[Expression, ...]) -> Line:
    return follow(
        product,
        "result",
        Product(product.expression.place, factors, dot=True),
        Reason.TRANSPOSE,
        becomes={factor.place: [factor.place] for factor in factors},
    )


def read_term(notation: Notation, place: Place, k: int, by: Symbol) -> Product:
    """∂L/∂y_k times the value of ∂y_k/∂by, at (*place, "upstream") and (*place, "read")."""
    return Product(
        place,
        (
            notation.upstream((*place, "upstream"), k),
            local_derivative(notation, (*place, "read"), k, by),
        ),
    )


def read_off(
    before: Line,
    name: str,
    expression: Expression,
    sources: dict[Place, tuple[Place, tuple[int, int, str]]],
) -> Line:
    """Each ∂y_k/∂p turns into what stands beside p in the equation of y_k.

    Args:
        before: the line on which the local derivatives stand.
        name: of the new line.
        expression: the new line, on which they are read off.
        sources: new place -> the old place of the derivative, and (k, i, letter) of what is read:
            the letter's sign in term i of the equation of y_k.
    """
    return follow(
        before,
        name,
        expression,
        Reason.READ_OFF,
        becomes={place: [old] for place, (old, _) in sources.items()},
        readings={
            place: ("equation", k, "term", i, letter)
            for place, (_, (k, i, letter)) in sources.items()
        },
    )
