"""By how much a nudge moves things, written beside them in the network."""

from __future__ import annotations

from dataclasses import replace

from manim import LEFT, RIGHT, UP

from calculus.algebra.expressions import Number
from scenes.beats.example.number_network import NumberNetwork
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Typeset
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.theme import units

_LONG = units(112)
"""What is longer is set smaller."""

_CLOSE, _BESIDE_NAME, _OVER_EDGE = units(10), units(14), units(16)
"""Between a label and a node, a name and the number on an edge."""

_OUTSIDE = units(48)
"""How far what stands above L may reach beyond it at the right."""


class ShiftLabels:
    """Makes the labels; they are not on the stage.

    Args:
        net: the network.
    """

    def __init__(self, net: NumberNetwork) -> None:
        self._net, self._network = net, net.network

    def of_input(self, i: int, shift: Number) -> Typeset:
        """Above an input's node."""
        return self._label(shift).next_to(self._network.inputs[i].circle, UP, buff=_CLOSE)

    def of_weight(self, edge: tuple[int, int], shift: Number) -> Typeset:
        """Above the label of an edge (output, input), or its middle."""
        label = self._label(shift)
        if edge in self._network.labels:
            return label.next_to(self._network.labels[edge], UP, buff=_OVER_EDGE)
        middle = self._network.edges[edge].point_from_proportion(0.5)
        return label.next_to(middle, UP, buff=_CLOSE)

    def of_output(self, k: int, shift: Number) -> Typeset:
        """Beside an output's name; or where its value stood beside its node."""
        label = self._label(shift)
        if not self._net.holds_numbers:
            return self._net.in_column(label, k, 0)
        name = self._net.names["y", k]
        return label.next_to(name, RIGHT, buff=_BESIDE_NAME).set_y(name.get_y())

    def of_loss(self, shift: Number) -> Typeset | None:
        """Above L; None where there is no L."""
        if self._network.loss is None:
            return None
        circle = self._network.loss.circle
        label = self._label(shift).next_to(circle, UP, buff=_CLOSE).align_to(circle, LEFT)
        out = label.get_right()[0] - circle.get_right()[0] - _OUTSIDE
        return label.shift(LEFT * max(0.0, out))

    def _label(self, shift: Number) -> RoundedNumber:
        theme = self._net.theme
        label = RoundedNumber(signed(shift), theme, theme.sizes.digits)
        if label.width > _LONG or not self._net.holds_numbers:
            label = RoundedNumber(signed(shift), theme, theme.sizes.small_digits)
        return overview(label)


def signed(number: Number) -> Number:
    """The same, with a plus sign if it is more than 0."""
    return replace(number, text=f"+{number.text}") if number.value > 0 else number
