"""The chain rule over the outputs: sums of upstream gradient times local derivative."""

from __future__ import annotations

from calculus.affine.forward import local_derivative
from calculus.algebra.derivation import Line, Reason, follow
from calculus.algebra.expressions import Expression, Matrix, Partial, Place, Product, Sum, Symbol
from calculus.algebra.notation import Notation


def chain_terms(notation: Notation, place: Place, by: Symbol) -> Sum:
    """Σ_k ∂L/∂y_k ∂y_k/∂by: M terms at (*place, "term", k)."""
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
    """(∂L/∂y_1 ...)·(∂y_1/∂by ; ...): the same sum as a row times a column."""
    column = tuple(
        (Partial((*place, "column", k), notation.y(k), by),) for k in notation.output_range
    )
    row = notation.upstream_row((*place, "row"))
    return Product(place, (row, Matrix((*place, "column"), column)), dot=True)


def named_product(product: Line, factors: tuple[Expression, ...]) -> Line:
    return follow(
        product,
        "result",
        Product(product.expression.place, factors, dot=True),
        Reason.TRANSPOSE,
        becomes={factor.place: [factor.place] for factor in factors},
    )


def read_term(notation: Notation, place: Place, k: int, by: Symbol) -> Product:
    """∂L/∂y_k times the value of ∂y_k/∂by."""
    return Product(
        place,
        (
            notation.upstream((*place, "upstream"), k),
            local_derivative(notation, (*place, "read"), k, by),
        ),
    )


def read_off(
    notation: Notation,
    before: Line,
    expression: Expression,
    sources: dict[Place, tuple[int, int, str]],
) -> Line:
    """Each ∂y_k/∂p is replaced by what stands beside p in the equation of y_k."""
    return follow(
        before,
        "derivatives",
        expression,
        Reason.READ_OFF,
        gone=[(*place, "local") for place in sources],
        readings={
            (*place, "read"): ("equation", k, "term", i, letter)
            for place, (k, i, letter) in sources.items()
        },
    )
