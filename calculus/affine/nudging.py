"""The numerical check: one number of the lesson is changed a little, and the loss follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from calculus.affine.number_matrices import left_out, number, without_minus
from calculus.algebra.expressions import (
    LOSS,
    Delta,
    Dots,
    Equation,
    Expression,
    Named,
    Place,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer


def simplest_loss(lesson: Lesson) -> Equation:
    """L = 0.3 y1 + 0.01 y2 − 0.1 y3: the simplest L with the lesson's ∂L/∂Y for sample 1.

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
        terms.append(Product(where, factors))
    total = Sum(place, tuple(terms), frozenset(subtracted))
    return Equation(place, (Named((*place, "L"), LOSS), total))


def _rest_of_loss(lesson: Lesson) -> Fraction:
    """What the outputs that are not written out add to the simplest L."""
    sample = Layer.of_lesson(lesson).only_sample(1)
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
        entry: what ① or ② gives for the entry of ∂L/∂X or ∂L/∂W that `slope` has to equal.
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


STEP = Fraction(1, 1000)
"""By how much a number is moved."""


def nudge(lesson: Lesson, kind: str, index: tuple[int, ...], step: Fraction = STEP) -> Nudge:
    """Move one weight or input of sample 1 and see what the outputs and L do.

    Args:
        lesson: gives the numbers; L is its `simplest_loss`.
        kind: "w" or "x".
        index: (output, input) of a weight, (i,) of an input.
        step: by how much it is moved.

    Raises:
        ValueError: when `kind` is neither.
    """
    return _nudge(lesson, Layer.of_lesson(lesson).only_sample(1), kind, index, step)


def every_nudge(lesson: Lesson, step: Fraction = STEP) -> Iterator[Nudge]:
    """Move every input of sample 1, then every weight as W is read, each by itself."""
    sample = Layer.of_lesson(lesson).only_sample(1)
    inputs, outputs = range(1, lesson.D + 1), range(1, lesson.M + 1)
    for i in inputs:
        yield _nudge(lesson, sample, "x", (i,), step)
    for i, j in product(inputs, outputs):
        yield _nudge(lesson, sample, "w", (j, i), step)


def _nudge(
    lesson: Lesson, before: Layer, kind: str, index: tuple[int, ...], step: Fraction
) -> Nudge:
    notation = lesson.notation
    if kind == "w":
        output, input = index
        symbol = notation.w(output, input)
        entry = lesson.X[0][input - 1].value * lesson.upstream[0][output - 1].value
    elif kind == "x":
        (input,) = index
        symbol = notation.x(input)
        pairs = zip(lesson.upstream[0], lesson.W[input - 1], strict=True)
        entry = sum((upstream.value * weight.value for upstream, weight in pairs), Fraction())
    else:
        raise ValueError(f"only w and x can be nudged, not {kind!r}")
    after = before.nudged(symbol, step)

    def shift(of: Symbol) -> Fraction:
        ((entry,),) = before.entries(of)
        return after.value(entry) - before.value(entry)

    outputs = tuple(notation.y(k) for k in notation.written_outputs)
    return Nudge(symbol, step, outputs, tuple(map(shift, outputs)), shift(LOSS), entry)
