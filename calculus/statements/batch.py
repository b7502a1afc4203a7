"""Chapter 8's statements in the forms they take: one sample, all samples, then their numbers.

A lesson of one sample shows a second one, in symbols only; a lesson of more shows all of its
samples and their numbers.
"""

from __future__ import annotations

from dataclasses import replace

from calculus.affine.batch import (
    bias_gradient,
    forward_batch,
    input_gradient_batch,
    weight_gradient_batch,
)
from calculus.affine.batch_in_numbers import (
    bias_gradient_numbers,
    forward_batch_numbers,
    input_gradient_batch_numbers,
    running_totals,
    weight_gradient_batch_numbers,
)
from calculus.affine.number_matrices import number_matrix, number_row
from calculus.algebra.derivation import Derivation, Line
from calculus.algebra.expressions import (
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
    find,
)
from calculus.algebra.notation import ELIDED, WHOLE_B, WHOLE_X, WHOLE_Y, WRITTEN_OUT
from calculus.lessons.lesson import Lesson
from calculus.statements.worked import Forms, weights


class Batch:
    """A lesson's batch as statements.

    Attributes:
        lesson: gives shape, notation and numbers.
        samples: how many are shown, at least 2.
        notation: how the symbols are written, and how many of them.
        has_numbers: whether they are shown in numbers as well.
    """

    def __init__(self, lesson: Lesson, written_out: int = WRITTEN_OUT) -> None:
        self.lesson = lesson
        self.samples = max(lesson.N, 2)
        self.has_numbers = lesson.N > 1
        self.notation = notation = replace(lesson.notation, written_out=written_out)
        self._forward = forward_batch(notation, self.samples)
        self._inputs = input_gradient_batch(notation, self.samples)
        self._weights = weight_gradient_batch(notation, self.samples)
        self._bias = bias_gradient(notation, self.samples)

    @property
    def sample_range(self) -> tuple[int, ...]:
        """1 ... N, at least to 2; or 1, 2, `ELIDED`, N."""
        return self.notation.sample_range(self.samples)

    @property
    def written_samples(self) -> tuple[int, ...]:
        """The samples that are written out."""
        return tuple(n for n in self.sample_range if n != ELIDED)

    def inputs(self) -> Forms:
        """X: one row, a row a sample, numbers; entries at ("x", n, i)."""
        product = self._forward["product"].expression
        assert isinstance(product, Product)
        numbers = number_matrix(("x",), self.lesson.X, "x")
        return self._given("x", Named(("name", "x"), WHOLE_X), product.factors[0], numbers)

    def weights(self) -> Forms:
        """W and its numbers; entries at ("w", i, j)."""
        symbols, *numbers = weights(self.lesson)
        sides = (symbols.sides[0], self.notation.w_matrix(("w",)))
        return (Equation(symbols.place, sides), *(numbers if self.has_numbers else ()))

    def outputs(self) -> Forms:
        """Y: one row, a row a sample, numbers; entries at ("entry", n, j)."""
        numbers = None
        if self.has_numbers:
            numbers = forward_batch_numbers(self.lesson)["values"].expression
        names = self._forward["names"].expression
        return self._given("y", Named(("name", "y"), WHOLE_Y), names, numbers)

    def upstream(self) -> Forms:
        """∂L/∂Y: a row a sample, numbers; entries at ("upstream", n, j)."""
        product = self._inputs["product"].expression
        assert isinstance(product, Product)
        numbers = number_matrix(("upstream",), self.lesson.upstream, "gradient")
        name = Partial(("name", "upstream"), LOSS, WHOLE_Y)
        return self._given("upstream", name, product.factors[0], numbers)[1:]

    def inputs_gradient(self) -> Forms:
        """① and, in numbers, its value; entries at ("entry", n, i)."""
        numbers = input_gradient_batch_numbers(self.lesson) if self.has_numbers else None
        return _claimed(self._inputs, numbers)

    def weights_gradient(self) -> Forms:
        """② and, in numbers, its value; entries at ("entry", i, j)."""
        numbers = weight_gradient_batch_numbers(self.lesson) if self.has_numbers else None
        return _claimed(self._weights, numbers)

    def inputs_product(self) -> Equation:
        """∂L/∂X = (∂L/∂Y)(Wᵀ) = (its entries) with all rows.

        Entries stand at ("entry", n, i), ("upstream", n, k) and ("w", i, k).
        """
        subject = self._inputs.subject
        if self.has_numbers:
            numbers = input_gradient_batch_numbers(self.lesson)
            sides = numbers["matrices"].expression, numbers["values"].expression
        else:
            sides = self._inputs["product"].expression, self._inputs["definition"].expression
        return Equation(("statement",), (subject, *sides))

    def sheets(self) -> dict[int, tuple[Product, list[Expression]]]:
        """By sample: the column times the row, and the steps of its sheet of products."""
        steps = [self._weights["sheets"]]
        matrices = self._weights["product"]
        if self.has_numbers:
            numbers = weight_gradient_batch_numbers(self.lesson)
            steps, matrices = [numbers["factors"], numbers["sheets"]], numbers["matrices"]
        x, upstream = _factors(matrices)
        found = {}
        for position, n in enumerate(self.sample_range):
            column = Matrix(x.place, tuple((row[position],) for row in x.rows))
            row = Matrix(upstream.place, (upstream.rows[position],))
            sheet = [_terms(step)[position] for step in steps]
            found[n] = (Product(("outer", n), (column, row)), sheet)
        return found

    def added(self) -> Line:
        """The line on which the sheets lie on one another."""
        if self.has_numbers:
            return weight_gradient_batch_numbers(self.lesson)["added"]
        return self._weights["added"]

    def weights_summed(self) -> Forms:
        """∂L/∂W = the sum of the sheets, (its value,) beside the product whose inner sum it is.

        Terms stand at ("entry", i, j, "term", n), values at ("entry", i, j), the product's
        entries at ("x", n, i) and ("upstream", n, j).
        """
        steps: list[tuple[str, ...]] = [("added",), ("added", "product")]
        derivation = self._weights
        if self.has_numbers:
            steps = [("added",), ("values",), ("matrices", "values")]
            derivation = weight_gradient_batch_numbers(self.lesson)
        return tuple(
            Equation(
                ("statement",),
                (self._weights.subject, *(derivation[name].expression for name in names)),
            )
            for names in steps
        )

    def running_totals(self) -> dict[int, Matrix]:
        """By sample, the sheets up to its own added up; entries at ("entry", i, j)."""
        return running_totals(self.lesson)

    def first_weight_summed(self) -> Equation:
        """∂L/∂w11 = the sum over the samples = its value, in numbers.

        Terms stand at ("entry", 1, 1, "term", n), the value at ("entry", 1, 1).
        """
        numbers = weight_gradient_batch_numbers(self.lesson)
        place: Place = ("entry", 1, 1)
        sides = (find(numbers[name].expression, place) for name in ("added", "values"))
        subject = Partial(("subject", 1), LOSS, self.lesson.notation.w(1, 1))
        return Equation(("first",), (subject, *sides))

    def biases(self) -> Equation:
        """B, in numbers if the lesson has them; entries at ("b", j)."""
        notation, bias = self.lesson.notation, self.lesson.B
        entries = tuple(Named(("b", j), notation.b(j)) for j in notation.output_range)
        names = Matrix(("b",), (entries,))
        row = number_row(("b",), bias, "ink") if self.has_numbers and bias else names
        return Equation(("given", "b"), (Named(("name", "b"), WHOLE_B), row))

    def loss_total(self) -> Equation:
        """L = L⁽¹⁾ + L⁽²⁾: L at ("total", "loss"), sample n's at ("total", "sum", "term", n)."""
        terms = tuple(
            Named(("total", "sum", "term", n), replace(LOSS, sample=n)) for n in self.sample_range
        )
        return Equation(("total",), (Named(("total", "loss"), LOSS), Sum(("total", "sum"), terms)))

    def bias_gradient(self) -> Forms:
        """∂L/∂B: the sums over the samples, then, in numbers, their values.

        Entry j stands at ("entry", j), the path through sample n at ("entry", j, "term", n).
        """
        lines = [self._bias["paths"]]
        if self.has_numbers:
            numbers = bias_gradient_numbers(self.lesson)
            lines = [numbers["rows"], numbers["values"]]
        return tuple(Equation(("bias",), (self._bias.subject, line.expression)) for line in lines)

    def bias_entries(self) -> dict[int, Forms]:
        """By output, ∂L/∂b_j = the sum over the samples, then, in numbers, = its value.

        The path through sample n stands at ("entry", j, "term", n), the value at ("entry", j).
        """
        numbers = bias_gradient_numbers(self.lesson)
        found: dict[int, Forms] = {}
        for j in self.lesson.notation.written_outputs:
            subject = Partial(("subject", j), LOSS, self.lesson.notation.b(j))
            if self.has_numbers:
                names = ("rows", "values")
                sides = [find(numbers[name].expression, ("entry", j)) for name in names]
            else:
                sides = [find(self._bias["paths"].expression, ("entry", j))]
            counts = range(1, len(sides) + 1)
            found[j] = tuple(Equation(("bias", j), (subject, *sides[:n])) for n in counts)
        return found

    def _given(
        self, name: str, whole: Expression, rows: Expression, numbers: Expression | None
    ) -> Forms:
        assert isinstance(rows, Matrix)
        single = Matrix(rows.place, (tuple(map(_without_sample, rows.rows[0])),))
        contents = [single, rows, *([numbers] if self.has_numbers and numbers else [])]
        return tuple(Equation(("given", name), (whole, content)) for content in contents)


def _without_sample(entry: Expression) -> Expression:
    """The entry of the first row as it is written where only one sample is followed."""
    if isinstance(entry, Named):
        symbol = entry.symbol
        return Named(entry.place, Symbol(symbol.letter, symbol.index, symbol.subscript))
    return entry


def _claimed(symbols: Derivation, numbers: Derivation | None) -> Forms:
    contents = [symbols["result"].expression]
    if numbers is not None:
        contents.append(numbers["values"].expression)
    return tuple(Equation(("claim",), (symbols.subject, content)) for content in contents)


def _factors(line: Line) -> tuple[Matrix, Matrix]:
    assert isinstance(line.expression, Product)
    left, right = line.expression.factors
    assert isinstance(left, Matrix) and isinstance(right, Matrix)
    return left, right


def _terms(line: Line) -> tuple[Expression, ...]:
    assert isinstance(line.expression, Sum)
    return line.expression.terms
