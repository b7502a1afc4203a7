"""A dot that runs along a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, CapStyleType, Line, VGroup


class Pulse(Animation):
    """An animation: a bright stroke runs along every way, longest in the middle.

    Args:
        ways: start and end of each, in Manim units.
        colour: of the strokes.
        width: their stroke width.
    """

    _LENGTH = 0.28

    def __init__(
        self,
        ways: Sequence[tuple[np.ndarray, np.ndarray]],
        colour: str,
        width: float,
        **options: Any,
    ) -> None:
        self.ways = ways
        self.strokes = [
            Line(start, end, color=colour, stroke_width=width, cap_style=CapStyleType.ROUND)
            for start, end in ways
        ]
        super().__init__(VGroup(*self.strokes), introducer=True, remover=True, **options)

    def begin(self) -> None:
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        head = self.rate_func(alpha) * (1 + self._LENGTH)
        back, front = max(0.0, head - self._LENGTH), min(1.0, head)
        front = max(front, back + 1e-3)
        for stroke, (start, end) in zip(self.strokes, self.ways, strict=True):
            stroke.put_start_and_end_on(start + back * (end - start), start + front * (end - start))
