"""Nodes that move a little, up and down, and come to rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from manim import VMobject, linear

from scenes.stage.animations.in_place import InPlace
from scenes.stage.theme import units

_REACH: Final = units(11)
"""How far they go."""

_SWINGS = 3


class Stir(InPlace):
    """An animation: parts of a mobject swing up and down.

    Args:
        whole: what is on the stage.
        parts: what moves.
    """

    def __init__(self, whole: VMobject, parts: Sequence[VMobject], **options: Any) -> None:
        self.parts = parts
        options.setdefault("rate_func", linear)
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy())
            for part in self.parts
            for glyph in part.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        swing = np.sin(2 * np.pi * _SWINGS * alpha) * np.sin(np.pi * alpha)
        for glyph, start in self._starts:
            glyph.points = start + np.array([0.0, _REACH * swing, 0.0])
