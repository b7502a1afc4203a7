"""Does what is said of a small step hold, and does ≈ stand only where it is not exact?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from calculus.algebra.derivation import Line, Steps
from calculus.algebra.expressions import Delta, Equation, Expression, Symbol
from calculus.algebra.notation import Notation
from calculus.values.bent_layer import BentLayer
from calculus.values.evaluate import evaluate
from calculus.values.layer import STEPS, EvaluationError, Layer
from calculus.verification.faults import Fault, Whats, verify_lines


def verify_steps(
    name: str, steps: Steps, nudged: Symbol, notation: Notation, layers: Sequence[Layer]
) -> list[Fault]:
    """All faults of equations in which Δ is a step of `nudged`.

    Every equation has to hold exactly while L is straight. When L bends, its equals signs still
    have to, and what stands beside ≈ has to come together as the step shrinks.

    Args:
        name: what they are called in the faults.
        steps: equations that follow from one another.
        nudged: what moves by Δ.
        notation: how their symbols have to be written.
        layers: the numbers that are tried; with some of them ≈ must not be exact.
    """

    def wrong_value(line: Line) -> Whats:
        if not isinstance(line.expression, Equation):
            yield "value", "it is no equation."
            return
        try:
            yield from _faults_of_equation(line.expression, nudged, layers)
        except EvaluationError as error:
            yield "value", str(error)

    return verify_lines(name, steps.lines, notation, layers, wrong_value)


def _faults_of_equation(equation: Equation, nudged: Symbol, layers: Sequence[Layer]) -> Whats:
    for layer in layers:
        for step in STEPS:
            evaluate(equation, layer.nudged(nudged, step))
    bent = [BentLayer.of(layer) for layer in layers]
    for position, (left, right) in enumerate(pairwise(equation.sides), 1):
        misses = [list(_misses(left, right, nudged, layer)) for layer in bent]
        exact = not any(miss for found in misses for miss in found)
        if position in equation.nearly:
            if any(large != 10 * small for large, small in misses):
                yield "value", f"side {position + 1} is not the limit of the one before it."
            if exact:
                yield "value", f"≈ stands in front of side {position + 1}, which is exact."
        elif not exact:
            yield "value", f"side {position + 1} holds only while L does not bend."


def _misses(
    left: Expression, right: Expression, nudged: Symbol, layer: Layer
) -> Iterator[Fraction]:
    """How far two sides differ at a step and at a tenth of it: what shifts, by the step."""
    for step in (Fraction(1), Fraction(1, 10)):
        moved = layer.nudged(nudged, step)
        ((one,),), ((other,),) = evaluate(left, moved), evaluate(right, moved)
        yield (one - other) / (step if isinstance(left, Delta) else 1)
