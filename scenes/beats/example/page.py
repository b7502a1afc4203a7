"""The page of the example: what is given, the network with its numbers, and room for work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from manim import Animation

from calculus.algebra.expressions import Equation, Number, Place, find
from calculus.algebra.rounding import SIGNIFICANT
from calculus.algebra.shortening import shortened
from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.beats.example import layout
from scenes.beats.example.given import Given
from scenes.beats.example.number_network import (
    InNetwork,
    NumberNetwork,
    Numbers,
)
from scenes.beats.example.results import Results
from scenes.stage.formulas.formula import Typeset
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_DIGITS = (SIGNIFICANT, 3, 2)
"""To how many significant digits long numbers are rounded, until they have room."""


class Page:
    """What stands on the stage all the time.

    Attributes:
        lesson, theme: of the chapter.
        significant: digits to which long numbers are rounded.
        given: X, W and B.
        net: the network with its numbers.
        results: the places of ∂L/∂Y and ∂L/∂X.
        work: the region in which everything is worked out.
    """

    def __init__(self, lesson: Lesson, theme: Theme) -> None:
        self.lesson, self.theme = lesson, theme
        self.work: Region = layout.work()
        for self.significant in _DIGITS:
            self.results = Results(lesson, self.significant, theme, self.work)
            if not self.results.is_readable and self.significant != _DIGITS[-1]:
                continue
            self.given = Given(lesson, self.significant, theme, layout.given())
            if self.given.is_readable:
                break
        choices = {n: self._in_network(n) for n in _DIGITS if n <= self.significant}
        self.net = NumberNetwork(lesson.notation, theme, self.given.below, choices)

    def short(self, forms: Iterable[Equation]) -> tuple[Equation, ...]:
        """Equations as they are read here."""
        return tuple(shortened(form, self.significant) for form in forms)

    def inputs_enter(self, run_time: float) -> list[Animation]:
        """X's numbers fall into the nodes, if they have room there."""
        if not self.net.holds_numbers:
            return []
        numbers = self._from(worked.inputs, self.given.inputs.now, "x")
        return [self.net.enter_inputs(numbers, run_time=run_time)]

    def weights_enter(self, run_time: float) -> list[Animation]:
        """W's numbers fall onto the edges, if they have room there."""
        if not self.net.weights.have_room:
            return []
        atoms, notation = self.given.weights.now.atoms, self.lesson.notation
        sources = {
            (j, i): atoms["w", i, j]
            for i in notation.written_inputs
            for j in notation.written_outputs
        }
        return self.net.weights.enter(sources, run_time=run_time)

    def outputs_enter(self, typeset: Typeset, run_time: float) -> Animation:
        """Y's numbers fly from a row into the nodes of the outputs."""
        numbers = self._from(worked.outputs, typeset, "entry")
        return self.net.enter_outputs(numbers, run_time=run_time)

    def upstream_enters(self, typeset: Typeset, run_time: float) -> Animation:
        """∂L/∂Y's numbers fly from its row into the nodes of the outputs."""
        numbers = self._from(worked.upstream, typeset, "upstream")
        return self.net.enter_upstream(numbers, run_time=run_time)

    def _in_network(self, digits: int) -> InNetwork:
        """All numbers that may stand in the nodes, and those on the edges."""
        rows = (worked.inputs, "x"), (worked.outputs, "entry"), (worked.upstream, "upstream")
        in_nodes = [n for forms, name in rows for n in self._row(forms, name, digits).values()]
        return in_nodes, self._weights(digits)

    def _from(
        self, forms: Callable[[Lesson], Iterable[Equation]], typeset: Typeset, name: str
    ) -> Numbers:
        numbers = self._row(forms, name, self.net.digits)
        return {index: (number, typeset.atoms[name, index]) for index, number in numbers.items()}

    def _row(
        self, forms: Callable[[Lesson], Iterable[Equation]], name: str, digits: int
    ) -> dict[int, Number]:
        """By index, the numbers of a row that are written out."""
        *_, equation = forms(self.lesson)
        notation = self.lesson.notation
        indices = notation.written_inputs if name == "x" else notation.written_outputs
        return {index: _number(equation, (name, index), digits) for index in indices}

    def _weights(self, digits: int) -> dict[tuple[int, int], Number]:
        """By (output, input), the weights that are written out."""
        *_, equation = worked.weights(self.lesson)
        notation = self.lesson.notation
        return {
            (j, i): _number(equation, ("w", i, j), digits)
            for i in notation.written_inputs
            for j in notation.written_outputs
        }


def _number(equation: Equation, place: Place, digits: int) -> Number:
    found = find(equation, place)
    assert isinstance(found, Number)
    return shortened(found, digits)
