"""Animations that move or change mobjects without copying them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject


class InPlace(Animation):
    """An animation that changes parts of a mobject which stays in the scene all the time.

    Naming the whole as the animated mobject keeps its drawing order; Manim's deep copy of it as
    a starting point is not needed.
    """

    def begin(self) -> None:
        self.remember()
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def remember(self) -> None:
        """Note the state from which the movement starts."""

    def interpolate_mobject(self, alpha: float) -> None:
        """Show the state at `alpha` (0 ... 1), unless the movement is over."""
        self.at(self.rate_func(alpha))

    def at(self, alpha: float) -> None:
        """Show the state at an eased time."""
        raise NotImplementedError


def show_done(animation: Animation) -> None:
    """Give what an animation moves its last state, without playing it."""
    animation.begin()
    animation.finish()


class Shift(InPlace):
    """An animation that moves parts of a mobject along straight ways together.

    Args:
        whole: what is on the stage.
        ways: by part, how far it goes, shape (3,).
    """

    def __init__(
        self, whole: VMobject, ways: Mapping[VMobject, np.ndarray], **options: Any
    ) -> None:
        self._ways = ways
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy(), way)
            for part, way in self._ways.items()
            for glyph in part.get_family()
            if len(glyph.points)
        ]

    def at(self, alpha: float) -> None:
        for glyph, start, way in self._starts:
            glyph.points = start + alpha * way


class Scale(InPlace):
    """An animation that scales parts of a mobject, each about its middle, while it moves.

    Args:
        whole: what is on the stage.
        factors: by part, how many times larger it gets.
        ways: by part, how far its middle goes, shape (3,); others stay.
    """

    def __init__(
        self,
        whole: VMobject,
        factors: Mapping[VMobject, float],
        ways: Mapping[VMobject, np.ndarray] | None = None,
        **options: Any,
    ) -> None:
        self._factors, self._ways = factors, ways or {}
        super().__init__(whole, **options)

    def remember(self) -> None:
        nowhere = np.zeros(3)
        self._starts = [
            (glyph, glyph.points.copy(), part.get_center(), factor, self._ways.get(part, nowhere))
            for part, factor in self._factors.items()
            for glyph in part.get_family()
            if len(glyph.points)
        ]

    def at(self, alpha: float) -> None:
        for glyph, start, middle, factor, way in self._starts:
            size = 1 + alpha * (factor - 1)
            glyph.points = middle + size * (start - middle) + alpha * way
