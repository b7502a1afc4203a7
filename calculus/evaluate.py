"""The exact value of an expression; derivatives are measured on the forward pass, not derived.

Everything in Y = X·W + B and L = Σ ∂L/∂y·y is affine in each single number, so the difference
quotient of two forward passes *is* the derivative, exactly. No rule of the derivations is used
here: that is why this module can check them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce

from calculus.expressions import (
    Delta,
    Dots,
    Equation,
    Expression,
    GradientOfProduct,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Quotient,
    Shape,
    Sum,
    Symbol,
    Transpose,
    Zero,
)
from calculus.lesson import Lesson, Rows
from calculus.notation import ELIDED, written_range

Values = tuple[tuple[Fraction, ...], ...]
"""Rows of exact numbers; a single number is a 1×1 matrix."""

Entry = tuple[str, int, int]
"""One number of the forward pass: "X", "W", "B", "Z" (X·W), "Y" or "L", its row, its column."""

Indices = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""The indices of samples, inputs and outputs, in the order in which their numbers are given."""

STEPS = (Fraction(1), Fraction(-3, 7))
"""Two unequal steps: if both give the same quotient, it does not depend on the step."""


class EvaluationError(ValueError):
    """An expression that has no value, such as a sum of matrices of unequal shapes."""


@dataclass(frozen=True)
class Assignment:
    """Numbers for every symbol of a layer.

    Attributes:
        X: N×D. W: D×M. upstream: N×M, the coefficients of L = Σ upstream·Y over all N samples.
        B: M biases.
        indices: of the samples, inputs and outputs, how the lines call them, if not 1, 2, 3 ...
        moved: amounts by which entries are nudged where they arise in the forward pass; what
            comes behind them follows.
    """

    X: Values
    W: Values
    upstream: Values
    B: tuple[Fraction, ...]
    indices: Indices | None = None
    moved: Mapping[Entry, Fraction] = field(default_factory=dict)
    _quotients: dict[tuple[Entry, Entry], Fraction] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _remembered: dict[Entry, Fraction] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _at_rest: Assignment | None = field(default=None, repr=False, compare=False)
    """The same layer before anything was moved."""

    @classmethod
    def of_lesson(cls, lesson: Lesson) -> Assignment:
        """The lesson's own numbers, all samples; without a bias, B is 0."""

        def values(rows: Rows) -> Values:
            return tuple(tuple(exact.value for exact in row) for row in rows)

        bias = values((lesson.B,))[0] if lesson.B else (Fraction(),) * lesson.M
        return cls(values(lesson.X), values(lesson.W), values(lesson.upstream), bias)

    @classmethod
    def random(
        cls, samples: int, inputs: int, outputs: int, seed: int, indices: Indices | None = None
    ) -> Assignment:
        """Random fractions, none of them 0; equal seeds give equal numbers."""
        source = random.Random(seed)

        def rows(height: int, width: int) -> Values:
            return tuple(
                tuple(
                    Fraction(source.choice((-1, 1)) * source.randint(1, 997), source.randint(1, 97))
                    for _ in range(width)
                )
                for _ in range(height)
            )

        (bias,) = rows(1, outputs)
        return cls(
            rows(samples, inputs), rows(inputs, outputs), rows(samples, outputs), bias, indices
        )

    @classmethod
    def random_as_written(cls, samples: int, inputs: int, outputs: int, seed: int) -> Assignment:
        """Random numbers for what the lines write out; an elided index is one index more."""
        s, i, o = map(written_range, (samples, inputs, outputs))
        return cls.random(len(s), len(i), len(o), seed, (s, i, o))

    def as_written(self) -> Assignment:
        """The numbers that the lines write out, and one of the others for the elided index.

        A smaller layer for which all lines hold as they do for the whole: what stands at the
        elided index stands there for each of the others.
        """
        s, i, o = map(written_range, self.sizes)
        rows, inputs, outputs = (_positions(each) for each in (s, i, o))
        return Assignment(
            tuple(tuple(self.X[n][i] for i in inputs) for n in rows),
            tuple(tuple(self.W[i][j] for j in outputs) for i in inputs),
            tuple(tuple(self.upstream[n][j] for j in outputs) for n in rows),
            tuple(self.B[j] for j in outputs),
            (s, i, o),
        )

    @property
    def sizes(self) -> tuple[int, int, int]:
        """(N, D, M)."""
        return len(self.X), len(self.W), len(self.W[0])

    def only_sample(self, number: int) -> Assignment:
        """One sample (counted from 1) with a loss of its own."""
        row = slice(number - 1, number)
        numbers = (self.indices[0][row], *self.indices[1:]) if self.indices else None
        return replace(
            self, X=self.X[row], upstream=self.upstream[row], indices=numbers, _at_rest=None
        )

    def without_bias(self) -> Assignment:
        """The same layer with B = 0, as the film derives it."""
        return replace(self, B=(Fraction(),) * len(self.B), _at_rest=None)

    def nudged(self, symbol: Symbol, step: Fraction) -> Assignment:
        """The same layer with one number moved by `step`.

        Raises:
            EvaluationError: when the symbol is a whole matrix or not in this layer.
        """
        if symbol.is_whole:
            raise EvaluationError(f"{_name(symbol)} is a matrix; nudge one of its entries.")
        ((entry,),) = self.entries(symbol)
        return self._with_moved(entry, step)

    def _with_moved(self, entry: Entry, step: Fraction) -> Assignment:
        moved = {**self.moved, entry: self.moved.get(entry, 0) + step}
        return replace(self, moved=moved, _at_rest=self._at_rest or self)

    def entries(self, symbol: Symbol) -> tuple[tuple[Entry, ...], ...]:
        """The numbers a symbol stands for, as rows.

        A symbol without a sample number means the only sample.

        Raises:
            EvaluationError: when there is no such sample, input or output, or when several
                samples leave open which one is meant.
        """
        samples, inputs, outputs = self.sizes
        match symbol.letter, symbol.index:
            case "L", ():
                return ((("L", 1, 1),),)
            case "X" | "Y", ():
                width = inputs if symbol.letter == "X" else outputs
                some = symbol.sample is not None
                numbers = (self._sample(symbol),) if some else range(1, samples + 1)
                return _grid(symbol.letter, numbers, range(1, width + 1))
            case "W", ():
                return _grid("W", range(1, inputs + 1), range(1, outputs + 1))
            case "B", ():
                return _grid("B", (1,), range(1, outputs + 1))
            case "x", (i,):
                return ((("X", self._sample(symbol), self._position(symbol, 1, i)),),)
            case "y", (j,):
                return ((("Y", self._sample(symbol), self._position(symbol, 2, j)),),)
            case "b", (j,):
                return ((("B", 1, self._position(symbol, 2, j)),),)
            case "w", (j, i):
                return ((("W", self._position(symbol, 1, i), self._position(symbol, 2, j)),),)
        raise EvaluationError(f"The symbol {_name(symbol)} ({symbol.index}) is unknown.")

    def _position(self, symbol: Symbol, axis: int, index: int) -> int:
        """Where the number of an index stands (from 1); axis 1 is the inputs, 2 the outputs."""
        size = self.sizes[axis]
        indices = self.indices[axis] if self.indices else range(1, size + 1)
        if index not in indices:
            _, inputs, outputs = self.sizes
            raise EvaluationError(
                f"{_name(symbol)} does not exist: there are {inputs} inputs, {outputs} outputs."
            )
        return indices.index(index) + 1

    def _sample(self, symbol: Symbol) -> int:
        samples = len(self.X)
        if symbol.sample is None:
            if samples > 1:
                raise EvaluationError(
                    f"{_name(symbol)} does not say which of the {samples} samples it belongs to."
                )
            return 1
        numbers = self.indices[0] if self.indices else range(1, samples + 1)
        if symbol.sample not in numbers:
            raise EvaluationError(f"{_name(symbol)} does not exist; there are {samples} samples.")
        return numbers.index(symbol.sample) + 1

    def value(self, entry: Entry) -> Fraction:
        """One number, computed by the forward pass."""
        if self._at_rest and not any(_reaches(moved, entry) for moved in self.moved):
            return self._at_rest.value(entry)
        if entry not in self._remembered:
            self._remembered[entry] = self._computed(entry)
        return self._remembered[entry]

    def _computed(self, entry: Entry) -> Fraction:
        kind, row, column = entry
        moved = self.moved.get(entry, Fraction())
        match kind:
            case "X":
                return self.X[row - 1][column - 1] + moved
            case "W":
                return self.W[row - 1][column - 1] + moved
            case "B":
                return self.B[column - 1] + moved
            case "Z":
                inputs = range(1, len(self.W) + 1)
                products = (
                    self.value(("X", row, i)) * self.value(("W", i, column)) for i in inputs
                )
                return sum(products, moved)
            case "Y":
                return self.value(("Z", row, column)) + self.value(("B", 1, column)) + moved
            case _:
                return moved + sum(
                    (
                        coefficient * self.value(("Y", sample, output))
                        for sample, coefficients in enumerate(self.upstream, 1)
                        for output, coefficient in enumerate(coefficients, 1)
                    ),
                    Fraction(),
                )

    def quotient(self, of: Entry, by: Entry) -> Fraction:
        """The difference quotient of two forward passes, one of them with `by` nudged.

        Raises:
            EvaluationError: when it depends on the step (nothing in one layer does).
        """
        if (of, by) not in self._quotients:
            start = self.value(of)
            first, second = (
                (self._with_moved(by, step).value(of) - start) / step for step in STEPS
            )
            if first != second:
                raise EvaluationError(f"∂{of}/∂{by} depends on the step: {first} or {second}.")
            self._quotients[of, by] = first
        return self._quotients[of, by]


