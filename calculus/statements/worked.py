"""Chapter 7's statements: what is given in symbols and in numbers, and how results are worked out.

All forms of what is given share the places of what they have in common, so that a symbol's number
can be put where the symbol stood.
"""

from __future__ import annotations

from dataclasses import replace

from calculus.affine.forward import forward
from calculus.affine.in_numbers import (
    forward_numbers,
    input_gradient_numbers,
    weight_gradient_numbers,
)
from calculus.affine.input_gradient import input_gradient
from calculus.affine.number_matrices import (
    each_entry,
    joined,
    number,
    number_matrix,
    number_row,
)
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import (
    LOSS,
    Dots,
    Equation,
    Expression,
    Matrix,
    Named,
    Number,
    Partial,
    Place,
    Role,
    Sum,
    find,
)
from calculus.algebra.notation import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y
from calculus.lessons.lesson import Lesson

Forms = tuple[Equation, ...]
"""What one statement looks like in the course of time; its first equals sign stays."""


def inputs(lesson: Lesson) -> Forms:
    """X = (x1 x2), then in numbers of sample 1; entries at ("x", i)."""
    numbers = number_row(("x",), lesson.X[0], "x")
    return _given("x", Named(("name", "x"), WHOLE_X), lesson.notation.x_row(("x",)), numbers)


def weights(lesson: Lesson) -> Forms:
    """W, then in numbers; entries at ("w", i, j)."""
    numbers = number_matrix(("w",), lesson.W, "w")
    return _given("w", Named(("name", "w"), WHOLE_W), lesson.notation.w_matrix(("w",)), numbers)


def biases(lesson: Lesson) -> Forms:
    """B, then in numbers; entries at ("b", j). Without a bias there are no forms."""
    if lesson.B is None:
        return ()
    notation = lesson.notation
    names = tuple(Named(("b", j), notation.b(j)) for j in notation.output_range)
    numbers = number_row(("b",), lesson.B, "ink")
    return _given("b", Named(("name", "b"), WHOLE_B), Matrix(("b",), (names,)), numbers)


def outputs(lesson: Lesson) -> Forms:
    """Y = (y1 y2 y3), then in numbers; entries at ("entry", j)."""
    names = forward(lesson.notation)["names"].expression
    values = forward_numbers(lesson)["values"].expression
    return _given("y", Named(("name", "y"), WHOLE_Y), names, values)


def upstream(lesson: Lesson) -> Forms:
    """∂L/∂Y, then in numbers of sample 1; entries at ("upstream", j)."""
    numbers = number_row(("upstream",), lesson.upstream[0], "gradient")
    name = Partial(("name", "upstream"), LOSS, WHOLE_Y)
    return _given("upstream", name, lesson.notation.upstream_row(("upstream",)), numbers)


