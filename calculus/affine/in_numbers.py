"""The derivations of one sample, worked out with a lesson's numbers."""

from __future__ import annotations

from calculus.affine.number_matrices import (
    each_entry,
    multiplied,
    number,
    number_matrix,
    number_row,
    transposed,
)
from calculus.affine.number_product import NumberProduct
from calculus.algebra.derivation import Derivation, Reason, first_line, follow
from calculus.algebra.expressions import (
    LOSS,
    Dots,
    Expression,
    Matrix,
    Named,
    Partial,
    Place,
    Product,
)
from calculus.algebra.notation import ELIDED, WHOLE_W, WHOLE_X, WHOLE_Y
from calculus.lessons.lesson import Lesson


def forward_numbers(lesson: Lesson) -> Derivation:
    """Y = X·W in numbers (math13), + B if the lesson has one.

    Lines: `matrices`, `factors` (x·w), `products`, `biased` (only with a bias), `values`. The
    matrices' entries stand at ("x", i), ("w", i, j), ("b", j); entry j at ("entry", j), its terms
    at ("entry", j, "term", i) with factors "x" and "w", its bias at ("entry", j, "b").
    """
    product = NumberProduct(
        number_row(("x",), lesson.X[0], "x"),
        number_matrix(("w",), lesson.W, "w"),
        ("x", "w"),
        lambda _, j: ("entry", j),
        product_role="ink",
        role="y",
        rows=(1,),
        inner=lesson.notation.input_range,
        columns=lesson.notation.output_range,
        bias=number_row(("b",), lesson.B, "ink") if lesson.B else None,
    )
    return Derivation(Named(("subject",), WHOLE_Y), product.lines())


def input_gradient_numbers(lesson: Lesson) -> Derivation:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ in numbers.

    Lines: `matrices`, `factors`, `products`, `values`. The matrices' entries stand at
    ("upstream", k) and ("w", i, k) (their places in W); entry i at ("entry", i), its terms at
    ("entry", i, "term", k) with factors "upstream" and "w".
    """
    product = NumberProduct(
        number_row(("upstream",), lesson.upstream[0], "gradient"),
        transposed(number_matrix(("w",), lesson.W, "w")),
        ("upstream", "w"),
        lambda _, i: ("entry", i),
        product_role="gradient",
        role="gradient",
        rows=(1,),
        inner=lesson.notation.output_range,
        columns=lesson.notation.input_range,
    )
    return Derivation(Partial(("subject",), LOSS, WHOLE_X), product.lines())


def weight_gradient_numbers(lesson: Lesson) -> Derivation:
    """② ∂L/∂W = Xᵀ·∂L/∂Y in numbers: a multiplication table.

    Lines: `matrices`, `factors`, `values`. The matrices' entries stand at ("x", i) and
    ("upstream", j); the entry in row i, column j at ("entry", i, j) with factors "x" and
    "upstream".
    """
    x = transposed(number_row(("x",), lesson.X[0], "x"))
    upstream = number_row(("upstream",), lesson.upstream[0], "gradient")
    matrices = first_line(
        "matrices", Product(("outer",), (x, upstream), dot=True), Reason.SUBSTITUTE
    )
    table, moves = multiplication_table(("matrix",), ("entry",), lesson, 1)
    factors = follow(matrices, "factors", table, Reason.MULTIPLY_OUT, moves=moves)
    values = follow(
        factors,
        "values",
        each_entry(table, lambda entry: multiplied(entry, "gradient")),
        Reason.ARITHMETIC,
        becomes={entry.place: [entry.place] for row in table.rows for entry in row},
    )
    return Derivation(Partial(("subject",), LOSS, WHOLE_W), (matrices, factors, values))


def multiplication_table(
    place: Place, entry: Place, lesson: Lesson, sample: int
) -> tuple[Matrix, dict[Place, Place]]:
    """D×M products x_i·∂L/∂y_j of one sample, at (*entry, i, j) with "x" and "upstream".

    Returns:
        The table and where its factors come from: ("x", i) and ("upstream", j).
    """
    moves: dict[Place, Place] = {}
    xs, upstreams = lesson.X[sample - 1], lesson.upstream[sample - 1]

    def cell(i: int, j: int) -> Expression:
        where = (*entry, i, j)
        if ELIDED in (i, j):
            return Dots(where, role="gradient")
        moves[*where, "x"] = ("x", i)
        moves[*where, "upstream"] = ("upstream", j)
        factors = (
            number((*where, "x"), xs[i - 1], "x"),
            number((*where, "upstream"), upstreams[j - 1], "gradient"),
        )
        return Product(where, factors, dot=True)

    notation = lesson.notation
    rows = tuple(tuple(cell(i, j) for j in notation.output_range) for i in notation.input_range)
    return Matrix(place, rows), moves
