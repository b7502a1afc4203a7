"""What the film says about a lesson, in groups that bear a name, with numbers to try it in.

A trial's name says what is tried, not where it is shown: that is the storyboard's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from calculus.affine import (
    batch,
    batch_in_numbers,
    forward,
    in_numbers,
    input_gradient,
    nudged_input,
    nudging,
    weight_gradient,
)
from calculus.algebra.derivation import Derivation, Loan, Steps
from calculus.algebra.expressions import Equation, Symbol
from calculus.algebra.notation import WRITTEN_OUT, Notation
from calculus.lessons.lesson import Lesson
from calculus.statements import batch as batch_statements
from calculus.statements import cards, claims, general, given, worked
from calculus.statements.general import General
from calculus.values.layer import Layer

RANDOM_SEEDS = (1, 2)
"""Random numbers tried beside the lesson's own: a lesson's 0 or 1 can hide a wrong factor."""


@dataclass(frozen=True)
class Trial:
    """Derivations and equations with the numbers in which they have to hold.

    Attributes:
        layers: the numbers; at least one.
        derivations: by name.
        equations: by name.
        steps: by name, equations in which Δ is a step of the symbol beside them.
        loans: by name.
        general: by name, equations with letters, true with all numbers for these.
    """

    layers: Sequence[Layer]
    derivations: Mapping[str, Derivation] = field(default_factory=dict)
    equations: Mapping[str, Equation] = field(default_factory=dict)
    steps: Mapping[str, tuple[Steps, Symbol]] = field(default_factory=dict)
    loans: Mapping[str, Loan] = field(default_factory=dict)
    general: Mapping[str, General] = field(default_factory=dict)


@dataclass(frozen=True)
class Numbers:
    """A lesson and all the numbers its formulas are tried in."""

    lesson: Lesson

    @property
    def notation(self) -> Notation:
        return self.lesson.notation

    @property
    def samples(self) -> int:
        """A lesson of one sample gets a second row, in symbols only."""
        return max(2, self.lesson.N)

    @cached_property
    def all_samples(self) -> Layer:
        """The lesson's own numbers."""
        return Layer.of_lesson(self.lesson)

    @cached_property
    def sample(self) -> Layer:
        """Those of sample 1."""
        return self.all_samples.only_sample(1)

    @cached_property
    def single(self) -> list[Layer]:
        """One sample: the lesson's first, and random ones."""
        return [self.sample.as_written(), *self._random(1)]

    @cached_property
    def many(self) -> list[Layer]:
        """Several samples: the lesson's, if it has several, and random ones."""
        own = [self.all_samples.as_written()] if self.lesson.N > 1 else []
        return own + self._random(self.samples)

    def _random(self, samples: int) -> list[Layer]:
        sizes = self.lesson.D, self.lesson.M
        return [Layer.random_as_written(samples, *sizes, seed) for seed in RANDOM_SEEDS]


def trials(lesson: Lesson) -> dict[str, Trial]:
    """All that the film says about a lesson, by the names in `TRIALS`.

    Raises:
        DerivationError: when a line cannot even be written down.
    """
    numbers = Numbers(lesson)
    return {name: make(numbers) for name, make in TRIALS.items()}


def derivation_of(lesson: Lesson, name: str) -> Derivation:
    """The derivation of a trial that has one of its own name, such as "weights of the batch".

    Raises:
        KeyError: when there is no such trial, or no such derivation in it.
        DerivationError: when a line of it cannot even be written down.
    """
    return TRIALS[name](Numbers(lesson)).derivations[name]


def _forward(numbers: Numbers) -> Trial:
    layers = [layer.without_bias() for layer in numbers.single]
    return Trial(layers, {"forward": forward.forward(numbers.notation)})


def _outputs(numbers: Numbers) -> Trial:
    notation = numbers.notation
    equations = {f"y{j}": forward.equation(notation, j) for j in notation.output_range}
    return Trial([layer.without_bias() for layer in numbers.single], equations=equations)