def evaluate(expression: Expression, assignment: Assignment) -> Values:
    """The exact value of an expression as a matrix.

    ∂L/∂P has the shape of P (P any symbol); ∂Y/∂p is a column of M (one sample only); an equation
    has the value of its sides.

    Raises:
        EvaluationError: when shapes do not fit, sides differ or there is no value at all.
    """
    match expression:
        case Named(symbol=symbol):
            return _values(assignment.value, assignment.entries(symbol))
        case Number(value=value):
            return ((value,),)
        case Zero():
            return ((Fraction(),),)
        case Dots(total=total):
            if total is None:
                raise EvaluationError(f"The dots at {expression.place} have no value.")
            return ((total,),)
        case Partial(of=of, by=by):
            return _partial(of, by, assignment)
        case GradientOfProduct():
            samples, _, outputs = assignment.sizes
            product = _grid("Z", range(1, samples + 1), range(1, outputs + 1))
            return _values(lambda entry: assignment.quotient(("L", 1, 1), entry), product)
        case Delta(symbol=symbol):
            after = evaluate(Named((), symbol), assignment)
            return _difference(after, evaluate(Named((), symbol), replace(assignment, moved={})))
        case Transpose(symbol=symbol):
            return tuple(zip(*evaluate(Named((), symbol), assignment), strict=True))
        case Sum():
            return _sum(expression, assignment)
        case Product(factors=factors):
            return reduce(_product, (evaluate(factor, assignment) for factor in factors))
        case Quotient(above=above, below=below):
            divisor = _single(below, assignment)
            if not divisor:
                raise EvaluationError(f"The quotient at {expression.place} divides by 0.")
            return ((_single(above, assignment) / divisor,),)
        case Matrix(rows=rows):
            if len({len(row) for row in rows}) != 1:
                raise EvaluationError(f"The rows of the matrix at {expression.place} are unequal.")
            return tuple(tuple(_single(entry, assignment) for entry in row) for row in rows)
        case Equation(sides=sides):
            first, *others = (evaluate(side, assignment) for side in sides)
            for position, other in enumerate(others, 2):
                if other != first:
                    raise EvaluationError(
                        f"The equation at {expression.place} does not hold: side 1 is "
                        f"{describe(first)}, side {position} is {describe(other)}."
                    )
            return first
        case Shape():
            raise EvaluationError(f"The shape at {expression.place} is a word, not a number.")


