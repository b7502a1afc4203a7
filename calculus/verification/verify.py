"""Is every line of every derivation true? For the lesson's numbers and for random ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculus.affine import (
    batch,
    batch_in_numbers,
    forward,
    in_numbers,
    input_gradient,
    nudging,
    weight_gradient,
)
from calculus.algebra.derivation import Derivation, DerivationError
from calculus.algebra.expressions import Equation
from calculus.lessons.lesson import Lesson
from calculus.statements import claims, given, worked
from calculus.values.layer import Layer
from calculus.verification.faults import Fault, verify_derivation, verify_equation

RANDOM_SEEDS = (1, 2)
"""Random numbers tried beside the lesson's own: a lesson's 0 or 1 can hide a wrong factor."""


@dataclass(frozen=True)
class Trial:
    """Derivations with the numbers in which they have to hold."""

    derivations: Mapping[str, Derivation]
    equations: Mapping[str, Equation]
    layers: Sequence[Layer]


def verify(lesson: Lesson) -> list[Fault]:
    """Everything the film says about a lesson; an empty list if all of it is true."""
    found: list[Fault] = []
    try:
        attempts = trials(lesson)
    except DerivationError as error:  # a line that cannot even be written down
        return [Fault("calculus", "", "origin", f"{error}.")]
    for trial in attempts:
        for name, derivation in trial.derivations.items():
            found += verify_derivation(name, derivation, lesson.notation, trial.layers)
        for name, equation in trial.equations.items():
            found += verify_equation(name, equation, lesson.notation, trial.layers)
    return found + _verify_nudges(lesson)


def trials(lesson: Lesson) -> list[Trial]:
    """All derivations and equations of a lesson: one sample, the batch, and with its numbers."""
    notation, sizes = lesson.notation, (lesson.D, lesson.M)
    own = Layer.of_lesson(lesson)
    sample = own.only_sample(1)
    single = [Layer.random_as_written(1, *sizes, seed) for seed in RANDOM_SEEDS]
    single.insert(0, sample.as_written())
    samples = max(2, lesson.N)  # a lesson of one sample gets a second row, in symbols only
    many = [Layer.random_as_written(samples, *sizes, seed) for seed in RANDOM_SEEDS]
    if lesson.N > 1:
        many.insert(0, own.as_written())
    return [
        Trial(
            {"forward": forward.forward(notation)},
            {f"y{j}": forward.equation(notation, j) for j in notation.output_range},
            [layer.without_bias() for layer in single],
        ),
        Trial(
            {
                "inputs": input_gradient.input_gradient(notation),
                "weights": weight_gradient.weight_gradient(notation),
            },
            {
                "claim of inputs": claims.input_claim(notation),
                "claim of weights": claims.weight_claim(notation),
                "claim of the bias": claims.bias_claim(),
                "claim of X·W": claims.product_claim(),
            },
            single,
        ),
        Trial(
            {"forward of the batch": batch.forward_batch(notation, samples)},
            {},
            [layer.without_bias() for layer in many],
        ),
        Trial(
            {
                "inputs of the batch": batch.input_gradient_batch(notation, samples),
                "weights of the batch": batch.weight_gradient_batch(notation, samples),
                "bias of the batch": batch.bias_gradient(notation, samples),
            },
            {},
            many,
        ),
        Trial(
            {
                "forward in numbers": in_numbers.forward_numbers(lesson),
                "inputs in numbers": in_numbers.input_gradient_numbers(lesson),
                "weights in numbers": in_numbers.weight_gradient_numbers(lesson),
            },
            {"simplest loss": nudging.simplest_loss(lesson)} | _worked(lesson),
            [sample],
        ),
        Trial({}, _statements(lesson), single),
        Trial(
            {
                "forward of the batch in numbers": batch_in_numbers.forward_batch_numbers(lesson),
                "inputs of the batch in numbers": batch_in_numbers.input_gradient_batch_numbers(
                    lesson
                ),
                "weights of the batch in numbers": batch_in_numbers.weight_gradient_batch_numbers(
                    lesson
                ),
                "bias of the batch in numbers": batch_in_numbers.bias_gradient_numbers(lesson),
            },
            {},
            [own],
        ),
    ]


def _statements(lesson: Lesson) -> dict[str, Equation]:
    """What chapters 5 and 6 state beside the lines of their derivations."""
    notation = lesson.notation
    found = {
        "given inputs": given.given_inputs(notation),
        "given weights": given.given_weights(notation),
        "given upstream gradient": given.given_upstream(notation),
    }
    for k in notation.output_range:
        for j in notation.output_range:
            for i in notation.input_range:
                local = given.local_stated(notation, k, j, i)
                found[f"local derivative of y{k} by weight ({j}, {i})"] = local
    return found


def _worked(lesson: Lesson) -> dict[str, Equation]:
    """All forms of the statements of chapter 7."""
    forms = {
        "inputs": worked.inputs(lesson),
        "weights": worked.weights(lesson),
        "biases": worked.biases(lesson),
        "outputs": worked.outputs(lesson),
        "upstream": worked.upstream(lesson),
        "gradient of the inputs": worked.inputs_gradient(lesson),
        "gradient of the weights": worked.weights_gradient(lesson),
    }
    for j in lesson.notation.written_outputs:
        forms[f"y{j}"] = worked.output_worked(lesson, j).stated
    for i in lesson.notation.written_inputs:
        forms[f"gradient of x{i}"] = worked.input_gradient_worked(lesson, i).stated
    return {
        f"worked {name}, form {number}": form
        for name, equations in forms.items()
        for number, form in enumerate(equations, 1)
    }


def _verify_nudges(lesson: Lesson) -> list[Fault]:
    """Every slope of chapter 7 against the entry of the gradient it stands for."""
    notation = lesson.notation
    sample = Layer.of_lesson(lesson).only_sample(1)
    chosen = [("w", (j, i)) for i in notation.written_inputs for j in notation.written_outputs]
    found = []
    for kind, index in [*chosen, *(("x", (i,)) for i in notation.written_inputs)]:
        nudge = nudging.nudge(lesson, kind, index)
        name = f"nudge of {nudge.symbol.letter}{nudge.symbol.subscript}"
        if nudge.slope != nudge.entry:
            what = f"the slope is {nudge.slope}, but the gradient's entry {nudge.entry}."
            found.append(Fault(name, "", "value", what))
        shifts = [nudge.output_equation(k) for k in notation.written_outputs]
        for equation in (nudge.slope_equation(), nudge.loss_equation(), *shifts):
            moved = sample.nudged(nudge.symbol, nudge.step)
            found += verify_equation(name, equation, notation, [moved])
    return found
