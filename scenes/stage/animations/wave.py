"""Many small parts of one mobject change together or one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VMobject, smooth

from scenes.stage.animations.in_place import InPlace

Looks = Mapping[VMobject, tuple[float, float]]
"""Fill and stroke opacity of a part when it can be seen in full."""


@dataclass(frozen=True)
class Change:
    """What a part of a mobject turns into.

    Attributes:
        opacity: of its full look.
        scale: about its middle; it is back at its size when it can be seen again.
        shift: how far it goes (right, up), in Manim units.
        height: what it is stretched to, in Manim units, or None.
        delay: when it sets out, from 0 (first) to 1 (last).
    """

    opacity: float
    scale: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    height: float | None = None
    delay: float = 0.0


class Wave(InPlace):
    """An animation that changes parts of a mobject, each at its own time.

    Args:
        whole: what is on the stage.
        changes: by part.
        looks: of every leaf of these parts.
        passing: the part of the whole time that one change takes, if their delays differ.
    """

    def __init__(
        self,
        whole: VMobject,
        changes: Mapping[VMobject, Change],
        looks: Looks,
        *,
        passing: float,
        **options: Any,
    ) -> None:
        self.changes, self.looks = changes, looks
        together = len({change.delay for change in changes.values()}) <= 1
        self.passing = 1.0 if together else passing
        options.setdefault("rate_func", lambda alpha: alpha)
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._tracks = []
        for part, change in self.changes.items():
            center, height = part.get_center(), float(part.height)
            stretch = 1.0 if change.height is None or not height else change.height / height
            for leaf in part.family_members_with_points():
                fill, stroke = self.looks.get(leaf, (1.0, 0.0))
                now = float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity())
                end = fill * change.opacity, stroke * change.opacity
                self._tracks.append((leaf, change, leaf.points.copy(), center, stretch, now, end))

    def at(self, alpha: float) -> None:
        for leaf, change, points, center, stretch, now, end in self._tracks:
            local = (alpha - change.delay * (1 - self.passing)) / self.passing
            part = smooth(min(1.0, max(0.0, local)))
            fill, stroke = ((1 - part) * a + part * b for a, b in zip(now, end, strict=True))
            leaf.set_fill(opacity=fill, family=False)
            leaf.set_stroke(opacity=stroke, family=False)
            # What cannot be seen any more has its size again, for when it comes back.
            size = 1.0 if part >= 1 else 1 + part * (change.scale - 1)
            factors = np.array([size, size * (1 + part * (stretch - 1)), 1.0])
            away = np.array([*change.shift, 0.0]) * part
            leaf.points = center + (points - center) * factors + away
