"""A number in the scene that counts up or down."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from manim import LEFT, RIGHT, Animation, AnimationGroup, FadeIn, VGroup

from calculus.algebra.expressions import Number, Role
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_APART = units(24)
"""Between the parts of a counter."""


class Counter(Typeset):
    """How many terms are left, as a mobject: "18", then "18 → 16" with the second running.

    Attributes:
        total: the number at the start, which stays.
        running: the number now, None as long as nothing has gone.
        value: what the running number is, or the total.
    """

    def __init__(self, total: int, label: str, theme: Theme) -> None:
        self._theme = theme
        self.value = total
        self.running: Typeset | None = None
        self.total = self._number(total, "ink")
        self.arrow = Sign(("counter", "arrow"), "arrow.r", theme.muted, theme.sizes.words)
        self.label = Words(label, theme, theme.sizes.shape, theme.muted)
        super().__init__(self.label, self.total)
        self.arrange(RIGHT, buff=_APART)

    @property
    def whole(self) -> VGroup:
        """Everything that stands on the stage now."""
        parts = (self, self.arrow, self.running) if self.running else (self,)
        return VGroup(*parts)

    def within(self, region: Region) -> Self:
        """In the middle of a region, or so far left that there is room for the second number."""
        self.move_to(region.center)
        end = self.get_right()[0] + self.arrow.width + self.total.width + 2 * _APART
        return self.shift(LEFT * max(0.0, end - region.right))

    def count_to(self, value: int, *, run_time: float) -> Animation:
        """Let the running number become `value`; the first time it parts from the total."""
        self.value = value
        new = self._number(value, "gradient")
        before = self.running
        if before is None:
            self.arrow.next_to(self.total, RIGHT, buff=_APART)
            new.next_to(self.arrow, RIGHT, buff=_APART)
            sources = {("counter",): [*self.total.atoms.values()]}
            move: Animation = AnimationGroup(
                FadeIn(self.arrow),
                Rewrite(new, sources, run_time=run_time),
                run_time=run_time,
            )
        else:
            new.move_to(before).align_to(before, LEFT)
            move = Rewrite(new, {}, replaced=[before], run_time=run_time)
        self.running = new
        return move

    def _number(self, value: int, role: Role) -> Formula:
        number = Number(("counter",), Fraction(value), str(value), role)
        return Formula(number, self._theme, self._theme.sizes.large)
