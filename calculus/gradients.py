"""The derivations of the film for one sample: Y = X·W, ① ∂L/∂X, ② ∂L/∂W.

The lines are those of the post's math3 to math11, for every number of inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Iterable

from calculus.derivation import Derivation, Line, Reason, first_line, follow
from calculus.expressions import (
    LOSS,
    Equation,
    Expression,
    Matrix,
    Named,
    Partial,
    Place,
    Product,
    Sum,
    Symbol,
    Transpose,
    Zero,
)
from calculus.notation import Notation

WHOLE_X, WHOLE_W, WHOLE_Y, WHOLE_B = (Symbol(letter) for letter in "XWYB")


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
    derivatives = _read_off(
        notation,
        expand,
        row(
            {
                i: Sum(
                    place,
                    tuple(
                        _read_term(notation, (*place, "term", k), k, names[i])
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
    derivatives = _read_off(
        notation,
        survivors,
        grid({(i, j): _read_term(notation, survivor(i, j), j, names[i, j]) for i, j in entries}),
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


def named_input_gradient(product: Line) -> Line:
    """∂L/∂Y·Wᵀ: the matrices at ("upstream",) and ("w",) get their names."""
    factors = (Partial(("upstream",), LOSS, WHOLE_Y), Transpose(("w",), WHOLE_W))
    return _named_product(product, factors)


def named_weight_gradient(product: Line) -> Line:
    """Xᵀ·∂L/∂Y: the matrices at ("x",) and ("upstream",) get their names."""
    factors = (Transpose(("x",), WHOLE_X), Partial(("upstream",), LOSS, WHOLE_Y))
    return _named_product(product, factors)


def _named_product(product: Line, factors: tuple[Expression, ...]) -> Line:
    return follow(
        product,
        "result",
        Product(product.expression.place, factors, dot=True),
        Reason.TRANSPOSE,
        becomes={factor.place: [factor.place] for factor in factors},
    )


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


def _read_term(notation: Notation, place: Place, k: int, by: Symbol) -> Product:
    """∂L/∂y_k times the value of ∂y_k/∂by."""
    return Product(
        place,
        (
            notation.upstream((*place, "upstream"), k),
            local_derivative(notation, (*place, "read"), k, by),
        ),
    )


def _read_off(
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


def _only(terms: Iterable[Expression]) -> Expression:
    (term,) = terms
    return term
