"""Something grows out of a spot, lines and all, or shrinks into it."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VMobject

from scenes.stage.animations.in_place import InPlace

_POINT = 1e-3
"""As small as something still has a direction."""


class Emerge(InPlace):
    """An animation: a mobject comes out of a spot, or goes into it and is gone.

    Its lines grow thinner with it, so that much that is drawn in little room is no blot.

    Args:
        mobject: in its own size; it has that again when it is gone.
        spot: shape (3,), Manim units.
        backward: whether it goes.
    """

    def __init__(
        self, mobject: VMobject, spot: np.ndarray, *, backward: bool = False, **options: Any
    ) -> None:
        self._spot, self._backward = spot, backward
        super().__init__(mobject, introducer=not backward, remover=backward, **options)

    def remember(self) -> None:
        self._ends = [
            (part, part.points.copy(), float(part.get_stroke_width()))
            for part in self.mobject.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        size = max(_POINT, 1 - alpha if self._backward else alpha)
        for part, points, width in self._ends:
            part.points = self._spot + size * (points - self._spot)
            part.set_stroke(width=size * width, family=False)
