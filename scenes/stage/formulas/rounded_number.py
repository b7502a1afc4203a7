"""Numbers that stand by themselves, with no equals sign that could say they are rounded."""

from __future__ import annotations

from manim import RIGHT

from calculus.algebra.expressions import Expression, Number
from scenes.stage.formulas.formula import Formula, Sign, set_in_one_go
from scenes.stage.theme import Theme, units

_GAP = 0.1
"""Between ≈ and the number, in em."""


class RoundedNumber(Formula):
    """An expression that stands by itself; a rounded number has ≈ in front of it.

    The sign is an atom of its own, at (*place of the number, "about").

    Args:
        expression: what is shown.
        theme: gives every role its colour.
        size: font size in pixels.
    """

    def __init__(self, expression: Expression, theme: Theme, size: float) -> None:
        super().__init__(expression, theme, size)
        if isinstance(expression, Number) and expression.is_rounded:
            place = (*expression.place, "about")
            sign = Sign(place, "approx", theme.ink, size)
            # Both are set with their baselines at the same height.
            left = self.get_left()[0] - _GAP * units(size)
            sign.shift(RIGHT * (left - sign.get_right()[0]))
            self.atoms = {place: sign.atoms[place], **self.atoms}
            self.add(sign.atoms[place])
            set_in_one_go(self)
