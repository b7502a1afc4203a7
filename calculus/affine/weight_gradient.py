"""The gradient of the loss with respect to the weights, for one sample: ∂L/∂W = Xᵀ·∂L/∂Y."""

from __future__ import annotations

from collections.abc import Iterable

from calculus.affine.chain_rule import (
    chain_terms,
    named_product,
    read_off,
    read_term,
    row_times_column,
)
from calculus.affine.forward import local_derivative
from calculus.algebra.derivation import Derivation, Line, Reason, first_line, follow
from calculus.algebra.expressions import (
    LOSS,
    Expression,
    Matrix,
    Named,
    Partial,
    Place,
    Product,
    Sum,
    Transpose,
    Zero,
)
from calculus.algebra.notation import WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def weight_gradient(notation: Notation) -> Derivation:
    """② ∂L/∂W = Xᵀ·∂L/∂Y (math8 to math11).

    Lines: `definition`, `row-column`, `expand`, `zeros`, `survivors`, `derivatives`, `pattern`,
    `outer`, `result`. The entry in row i, column j stands at ("entry", i, j).
    """
    entries = {(i, j): ("entry", i, j) for i in notation.input_range for j in notation.output_range}
    names = {(i, j): notation.w(j, i) for i, j in entries}
    places = tuple(entries.values())

    def grid(build: dict[tuple[int, int], Expression]) -> Matrix:
        return Matrix(
            ("matrix",),
            tuple(tuple(build[i, j] for j in notation.output_range) for i in notation.input_range),
        )

    def survivor(i: int, j: int) -> Place:
        return (*entries[i, j], "term", j)

    definition = first_line(
        "definition",
        grid({ij: Partial(place, LOSS, names[ij]) for ij, place in entries.items()}),
    )
    chained = grid(
        {ij: row_times_column(notation, place, names[ij]) for ij, place in entries.items()}
    )
    row_column = follow(
        definition,
        "row-column",
        chained,
        Reason.CHAIN_RULE,
        moves={
            (*place, side, k, part): (*place, part)
            for place in places
            for side, part in (("row", "of"), ("column", "by"))
            for k in notation.output_range
        },
        born=places,
    )
    terms = {ij: chain_terms(notation, place, names[ij]) for ij, place in entries.items()}
    expand = follow(
        row_column,
        "expand",
        grid(dict(terms)),
        Reason.MULTIPLY_OUT,
        moves={
            (*place, "term", k, new): (*place, old, k)
            for place in places
            for k in notation.output_range
            for new, old in (("upstream", "row"), ("local", "column"))
        },
    )
    derived = {
        (*entries[ij], "term", k): local_derivative(notation, (), k, names[ij])
        for ij in entries
        for k in notation.output_range
    }
    zero_places = [place for place, found in derived.items() if isinstance(found, Zero)]
    zeros = follow(
        expand,
        "zeros",
        grid(
            {
                ij: Sum(
                    place,
                    tuple(
                        Zero(term.place) if term.place in zero_places else term
                        for term in terms[ij].terms
                    ),
                )
                for ij, place in entries.items()
            }
        ),
        Reason.ABSENT,
        becomes={place: [place] for place in zero_places},
    )
    survivors = follow(
        zeros,
        "survivors",
        grid(
            {
                ij: _only(term for term in terms[ij].terms if term.place not in zero_places)
                for ij in entries
            }
        ),
        Reason.ADDS_NOTHING,
    )
    derivatives = read_off(
        notation,
        survivors,
        grid({(i, j): read_term(notation, survivor(i, j), j, names[i, j]) for i, j in entries}),
        {survivor(i, j): (j, i, "x") for i, j in entries},
    )
    pattern = follow(
        derivatives,
        "pattern",
        grid(
            {
                (i, j): Product(
                    survivor(i, j),
                    (
                        Named((*survivor(i, j), "read"), notation.x(i)),
                        notation.upstream((*survivor(i, j), "upstream"), j),
                    ),
                )
                for i, j in entries
            }
        ),
        Reason.REORDER,
    )
    shared: dict[Place, list[Place]] = {
        ("x", i): [(*survivor(i, j), "read") for j in notation.output_range]
        for i in notation.input_range
    }
    shared |= {
        ("upstream", j): [(*survivor(i, j), "upstream") for i in notation.input_range]
        for j in notation.output_range
    }
    outer = follow(
        pattern,
        "outer",
        Product(("outer",), (notation.x_column(("x",)), notation.upstream_row(("upstream",)))),
        Reason.COLLECT,
        moves=shared,
    )
    result = named_weight_gradient(outer)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_W),
        (
            definition,
            row_column,
            expand,
            zeros,
            survivors,
            derivatives,
            pattern,
            outer,
            result,
        ),
    )


def named_weight_gradient(product: Line) -> Line:
    """Xᵀ·∂L/∂Y: the matrices at ("x",) and ("upstream",) get their names."""
    factors = (Transpose(("x",), WHOLE_X), Partial(("upstream",), LOSS, WHOLE_Y))
    return named_product(product, factors)


def _only(terms: Iterable[Expression]) -> Expression:
    (term,) = terms
    return term
