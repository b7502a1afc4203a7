"""Tall parentheses in one light stroke, where the font would assemble them from heavy parts."""

from __future__ import annotations

import numpy as np


def tall_parenthesis(
    sides: np.ndarray, bottom: float, top: float, thickness: float, bow: float
) -> np.ndarray:
    """A tall parenthesis: two bows of height `bow` and a straight back between them.

    Args:
        sides: x of the back and of the tips.
        bottom: lowest y.
        top: highest y.
        thickness: of the back; the bows taper towards their tips.
        bow: height of a bow.

    Returns:
        Cubic Bézier points, shape (4·curves, 3).
    """
    back, tip = sides
    inner = back + np.sign(tip - back) * thickness

    def bend(x: float, end: float, toward: float) -> list[list[float]]:
        """From a tip at height `end` to the back at `x`, one bow towards `toward`."""
        height = np.sign(toward - end) * bow
        return [
            [tip, end, 0],
            [tip + (x - tip) * 0.6, end + height * 0.3, 0],
            [x, end + height * 0.65, 0],
            [x, end + height, 0],
        ]

    def straight(start: list[float], end: list[float]) -> list[list[float]]:
        return [[a + (b - a) * t / 3 for a, b in zip(start, end, strict=True)] for t in range(4)]

    outer_top, outer_bottom = bend(back, top, bottom), bend(back, bottom, top)[::-1]
    inner_bottom, inner_top = bend(inner, bottom, top), bend(inner, top, bottom)[::-1]
    return np.array(
        [
            *outer_top,
            *straight(outer_top[-1], outer_bottom[0]),
            *outer_bottom,
            *inner_bottom,
            *straight(inner_bottom[-1], inner_top[0]),
            *inner_top,
        ]
    )
