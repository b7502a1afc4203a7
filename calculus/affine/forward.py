"""The forward pass of one sample, entry by entry, and what is read off it."""

from __future__ import annotations

from calculus.algebra.derivation import Derivation, Reason, first_line, follow
from calculus.algebra.expressions import (
    Equation,
    Expression,
    Matrix,
    Named,
    Place,
    Product,
    Sum,
    Symbol,
    Zero,
)
from calculus.algebra.notation import WHOLE_Y, Notation


def forward(notation: Notation) -> Derivation:
    """Y = X·W: `product`, `expand`, `names` (math3)."""
    product = first_line(
        "product", Product(("product",), (notation.x_row(("x",)), notation.w_matrix(("w",))))
    )
    entries = tuple(weighted_sum(notation, ("entry", j), j) for j in notation.output_range)
    factors: list[Place] = [
        ("entry", j, "term", i) for j in notation.output_range for i in notation.input_range
    ]
    expand = follow(
        product,
        "expand",
        Matrix(("matrix",), (entries,)),
        Reason.MULTIPLY_OUT,
        moves={(*place, "w"): ("w", place[3], place[1]) for place in factors}
        | {(*place, "x"): ("x", place[3]) for place in factors},
    )
    names = follow(
        expand,
        "names",
        Matrix(
            ("matrix",),
            (tuple(Named(("entry", j), notation.y(j)) for j in notation.output_range),),
        ),
        Reason.NAME,
        becomes={("entry", j): [("entry", j)] for j in notation.output_range},
    )
    return Derivation(Named(("subject",), WHOLE_Y), (product, expand, names))


def weighted_sum(notation: Notation, place: Place, j: int) -> Sum:
    """w_j1·x1 + w_j2·x2 + ...: what output j is made of; D terms at (*place, "term", i)."""
    return Sum(
        place,
        tuple(
            Product(
                (*place, "term", i),
                (
                    Named((*place, "term", i, "w"), notation.w(j, i)),
                    Named((*place, "term", i, "x"), notation.x(i)),
                ),
            )
            for i in notation.input_range
        ),
    )


def equation(notation: Notation, j: int) -> Equation:
    """y_j = w_j1·x1 + ... (math4): every derivative of the film is read off here."""
    place: Place = ("equation", j)
    return Equation(place, (Named((*place, "y"), notation.y(j)), weighted_sum(notation, place, j)))


def local_derivative(notation: Notation, place: Place, j: int, by: Symbol) -> Expression:
    """∂y_j/∂by, *found* in the equation of y_j: the partner of `by`, or 0 where it is absent."""
    for term in weighted_sum(notation, ("equation", j), j).terms:
        assert isinstance(term, Product)
        named = [factor for factor in term.factors if isinstance(factor, Named)]
        symbols = [factor.symbol for factor in named]
        if by in symbols:
            (partner,) = (symbol for symbol in symbols if symbol != by)
            return Named(place, partner)
    return Zero(place)