def describe(values: Values) -> str:
    """Values in one line for a message: (1 1/2 ; 3 4)."""
    return "(" + " ; ".join(" ".join(map(str, row)) for row in values) + ")"


def _positions(indices: tuple[int, ...]) -> list[int]:
    """Positions (from 0) of written indices; the elided one is the first that is left out."""
    return [position if index == ELIDED else index - 1 for position, index in enumerate(indices)]


def _reaches(moved: Entry, entry: Entry) -> bool:
    """Whether what is nudged stands in front of an entry in the forward pass, or is it."""
    (by, row, column), (of, entry_row, entry_column) = moved, entry
    if of == "L" or moved == entry:
        return True
    ways = {"X": "ZY", "W": "ZY", "B": "Y", "Z": "Y"}
    if of not in ways.get(by, ""):
        return False
    same_row, same_column = row == entry_row, column == entry_column
    return {"X": same_row, "Z": same_row and same_column}.get(by, same_column)


def _grid(kind: str, rows: Iterable[int], columns: Iterable[int]) -> tuple[tuple[Entry, ...], ...]:
    widths = tuple(columns)
    return tuple(tuple((kind, row, column) for column in widths) for row in rows)


def _values(of: Callable[[Entry], Fraction], entries: Iterable[Iterable[Entry]]) -> Values:
    return tuple(tuple(of(entry) for entry in row) for row in entries)


