"""Chapter 8's statements: one sample, all samples, and what they add up to.

A lesson of one sample shows a second one, in symbols only; a lesson of more shows all of its
samples and their numbers. Of many samples, inputs or outputs fewer are written out than elsewhere:
the chapter draws a network for every sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from calculus.affine.batch import (
    input_gradient_batch,
    matrix_of,
    weight_gradient_batch,
)
from calculus.affine.batch_in_numbers import (
    bias_gradient_numbers,
    forward_batch_numbers,
    input_gradient_batch_numbers,
    weight_gradient_batch_numbers,
)
from calculus.affine.number_matrices import number, number_matrix, transposed
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
    Product,
    Quotient,
    Role,
    Shape,
    Sum,
    SumOver,
    Symbol,
    Transpose,
)
from calculus.algebra.notation import ELIDED, WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, written_range
from calculus.lessons.lesson import Lesson

WRITTEN_OUT: Final = 4
"""The largest number of inputs or outputs that are all written out in this chapter."""

WRITTEN_SAMPLES: Final = 3
"""The same of samples: each is a network."""

SAMPLE: Final = "n"
"""The number of a sample, where it may be any of them."""

SAMPLES: Final = "N"
"""The number of samples, where a shape leaves it open."""


@dataclass(frozen=True)
class Side:
    """One of the three matrices of a product.

    Attributes:
        name: what it is called as a whole.
        matrix: its entries.
        shape: its rows and columns; the samples are N.
    """

    name: Expression
    matrix: Matrix
    shape: Shape


@dataclass(frozen=True)
class Tile:
    """What one sample brings to ∂L/∂W: a column times a row.

    Attributes:
        column: D×1, x_i of the sample at ("x", n, i).
        row: 1×M, ∂L/∂y_k of the sample at ("upstream", n, k).
        values: D×M products at ("tile", n, i, k), in numbers; None in symbols.
    """

    column: Matrix
    row: Matrix
    values: Matrix | None


class Batch:
    """A lesson's batch as statements.

    Entries of X stand at ("x", n, i), of W at ("w", i, k), of Y at ("y", n, k), of ∂L/∂Y at
    ("upstream", n, k), of ∂L/∂X at ("dx", n, i), of ∂L/∂W at ("dw", i, k): n a sample, i an
    input, k an output. In Xᵀ and Wᵀ they keep these places.

    Attributes:
        lesson: gives shape, notation and numbers.
        samples: how many are shown, at least 2.
        notation: how the symbols are written, and how many of them.
        has_numbers: whether they are shown in numbers as well.
    """

    def __init__(
        self,
        lesson: Lesson,
        written_out: int = WRITTEN_OUT,
        written_samples: int = WRITTEN_SAMPLES,
    ) -> None:
        self.lesson = lesson
        self._most_samples = written_samples
        self.samples = max(lesson.N, 2)
        self.has_numbers = lesson.N > 1
        self.notation = replace(lesson.notation, written_out=written_out)

    @property
    def sample_range(self) -> tuple[int, ...]:
        """1 ... N, at least to 2; or 1, 2, `ELIDED`, N."""
        return written_range(self.samples, self._most_samples)

    @property
    def written_samples(self) -> tuple[int, ...]:
        """The samples that are written out."""
        return tuple(n for n in self.sample_range if n != ELIDED)

    @property
    def chosen(self) -> tuple[int, int]:
        """(input, output) of the weight that is followed."""
        output, input = self.lesson.chosen_weight
        return input, output

    # What is given.

    def inputs(self, *, alone: bool = False) -> Matrix:
        """X, N×D; `alone`, its first row as it is written where only one sample is followed."""
        return self._rows("x", self.notation.input_range, self.notation.x, alone)

    def outputs(self, *, alone: bool = False) -> Matrix:
        """Y, N×M; `alone`, its first row as it is written where only one sample is followed."""
        return self._rows("y", self.notation.output_range, self.notation.y, alone)

    def upstream(self, *, alone: bool = False) -> Matrix:
        """∂L/∂Y, N×M; `alone`, its first row as written where only one sample is followed."""
        return matrix_of(
            self._sample_rows(alone),
            self.notation.output_range,
            lambda n, k: self.notation.upstream(("upstream", n, k), k, None if alone else n),
            ("upstream",),
        )

    def weights(self) -> Matrix:
        """W, D×M."""
        return self.notation.w_matrix(("w",))

    def inputs_in_numbers(self) -> Matrix:
        """X in numbers."""
        numbers = number_matrix(("x",), self.lesson.X, "x")
        return self._abridged(numbers, self.sample_range, self.notation.input_range, "x")

    def weights_in_numbers(self) -> Matrix:
        """W in numbers."""
        numbers = number_matrix(("w",), self.lesson.W, "w")
        notation = self.notation
        return self._abridged(numbers, notation.input_range, notation.output_range, "w")

    def outputs_in_numbers(self) -> Matrix:
        """Y in numbers, B added if the lesson has one."""
        values = forward_batch_numbers(self.lesson)["values"].expression
        return self._moved(values, ("y",), self.sample_range, self.notation.output_range, "y")

    def upstream_in_numbers(self) -> Matrix:
        """∂L/∂Y in numbers."""
        numbers = number_matrix(("upstream",), self.lesson.upstream, "gradient")
        columns = self.notation.output_range
        return self._abridged(numbers, self.sample_range, columns, "gradient")

    # The loss.

    def loss_parts(self) -> tuple[Named, ...]:
        """L⁽¹⁾, L⁽²⁾ …: what each sample brings to L, at ("part", n)."""
        return tuple(Named(("part", n), replace(LOSS, sample=n)) for n in self.sample_range)

    def loss_total(self) -> Equation:
        """L = L⁽¹⁾ + L⁽²⁾: L at ("total", "loss"), sample n's at ("total", "sum", "term", n)."""
        terms = tuple(
            Named(("total", "sum", "term", n), replace(LOSS, sample=n)) for n in self.sample_range
        )
        return Equation(("total",), (Named(("total", "loss"), LOSS), Sum(("total", "sum"), terms)))

    def loss_mean(self) -> Equation:
        """L = (1/N) Σ L⁽ⁿ⁾: L at ("mean", "loss"), 1/N at ("mean", "part")."""
        each = Named(("mean", "sum", "term"), replace(LOSS, sample=SAMPLE))
        total = SumOver(("mean", "sum"), SAMPLE, each)
        mean = Product(("mean", "product"), (_one_part(("mean", "part")), total))
        return Equation(("mean",), (Named(("mean", "loss"), LOSS), mean))

    def mean_inside(self) -> Equation:
        """∂L/∂y1⁽¹⁾ = (1/N) ∂L⁽¹⁾/∂y1⁽¹⁾: a mean's 1/N is a part of every entry of ∂L/∂Y.

        The left side stands at ("inside", "whole"), 1/N at ("inside", "part").
        """
        own = Partial(("inside", "own"), replace(LOSS, sample=1), self.notation.y(1, 1))
        inside = Product(("inside", "product"), (_one_part(("inside", "part")), own))
        return Equation(("inside",), (self.notation.upstream(("inside", "whole"), 1, 1), inside))

    # ① row by row.

    def inputs_product(self) -> tuple[Side, Side, Side]:
        """∂L/∂X = ∂L/∂Y·Wᵀ."""
        D, M = self.lesson.D, self.lesson.M
        derivation = input_gradient_batch(self.notation, self.samples)
        entries = self._moved(
            derivation["definition"].expression,
            ("dx",),
            self.sample_range,
            self.notation.input_range,
            "gradient",
        )
        return (
            Side(derivation.subject, entries, Shape(("shape", "dx"), D, SAMPLES)),
            self._upstream_side(self.upstream()),
            Side(
                Transpose(("name", "w"), WHOLE_W),
                self.notation.w_transposed(("w",)),
                Shape(("shape", "w"), D, M),
            ),
        )

    def inputs_product_in_numbers(self) -> tuple[Side, Side, Side]:
        """∂L/∂X = ∂L/∂Y·Wᵀ in numbers."""
        product, upstream, weights = self.inputs_product()
        values = input_gradient_batch_numbers(self.lesson)["values"].expression
        columns = self.notation.input_range
        return (
            replace(
                product, matrix=self._moved(values, ("dx",), self.sample_range, columns, "gradient")
            ),
            replace(upstream, matrix=self.upstream_in_numbers()),
            replace(weights, matrix=transposed(self.weights_in_numbers())),
        )

    # ② sample by sample.

    def tile(self, n: int) -> Tile:
        """What sample n brings to ∂L/∂W."""
        x, upstream = self.inputs(), self.upstream()
        values: Matrix | None = None
        if self.has_numbers:
            x, upstream = self.inputs_in_numbers(), self.upstream_in_numbers()
            values = self._products(n)
        row = self.sample_range.index(n)
        return Tile(
            Matrix(("x", n), tuple((entry,) for entry in x.rows[row])),
            Matrix(("upstream", n), (upstream.rows[row],)),
            values,
        )

    def chosen_term(self, n: int) -> Product:
        """x_i ∂L/∂y_k of sample n at the chosen weight's place: ("term", n, "x") and "upstream"."""
        return self._term(("term", n), n)

    def chosen_entry(self) -> Equation:
        """∂L/∂w of the chosen weight = the sum over the samples.

        The left side stands at ("chosen", "whole"), the terms at ("chosen", "term", n).
        """
        terms = tuple(self._term(("chosen", "term", n), n) for n in self.sample_range)
        whole = Partial(("chosen", "whole"), LOSS, self._chosen_symbol())
        return Equation(("chosen",), (whole, Sum(("chosen",), terms)))

    def chosen_entry_in_numbers(self) -> Equation:
        """The same terms in numbers, and their sum: the value stands at ("value",).

        Factors stand at ("worked", "term", n, "x") and "upstream".
        """
        i, k = self.chosen
        terms: list[Expression] = []
        shares = [
            x[i - 1].value * row[k - 1].value
            for x, row in zip(self.lesson.X, self.lesson.upstream, strict=True)
        ]
        for n in self.sample_range:
            place: Place = ("worked", "term", n)
            if n == ELIDED:
                hidden = shares[self.written_samples[-2] : -1]
                terms.append(Dots(place, role="gradient", total=sum(hidden, Fraction())))
                continue
            factors = (
                number((*place, "x"), self.lesson.X[n - 1][i - 1], "x"),
                number((*place, "upstream"), self.lesson.upstream[n - 1][k - 1], "gradient"),
            )
            terms.append(Product(place, factors, dot=True))
        value = number(("value",), sum(shares, Fraction()), "gradient")
        return Equation(("worked",), (Sum(("worked",), tuple(terms)), value))

    def weights_product(self) -> tuple[Side, Side, Side]:
        """∂L/∂W = Xᵀ·∂L/∂Y."""
        D, M = self.lesson.D, self.lesson.M
        derivation = weight_gradient_batch(self.notation, self.samples)
        rows, columns = self.notation.input_range, self.notation.output_range
        entries = self._moved(
            derivation["definition"].expression, ("dw",), rows, columns, "gradient"
        )
        return (
            Side(derivation.subject, entries, Shape(("shape", "dw"), M, D)),
            Side(
                Transpose(("name", "x"), WHOLE_X),
                transposed(self.inputs()),
                Shape(("shape", "x"), SAMPLES, D),
            ),
            self._upstream_side(self.upstream()),
        )

    def weights_product_in_numbers(self) -> tuple[Side, Side, Side]:
        """∂L/∂W = Xᵀ·∂L/∂Y in numbers."""
        product, x, upstream = self.weights_product()
        return (
            replace(product, matrix=self.totals()),
            replace(x, matrix=transposed(self.inputs_in_numbers())),
            replace(upstream, matrix=self.upstream_in_numbers()),
        )

    def totals(self) -> Matrix:
        """∂L/∂W in numbers: all tiles added up."""
        values = weight_gradient_batch_numbers(self.lesson)["values"].expression
        rows, columns = self.notation.input_range, self.notation.output_range
        return self._moved(values, ("dw",), rows, columns, "gradient")

    # The bias.

    def bias_rows(self) -> Equation:
        """∂L/∂B = the sum of the rows of ∂L/∂Y, each 1×M; a row at ("row", n)."""
        return Equation(("bias",), (self._bias_name(), self._added(self.upstream())))

    def bias_rows_in_numbers(self) -> Equation:
        """The same in numbers, and what they add up to, at ("db", 1, k)."""
        values = bias_gradient_numbers(self.lesson)["values"].expression
        assert isinstance(values, Matrix)
        found = {entry.place[-1]: entry for entry in values.rows[0]}

        def entry(_: int, k: int) -> Expression:
            where = ("db", 1, k)
            if k in found:
                return replace(found[k], place=where)
            return Dots(where, role="gradient")

        total = matrix_of((1,), self.notation.output_range, entry, ("db",))
        rows = self._added(self.upstream_in_numbers())
        return Equation(("bias",), (self._bias_name(), rows, total))

    def _bias_name(self) -> Partial:
        return Partial(("subject",), LOSS, WHOLE_B)

    def _added(self, matrix: Matrix) -> Sum:
        """The rows of a matrix as a sum of matrices."""
        return Sum(
            ("rows",),
            tuple(
                Matrix(("row", n), (row,))
                for n, row in zip(self.sample_range, matrix.rows, strict=True)
            ),
        )

    # What there is to be verified.

    def stated(self) -> dict[str, Equation]:
        """What is stated in symbols, by name."""
        products = {"① row by row": self.inputs_product(), "② in rows": self.weights_product()}
        found = {name: _multiplied(sides) for name, sides in products.items()}
        return found | {"chosen entry": self.chosen_entry(), "rows": self.bias_rows()}

    def stated_in_numbers(self) -> dict[str, Equation]:
        """What is stated in numbers, by name; nothing where some of them are left out."""
        shown = (self.sample_range, self.notation.input_range, self.notation.output_range)
        if not self.has_numbers or any(ELIDED in indices for indices in shown):
            return {}
        worked = self.chosen_entry_in_numbers()
        whole = self.chosen_entry().sides[0]
        return {
            "① in numbers": _multiplied(self.inputs_product_in_numbers()),
            "② in numbers": _multiplied(self.weights_product_in_numbers()),
            "chosen entry in numbers": Equation(worked.place, (whole, *worked.sides)),
            "rows in numbers": self.bias_rows_in_numbers(),
        }

    # How they are made.

    def _sample_rows(self, alone: bool) -> tuple[int, ...]:
        return (1,) if alone else self.sample_range

    def _rows(
        self,
        place: str,
        columns: tuple[int, ...],
        name: Callable[[int, int | None], Symbol],
        alone: bool,
    ) -> Matrix:
        return matrix_of(
            self._sample_rows(alone),
            columns,
            lambda n, c: Named((place, n, c), name(c, None if alone else n)),
            (place,),
        )

    def _upstream_side(self, matrix: Matrix) -> Side:
        shape = Shape(("shape", "upstream"), self.lesson.M, SAMPLES)
        return Side(Partial(("name", "upstream"), LOSS, WHOLE_Y), matrix, shape)

    def _term(self, place: Place, n: int) -> Product:
        i, k = self.chosen
        x = Named((*place, "x"), self.notation.x(i, n))
        return Product(place, (x, self.notation.upstream((*place, "upstream"), k, n)))

    def _chosen_symbol(self) -> Symbol:
        return self.notation.w(*self.lesson.chosen_weight)

    def _products(self, n: int) -> Matrix:
        """The tile of sample n in numbers."""
        xs, upstream = self.lesson.X[n - 1], self.lesson.upstream[n - 1]

        def entry(i: int, k: int) -> Expression:
            place: Place = ("tile", n, i, k)
            if ELIDED in (i, k):
                return Dots(place, role="gradient")
            return number(place, xs[i - 1].value * upstream[k - 1].value, "gradient")

        notation = self.notation
        return matrix_of(notation.input_range, notation.output_range, entry, ("tile", n))

    def _abridged(
        self, matrix: Matrix, rows: Sequence[int], columns: Sequence[int], role: Role
    ) -> Matrix:
        """What this chapter writes out of a matrix whose entries stand under its own place."""
        return self._moved(matrix, matrix.place, rows, columns, role)

    def _moved(
        self,
        matrix: Expression,
        place: Place,
        rows: Sequence[int],
        columns: Sequence[int],
        role: Role,
    ) -> Matrix:
        """The same at another place, with dots for what this chapter does not write out."""
        assert isinstance(matrix, Matrix)
        found: dict[tuple[str | int, ...], Expression] = {
            entry.place[-2:]: entry for row in matrix.rows for entry in row
        }

        def entry(r: int, c: int) -> Expression:
            where = (*place, r, c)
            return replace(found[r, c], place=where) if (r, c) in found else Dots(where, role=role)

        return matrix_of(tuple(rows), tuple(columns), entry, place)


def _multiplied(sides: tuple[Side, Side, Side]) -> Equation:
    """A matrix is the product of two others."""
    whole, left, right = sides
    product = Product(("product",), (left.matrix, right.matrix))
    return Equation(("statement",), (whole.matrix, product))


def _one_part(place: Place) -> Quotient:
    """1/N."""
    one = Number((*place, "one"), Fraction(1), "1")
    return Quotient(place, one, Named((*place, "count"), Symbol(SAMPLES)))
