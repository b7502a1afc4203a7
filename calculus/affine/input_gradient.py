"""The gradient of the loss with respect to the inputs of one sample: ∂L/∂X = ∂L/∂Y·Wᵀ."""

from __future__ import annotations

from collections.abc import Callable

from calculus.affine.chain_rule import (
    along_paths,
    chain_terms,
    named_product,
    read_off,
    read_term,
    row_times_column,
    row_times_read,
)
from calculus.algebra.derivation import Derivation, Line, Loan, Reason, first_line, follow, lend
from calculus.algebra.expressions import (
    LOSS,
    Expression,
    Matrix,
    Partial,
    Place,
    Product,
    Sum,
    Symbol,
    Transpose,
)
from calculus.algebra.notation import WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def input_gradient(notation: Notation) -> Derivation:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ (math5 to math7).

    Entry i stands at `e` = ("entry", i) up to `columns`. Lines, each with the line it follows:

    - `definition`: ∂L/∂x_i at e.
    - `paths` (of `definition`): Σ_k ∂L/∂y_k ∂y_k/∂x_i, a term a path, at
      (*e, "term", k, "upstream") and (*e, "term", k, "local").
    - `derivatives` (of `paths`): Σ_k ∂L/∂y_k w_ki; the weights are read off, at
      (*e, "term", k, "read").
    - `row-column` (of `paths`): the same sum as row times column, at (*e, "row", k) and
      (*e, "column", k).
    - `named` (of `row-column`): ∂L/∂Y·∂Y/∂x_i, at (*e, "row") and (*e, "column").
    - `columns` (of `row-column`): the weights are read off where the derivatives stood, at
      (*e, "column", k).
    - `collect` (of `columns`): all rows are one, ("upstream", k); the columns stand side by side,
      w_ki at ("w", i, k) as in W, between the first one's "(" and the last one's ")".
    - `result` (of `collect`): ∂L/∂Y·Wᵀ at ("upstream",) and ("w",).
    """
    entries: dict[int, Place] = {i: ("entry", i) for i in notation.input_range}
    pairs = [(i, k) for i in notation.input_range for k in notation.output_range]

    def row(build: Callable[[Place, Symbol], Expression]) -> Matrix:
        made = tuple(build(place, notation.x(i)) for i, place in entries.items())
        return Matrix(("matrix",), (made,))

    definition = first_line("definition", row(lambda place, x: Partial(place, LOSS, x)))
    paths = along_paths(
        notation,
        definition,
        row(lambda place, x: chain_terms(notation, place, x)),
        entries.values(),
    )
    derivatives = read_off(
        paths,
        "derivatives",
        row(lambda place, x: _read_terms(notation, place, x)),
        {
            (*entries[i], "term", k, "read"): ((*entries[i], "term", k, "local"), (k, i, "w"))
            for i, k in pairs
        },
    )
    row_column = follow(
        paths,
        "row-column",
        row(lambda place, x: row_times_column(notation, place, x)),
        Reason.COLLECT,
        moves={
            (*entries[i], side, k): (*entries[i], "term", k, factor)
            for i, k in pairs
            for side, factor in (("row", "upstream"), ("column", "local"))
        },
    )
    named = follow(
        row_column,
        "named",
        row(_named_row_column),
        Reason.NAME,
        becomes={
            (*place, part): [(*place, part)]
            for place in entries.values()
            for part in ("row", "column")
        },
    )
    columns = read_off(
        row_column,
        "columns",
        row(lambda place, x: row_times_read(notation, place, x)),
        {(*entries[i], "column", k): ((*entries[i], "column", k), (k, i, "w")) for i, k in pairs},
    )
    collect = _collected(notation, columns, entries)
    result = named_input_gradient(collect)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_X),
        (definition, paths, derivatives, row_column, named, columns, collect, result),
    )


def columns_from_derivatives(notation: Notation) -> Loan:
    """Line `columns` of ①: the weights in the columns are those of line `derivatives`."""
    derivation = input_gradient(notation)
    parts: dict[Place, Place] = {
        ("entry", i, "column", k): ("entry", i, "term", k, "read")
        for i in notation.input_range
        for k in notation.output_range
    }
    return lend(derivation["columns"], [derivation["derivatives"].expression], parts)


def named_input_gradient(product: Line) -> Line:
    """∂L/∂Y·Wᵀ: the matrices at ("upstream",) and ("w",) get their names."""
    factors = (Partial(("upstream",), LOSS, WHOLE_Y), Transpose(("w",), WHOLE_W))
    return named_product(product, factors)


def _read_terms(notation: Notation, place: Place, x: Symbol) -> Sum:
    terms = (read_term(notation, (*place, "term", k), k, x) for k in notation.output_range)
    return Sum(place, tuple(terms))


def _named_row_column(place: Place, x: Symbol) -> Product:
    factors = (
        Partial((*place, "row"), LOSS, WHOLE_Y),
        Partial((*place, "column"), WHOLE_Y, x),
    )
    return Product(place, factors, dot=True)


def _collected(notation: Notation, columns: Line, entries: dict[int, Place]) -> Line:
    places = tuple(entries.values())
    weights: dict[Place, Place] = {
        ("w", i, k): (*entries[i], "column", k) for i in entries for k in notation.output_range
    }
    return follow(
        columns,
        "collect",
        Product(
            ("product",),
            (notation.upstream_row(("upstream",)), notation.w_transposed(("w",))),
            dot=True,
        ),
        Reason.COLLECT,
        moves={
            ("upstream",): [(*place, "row") for place in places],
            ("product", "dot"): [(*place, "dot") for place in places],
            ("w", "open"): (*places[0], "column", "open"),
            ("w", "close"): (*places[-1], "column", "close"),
            **weights,
        },
    )
