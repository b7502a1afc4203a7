"""A number in the scene that counts down, rolling like a drum."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Self

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject, smooth, there_and_back

from calculus.algebra.expressions import Number, Role
from scenes.stage.animations.carry import WHOLE_TIME, Carry, Way, come
from scenes.stage.animations.in_place import InPlace
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_APART = units(24)
"""Between the parts of a counter."""

_MOST_FACES = 24
"""So many numbers are shown at most while it rolls: more could not be told apart."""

_SWELL = 1.2
"""How much larger the numbers are when they are spoken of."""

_SHOWN = 0.05
"""Height of a face of the drum, as a part of its own, from which on it is drawn."""


class Counter(Typeset):
    """A mobject: how many terms are left, "18", then "18 → 16" with the second number rolling.

    Args:
        total: the number at the start, which stays.
        label: what is counted.
        theme: looks.

    Attributes:
        value: what the rolling number shows, or the total as long as it has not begun.
        running: the rolling number; not seen until then.
    """

    def __init__(self, total: int, label: str, theme: Theme) -> None:
        self._theme = theme
        self.value = total
        self.label = Words(label, theme, theme.sizes.shape, theme.muted)
        self.total = self._number(total, "ink")
        self.arrow = Sign(("counter", "arrow"), "arrow.r", theme.muted, theme.sizes.words)
        self.running = VGroup(self._number(total, "gradient"))
        super().__init__(self.label, self.total, self.arrow)
        self.arrange(RIGHT, buff=_APART)
        self._stand(self.running[0])
        self.add(self.running)
        for part in (self.arrow, self.running):
            part.set_opacity(0)

    def within(self, region: Region) -> Self:
        """At the left end of a region."""
        return self.move_to(region.center).align_to(region.left_edge, LEFT)

    def appear(self, **options: Any) -> Carry:
        """What is counted, and the number at the start."""
        seen = VGroup(self.label, self.total)
        return Carry(self, {seen: come(seen, WHOLE_TIME)}, **options)

    def count_to(self, value: int, **options: Any) -> Roll:
        """Let the rolling number become `value`; the first time it parts from the total."""
        before, self.value = self.value, value
        return Roll(self, before, value, **options)

    def swell(self, **options: Any) -> Carry:
        """The numbers grow for a moment: they are spoken of."""
        numbers = VGroup(self.total, self.arrow, self.running)
        larger = numbers.copy().scale(_SWELL, about_edge=LEFT)
        return Carry(self, {numbers: Way(larger)}, rate_func=there_and_back, **options)

    def face(self, value: int) -> Formula:
        """A number where the rolling one stands."""
        return self._stand(self._number(value, "gradient"))

    def _stand(self, number: Formula) -> Formula:
        number.next_to(self.arrow, RIGHT, buff=_APART)
        return number.set_y(self.total.get_y())

    def _number(self, value: int, role: Role) -> Formula:
        number = Number(("counter",), Fraction(value), str(value), role)
        return Formula(number, self._theme, self._theme.sizes.large)


class Roll(InPlace):
    """An animation: the numbers pass by on a drum, so that one is always seen.

    Args:
        counter: which stands on the stage.
        before: the number it shows.
        after: the number it comes to show.
    """

    def __init__(self, counter: Counter, before: int, after: int, **options: Any) -> None:
        self.counter = counter
        steps = min(abs(after - before), _MOST_FACES)
        values = np.linspace(before, after, steps + 1).round().astype(int)
        self._faces = [counter.face(int(value)) for value in values]
        super().__init__(counter, **options)

    def remember(self) -> None:
        self.counter.running.submobjects = [*self._faces]
        self._shapes = [_Face(face) for face in self._faces]
        self._arrow = float(self.counter.arrow.family_members_with_points()[0].get_fill_opacity())
        self._begins = self._arrow < 1

    def at(self, alpha: float) -> None:
        if self._begins:
            opacity = smooth(min(1.0, 3 * alpha))
            self.counter.arrow.set_opacity(self._arrow + (1 - self._arrow) * opacity)
        turned = alpha * (len(self._faces) - 1)
        for number, shape in enumerate(self._shapes):
            shape.turn(np.pi / 2 * (turned - number))

    def clean_up_from_scene(self, scene: Any) -> None:
        super().clean_up_from_scene(scene)
        self.counter.running.submobjects = [self._faces[-1]]


class _Face:
    """A number on the drum: seen in front, and flatter the farther it is turned away."""

    def __init__(self, face: VMobject) -> None:
        self._leaves = [(leaf, leaf.points.copy()) for leaf in face.family_members_with_points()]
        self._middle, self._radius = float(face.get_y()), float(face.height) * 0.72

    def turn(self, angle: float) -> None:
        flat = np.cos(angle) if abs(angle) < np.pi / 2 else 0.0
        for leaf, points in self._leaves:
            leaf.points = points.copy()
            leaf.points[:, 1] = (
                self._middle + self._radius * np.sin(angle) + (points[:, 1] - self._middle) * flat
            )
            leaf.set_fill(opacity=float(flat > _SHOWN), family=False)
