"""Marks that say "look here": frames, a scanning light, a running counter."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    Mobject,
    Rectangle,
    RoundedRectangle,
    VGroup,
)

from calculus.expressions import Number, Role
from scenes.stage.formula import Formula, Sign, Typeset, Words
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units


def frame(
    mobject: Mobject, theme: Theme, role: str = "ink", *, margin: float = 10
) -> RoundedRectangle:
    """A thin rounded frame around something.

    Args:
        mobject: what it surrounds.
        theme: stroke and colour.
        role: whose colour it bears.
        margin: free room inside, in pixels at 1080p.
    """
    room = 2 * units(margin)
    return RoundedRectangle(
        width=mobject.width + room,
        height=mobject.height + room,
        corner_radius=min(units(8), (mobject.height + room) / 2),
        stroke_width=theme.strokes.frame,
        stroke_color=theme.colour(role),
    ).move_to(mobject)


def scan(mobject: Mobject, theme: Theme, *, run_time: float) -> Animation:
    """A bright bar runs once along something that is being searched, then is gone."""
    bar = Rectangle(
        width=units(14),
        height=mobject.height + units(16),
        stroke_width=0,
        fill_color=theme.ink,
        fill_opacity=0.5,
    ).move_to(mobject.get_left())
    return _Scan(bar, mobject.get_right(), run_time=run_time)


class _Scan(Animation):
    """Moves a bar to the other end and takes it away."""

    def __init__(self, bar: Rectangle, end: np.ndarray, run_time: float) -> None:
        self.path = (bar.get_center(), end)
        super().__init__(bar, introducer=True, remover=True, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        start, end = self.path
        part = self.rate_func(alpha)
        self.mobject.move_to(start + (end - start) * part)


_APART = units(24)
"""Between the parts of a counter."""


class Counter(Typeset):
    """How many terms are left: "18" and, once some have gone, "18 → 16" with the second running.

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
