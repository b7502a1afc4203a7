"""The gradient of the loss with respect to the weights, for one sample: ∂L/∂W = Xᵀ·∂L/∂Y."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from calculus.affine.chain_rule import (
    along_paths,
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

    As long as two outputs are compared, the weight is w_ji: its entry, in row i and column j,
    stands at `e` = ("entry", i, j), the term of output k in it at (*e, "term", k). From
    `survivors` on there is only `t` = ("entry", i, k, "term", k). Lines, each with the line it
    follows:

    - `definition`: ∂L/∂w_ji at e.
    - `row-column` (of `definition`; its signs are also those of the row and the cards, see
      `calculus.statements.cards`): row times column, at (*e, "row", k) and (*e, "column", k).
    - `paths` (of `definition`; likewise): Σ_k ∂L/∂y_k ∂y_k/∂w_ji, D·M² terms, at
      (*e, "term", k, "upstream") and (*e, "term", k, "local").
    - `zeros` (of `paths`): a 0 at (*e, "term", k) for k ≠ j.
    - `survivors` (of `zeros`): ∂L/∂y_k ∂y_k/∂w_ki at (*t, "upstream") and (*t, "local").
    - `derivatives` (of `survivors`): ∂L/∂y_k x_i; x_i is read off, at (*t, "read").
    - `pattern` (of `derivatives`): x_i ∂L/∂y_k, the factors change places.
    - `outer` (of `pattern`): the column ("x", i) times the row ("upstream", k).
    - `result` (of `outer`): Xᵀ·∂L/∂Y at ("x",) and ("upstream",).
    """
    entries: dict[tuple[int, int], Place] = {
        (i, j): ("entry", i, j) for i in notation.input_range for j in notation.output_range
    }
    names = {(i, j): notation.w(j, i) for i, j in entries}
    survivor: dict[tuple[int, int], Place] = {
        (i, k): (*place, "term", k) for (i, k), place in entries.items()
    }

    def grid(build: Callable[[int, int], Expression]) -> Matrix:
        rows = (tuple(build(i, k) for k in notation.output_range) for i in notation.input_range)
        return Matrix(("matrix",), tuple(rows))

    definition = first_line(
        "definition", grid(lambda i, j: Partial(entries[i, j], LOSS, names[i, j]))
    )
    row_column = follow(
        definition,
        "row-column",
        grid(lambda i, j: row_times_column(notation, entries[i, j], names[i, j])),
        Reason.CHAIN_RULE,
        moves={
            (*place, side, k, part): (*place, part)
            for place in entries.values()
            for side, part in (("row", "of"), ("column", "by"))
            for k in notation.output_range
        },
        born=entries.values(),
    )
    terms = {ij: chain_terms(notation, place, names[ij]) for ij, place in entries.items()}
    paths = along_paths(notation, definition, grid(lambda i, j: terms[i, j]), entries.values())
    zero_places = {
        (*place, "term", k)
        for ij, place in entries.items()
        for k in notation.output_range
        if isinstance(local_derivative(notation, (), k, names[ij]), Zero)
    }
    zeros = follow(
        paths,
        "zeros",
        grid(lambda i, j: _with_zeros(terms[i, j], zero_places)),
        Reason.ABSENT,
        becomes={place: [place] for place in zero_places},
    )
    survivors = follow(
        zeros,
        "survivors",
        grid(lambda i, k: _only(t for t in terms[i, k].terms if t.place not in zero_places)),
        Reason.ADDS_NOTHING,
    )
    derivatives = read_off(
        survivors,
        "derivatives",
        grid(lambda i, k: read_term(notation, survivor[i, k], k, names[i, k])),
        {(*place, "read"): ((*place, "local"), (k, i, "x")) for (i, k), place in survivor.items()},
    )
    pattern = follow(
        derivatives,
        "pattern",
        grid(lambda i, k: _turned(notation, survivor[i, k], i, k)),
        Reason.REORDER,
    )
    shared: dict[Place, list[Place]] = {
        ("x", i): [(*survivor[i, k], "read") for k in notation.output_range]
        for i in notation.input_range
    }
    shared |= {
        ("upstream", k): [(*survivor[i, k], "upstream") for i in notation.input_range]
        for k in notation.output_range
    }
    outer = follow(
        pattern,
        "outer",
        Product(
            ("outer",),
            (notation.x_column(("x",)), notation.upstream_row(("upstream",))),
            dot=True,
        ),
        Reason.COLLECT,
        moves=shared,
    )
    result = named_weight_gradient(outer)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_W),
        (
            definition,
            row_column,
            paths,
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


def _with_zeros(total: Sum, zeros: set[Place]) -> Sum:
    terms = (Zero(term.place) if term.place in zeros else term for term in total.terms)
    return Sum(total.place, tuple(terms))


def _turned(notation: Notation, place: Place, i: int, k: int) -> Product:
    """x_i ∂L/∂y_k, at the places of ∂L/∂y_k x_i."""
    factors = (
        Named((*place, "read"), notation.x(i)),
        notation.upstream((*place, "upstream"), k),
    )
    return Product(place, factors)


def _only(terms: Iterable[Expression]) -> Expression:
    (term,) = terms
    return term
