"""Chapter 8: the same derivations for N samples, and the bias; L is the total over the samples.

Samples are numbered from 1. Every sample uses the same W and B, so there are more paths, and
paths add; every sample has its own row of X and Y, so there ① is one sample's, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from calculus.derivation import Derivation, Line, Reason, first_line, follow
from calculus.expressions import (
    LOSS,
    Dots,
    Expression,
    Matrix,
    Named,
    Number,
    Partial,
    Place,
    Product,
    Sum,
    find,
)
from calculus.gradients import (
    WHOLE_B,
    WHOLE_W,
    WHOLE_X,
    WHOLE_Y,
    named_input_gradient,
    named_weight_gradient,
)
from calculus.lesson import Lesson
from calculus.notation import ELIDED, Notation, written_range
from calculus.numbers import (
    NumberProduct,
    added_up,
    each_entry,
    joined,
    left_out,
    multiplication_table,
    multiplied,
    number,
    number_matrix,
    transposed,
)


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
        product, "expand", _matrix(rows, columns, terms), Reason.MULTIPLY_OUT, moves=moves
    )
    names = follow(
        expand,
        "names",
        _matrix(rows, columns, lambda n, j: Named(("entry", n, j), notation.y(j, n))),
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
        _matrix(rows, columns, lambda n, i: Partial(("entry", n, i), LOSS, notation.x(i, n))),
    )
    summed = follow(
        definition,
        "rows",
        _matrix(rows, columns, terms),
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
        return _matrix(
            rows, columns, lambda i, j: outer_product(("sheet", n, i, j), n, i, j), ("sheet", n)
        )

    def terms(i: int, j: int) -> Sum:
        place: Place = ("entry", i, j)
        return Sum(place, tuple(outer_product((*place, "term", n), n, i, j) for n in samples_))

    definition = first_line(
        "definition",
        _matrix(rows, columns, lambda i, j: Partial(("entry", i, j), LOSS, notation.w(j, i))),
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
        _matrix(rows, columns, terms),
        Reason.COLLECT,
        moves=_into_entries(notation, samples),
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


def forward_batch_numbers(lesson: Lesson) -> Derivation:
    """Y = X·W (+ B in every row) in numbers, N×M.

    Lines and places as in `forward_numbers`, with the sample's number in front: ("x", n, i),
    ("b", n, j), ("entry", n, j).
    """
    product = NumberProduct(
        number_matrix(("x",), lesson.X, "x"),
        number_matrix(("w",), lesson.W, "w"),
        ("x", "w"),
        lambda n, j: ("entry", n, j),
        product_role="ink",
        role="y",
        rows=lesson.sample_range,
        inner=lesson.notation.input_range,
        columns=lesson.notation.output_range,
        bias=number_matrix(("b",), (lesson.B,) * lesson.N, "ink") if lesson.B else None,
        right_first=True,
    )
    return Derivation(Named(("subject",), WHOLE_Y), product.lines())


def input_gradient_batch_numbers(lesson: Lesson) -> Derivation:
    """① in numbers, N×D: lines `matrices`, `factors`, `products`, `values`.

    Places as in `input_gradient_numbers`, with the sample's number in front: ("upstream", n, k),
    ("entry", n, i).
    """
    product = NumberProduct(
        number_matrix(("upstream",), lesson.upstream, "gradient"),
        transposed(number_matrix(("w",), lesson.W, "w")),
        ("upstream", "w"),
        lambda n, i: ("entry", n, i),
        product_role="gradient",
        role="gradient",
        rows=lesson.sample_range,
        inner=lesson.notation.output_range,
        columns=lesson.notation.input_range,
    )
    return Derivation(Partial(("subject",), LOSS, WHOLE_X), product.lines())


def weight_gradient_batch_numbers(lesson: Lesson) -> Derivation:
    """② in numbers: every sample's sheet, and their sum.

    Lines: `matrices` (entries ("x", n, i), ("upstream", n, j)), `factors` (sheets with factors
    ("sheet", n, i, j, "x") and "upstream"), `sheets` (entry ("sheet", n, i, j)), `added` (entries
    ("entry", i, j), terms ("entry", i, j, "term", n)), `values`.
    """
    matrices = first_line(
        "matrices",
        Product(
            ("product",),
            (
                transposed(number_matrix(("x",), lesson.X, "x")),
                number_matrix(("upstream",), lesson.upstream, "gradient"),
            ),
        ),
        Reason.SUBSTITUTE,
    )
    tables: dict[int, Matrix | Dots] = {}
    moves: dict[Place, Place] = {}
    for n in _numbers(lesson.N):
        if n == ELIDED:
            tables[n] = Dots(("sheet", n))
            continue
        table, found = multiplication_table(("sheet", n), ("sheet", n), lesson, n)
        tables[n] = table
        moves |= {place: (source[0], n, *source[1:]) for place, source in found.items()}
    factors = follow(
        matrices,
        "factors",
        Sum(("sheets",), tuple(tables.values())),
        Reason.MULTIPLY_OUT,
        moves=moves,
    )
    calculated = {
        n: table
        if isinstance(table, Dots)
        else each_entry(table, lambda entry: multiplied(entry, "gradient"))
        for n, table in tables.items()
    }
    sheets = follow(
        factors,
        "sheets",
        Sum(("sheets",), tuple(calculated.values())),
        Reason.ARITHMETIC,
        becomes={
            entry.place: [entry.place]
            for table in tables.values()
            if isinstance(table, Matrix)
            for row in table.rows
            for entry in row
        },
    )
    sums, added = _sheets_added(lesson, sheets, calculated)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_W),
        (matrices, factors, sheets, added, added_up(added, sums, "values", "gradient")),
    )


def _sheets_added(
    lesson: Lesson, sheets: Line, tables: Mapping[int, Matrix | Dots]
) -> tuple[Matrix, Line]:
    """The sheets laid on one another: each entry the sum over the samples."""

    def terms(i: int, j: int) -> Expression:
        place: Place = ("entry", i, j)
        if ELIDED in (i, j):
            return Dots(place, role="gradient")
        numbers: list[Number | Dots] = []
        for n, table in tables.items():
            where = (*place, "term", n)
            if isinstance(table, Dots):
                rows = zip(left_out(lesson.X), left_out(lesson.upstream), strict=True)
                shares = (x[i - 1].value * row[j - 1].value for x, row in rows)
                numbers.append(Dots(where, role="gradient", total=sum(shares, Fraction())))
            else:
                entry = find(table, ("sheet", n, i, j))
                assert isinstance(entry, Number)
                numbers.append(replace(entry, place=where))
        return joined(place, numbers)

    notation = lesson.notation
    sums = _matrix(notation.input_range, notation.output_range, terms)
    becomes = {place: [source] for place, source in _into_entries(notation, lesson.N).items()}
    return sums, follow(sheets, "added", sums, Reason.ARITHMETIC, becomes=becomes)


def running_totals(lesson: Lesson) -> dict[int, Matrix]:
    """By sample, ∂L/∂W of all samples up to it; entries at ("entry", i, j)."""

    def total(n: int) -> Callable[[int, int], Expression]:
        count = lesson.N - 1 if n == ELIDED else n

        def entry(i: int, j: int) -> Expression:
            place: Place = ("entry", i, j)
            if ELIDED in (i, j):
                return Dots(place, role="gradient")
            pairs = zip(lesson.X[:count], lesson.upstream[:count], strict=True)
            shares = (x[i - 1].value * row[j - 1].value for x, row in pairs)
            return number(place, sum(shares, Fraction()), "gradient")

        return entry

    inputs, outputs = lesson.notation.input_range, lesson.notation.output_range
    return {n: _matrix(inputs, outputs, total(n)) for n in _numbers(lesson.N)}


def bias_gradient_numbers(lesson: Lesson) -> Derivation:
    """∂L/∂B in numbers: lines `rows` (∂L/∂Y's columns, to be added) and `values`.

    Entry j stands at ("entry", j), the number of sample n at ("entry", j, "term", n).
    """

    def terms(_: int, j: int) -> Expression:
        place: Place = ("entry", j)
        if j == ELIDED:
            return Dots(place, role="gradient")
        column = [row[j - 1] for row in lesson.upstream]
        rest = sum((amount.value for amount in left_out(column)), Fraction())
        return joined(
            place,
            [
                Dots((*place, "term", n), role="gradient", total=rest)
                if n == ELIDED
                else number((*place, "term", n), column[n - 1], "gradient")
                for n in _numbers(lesson.N)
            ],
        )

    sums = _matrix((1,), lesson.notation.output_range, terms)
    rows = first_line("rows", sums, Reason.SUBSTITUTE)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_B), (rows, added_up(rows, sums, "values", "gradient"))
    )


def _numbers(samples: int) -> tuple[int, ...]:
    return written_range(samples)


def _matrix(
    rows: tuple[int, ...],
    columns: tuple[int, ...],
    entry: Callable[[int, int], Expression],
    place: Place = ("matrix",),
) -> Matrix:
    return Matrix(place, tuple(tuple(entry(r, c) for c in columns) for r in rows))


def _x_matrix(notation: Notation, samples: int) -> Matrix:
    """X, N×D, entries at ("x", n, i)."""
    return _matrix(
        notation.sample_range(samples),
        notation.input_range,
        lambda n, i: Named(("x", n, i), notation.x(i, n)),
        ("x",),
    )


def _upstream_matrix(notation: Notation, samples: int) -> Matrix:
    """∂L/∂Y, N×M, entries at ("upstream", n, j)."""
    return _matrix(
        notation.sample_range(samples),
        notation.output_range,
        lambda n, j: notation.upstream(("upstream", n, j), j, n),
        ("upstream",),
    )


def _into_entries(notation: Notation, samples: int) -> dict[Place, Place]:
    """The sheets are laid on one another: new place -> old place, of terms and plus signs."""
    places: dict[Place, Place] = {}
    for n in notation.sample_range(samples):
        for i in notation.input_range:
            for j in notation.output_range:
                places["entry", i, j, "term", n] = ("sheet", n, i, j)
                if n > 1:
                    places["entry", i, j, "plus", n] = ("sheets", "plus", n)
    return places
