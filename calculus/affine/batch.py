"""Chapter 8: the same derivations for N samples, and the bias; L is the total over the samples.

Samples are numbered from 1. Every sample uses the same W and B, so there are more paths, and
paths add; every sample has its own row of X and Y, so there ① is one sample's, row by row.
"""

from __future__ import annotations

from collections.abc import Callable

from calculus.affine.input_gradient import named_input_gradient
from calculus.affine.number_matrices import transposed
from calculus.affine.weight_gradient import named_weight_gradient
from calculus.algebra.derivation import Derivation, Reason, first_line, follow
from calculus.algebra.expressions import (
    LOSS,
    Expression,
    Matrix,
    Named,
    Partial,
    Place,
    Product,
    Sum,
)
from calculus.algebra.notation import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def forward_batch(notation: Notation, samples: int) -> Derivation:
    """Y = X·W with a row a sample.

    Lines: `product`, `expand`, `names`. X stands at ("x", n, i), W at ("w", i, j), row n's entry
    j at ("entry", n, j), its terms at ("entry", n, j, "term", i) with factors "w" and "x".
    """
    product = first_line(
        "product",
        Product(("product",), (_x_matrix(notation, samples), notation.w_matrix(("w",)))),
    )

    def terms(n: int, j: int) -> Sum:
        place: Place = ("entry", n, j)
        return Sum(
            place,
            tuple(
                Product(
                    (*place, "term", i),
                    (
                        Named((*place, "term", i, "w"), notation.w(j, i)),
                        Named((*place, "term", i, "x"), notation.x(i, n)),
                    ),
                )
                for i in notation.input_range
            ),
        )

    moves: dict[Place, Place] = {}
    for n in notation.sample_range(samples):
        for j in notation.output_range:
            for i in notation.input_range:
                moves["entry", n, j, "term", i, "w"] = ("w", i, j)
                moves["entry", n, j, "term", i, "x"] = ("x", n, i)
    rows, columns = notation.sample_range(samples), notation.output_range
    expand = follow(
        product, "expand", matrix_of(rows, columns, terms), Reason.MULTIPLY_OUT, moves=moves
    )
    names = follow(
        expand,
        "names",
        matrix_of(rows, columns, lambda n, j: Named(("entry", n, j), notation.y(j, n))),
        Reason.NAME,
        becomes={("entry", n, j): [("entry", n, j)] for n in rows for j in columns},
    )
    return Derivation(Named(("subject",), WHOLE_Y), (product, expand, names))


