"""The film's derivations with a lesson's numbers (math12 to math15), for sample 1.

Inputs are shown as the lesson writes them, results as `rounding` shows them; their
exact values travel on inside. Every line is a matrix of `Number`s, of sums of them or of products
of two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from calculus.derivation import Derivation, Line, Reason, first_line, follow
from calculus.evaluate import Assignment
from calculus.expressions import (
    LOSS,
    Delta,
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
    Sum,
    Symbol,
    find,
)
from calculus.gradients import WHOLE_W, WHOLE_X, WHOLE_Y
from calculus.lesson import Exact, Lesson, Rows
from calculus.notation import ELIDED, written_range
from calculus.rounding import result_text


def number(place: Place, amount: Exact | Fraction, role: Role) -> Number:
    """A number with its owner's role: as it was written, or a result (`Fraction`) in short."""
    if isinstance(amount, Fraction):
        return Number(place, amount, result_text(amount), role)
    return Number(place, amount.value, amount.text, role)


def number_row(place: Place, amounts: Sequence[Exact], role: Role) -> Matrix:
    """1×n, entry k (from 1) at (*place, k)."""
    return Matrix(place, (_line(place, amounts, role),))


def number_matrix(place: Place, rows: Rows, role: Role) -> Matrix:
    """The entry in row r, column c at (*place, r, c)."""

    def line(r: int) -> tuple[Expression, ...]:
        if r != ELIDED:
            return _line((*place, r), rows[r - 1], role)
        columns = tuple(zip(*left_out(rows), strict=True))
        return tuple(
            Dots(
                (*place, r, c),
                role=role,
                hidden=() if c == ELIDED else tuple(each.value for each in columns[c - 1]),
            )
            for c in written_range(len(rows[0]))
        )

    return Matrix(place, tuple(line(r) for r in written_range(len(rows))))


def _line(place: Place, amounts: Sequence[Exact], role: Role) -> tuple[Expression, ...]:
    hidden = tuple(amount.value for amount in left_out(amounts))
    return tuple(
        Dots((*place, k), role=role, hidden=hidden)
        if k == ELIDED
        else number((*place, k), amounts[k - 1], role)
        for k in written_range(len(amounts))
    )


_Item = TypeVar("_Item")


def left_out(items: Sequence[_Item]) -> Sequence[_Item]:
    """Those that are not written out, if there are too many."""
    shown = written_range(len(items))
    return items[shown.index(ELIDED) : shown[-1] - 1] if ELIDED in shown else ()


def transposed(matrix: Matrix) -> Matrix:
    """The same entries flipped; they keep their places, so that a flip can follow them."""
    return Matrix(matrix.place, tuple(zip(*matrix.rows, strict=True)))


def each_entry(matrix: Matrix, change: Callable[[Expression], Expression]) -> Matrix:
    """The matrix with every entry changed that is written out."""
    return Matrix(
        matrix.place,
        tuple(
            tuple(entry if isinstance(entry, Dots) else change(entry) for entry in row)
            for row in matrix.rows
        ),
    )


def joined(place: Place, terms: Sequence[Number | Dots]) -> Sum:
    """a + b − c: behind the first term a number's own minus sign becomes the subtraction."""
    found: list[Number | Dots] = []
    subtracted = set()
    for position, term in enumerate(terms):
        if position and isinstance(term, Number) and term.has_minus:
            subtracted.add(position)
            found.append(without_minus(term))
        else:
            found.append(term)
    return Sum(place, tuple(found), frozenset(subtracted))


def without_minus(amount: Number) -> Number:
    """The number behind a minus sign that stands by itself."""
    if not amount.has_minus:
        return amount
    return Number(amount.place, -amount.value, amount.text.removeprefix("-"), amount.role)


def multiplied(product: Expression, role: Role) -> Number:
    """What the numbers of a product multiply to, in its place."""
    assert isinstance(product, Product)
    value = Fraction(1)
    for factor in product.factors:
        assert isinstance(factor, Number)
        value *= factor.value
    return number(product.place, value, role)


