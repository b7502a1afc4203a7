"""What is not spoken of steps back: its colours come near the ground's, and it hides as before."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ManimColor, VMobject

from scenes.stage.animations.in_place import InPlace

DEPTH = 0.62
"""How near to the ground the colours of what is shaded come."""


class Shade(InPlace):
    """An animation: something is shaded, or comes out of the shade.

    Unlike what is translucent, it goes on hiding what passes behind it.

    Args:
        mobject: what is on the stage.
        ground: the colour that it comes near to.
        away: whether it comes out.
    """

    def __init__(
        self, mobject: VMobject, ground: str, *, away: bool = False, **options: Any
    ) -> None:
        self._ground, self._away = _ground(ground), away
        super().__init__(mobject, **options)

    def remember(self) -> None:
        depth = DEPTH if self._away else 0.0
        self._full = [
            (part, *(_lit(colours, self._ground, depth) for colours in _colours(part)))
            for part in self.mobject.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        depth = DEPTH * (1 - alpha if self._away else alpha)
        for part, fill, stroke in self._full:
            part.fill_rgbas = _shaded(fill, self._ground, depth)
            part.stroke_rgbas = _shaded(stroke, self._ground, depth)


def shade(mobject: VMobject, ground: str) -> None:
    """Shade something at once."""
    for part in mobject.family_members_with_points():
        fill, stroke = _colours(part)
        part.fill_rgbas = _shaded(fill, _ground(ground), DEPTH)
        part.stroke_rgbas = _shaded(stroke, _ground(ground), DEPTH)


def _colours(part: VMobject) -> tuple[np.ndarray, np.ndarray]:
    """Of its fill and its stroke, shape (n, 4) each."""
    return part.fill_rgbas.copy(), part.stroke_rgbas.copy()


def _ground(colour: str) -> np.ndarray:
    return np.array(ManimColor(colour).to_rgb())


def _shaded(colours: np.ndarray, ground: np.ndarray, depth: float) -> np.ndarray:
    found = colours.copy()
    found[:, :3] += depth * (ground - found[:, :3])
    return found


def _lit(colours: np.ndarray, ground: np.ndarray, depth: float) -> np.ndarray:
    """What the colours were before they were shaded so much."""
    found = colours.copy()
    found[:, :3] = np.clip((found[:, :3] - depth * ground) / (1 - depth), 0, 1)
    return found