def _partial(of: Symbol, by: Symbol, assignment: Assignment) -> Values:
    tops, bottoms = assignment.entries(of), assignment.entries(by)
    if not of.is_whole:
        return _values(lambda entry: assignment.quotient(tops[0][0], entry), bottoms)
    if by.is_whole or len(tops) > 1:
        raise EvaluationError(f"∂{_name(of)}/∂{_name(by)} is not a matrix.")
    return tuple((assignment.quotient(entry, bottoms[0][0]),) for entry in tops[0])


def _single(expression: Expression, assignment: Assignment) -> Fraction:
    values = evaluate(expression, assignment)
    if _shape(values) != (1, 1):
        raise EvaluationError(
            f"A single number is needed at {expression.place}, not {_size(values)} of them."
        )
    return values[0][0]


def _sum(total: Sum, assignment: Assignment) -> Values:
    amount: Values | None = None
    for position, term in enumerate(total.terms):
        values = evaluate(term, assignment)
        if position in total.subtracted:
            values = tuple(tuple(-value for value in row) for row in values)
        if amount is None:
            amount = values
        elif _shape(amount) == _shape(values):
            amount = _difference(amount, tuple(tuple(-value for value in row) for row in values))
        else:
            raise EvaluationError(
                f"The sum at {total.place} adds {_size(amount)} and {_size(values)} numbers."
            )
    if amount is None:
        raise EvaluationError(f"The sum at {total.place} has no terms.")
    return amount


def _product(left: Values, right: Values) -> Values:
    if _shape(left) == (1, 1):
        return tuple(tuple(left[0][0] * value for value in row) for row in right)
    if _shape(right) == (1, 1):
        return tuple(tuple(value * right[0][0] for value in row) for row in left)
    if _shape(left)[1] != _shape(right)[0]:
        raise EvaluationError(f"A {_size(left)} matrix times a {_size(right)} matrix: no product.")
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(
            sum((a * b for a, b in zip(row, column, strict=True)), Fraction()) for column in columns
        )
        for row in left
    )


def _difference(left: Values, right: Values) -> Values:
    return tuple(
        tuple(a - b for a, b in zip(above, below, strict=True))
        for above, below in zip(left, right, strict=True)
    )


def _shape(values: Values) -> tuple[int, int]:
    return len(values), len(values[0])


def _size(values: Values) -> str:
    return "×".join(map(str, _shape(values)))


def _name(symbol: Symbol) -> str:
    sample = "" if symbol.sample is None else f"^({symbol.sample})"
    return f"{symbol.letter}{symbol.subscript}{sample}"