def inputs_gradient(lesson: Lesson) -> Forms:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ, then its value; entries at ("entry", i)."""
    return _claimed(input_gradient(lesson.notation), input_gradient_numbers(lesson))


def weights_gradient(lesson: Lesson) -> Forms:
    """② ∂L/∂W = Xᵀ·∂L/∂Y, then its value; entries at ("entry", i, j)."""
    return _claimed(weight_gradient(lesson.notation), weight_gradient_numbers(lesson))


def output_rows(lesson: Lesson) -> Forms:
    """Y = (its sums of products) = (its values), row below row; math13.

    With a bias: = (its sums of products) + (B) = (each sum + its bias) = (its values). A single
    product is the sum: then there is no row of sums. Entries of the rows stand at ("entry", j),
    products at ("entry", j, "term", i), B at ("b", j), the addends of the last row but one at
    ("entry", j, "product") and ("entry", j, "b").
    """
    numbers = forward_numbers(lesson)
    values = numbers["values"].expression
    sides = [numbers["products"].expression] if lesson.D > 1 else []
    if lesson.B is not None:
        sides.append(_sums_and_biases(lesson, values))
    return _rows(Named(("name", "y"), WHOLE_Y), *sides, values)


def inputs_gradient_rows(lesson: Lesson) -> Forms:
    """∂L/∂X = ∂L/∂Y·Wᵀ = (row)·(Wᵀ in numbers) = (its sums of products) = (its values).

    A single product is the sum: then there is no row of sums. Factors stand at ("upstream", k) and
    ("w", i, k), entries of the rows at ("entry", i), products at ("entry", i, "term", k).
    """
    numbers = input_gradient_numbers(lesson)
    names = ("matrices", "products", "values") if lesson.M > 1 else ("matrices", "values")
    sides = (numbers[name].expression for name in names)
    claim = input_gradient(lesson.notation)
    return _rows(claim.subject, claim["result"].expression, *sides)


def weights_gradient_rows(lesson: Lesson) -> Forms:
    """∂L/∂W = Xᵀ·∂L/∂Y = (its values); math15. Entries stand at ("entry", i, j)."""
    claim, numbers = weight_gradient(lesson.notation), weight_gradient_numbers(lesson)
    sides = (claim["result"].expression, numbers["values"].expression)
    return _rows(claim.subject, *sides)


def output_worked(lesson: Lesson, j: int) -> Equation:
    """y_j = x1·w_j1 + ... in numbers = its products = its value.

    Terms stand at ("entry", j, "term", i) with factors "x" and "w", the bias at ("entry", j, "b"),
    products at ("product", j, "term", i), the value at ("entry", j).
    """
    numbers, place = forward_numbers(lesson), ("entry", j)
    factors = find(numbers["factors"].expression, place)
    products = find(numbers["products"].expression, place)
    assert isinstance(factors, Sum) and isinstance(products, Sum)
    if lesson.B is not None:
        biased = find(numbers["biased"].expression, place)
        assert isinstance(biased, Sum)
        factors, products = _with_last_term(factors, biased), biased
    value = find(numbers["values"].expression, place)
    return _worked(Named(("subject", j), lesson.notation.y(j)), factors, products, value)


def input_gradient_worked(lesson: Lesson, i: int) -> Equation:
    """∂L/∂x_i = ∂L/∂y1·w_1i + ... in numbers = its products = its value.

    Terms stand at ("entry", i, "term", k) with factors "upstream" and "w", products at
    ("product", i, "term", k), the value at ("entry", i).
    """
    numbers, place = input_gradient_numbers(lesson), ("entry", i)
    factors, products, value = (
        find(numbers[name].expression, place) for name in ("factors", "products", "values")
    )
    assert isinstance(factors, Sum) and isinstance(products, Sum)
    subject = Partial(("subject", i), LOSS, lesson.notation.x(i))
    return _worked(subject, factors, products, value)


def _rows(subject: Expression, *sides: Expression) -> Forms:
    """The subject and each of its sides: rows of one equation, each true by itself."""
    return tuple(Equation(("row", number), (subject, side)) for number, side in enumerate(sides, 1))


def _given(name: str, whole: Expression, *contents: Expression) -> Forms:
    return tuple(Equation(("given", name), (whole, content)) for content in contents)


def _claimed(symbols: Derivation, numbers: Derivation) -> Forms:
    contents = symbols["result"].expression, numbers["values"].expression
    return tuple(Equation(("claim",), (symbols.subject, content)) for content in contents)


def _sums_and_biases(lesson: Lesson, values: Expression) -> Matrix:
    """(2.5 + 0.1 ...): what each row times a column comes to, and its bias."""
    assert isinstance(values, Matrix) and lesson.B is not None

    def entry(value: Expression) -> Expression:
        if isinstance(value, Dots):
            return value
        assert isinstance(value, Number) and lesson.B is not None
        bias = lesson.B[int(value.place[-1]) - 1]
        addends = (
            number((*value.place, "product"), value.value - bias.value, "ink"),
            number((*value.place, "b"), bias, "ink"),
        )
        return joined(value.place, addends)

    return each_entry(values, entry)


def _worked(subject: Expression, factors: Sum, products: Sum, value: Expression) -> Equation:
    assert isinstance(value, Number)
    # A single product *is* the value: it is not written twice.
    between = (_apart(products, value.role),) if len(products.terms) > 1 else ()
    return Equation(("worked", *subject.place), (subject, factors, *between, value))


def _apart(products: Sum, role: Role) -> Sum:
    """The products at places of their own, in the colour of what they are parts of."""
    terms = []
    for term in products.terms:
        assert isinstance(term, Number | Dots)
        place: Place = ("product", *term.place[1:])
        terms.append(replace(term, place=place, role=role if "term" in place else term.role))
    return Sum(("product", *products.place[1:]), tuple(terms), products.subtracted)


def _with_last_term(short: Sum, long: Sum) -> Sum:
    """`short` with the last term that only `long` has, and its sign."""
    position = len(short.terms)
    sign = long.subtracted & {position}
    return Sum(short.place, (*short.terms, long.terms[-1]), short.subtracted | sign)
