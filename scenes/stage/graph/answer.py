"""The answer to one of the film's two questions: ① or ② with its number in front."""

from __future__ import annotations

from manim import LEFT

from calculus.algebra.expressions import Expression
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.graph.small_graph import NUMBERS, Unknown
from scenes.stage.theme import Theme, units

_NUMBER = 0.9
"""Size of the number, as a part of the formula's."""

_APART = 0.5
"""Between the number and the formula, in em."""


class NumberedResult(Typeset):
    """A mobject: a result, with the number of its question in front.

    Args:
        result: the equation.
        unknown: which question it answers.
        theme: looks.
        size: font size in pixels.

    Attributes:
        formula: what follows the number; its atoms are the mobject's.
        number: ① or ②.
        size: as given.
    """

    def __init__(self, result: Expression, unknown: Unknown, theme: Theme, size: float) -> None:
        self.size = size
        self.formula = Formula(result, theme, size)
        self.number = Words(NUMBERS[unknown], theme, _NUMBER * size, theme.colour("gradient"))
        self.number.next_to(self.formula, LEFT, buff=_APART * units(size))
        self.number.set_y(self.formula.part("statement", "equals").get_y())
        super().__init__(self.formula)
        self.add(self.number)