def _inputs(numbers: Numbers) -> Trial:
    derivation = input_gradient.input_gradient(numbers.notation)
    loans = {"columns of inputs": input_gradient.columns_from_derivatives(numbers.notation)}
    return Trial(numbers.single, {"inputs": derivation}, loans=loans)


def _nudged_inputs(numbers: Numbers) -> Trial:
    notation = numbers.notation
    steps: dict[str, tuple[Steps, Symbol]] = {}
    loans: dict[str, Loan] = {}
    for i in notation.written_inputs:
        nudged, name = nudged_input.nudged_input(notation, i), f"nudged x{i}"
        steps[name] = nudged.steps, notation.x(i)
        loans[name] = nudged.loan
        for k, shift in nudged.shifts.items():
            steps[f"{name}, shift of y{k}"] = Steps((shift,)), notation.x(i)
    return Trial(numbers.single, steps=steps, loans=loans)


def _weights(numbers: Numbers) -> Trial:
    derivation = weight_gradient.weight_gradient(numbers.notation)
    return Trial(numbers.single, {"weights": derivation})


def _cards(numbers: Numbers) -> Trial:
    notation = numbers.notation
    equations: dict[str, Equation] = {}
    for k in notation.output_range:
        equations[f"card {k}"] = cards.card_stated(notation, k)
        equations[f"values of card {k}"] = cards.card_values(notation, k)
    loans = {
        "terms from the cards": cards.terms_from_cards(notation),
        "columns from the cards": cards.columns_from_cards(notation),
    }
    return Trial(numbers.single, equations=equations, loans=loans)


def _claims(numbers: Numbers) -> Trial:
    equations = {
        "claim of inputs": claims.input_claim(numbers.notation),
        "claim of weights": claims.weight_claim(numbers.notation),
    }
    return Trial(numbers.single, equations=equations)


def _claims_of_the_graph(numbers: Numbers) -> Trial:
    equations = {
        "claim of the bias": claims.bias_claim(),
        "claim of X·W": claims.product_claim(),
    }
    return Trial(numbers.single, equations=equations)


def _given_matrices(numbers: Numbers) -> Trial:
    equations = {
        "given inputs": given.given_inputs(numbers.notation),
        "given weights": given.given_weights(numbers.notation),
    }
    return Trial(numbers.single, equations=equations)


def _given_gradient(numbers: Numbers) -> Trial:
    equations = {"given upstream gradient": given.given_upstream(numbers.notation)}
    return Trial(numbers.single, equations=equations)


def _local_derivatives(numbers: Numbers) -> Trial:
    notation = numbers.notation
    equations = {
        f"local derivative of y{k} by weight ({j}, {i})": given.local_stated(notation, k, j, i)
        for k in notation.output_range
        for j in notation.output_range
        for i in notation.input_range
    }
    return Trial(numbers.single, equations=equations)


def _general(numbers: Numbers) -> Trial:
    made = {
        "an entry of ①": general.input_entry,
        "an entry of ②": general.weight_entry,
        "local derivative by an input": general.local_input,
        "local derivative by an own weight": general.own_weight,
        "local derivative by another weight": general.other_weight,
    }
    stated = {name: make(numbers.notation) for name, make in made.items()}
    return Trial(numbers.single, general=stated)


def _sample_in_numbers(numbers: Numbers) -> Trial:
    lesson = numbers.lesson
    derivations = {
        "forward in numbers": in_numbers.forward_numbers(lesson),
        "inputs in numbers": in_numbers.input_gradient_numbers(lesson),
        "weights in numbers": in_numbers.weight_gradient_numbers(lesson),
    }
    return Trial([numbers.sample], derivations)