def input_gradient_batch(notation: Notation, samples: int) -> Derivation:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ, N×D: row n is the ① of sample n.

    Lines: `definition`, `rows`, `product`, `result`. Entry i of row n stands at ("entry", n, i),
    its terms at ("entry", n, i, "term", k) with factors "upstream" and "read"; the matrices'
    entries at ("upstream", n, k) and ("w", i, k) (their places in W).
    """
    rows, columns = notation.sample_range(samples), notation.input_range

    def terms(n: int, i: int) -> Sum:
        place: Place = ("entry", n, i)
        return Sum(
            place,
            tuple(
                Product(
                    (*place, "term", k),
                    (
                        notation.upstream((*place, "term", k, "upstream"), k, n),
                        Named((*place, "term", k, "read"), notation.w(k, i)),
                    ),
                )
                for k in notation.output_range
            ),
        )

    entries: list[Place] = [("entry", n, i) for n in rows for i in columns]
    definition = first_line(
        "definition",
        matrix_of(rows, columns, lambda n, i: Partial(("entry", n, i), LOSS, notation.x(i, n))),
    )
    summed = follow(
        definition,
        "rows",
        matrix_of(rows, columns, terms),
        Reason.CHAIN_RULE,
        moves={
            (*place, "term", k, "upstream", "of"): (*place, "of")
            for place in entries
            for k in notation.output_range
        },
        born=entries,
        gone=[(*place, "by") for place in entries],
    )
    shared: dict[Place, list[Place]] = {
        ("upstream", n, k): [("entry", n, i, "term", k, "upstream") for i in columns]
        for n in rows
        for k in notation.output_range
    }
    shared |= {
        ("w", i, k): [("entry", n, i, "term", k, "read") for n in rows]
        for i in columns
        for k in notation.output_range
    }
    product = follow(
        summed,
        "product",
        Product(("product",), (_upstream_matrix(notation, samples), notation.w_transposed(("w",)))),
        Reason.COLLECT,
        moves=shared,
    )
    result = named_input_gradient(product)
    return Derivation(Partial(("subject",), LOSS, WHOLE_X), (definition, summed, product, result))


def weight_gradient_batch(notation: Notation, samples: int) -> Derivation:
    """② ∂L/∂W = Xᵀ·∂L/∂Y: the sum over the samples is the inner dimension of the product.

    Lines: `definition`, `sheets` (a sheet of outer products a sample), `added`, `product`,
    `result`. Sheet n stands at ("sheet", n), its entries at ("sheet", n, i, j) with factors "x"
    and "upstream"; entry i, j at ("entry", i, j), its terms at ("entry", i, j, "term", n) with
    the same factors; the matrices' entries at ("x", n, i) (their places in X), ("upstream", n, j).
    """
    rows, columns, samples_ = (
        notation.input_range,
        notation.output_range,
        notation.sample_range(samples),
    )
    entries = [(i, j) for i in rows for j in columns]

    def outer_product(place: Place, n: int, i: int, j: int) -> Product:
        upstream = notation.upstream((*place, "upstream"), j, n)
        return Product(place, (Named((*place, "x"), notation.x(i, n)), upstream))

    def sheet(n: int) -> Matrix:
        return matrix_of(
            rows, columns, lambda i, j: outer_product(("sheet", n, i, j), n, i, j), ("sheet", n)
        )

    def terms(i: int, j: int) -> Sum:
        place: Place = ("entry", i, j)
        return Sum(place, tuple(outer_product((*place, "term", n), n, i, j) for n in samples_))

    definition = first_line(
        "definition",
        matrix_of(rows, columns, lambda i, j: Partial(("entry", i, j), LOSS, notation.w(j, i))),
    )
    sheets = follow(
        definition,
        "sheets",
        Sum(("sheets",), tuple(sheet(n) for n in samples_)),
        Reason.CHAIN_RULE,
        moves={
            ("sheet", n, i, j, "upstream", "of"): ("entry", i, j, "of")
            for n in samples_
            for i, j in entries
        },
        born=[("sheet",)],
        gone=[("entry", i, j, "by") for i, j in entries],
    )
    added = follow(
        sheets,
        "added",
        matrix_of(rows, columns, terms),
        Reason.COLLECT,
        moves=into_entries(notation, samples),
    )
    shared: dict[Place, list[Place]] = {
        ("x", n, i): [("entry", i, j, "term", n, "x") for j in columns]
        for n in samples_
        for i in rows
    }
    shared |= {
        ("upstream", n, j): [("entry", i, j, "term", n, "upstream") for i in rows]
        for n in samples_
        for j in columns
    }
    product = follow(
        added,
        "product",
        Product(
            ("product",),
            (transposed(_x_matrix(notation, samples)), _upstream_matrix(notation, samples)),
        ),
        Reason.COLLECT,
        moves=shared,
    )
    result = named_weight_gradient(product)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_W), (definition, sheets, added, product, result)
    )


def bias_gradient(notation: Notation, samples: int) -> Derivation:
    """∂L/∂B, 1×M: the sum of the rows of ∂L/∂Y.

    Lines: `definition`, `paths`. Entry j stands at ("entry", j), the path through sample n at
    ("entry", j, "term", n).
    """
    places = {j: ("entry", j) for j in notation.output_range}
    definition = first_line(
        "definition",
        Matrix(
            ("matrix",),
            (tuple(Partial(place, LOSS, notation.b(j)) for j, place in places.items()),),
        ),
    )
    paths = follow(
        definition,
        "paths",
        Matrix(
            ("matrix",),
            (
                tuple(
                    Sum(
                        place,
                        tuple(
                            notation.upstream((*place, "term", n), j, n)
                            for n in notation.sample_range(samples)
                        ),
                    )
                    for j, place in places.items()
                ),
            ),
        ),
        Reason.CHAIN_RULE,
        moves={
            (*place, "term", n, "of"): (*place, "of")
            for place in places.values()
            for n in notation.sample_range(samples)
        },
        born=list(places.values()),
        gone=[(*place, "by") for place in places.values()],
    )
    return Derivation(Partial(("subject",), LOSS, WHOLE_B), (definition, paths))


def matrix_of(
    rows: tuple[int, ...],
    columns: tuple[int, ...],
    entry: Callable[[int, int], Expression],
    place: Place = ("matrix",),
) -> Matrix:
    return Matrix(place, tuple(tuple(entry(r, c) for c in columns) for r in rows))


def _x_matrix(notation: Notation, samples: int) -> Matrix:
    """X, N×D, entries at ("x", n, i)."""
    return matrix_of(
        notation.sample_range(samples),
        notation.input_range,
        lambda n, i: Named(("x", n, i), notation.x(i, n)),
        ("x",),
    )


def _upstream_matrix(notation: Notation, samples: int) -> Matrix:
    """∂L/∂Y, N×M, entries at ("upstream", n, j)."""
    return matrix_of(
        notation.sample_range(samples),
        notation.output_range,
        lambda n, j: notation.upstream(("upstream", n, j), j, n),
        ("upstream",),
    )


def into_entries(notation: Notation, samples: int) -> dict[Place, Place]:
    """The sheets are laid on one another: new place -> old place, of terms and plus signs."""
    places: dict[Place, Place] = {}
    for n in notation.sample_range(samples):
        for i in notation.input_range:
            for j in notation.output_range:
                places["entry", i, j, "term", n] = ("sheet", n, i, j)
                if n > 1:
                    places["entry", i, j, "plus", n] = ("sheets", "plus", n)
    return places
