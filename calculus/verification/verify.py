"""Is every line of every derivation true? For the lesson's numbers and for random ones."""

from __future__ import annotations

from dataclasses import replace

from calculus.affine import nudging
from calculus.affine.in_numbers import input_gradient_numbers, weight_gradient_numbers
from calculus.algebra.derivation import DerivationError
from calculus.algebra.expressions import Number, find
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer
from calculus.verification.faults import (
    Fault,
    verify_derivation,
    verify_equation,
    verify_loan,
    verify_writing,
)
from calculus.verification.limits import verify_steps
from calculus.verification.trials import TRIALS, Numbers, Trial

_NUDGES = "nudges"

TRIED: tuple[str, ...] = (*TRIALS, _NUDGES)
"""The names of all that is tried; each fault bears one of them."""


def verify(lesson: Lesson) -> list[Fault]:
    """Everything the film says about a lesson; an empty list if all of it is true."""
    found: list[Fault] = []
    numbers = Numbers(lesson)
    for name in TRIED:
        try:
            if name == _NUDGES:
                faults = _verify_nudges(lesson)
            else:
                faults = _verify_trial(TRIALS[name](numbers), lesson.notation)
        except DerivationError as error:  # a line that cannot even be written down
            faults = [Fault(name, "", "origin", f"{error}.")]
        found += [replace(fault, trial=name) for fault in faults]
    return found


def _verify_trial(trial: Trial, notation: Notation) -> list[Fault]:
    found: list[Fault] = []
    for name, derivation in trial.derivations.items():
        found += verify_derivation(name, derivation, notation, trial.layers)
    for name, equation in trial.equations.items():
        found += verify_equation(name, equation, notation, trial.layers)
    for name, (steps, nudged) in trial.steps.items():
        found += verify_steps(name, steps, nudged, notation, trial.layers)
    for name, loan in trial.loans.items():
        found += verify_loan(name, loan)
    for name, general in trial.general.items():
        found += verify_writing(name, general.equation, notation)
        for numbers, equation in general.instances(notation):
            which = ", ".join(f"{letter} = {number}" for letter, number in numbers.items())
            found += verify_equation(f"{name}, {which}", equation, notation, trial.layers)
    return found


def _verify_nudges(lesson: Lesson) -> list[Fault]:
    """Every slope against the entry of the gradient it stands for, as ① or ② gives it."""
    notation = lesson.notation
    sample = Layer.of_lesson(lesson).only_sample(1)
    gradients = {
        1: input_gradient_numbers(lesson)["values"].expression,
        2: weight_gradient_numbers(lesson)["values"].expression,
    }
    written = {*notation.written_inputs}, {*notation.written_outputs}
    found = []
    for nudge in nudging.every_nudge(lesson):
        name = f"nudge of {nudge.symbol.letter}{nudge.symbol.subscript}"
        if nudge.slope != nudge.entry:
            what = f"the slope is {nudge.slope}, but the gradient's entry {nudge.entry}."
            found.append(Fault(name, "", "value", what))
        index = nudge.symbol.index[::-1]
        if not all(part in some for part, some in zip(index, written, strict=False)):
            continue
        entry = find(gradients[len(index)], ("entry", *index))
        if not isinstance(entry, Number) or entry.value != nudge.entry:
            found.append(
                Fault(name, "", "value", f"the entry {nudge.entry} is derived as {entry}.")
            )
        shifts = [nudge.output_equation(k) for k in notation.written_outputs]
        moved = sample.nudged(nudge.symbol, nudge.step)
        for equation in (nudge.slope_equation(), nudge.loss_equation(), *shifts):
            found += verify_equation(name, equation, notation, [moved])
    return found
