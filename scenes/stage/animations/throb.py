"""Parts of something grow for a moment and come back: what is being spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import VMobject, there_and_back

from scenes.stage.animations.in_place import InPlace


class Throb(InPlace):
    """An animation: each part grows about its own middle and comes back to its size.

    Args:
        whole: what is on the stage.
        parts: what grows.
        growth: by how much of its size a part has grown halfway.
    """

    def __init__(
        self, whole: VMobject, parts: Iterable[VMobject], growth: float = 0.3, **options: Any
    ) -> None:
        self._parts, self._growth = tuple(parts), growth
        options.setdefault("rate_func", there_and_back)
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy(), part.get_center())
            for part in self._parts
            for glyph in part.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        for glyph, start, middle in self._starts:
            glyph.points = middle + (1 + self._growth * alpha) * (start - middle)