def _worked_statements(numbers: Numbers) -> Trial:
    """What is given, from symbols to numbers, and what is worked out."""
    lesson = numbers.lesson
    forms = {
        "inputs": worked.inputs(lesson),
        "weights": worked.weights(lesson),
        "biases": worked.biases(lesson),
        "outputs": worked.outputs(lesson),
        "upstream": worked.upstream(lesson),
        "gradient of the inputs": worked.inputs_gradient(lesson),
        "gradient of the weights": worked.weights_gradient(lesson),
    }
    forms["rows of the outputs"] = worked.output_rows(lesson)
    forms["rows of the gradient of the inputs"] = worked.inputs_gradient_rows(lesson)
    forms["rows of the gradient of the weights"] = worked.weights_gradient_rows(lesson)
    for j in lesson.notation.written_outputs:
        forms[f"y{j}"] = (worked.output_worked(lesson, j),)
    for i in lesson.notation.written_inputs:
        forms[f"gradient of x{i}"] = (worked.input_gradient_worked(lesson, i),)
    equations = {
        f"worked {name}, form {number}": form
        for name, stated in forms.items()
        for number, form in enumerate(stated, 1)
    }
    return Trial([numbers.sample], equations=equations)


def _loss(numbers: Numbers) -> Trial:
    equations = {"simplest loss": nudging.simplest_loss(numbers.lesson)}
    return Trial([numbers.sample], equations=equations)


def _forward_of_the_batch(numbers: Numbers) -> Trial:
    derivation = batch.forward_batch(numbers.notation, numbers.samples)
    layers = [layer.without_bias() for layer in numbers.many]
    return Trial(layers, {"forward of the batch": derivation})


def _inputs_of_the_batch(numbers: Numbers) -> Trial:
    derivation = batch.input_gradient_batch(numbers.notation, numbers.samples)
    return Trial(numbers.many, {"inputs of the batch": derivation})


def _weights_of_the_batch(numbers: Numbers) -> Trial:
    derivation = batch.weight_gradient_batch(numbers.notation, numbers.samples)
    return Trial(numbers.many, {"weights of the batch": derivation})


def _bias_of_the_batch(numbers: Numbers) -> Trial:
    derivation = batch.bias_gradient(numbers.notation, numbers.samples)
    return Trial(numbers.many, {"bias of the batch": derivation})


def _batch_in_numbers(numbers: Numbers) -> Trial:
    lesson = numbers.lesson
    derivations = {
        "forward of the batch in numbers": batch_in_numbers.forward_batch_numbers(lesson),
        "inputs of the batch in numbers": batch_in_numbers.input_gradient_batch_numbers(lesson),
        "weights of the batch in numbers": batch_in_numbers.weight_gradient_batch_numbers(lesson),
        "bias of the batch in numbers": batch_in_numbers.bias_gradient_numbers(lesson),
    }
    stated = batch_statements.Batch(lesson, WRITTEN_OUT, WRITTEN_OUT).stated_in_numbers()
    return Trial([numbers.all_samples], derivations, stated)


def _statements_of_the_batch(numbers: Numbers) -> Trial:
    batch = batch_statements.Batch(numbers.lesson, WRITTEN_OUT, WRITTEN_OUT)
    return Trial(numbers.many, equations=batch.stated())


TRIALS: Final[Mapping[str, Callable[[Numbers], Trial]]] = {
    "forward": _forward,
    "outputs": _outputs,
    "inputs": _inputs,
    "nudged inputs": _nudged_inputs,
    "weights": _weights,
    "cards": _cards,
    "claims": _claims,
    "claims of the graph": _claims_of_the_graph,
    "given matrices": _given_matrices,
    "given gradient": _given_gradient,
    "local derivatives": _local_derivatives,
    "general": _general,
    "sample in numbers": _sample_in_numbers,
    "worked statements": _worked_statements,
    "loss": _loss,
    "forward of the batch": _forward_of_the_batch,
    "inputs of the batch": _inputs_of_the_batch,
    "weights of the batch": _weights_of_the_batch,
    "bias of the batch": _bias_of_the_batch,
    "batch in numbers": _batch_in_numbers,
    "statements of the batch": _statements_of_the_batch,
}
"""How each trial is made, by its name."""
