"""Chapter 7's statements in the forms they take: in symbols, then worked out in numbers.

All forms of a statement share the places of what they have in common, so that a symbol's number
can be put where the symbol stood.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculus.affine.forward import forward, weighted_sum
from calculus.affine.in_numbers import (
    forward_numbers,
    input_gradient_numbers,
    weight_gradient_numbers,
)
from calculus.affine.input_gradient import input_gradient
from calculus.affine.number_matrices import number_matrix, number_row
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


@dataclass(frozen=True)
class Worked:
    """A sum that is worked out: the line with its factors stays, the results come below it.

    Attributes:
        lines: by form, the line.
        below: by form, what stands behind further equals signs below: nothing, the products, the
            products and the value.
    """

    lines: Forms
    below: tuple[tuple[Expression, ...], ...]

    @property
    def stated(self) -> Forms:
        """By form, everything it says as one equation."""
        return tuple(
            Equation(line.place, (*line.sides, *more))
            for line, more in zip(self.lines, self.below, strict=True)
        )


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


def output_worked(lesson: Lesson, j: int) -> Worked:
    """y_j = w_j1·x1 + ..., in numbers, its products, and = its value.

    Terms stand at ("entry", j, "term", i), the bias at ("entry", j, "b"), their numbers at
    ("product", ...) instead, the value at ("entry", j).
    """
    notation, numbers = lesson.notation, forward_numbers(lesson)
    place: Place = ("entry", j)
    symbols = weighted_sum(notation, place, j)
    factors = find(numbers["factors"].expression, place)
    products = find(numbers["products"].expression, place)
    assert isinstance(factors, Sum) and isinstance(products, Sum)
    if lesson.B is not None:
        biased = find(numbers["biased"].expression, place)
        assert isinstance(biased, Sum)
        name = Named((*place, "b"), notation.b(j))
        symbols = Sum(place, (*symbols.terms, name))
        factors, products = _with_last_term(factors, biased), biased
    value = find(numbers["values"].expression, place)
    return _worked(Named(("subject", j), notation.y(j)), symbols, factors, products, value)


def input_gradient_worked(lesson: Lesson, i: int) -> Worked:
    """∂L/∂x_i = ∂L/∂y1·w_1i + ..., in numbers, its products, and = its value.

    Terms stand at ("entry", i, "term", k), products at ("product", i, "term", k), the value at
    ("entry", i).
    """
    notation, numbers = lesson.notation, input_gradient_numbers(lesson)
    place: Place = ("entry", i)
    symbols = find(input_gradient(notation)["derivatives"].expression, place)
    factors, products, value = (
        find(numbers[name].expression, place) for name in ("factors", "products", "values")
    )
    assert isinstance(factors, Sum) and isinstance(products, Sum)
    subject = Partial(("subject", i), LOSS, notation.x(i))
    return _worked(subject, symbols, factors, products, value)


def _given(name: str, whole: Expression, *contents: Expression) -> Forms:
    return tuple(Equation(("given", name), (whole, content)) for content in contents)


def _claimed(symbols: Derivation, numbers: Derivation) -> Forms:
    contents = symbols["result"].expression, numbers["values"].expression
    return tuple(Equation(("claim",), (symbols.subject, content)) for content in contents)


def _worked(
    subject: Expression, symbols: Expression, factors: Sum, products: Sum, value: Expression
) -> Worked:
    assert isinstance(value, Number)
    sides: list[tuple[Expression, ...]] = [(symbols,), (factors,)]
    below: list[tuple[Expression, ...]] = [(), ()]
    if len(products.terms) > 1:
        calculated = _apart(products, value.role)
        sides += [(factors,), (factors,)]
        below += [(calculated,), (calculated, value)]
    else:  # A single product *is* the value: it is not written twice.
        sides.append((factors, value))
        below.append(())
    place = ("worked", *subject.place)
    return Worked(tuple(Equation(place, (subject, *line)) for line in sides), tuple(below))


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
