"""The derivations for many samples, worked out with a lesson's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from calculus.affine.batch import into_entries, matrix_of
from calculus.affine.in_numbers import multiplication_table
from calculus.affine.number_matrices import (
    added_up,
    each_entry,
    joined,
    left_out,
    multiplied,
    number,
    number_matrix,
    transposed,
)
from calculus.affine.number_product import NumberProduct
from calculus.algebra.derivation import Derivation, Line, Reason, first_line, follow
from calculus.algebra.expressions import (
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
from calculus.algebra.notation import ELIDED, WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, written_range
from calculus.lessons.lesson import Lesson


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
    sums = matrix_of(notation.input_range, notation.output_range, terms)
    becomes = {place: [source] for place, source in into_entries(notation, lesson.N).items()}
    return sums, follow(sheets, "added", sums, Reason.ARITHMETIC, becomes=becomes)


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

    sums = matrix_of((1,), lesson.notation.output_range, terms)
    rows = first_line("rows", sums, Reason.SUBSTITUTE)
    return Derivation(
        Partial(("subject",), LOSS, WHOLE_B), (rows, added_up(rows, sums, "values", "gradient"))
    )


def _numbers(samples: int) -> tuple[int, ...]:
    return written_range(samples)