def amount_of(term: Expression) -> Fraction:
    """The value of a number, or of all the numbers that are not written out.

    Raises:
        TypeError: when it is neither.
    """
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Dots) and term.total is not None:
        return term.total
    raise TypeError(f"what stands at {term.place} has no amount")


def added_up(before: Line, sums: Matrix, name: str, role: Role) -> Line:
    """The line on which every entry of `sums`, a sum of numbers, is the number it adds up to."""

    def total(entry: Expression) -> Number:
        assert isinstance(entry, Sum)
        value = Fraction()
        for position, term in enumerate(entry.terms):
            amount = amount_of(term)
            value += -amount if position in entry.subtracted else amount
        return number(entry.place, value, role)

    becomes = {entry.place: [entry.place] for row in sums.rows for entry in row}
    return follow(before, name, each_entry(sums, total), Reason.ARITHMETIC, becomes=becomes)


@dataclass(frozen=True)
class NumberProduct:
    """A product of two matrices of numbers that is worked out line by line.

    Attributes:
        left, right: matrices of `Number`s.
        names: how the factors of a term are called in places, the left one's and the right one's.
        entry: (row, column), from 1, -> the place of an entry of the result.
        product_role: role of the single products.
        role: role of the result's entries.
        rows, inner, columns: the indices of the result's rows, of a sum's terms and of the
            result's columns.
        bias: a matrix of the result's shape that is added, or None.
        right_first: whether a term is written w·x although X stands left of W.
    """

    left: Matrix
    right: Matrix
    names: tuple[str, str]
    entry: Callable[[int, int], Place]
    product_role: Role
    role: Role
    rows: tuple[int, ...]
    inner: tuple[int, ...]
    columns: tuple[int, ...]
    bias: Matrix | None = None
    right_first: bool = False

    def lines(self) -> tuple[Line, ...]:
        """`matrices`, `factors`, `products`, `biased` (only with a bias), `values`."""
        matrices = first_line(
            "matrices",
            self._with_bias(Product(("product",), (self.left, self.right))),
            Reason.SUBSTITUTE,
        )
        sums, moves = self._multiplied_out()
        factors = follow(
            matrices, "factors", self._with_bias(sums), Reason.MULTIPLY_OUT, moves=moves
        )
        entries, becomes = self._products(sums)
        products = follow(
            factors, "products", self._with_bias(entries), Reason.ARITHMETIC, becomes=becomes
        )
        lines = [matrices, factors, products]
        if self.bias:
            entries, becomes = self._biased(entries, self.bias)
            lines.append(follow(products, "biased", entries, Reason.ARITHMETIC, becomes=becomes))
        return *lines, added_up(lines[-1], entries, "values", self.role)

    def _with_bias(self, product: Expression) -> Expression:
        return Sum(("sum",), (product, self.bias)) if self.bias else product

    def _multiplied_out(self) -> tuple[Matrix, dict[Place, Place]]:
        moves: dict[Place, Place] = {}

        def copied(place: Place, source: Expression) -> Number:
            assert isinstance(source, Number)
            moves[place] = source.place
            return Number(place, source.value, source.text, source.role)

        def term(place: Place, left: Expression, right: Expression) -> Product:
            factors = copied((*place, self.names[0]), left), copied((*place, self.names[1]), right)
            return Product(place, factors[::-1] if self.right_first else factors, dot=True)

        def total(entry: Place, row: Sequence[Expression], column: Sequence[Expression]) -> Sum:
            terms: list[Expression] = []
            for k, left, right in zip(self.inner, row, column, strict=True):
                place = (*entry, "term", k)
                if isinstance(left, Dots) and isinstance(right, Dots):
                    pairs = zip(left.hidden, right.hidden, strict=True)
                    amount = sum((a * b for a, b in pairs), Fraction())
                    terms.append(Dots(place, total=amount, role=self.product_role))
                else:
                    terms.append(term(place, left, right))
            return Sum(entry, tuple(terms))

        lines = dict(zip(self.rows, self.left.rows, strict=True))
        columns = dict(zip(self.columns, transposed(self.right).rows, strict=True))
        rows: list[tuple[Expression, ...]] = []
        for r, row in lines.items():
            entries: list[Expression] = []
            for c, column in columns.items():
                place = self.entry(r, c)
                left_out = ELIDED in (r, c)
                entries.append(
                    Dots(place, role=self.role) if left_out else total(place, row, column)
                )
            rows.append(tuple(entries))
        return Matrix(("matrix",), tuple(rows)), moves

    def _products(self, sums: Matrix) -> tuple[Matrix, dict[Place, list[Place]]]:
        becomes: dict[Place, list[Place]] = {}

        def calculated(entry: Expression) -> Sum:
            assert isinstance(entry, Sum)
            for term in entry.terms:
                becomes[term.place] = [term.place]
                becomes[entry.plus(term)] = [entry.plus(term)]
            return joined(
                entry.place,
                [
                    term if isinstance(term, Dots) else multiplied(term, self.product_role)
                    for term in entry.terms
                ],
            )

        return each_entry(sums, calculated), becomes

    def _biased(self, sums: Matrix, bias: Matrix) -> tuple[Matrix, dict[Place, list[Place]]]:
        """Every entry + its b; the plus between the matrices is copied into every entry."""
        becomes: dict[Place, list[Place]] = {}

        def with_addend(entry: Expression, addend: Expression) -> Expression:
            if isinstance(entry, Dots):
                return entry
            assert isinstance(entry, Sum)
            assert isinstance(addend, Number)
            place = (*entry.place, "b")
            copy = Number(place, addend.value, addend.text, addend.role)
            subtracted = entry.subtracted | ({len(entry.terms)} if copy.has_minus else set())
            biased = Sum(entry.place, (*entry.terms, without_minus(copy)), frozenset(subtracted))
            becomes[place] = [addend.place]
            becomes[biased.plus(copy)] = [("sum", "plus", "b")]
            return biased

        rows = tuple(
            tuple(with_addend(*pair) for pair in zip(*rows, strict=True))
            for rows in zip(sums.rows, bias.rows, strict=True)
        )
        return Matrix(sums.place, rows), becomes


