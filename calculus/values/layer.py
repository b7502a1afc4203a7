"""The layer in numbers: what every named entry of it is worth, and every difference quotient."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from calculus.algebra.expressions import Index, Symbol
from calculus.algebra.notation import ELIDED, written_range
from calculus.lessons.lesson import Lesson, Rows

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
class Layer:
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
    _at_rest: Layer | None = field(default=None, repr=False, compare=False)
    """The same layer before anything was moved."""

    @classmethod
    def of_lesson(cls, lesson: Lesson) -> Layer:
        """The lesson's own numbers, all samples; without a bias, B is 0."""

        def values(rows: Rows) -> Values:
            return tuple(tuple(exact.value for exact in row) for row in rows)

        bias = values((lesson.B,))[0] if lesson.B else (Fraction(),) * lesson.M
        return cls(values(lesson.X), values(lesson.W), values(lesson.upstream), bias)

    @classmethod
    def random(
        cls, samples: int, inputs: int, outputs: int, seed: int, indices: Indices | None = None
    ) -> Layer:
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
    def random_as_written(cls, samples: int, inputs: int, outputs: int, seed: int) -> Layer:
        """Random numbers for what the lines write out; an elided index is one index more."""
        s, i, o = map(written_range, (samples, inputs, outputs))
        return cls.random(len(s), len(i), len(o), seed, (s, i, o))

    def as_written(self) -> Layer:
        """The numbers that the lines write out, and one of the others for the elided index.

        A smaller layer for which all lines hold as they do for the whole: what stands at the
        elided index stands there for each of the others.
        """
        s, i, o = map(written_range, self.sizes)
        rows, inputs, outputs = (_positions(each) for each in (s, i, o))
        return Layer(
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

    @property
    def at_rest(self) -> Layer:
        """The same layer before anything was moved."""
        return self._at_rest or self

    @property
    def step(self) -> Fraction:
        """By how much the one entry that is moved is moved.

        Raises:
            EvaluationError: when nothing is moved, or several entries.
        """
        if len(self.moved) != 1:
            raise EvaluationError(f"{len(self.moved)} entries are nudged: there is no Δ.")
        (step,) = self.moved.values()
        return step

    def only_sample(self, number: int) -> Layer:
        """One sample (counted from 1) with a loss of its own."""
        row = slice(number - 1, number)
        numbers = (self.indices[0][row], *self.indices[1:]) if self.indices else None
        return replace(
            self, X=self.X[row], upstream=self.upstream[row], indices=numbers, _at_rest=None
        )

    def without_bias(self) -> Layer:
        """The same layer with B = 0, as the film derives it."""
        return replace(self, B=(Fraction(),) * len(self.B), _at_rest=None)

    def nudged(self, symbol: Symbol, step: Fraction) -> Layer:
        """The same layer with one number moved by `step`.

        Raises:
            EvaluationError: when the symbol is a whole matrix or not in this layer.
        """
        if symbol.is_whole:
            raise EvaluationError(f"{entry_name(symbol)} is a matrix; nudge one of its entries.")
        ((entry,),) = self.entries(symbol)
        return self._with_moved(entry, step)

    def _with_moved(self, entry: Entry, step: Fraction) -> Layer:
        moved = {**self.moved, entry: self.moved.get(entry, 0) + step}
        return replace(self, moved=moved, _at_rest=self.at_rest)

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
                return index_grid(symbol.letter, numbers, range(1, width + 1))
            case "W", ():
                return index_grid("W", range(1, inputs + 1), range(1, outputs + 1))
            case "B", ():
                return index_grid("B", (1,), range(1, outputs + 1))
            case "x", (i,):
                return ((("X", self._sample(symbol), self._position(symbol, 1, i)),),)
            case "y", (j,):
                return ((("Y", self._sample(symbol), self._position(symbol, 2, j)),),)
            case "b", (j,):
                return ((("B", 1, self._position(symbol, 2, j)),),)
            case "w", (j, i):
                return ((("W", self._position(symbol, 1, i), self._position(symbol, 2, j)),),)
        raise EvaluationError(f"The symbol {entry_name(symbol)} ({symbol.index}) is unknown.")

    def _position(self, symbol: Symbol, axis: int, index: Index) -> int:
        """Where the number of an index stands (from 1); axis 1 is the inputs, 2 the outputs."""
        size = self.sizes[axis]
        indices = self.indices[axis] if self.indices else range(1, size + 1)
        if not isinstance(index, int) or index not in indices:
            _, inputs, outputs = self.sizes
            raise EvaluationError(
                f"{entry_name(symbol)} does not exist: there are {inputs} inputs and "
                f"{outputs} outputs."
            )
        return indices.index(index) + 1

    def _sample(self, symbol: Symbol) -> int:
        samples = len(self.X)
        if symbol.sample is None:
            if samples > 1:
                raise EvaluationError(
                    f"{entry_name(symbol)} does not say which of the {samples} samples it "
                    "belongs to."
                )
            return 1
        numbers = self.indices[0] if self.indices else range(1, samples + 1)
        if not isinstance(symbol.sample, int) or symbol.sample not in numbers:
            raise EvaluationError(
                f"{entry_name(symbol)} does not exist; there are {samples} samples."
            )
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
                return self._loss() + moved

    def _loss(self) -> Fraction:
        return sum(
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


def index_grid(
    kind: str, rows: Iterable[int], columns: Iterable[int]
) -> tuple[tuple[Entry, ...], ...]:
    widths = tuple(columns)
    return tuple(tuple((kind, row, column) for column in widths) for row in rows)


def entry_name(symbol: Symbol) -> str:
    sample = "" if symbol.sample is None else f"^({symbol.sample})"
    return f"{symbol.letter}{symbol.subscript}{sample}"
