"""What draws the eye: frames, strips, a frame that goes over things one by one."""

from __future__ import annotations

import numpy as np
from manim import Animation, Mobject, Rectangle, RoundedRectangle, VMobject

from scenes.stage.theme import Theme, units


def frame(
    mobject: Mobject, theme: Theme, role: str = "ink", *, margin: float = 10
) -> RoundedRectangle:
    """A thin rounded frame around a mobject.

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
    """An animation: a bright bar runs once along a mobject that is being searched, and is gone."""
    bar = Rectangle(
        width=units(14),
        height=mobject.height + units(16),
        stroke_width=0,
        fill_color=theme.ink,
        fill_opacity=0.5,
    ).move_to(mobject.get_left())
    return _Scan(bar, mobject.get_right(), run_time=run_time)


class _Scan(Animation):
    """The animation that moves a bar to the other end and removes it."""

    def __init__(self, bar: Rectangle, end: np.ndarray, run_time: float) -> None:
        self.path = (bar.get_center(), end)
        super().__init__(bar, introducer=True, remover=True, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        start, end = self.path
        part = self.rate_func(alpha)
        self.mobject.move_to(start + (end - start) * part)


def strip(mobject: VMobject, theme: Theme, role: str, *, margin: float = 12) -> RoundedRectangle:
    """A translucent strip behind a row or a column.

    Args:
        mobject: what it lies behind.
        theme: looks.
        role: whose colour it bears.
        margin: free room inside, in pixels at 1080p.
    """
    room = 2 * units(margin)
    found = RoundedRectangle(
        width=mobject.width + room,
        height=mobject.height + room,
        corner_radius=units(margin),
        stroke_width=0,
        fill_color=theme.colour(role),
        fill_opacity=theme.wash,
    )
    return found.move_to(mobject).set_z_index(-1)