def forward_numbers(lesson: Lesson) -> Derivation:
    """Y = X·W in numbers (math13), + B if the lesson has one.

    Lines: `matrices`, `factors` (w·x), `products`, `biased` (only with a bias), `values`. The
    matrices' entries stand at ("x", i), ("w", i, j), ("b", j); entry j at ("entry", j), its terms
    at ("entry", j, "term", i) with factors "w" and "x", its bias at ("entry", j, "b").
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
        right_first=True,
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
    matrices = first_line("matrices", Product(("outer",), (x, upstream)), Reason.SUBSTITUTE)
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


def simplest_loss(lesson: Lesson) -> Equation:
    """L = 0.3·y1 + 0.01·y2 − 0.1·y3: the simplest L with the lesson's ∂L/∂Y for sample 1.

    L stands at ("loss", "L"), term k at ("loss", "term", k) with factors "upstream" and "y".
    """
    place: Place = ("loss",)
    terms: list[Expression] = []
    subtracted = set()
    for position, k in enumerate(lesson.notation.output_range):
        where = (*place, "term", k)
        if k == ELIDED:
            terms.append(Dots(where, total=_rest_of_loss(lesson)))
            continue
        factor = number((*where, "upstream"), lesson.upstream[0][k - 1], "gradient")
        if factor.has_minus:
            subtracted.add(position)
        factors = (without_minus(factor), Named((*where, "y"), lesson.notation.y(k)))
        terms.append(Product(where, factors, dot=True))
    total = Sum(place, tuple(terms), frozenset(subtracted))
    return Equation(place, (Named((*place, "L"), LOSS), total))


def _rest_of_loss(lesson: Lesson) -> Fraction:
    """What the outputs that are not written out add to the simplest L."""
    sample = Assignment.of_lesson(lesson).only_sample(1)
    outputs = left_out(range(1, lesson.M + 1))
    amounts = (lesson.upstream[0][k - 1].value * sample.value(("Y", 1, k)) for k in outputs)
    return sum(amounts, Fraction())


@dataclass(frozen=True)
class Nudge:
    """What moves when one number of sample 1 is moved a little, from two forward passes.

    Attributes:
        symbol: what is nudged, by `step`.
        outputs: y_1 ... y_M as far as they are written out, with their `output_shifts`.
        loss_shift: by how much L moves.
        entry: the entry of ∂L/∂W or ∂L/∂X that `slope` has to equal.
    """

    symbol: Symbol
    step: Fraction
    outputs: tuple[Symbol, ...]
    output_shifts: tuple[Fraction, ...]
    loss_shift: Fraction
    entry: Fraction

    @property
    def slope(self) -> Fraction:
        """Shift of L by shift of the nudged number."""
        return self.loss_shift / self.step

    def output_equation(self, k: int) -> Equation:
        """Δy_k = 0.0002: the sides stand at ("shift", k, "y") and ("shift", k, "value")."""
        place: Place = ("shift", k)
        ((symbol, amount),) = (
            pair
            for pair in zip(self.outputs, self.output_shifts, strict=True)
            if pair[0].index == (k,)
        )
        shift = number((*place, "value"), amount, "y")
        return Equation(place, (Delta((*place, "y"), symbol), shift))

    def loss_equation(self) -> Equation:
        """ΔL = 0.00006: the sides stand at ("loss-shift", "L") and ("loss-shift", "value")."""
        place: Place = ("loss-shift",)
        shift = number((*place, "value"), self.loss_shift, "gradient")
        return Equation(place, (Delta((*place, "L"), LOSS), shift))

    def slope_equation(self) -> Equation:
        """ΔL/Δw11 = 0.00006/0.001 = 0.06.

        The quotients stand at ("slope", "symbols") and ("slope", "numbers"), each with "above"
        and "below", the slope at ("slope", "value").
        """
        symbols: Place = ("slope", "symbols")
        numbers: Place = ("slope", "numbers")
        return Equation(
            ("slope",),
            (
                Quotient(
                    symbols,
                    Delta((*symbols, "above"), LOSS),
                    Delta((*symbols, "below"), self.symbol),
                ),
                Quotient(
                    numbers,
                    number((*numbers, "above"), self.loss_shift, "gradient"),
                    number((*numbers, "below"), self.step, self.symbol.role),
                ),
                number(("slope", "value"), self.slope, "gradient"),
            ),
        )


def nudge(
    lesson: Lesson, kind: str, index: tuple[int, ...], step: Fraction = Fraction(1, 1000)
) -> Nudge:
    """Move one weight or input of sample 1 and see what the outputs and L do.

    Args:
        lesson: gives the numbers; L is its `simplest_loss`.
        kind: "w" or "x".
        index: (output, input) of a weight, (i,) of an input.
        step: by how much it is moved.

    Raises:
        ValueError: when `kind` is neither.
    """
    notation = lesson.notation
    place: Place
    if kind == "w":
        output, input = index
        symbol, place = notation.w(output, input), ("entry", input, output)
        gradient = weight_gradient_numbers(lesson)
    elif kind == "x":
        (input,) = index
        symbol, place = notation.x(input), ("entry", input)
        gradient = input_gradient_numbers(lesson)
    else:
        raise ValueError(f"only w and x can be nudged, not {kind!r}")
    before = Assignment.of_lesson(lesson).only_sample(1)
    after = before.nudged(symbol, step)

    def shift(of: Symbol) -> Fraction:
        ((entry,),) = before.entries(of)
        return after.value(entry) - before.value(entry)

    outputs = tuple(notation.y(k) for k in notation.written_outputs)
    entry = find(gradient["values"].expression, place)
    assert isinstance(entry, Number)
    return Nudge(symbol, step, outputs, tuple(map(shift, outputs)), shift(LOSS), entry.value)
