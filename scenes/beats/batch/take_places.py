"""A mobject takes the places of another one that is built alike."""

from __future__ import annotations

from typing import Any

from manim import VMobject

from scenes.stage.animations.in_place import InPlace


class TakePlaces(InPlace):
    """An animation: every part goes straight to where it stands in another mobject built alike.

    Args:
        whole: what is on the stage.
        places: as many outlines, of as many points each, where they shall be.
    """

    def __init__(self, whole: VMobject, places: VMobject, **options: Any) -> None:
        self._places = places
        super().__init__(whole, **options)

    def remember(self) -> None:
        here = self.mobject.family_members_with_points()
        there = self._places.family_members_with_points()
        self._ways = [
            (part, part.points.copy(), place.points.copy())
            for part, place in zip(here, there, strict=True)
        ]

    def at(self, alpha: float) -> None:
        for part, start, end in self._ways:
            part.points = (1 - alpha) * start + alpha * end
