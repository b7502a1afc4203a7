"""The pace of what moves together with a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from manim import linear, smooth, squish_rate_func

Pace = Callable[[float], float]
"""How much of a movement is over, at a part of its time."""

_FLIGHT: Final = (0.1, 0.9)
"""The part of its time in which the glyphs of a `Rewrite` fly."""


def with_glyphs(pace: Pace = linear) -> Pace:
    """The pace of what goes along with the glyphs of a `Rewrite` of a pace, such as ①."""
    flight = squish_rate_func(smooth, *_FLIGHT)
    return lambda alpha: float(flight(pace(alpha)))
