"""Parts fly, shrink and grow without being copied; what flies may go round what is in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from manim import VMobject, linear, smooth

from scenes.stage.animations.in_place import InPlace


class Fly(InPlace):
    """An animation: parts take place, size and colour of the same signs elsewhere.

    Args:
        whole: what is on the stage.
        flights: by part, where it flies: a mobject of the same outlines.
        via: for some parts, the spots that they pass on their way, shape (3,) each.
        bow: how far above its way everything is at an eased time, in Manim units.
        resize_from: the part of the way after which sizes change.
    """

    def __init__(
        self,
        whole: VMobject,
        flights: Mapping[VMobject, VMobject],
        *,
        via: Mapping[VMobject, Sequence[np.ndarray]] | None = None,
        bow: Callable[[float], float] = lambda alpha: 0.0,
        resize_from: float = 0.0,
        **options: Any,
    ) -> None:
        self.flights, self.via = flights, via or {}
        self.bow, self.resize_from = bow, resize_from
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._tracks = []
        for part, target in self.flights.items():
            start, end = part.get_center(), target.get_center()
            way = _Way([start, *self.via.get(part, ()), end])
            for glyph, goal in zip(outlines(part), outlines(target), strict=True):
                looks = (glyph.fill_rgbas.copy(), goal.fill_rgbas.copy())
                shapes = (glyph.points - start, goal.points - end)
                self._tracks.append((glyph, way, shapes, looks))

    def at(self, alpha: float) -> None:
        size = max(0.0, alpha - self.resize_from) / (1 - self.resize_from)
        above = np.array([0.0, self.bow(alpha), 0.0])
        for glyph, way, shapes, looks in self._tracks:
            glyph.points = way.at(alpha) + above + _blend(*shapes, size)
            glyph.fill_rgbas = _blend(*looks, alpha)


class Shrink(InPlace):
    """An animation: parts shrink into spots and are not seen any more, or grow out of them.

    What is not seen has its own size, so that it can grow again.

    Args:
        whole: what is on the stage.
        spots: by part, its spot, shape (3,); parts with one spot shrink together.
        grow: whether they grow.
        start: the part of the time after which they begin.
        end: the part of the time at which they are done.
    """

    def __init__(
        self,
        whole: VMobject,
        spots: Mapping[VMobject, np.ndarray],
        *,
        grow: bool = False,
        start: float = 0.0,
        end: float = 1.0,
        **options: Any,
    ) -> None:
        self.spots, self.grow, self.phase = spots, grow, (start, end)
        self._ease = options.pop("rate_func", smooth)
        super().__init__(whole, rate_func=linear, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy(), np.array(spot))
            for part, spot in self.spots.items()
            for glyph in outlines(part)
        ]

    def at(self, alpha: float) -> None:
        start, end = self.phase
        local = self._ease(min(1.0, max(0.0, (alpha - start) / (end - start))))
        size = local if self.grow else 1 - local
        for glyph, points, spot in self._starts:
            glyph.points = points if size <= 0 else spot + size * (points - spot)
            glyph.set_fill(opacity=1.0 if size > 0 else 0.0, family=False)


@dataclass(frozen=True)
class _Way:
    """A way along some spots; the part of it that has been gone is that of its length."""

    spots: Sequence[np.ndarray]

    def at(self, part: float) -> np.ndarray:
        lengths = [float(np.linalg.norm(b - a)) for a, b in pairwise(self.spots)]
        ends = np.cumsum([0.0, *lengths])
        if not ends[-1]:
            return np.array(self.spots[-1])
        gone = part * ends[-1]
        return np.array([np.interp(gone, ends, [spot[axis] for spot in self.spots])
                         for axis in range(3)])  # fmt: skip


def outlines(mobject: VMobject) -> list[VMobject]:
    """All that is drawn of a mobject."""
    return [part for part in mobject.family_members_with_points() if len(part.points) > 1]


def _blend(start: np.ndarray, end: np.ndarray, alpha: float) -> np.ndarray:
    return (1 - alpha) * start + alpha * end
