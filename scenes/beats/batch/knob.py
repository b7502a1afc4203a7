"""One knob for all samples: what is turned here moves something on every card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from manim import Circle, Dot, Line, VGroup, there_and_back

from calculus.algebra.expressions import Named, Symbol
from scenes.stage.animations.in_place import InPlace
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

RADIUS: Final = 44.0
"""Of the dial, in pixels."""

CLOSE_RADIUS: Final = 36.0
"""The same where the cards stand close together."""

_NOTCH = 0.3
"""Length of the notch, as a part of the radius: it stands on the rim, half of it outside."""

_REST = 0.8
"""Where the notch rests, in radians to the right of the top."""

_NAME = 1.3
"""Largest extent of the name, as a part of the radius."""

_END = 9.0
"""Radius of the dot at the end of a thread, in pixels."""


class Knob(Typeset):
    """A mobject: a dial with a name and a notch, and a thread to every card.

    Args:
        symbol: what is turned; the atom stands at ("knob",).
        center: of the dial, shape (3,).
        ends: by sample, where its thread ends, shape (3,).
        theme: looks.
        radius: of the dial, in Manim units.
        starts: by sample, where its thread begins if not at the dial.
        dots: whether there is a dot at the end of a thread.

    Attributes:
        dial, notch: the knob. symbol: its name. threads: by sample; ends: by sample, dots there.
    """

    def __init__(
        self,
        symbol: Symbol,
        center: np.ndarray,
        ends: Mapping[int, np.ndarray],
        theme: Theme,
        radius: float,
        starts: Mapping[int, np.ndarray] | None = None,
        dots: bool = True,
    ) -> None:
        colour = theme.colour(symbol.role)
        self.dial = Circle(
            radius=radius,
            stroke_color=colour,
            stroke_width=theme.strokes.node,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(center)
        aside = np.array([np.sin(_REST), np.cos(_REST), 0.0]) * radius
        inner, outer = (center + aside * (1 + way * _NOTCH / 2) for way in (-1, 1))
        self.notch = Line(inner, outer, stroke_color=colour).set_stroke(width=theme.strokes.lit)
        name = Formula(Named(("knob",), symbol), theme, theme.sizes.label)
        largest = _NAME * radius / max(name.width, name.height)
        if largest < 1:
            name = Formula(Named(("knob",), symbol), theme, theme.sizes.label * largest)
            overview(name)
        self.symbol = name.move_to(center)
        self.threads: dict[int, Line] = {}
        self.ends: dict[int, Dot] = {}
        for n, end in ends.items():
            way = end - center
            start = center + way / np.linalg.norm(way) * radius
            start = (starts or {}).get(n, start)
            self.threads[n] = Line(start, end, stroke_color=colour)
            self.threads[n].set_stroke(width=theme.strokes.frame)
            if dots:
                self.ends[n] = Dot(end, radius=units(_END), color=colour)
        super().__init__(self.symbol)
        self.submobjects = [
            *self.threads.values(),
            *self.ends.values(),
            self.dial,
            self.notch,
            self.symbol,
        ]

    @property
    def dial_and_notch(self) -> VGroup:
        """What is turned, without its name."""
        return VGroup(self.dial, self.notch)

    def turn(self, angle: float, **options: Any) -> Turn:
        """The notch goes there and back."""
        options.setdefault("rate_func", there_and_back)
        return Turn(self, self.notch, self.dial.get_center(), angle, **options)


class Turn(InPlace):
    """An animation: a part of a mobject turns about a point.

    Args:
        whole: what is on the stage.
        part: what turns.
        center: about which point, shape (3,).
        angle: how far, in radians.
    """

    def __init__(
        self, whole: VGroup, part: Line, center: np.ndarray, angle: float, **options: Any
    ) -> None:
        self.part, self.center, self.angle = part, center, angle
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._start = self.part.points.copy()

    def at(self, alpha: float) -> None:
        angle = self.angle * alpha
        across = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        points = self._start.copy()
        points[:, :2] = (self._start - self.center)[:, :2] @ across.T + self.center[:2]
        self.part.points = points
