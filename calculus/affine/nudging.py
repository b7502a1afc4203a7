"""The numerical check: one number of the lesson is changed a little, and the loss follows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculus.affine.in_numbers import input_gradient_numbers, weight_gradient_numbers
from calculus.affine.number_matrices import left_out, number, without_minus
from calculus.algebra.expressions import (
    LOSS,
    Delta,
    Dots,
    Equation,
    Expression,
    Named,
    Number,
    Place,
    Product,
    Quotient,
    Sum,
    Symbol,
    find,
)
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer


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
    before = Layer.of_lesson(lesson).only_sample(1)
    after = before.nudged(symbol, step)

    def shift(of: Symbol) -> Fraction:
        ((entry,),) = before.entries(of)
        return after.value(entry) - before.value(entry)

    outputs = tuple(notation.y(k) for k in notation.written_outputs)
    entry = find(gradient["values"].expression, place)
    assert isinstance(entry, Number)
    return Nudge(symbol, step, outputs, tuple(map(shift, outputs)), shift(LOSS), entry.value)
