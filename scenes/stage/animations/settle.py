"""Large mobjects fly into small ones and are gone: formulas into the bars of a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject, smooth

_FADING = 0.45
"""From this part of the way on, what flies in fades."""


class Settle(Animation):
    """An animation: each mobject flies into its place, shrinking to its size, and is gone.

    Args:
        places: by what flies (copies that are not on the stage), where it goes.
    """

    def __init__(self, places: Mapping[VMobject, VMobject], **options: Any) -> None:
        self.places = places
        options.setdefault("rate_func", smooth)
        super().__init__(VGroup(*places), introducer=True, remover=True, **options)

    def begin(self) -> None:
        self._tracks = []
        for part, place in self.places.items():
            start, end = part.get_center(), place.get_center()
            size = min(1.0, place.height / part.height, place.width / part.width)
            for leaf in part.family_members_with_points():
                opacity = float(leaf.get_fill_opacity())
                self._tracks.append((leaf, leaf.points.copy(), start, end, size, opacity))
        # Manim would deep-copy the whole mobject here as a starting point; ours is in the tracks.
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        part = self.rate_func(alpha)
        for leaf, points, start, end, size, opacity in self._tracks:
            leaf.points = (points - start) * (1 + part * (size - 1)) + start + (end - start) * part
            faded = min(1.0, max(0.0, (part - _FADING) / (1 - _FADING)))
            leaf.set_fill(opacity=opacity * float(np.clip(1 - faded, 0, 1)), family=False)
