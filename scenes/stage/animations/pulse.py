"""A dot that runs along a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DL, UR, Animation, CapStyleType, Line, VGroup, VMobject

Span = tuple[float, float]
"""From here to there, as parts of a way."""

_NOTHING = 1e-3
"""Length of a stroke that is not seen, as a part of its way."""


class Pulse(Animation):
    """An animation: a bright stroke runs along every way, longest in the middle.

    Args:
        ways: start and end of each, in Manim units.
        colour: of the strokes.
        width: their stroke width.
        hidden: for each way, the span in which it passes behind something, or None; nothing is
            hidden if this is left out.
    """

    _LENGTH = 0.28

    def __init__(
        self,
        ways: Sequence[tuple[np.ndarray, np.ndarray]],
        colour: str,
        width: float,
        hidden: Sequence[Span | None] | None = None,
        **options: Any,
    ) -> None:
        self.ways = [
            (way, shown)
            for way, span in zip(ways, hidden or [None] * len(ways), strict=True)
            for shown in _shown(span)
        ]
        self.strokes = [
            Line(*way, color=colour, stroke_width=width, cap_style=CapStyleType.ROUND)
            for way, _ in self.ways
        ]
        super().__init__(VGroup(*self.strokes), introducer=True, remover=True, **options)

    def begin(self) -> None:
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        head = self.rate_func(alpha) * (1 + self._LENGTH)
        for stroke, ((start, end), (first, last)) in zip(self.strokes, self.ways, strict=True):
            back, front = max(first, head - self._LENGTH), min(last, head)
            seen = front > back
            stroke.set_stroke(opacity=1.0 if seen else 0.0)
            back, front = (back, front) if seen else (first, first + _NOTHING)
            stroke.put_start_and_end_on(start + back * (end - start), start + front * (end - start))


def _shown(hidden: Span | None) -> list[Span]:
    """The spans in which a way is seen."""
    if hidden is None:
        return [(0.0, 1.0)]
    return [(0.0, hidden[0]), (hidden[1], 1.0)]


def span_behind(way: tuple[np.ndarray, np.ndarray], cover: VMobject) -> Span | None:
    """The span in which a way runs through the rectangle that a mobject covers, or None."""
    start, end = way
    first, last = 0.0, 1.0
    corners = cover.get_corner(DL)[:2], cover.get_corner(UR)[:2]
    for axis, (low, high) in enumerate(zip(*corners, strict=True)):
        length = end[axis] - start[axis]
        if abs(length) < 1e-9:
            if not low < start[axis] < high:
                return None
            continue
        entering, leaving = sorted(((low - start[axis]) / length, (high - start[axis]) / length))
        first, last = max(first, entering), min(last, leaving)
    return (first, last) if first < last else None
