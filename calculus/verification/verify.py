"""Is every line of every derivation true? For the lesson's numbers and for random ones."""

from __future__ import annotations

from dataclasses import replace

from calculus.affine import nudging
from calculus.algebra.derivation import DerivationError
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer
from calculus.verification.faults import Fault, verify_derivation, verify_equation
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
    return found


def _verify_nudges(lesson: Lesson) -> list[Fault]:
    """Every slope against the entry of the gradient it stands for."""
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
