"""Named parts of the frame, derived from its size: chapters place things in these."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import Mobject, config

SAFE_MARGIN = 0.05
"""Part of the frame's width and height kept free at every side (players' overscan: 4 %)."""

CAPTION_ROOM = 0.13
"""Part of the frame's height kept free at the bottom for captions (at least 12 %)."""

TITLE_ROOM = 0.12


@dataclass(frozen=True)
class Region:
    """A rectangle of the frame in Manim units."""

    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def part_of_frame(cls, left: float, right: float, top: float, bottom: float) -> Region:
        """A rectangle given in parts of the frame's width and height, from its upper left corner.

        Args:
            left: of the frame's width; so is `right`.
            right: more than `left`.
            top: of the frame's height, from above; so is `bottom`.
            bottom: more than `top`.
        """
        width, height = config.frame_width, config.frame_height
        return cls(
            width * (left - 0.5),
            width * (right - 0.5),
            height * (0.5 - bottom),
            height * (0.5 - top),
        )

    @classmethod
    def around(cls, mobject: Mobject) -> Region:
        """The rectangle around a mobject."""
        left, right = mobject.get_left()[0], mobject.get_right()[0]
        return cls(float(left), float(right), mobject.get_bottom()[1], mobject.get_top()[1])

    @property
    def width(self) -> float:
        """Width in Manim units."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in Manim units."""
        return self.top - self.bottom

    @property
    def center(self) -> np.ndarray:
        """Middle of the rectangle, shape (3,)."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    @property
    def left_edge(self) -> np.ndarray:
        """Middle of the left side, shape (3,)."""
        return np.array([self.left, (self.bottom + self.top) / 2, 0.0])

    def columns(self, *weights: float) -> tuple[Region, ...]:
        """Cut into columns of the given relative widths, from left to right."""
        edges = self.left + self.width * np.cumsum([0, *weights]) / sum(weights)
        return tuple(Region(float(a), float(b), self.bottom, self.top) for a, b in pairwise(edges))

    def rows(self, *weights: float) -> tuple[Region, ...]:
        """Cut into rows of the given relative heights, from top to bottom."""
        edges = self.top - self.height * np.cumsum([0, *weights]) / sum(weights)
        return tuple(Region(self.left, self.right, float(b), float(a)) for a, b in pairwise(edges))

    def excess(self, width: float, height: float) -> float:
        """How many times too large something of this extent is; it fits if this is 1 or less."""
        return max(width / self.width, height / self.height)

    def keep(self, mobject: Mobject) -> None:
        """Move in what sticks out at the left or at the bottom, if need be out elsewhere."""
        mobject.shift(
            [
                max(0.0, self.left - mobject.get_left()[0]),
                max(0.0, self.bottom - mobject.get_bottom()[1]),
                0.0,
            ]
        )

    def holds(self, mobject: Mobject) -> bool:
        """Whether a mobject lies inside."""
        return bool(
            mobject.get_left()[0] >= self.left
            and mobject.get_right()[0] <= self.right
            and mobject.get_bottom()[1] >= self.bottom
            and mobject.get_top()[1] <= self.top
        )


@dataclass(frozen=True)
class Regions:
    """The stage's plan: a title at the top, the body, and free room for captions below."""

    safe: Region
    title: Region
    body: Region

    @classmethod
    def of_frame(cls) -> Regions:
        """The plan for Manim's current frame."""
        width, height = config.frame_width, config.frame_height
        margin = SAFE_MARGIN * min(width, height)
        left, right = -width / 2 + width * SAFE_MARGIN, width / 2 - width * SAFE_MARGIN
        top = height / 2 - margin
        bottom = -height / 2 + height * CAPTION_ROOM
        title_bottom = top - height * TITLE_ROOM * 0.72
        return cls(
            Region(left, right, bottom, top),
            Region(left, right, title_bottom, top),
            Region(left, right, bottom, title_bottom - 0.15),
        )
