"""The gradient of the loss with respect to the inputs of one sample: ∂L/∂X = ∂L/∂Y·Wᵀ."""

from __future__ import annotations

from calculus.affine.chain_rule import (
    chain_terms,
    named_product,
    read_off,
    read_term,
    row_times_column,
)
from calculus.algebra.derivation import Derivation, Line, Reason, first_line, follow
from calculus.algebra.expressions import (
    LOSS,
    Expression,
    Matrix,
    Partial,
    Place,
    Product,
    Sum,
    Transpose,
)
from calculus.algebra.notation import WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def input_gradient(notation: Notation) -> Derivation:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ (math5 to math7).

    Lines: `definition`, `paths` (a term a path), `row-column`, `chain` (both named),
    `expand`, `derivatives`, `collect`, `result`. Entry i stands at ("entry", i).
    """
    entries = {i: ("entry", i) for i in notation.input_range}
    names = {i: notation.x(i) for i in notation.input_range}

    def row(build: dict[int, Expression]) -> Matrix:
        return Matrix(("matrix",), (tuple(build.values()),))

    definition = first_line(
        "definition", row({i: Partial(place, LOSS, names[i]) for i, place in entries.items()})
    )
    summed = row({i: chain_terms(notation, place, names[i]) for i, place in entries.items()})
    paths = _split_along_paths(notation, definition, "paths", summed, tuple(entries.values()))
    row_column = _as_row_times_column(
        notation,
        paths,
        row({i: row_times_column(notation, place, names[i]) for i, place in entries.items()}),
        tuple(entries.values()),
    )
    chain = follow(
        row_column,
        "chain",
        row(
            {
                i: Product(
                    place,
                    (
                        Partial((*place, "row"), LOSS, WHOLE_Y),
                        Partial((*place, "column"), WHOLE_Y, names[i]),
                    ),
                    dot=True,
                )
                for i, place in entries.items()
            }
        ),
        Reason.NAME,
        becomes={
            (*place, part): [(*place, part)]
            for place in entries.values()
            for part in ("row", "column")
        },
    )
    expand = follow(
        row_column,
        "expand",
        summed,
        Reason.MULTIPLY_OUT,
        moves={
            (*place, "term", k, new): (*place, old, k)
            for place in entries.values()
            for k in notation.output_range
            for new, old in (("upstream", "row"), ("local", "column"))
        },
    )
    derivatives = read_off(
        notation,
        expand,
        row(
            {
                i: Sum(
                    place,
                    tuple(
                        read_term(notation, (*place, "term", k), k, names[i])
                        for k in notation.output_range
                    ),
                )
                for i, place in entries.items()
            }
        ),
        {(*entries[i], "term", k): (k, i, "w") for i in entries for k in notation.output_range},
    )
    collect = follow(
        derivatives,
        "collect",
        Product(
            ("product",), (notation.upstream_row(("upstream",)), notation.w_transposed(("w",)))
        ),
        Reason.COLLECT,
        moves={
            ("upstream", k): [(*place, "term", k, "upstream") for place in entries.values()]
            for k in notation.output_range
        }
        | {
            ("w", i, k): (*entries[i], "term", k, "read")
            for i in entries
            for k in notation.output_range
        },
    )
    result = named_input_gradient(collect)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_X),
        (definition, paths, row_column, chain, expand, derivatives, collect, result),
    )


def named_input_gradient(product: Line) -> Line:
    """∂L/∂Y·Wᵀ: the matrices at ("upstream",) and ("w",) get their names."""
    factors = (Partial(("upstream",), LOSS, WHOLE_Y), Transpose(("w",), WHOLE_W))
    return named_product(product, factors)


def _split_along_paths(
    notation: Notation, before: Line, name: str, expression: Expression, entries: tuple[Place, ...]
) -> Line:
    """∂L/∂p becomes Σ_k ∂L/∂y_k ∂y_k/∂p: ∂L and ∂p are copied into every term."""
    return follow(
        before,
        name,
        expression,
        Reason.CHAIN_RULE,
        moves={
            (*place, "term", k, factor, part): (*place, part)
            for place in entries
            for k in notation.output_range
            for factor, part in (("upstream", "of"), ("local", "by"))
        },
        born=entries,
    )


def _as_row_times_column(
    notation: Notation, before: Line, expression: Expression, entries: tuple[Place, ...]
) -> Line:
    return follow(
        before,
        "row-column",
        expression,
        Reason.COLLECT,
        moves={
            (*place, side, k): (*place, "term", k, factor)
            for place in entries
            for k in notation.output_range
            for side, factor in (("row", "upstream"), ("column", "local"))
        },
    )
