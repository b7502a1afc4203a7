"""Ways with detours: what flies goes round what stands between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from calculus.algebra.expressions import Place

Route = Callable[[Place, np.ndarray, np.ndarray], Sequence[np.ndarray]]
"""Place, start and end of what flies -> the spots it passes, shape (3,) each; none: straight on."""

_ROUNDING = 0.12
"""Corners are rounded over this part of the way before and behind them."""

_SAMPLES = 9
"""Spots of the way whose mean is a spot of the rounded one."""


class Way:
    """A way along some spots, its corners rounded; shape (3,) each, in Manim units."""

    def __init__(self, spots: Sequence[np.ndarray]) -> None:
        self._spots = np.array(spots, dtype=float)
        steps = [float(np.linalg.norm(b - a)) for a, b in pairwise(self._spots)]
        self._gone = np.cumsum([0.0, *steps])

    def at(self, part: float) -> np.ndarray:
        """The spot after this part (0 ... 1) of the way's length."""
        reach = min(_ROUNDING, part, 1 - part)
        around = part + reach * np.linspace(-1, 1, _SAMPLES)
        return np.mean([self._sharp(each) for each in around], axis=0)

    def aside(self, part: float) -> np.ndarray:
        """How far this spot is from that of the straight way."""
        start, end = self._spots[0], self._spots[-1]
        return self.at(part) - ((1 - part) * start + part * end)

    def _sharp(self, part: float) -> np.ndarray:
        gone = part * self._gone[-1]
        return np.array([np.interp(gone, self._gone, axis) for axis in self._spots.T])


def over(height: float, *places: Place) -> Route:
    """What stands at some places rises, goes along and comes down; below the line if negative."""

    def route(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
        if not any(place[: len(wanted)] == wanted for wanted in places):
            return ()
        farthest = max if height > 0 else min
        level = farthest(start[1], end[1]) + height
        return [np.array([x, level, 0.0]) for x in (start[0], end[0])]

    return route
