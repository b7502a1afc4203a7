"""Arrows of the computational graph: runs with rounded bends that can be drawn and pulsed along."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Line,
    Polygon,
    ShowPassingFlash,
    VGroup,
    VMobject,
)

from scenes.stage.theme import Theme, units

_TIP_LENGTH = units(26)
_TIP_WIDTH = units(22)
_BEND = units(44)
"""Radius of a bend."""


class BentArrow(VGroup):
    """A mobject: an arrow along a polyline with rounded bends.

    Args:
        points: from its start to its tip, each of shape (3,), Manim units.
        colour: of shaft and tip.
        width: of the shaft, in stroke units.
        tip_scale: size of the tip, 1 for the large graph.

    Attributes:
        shaft: the line.
        tip: the arrow head.
    """

    def __init__(
        self, points: Sequence[np.ndarray], colour: str, width: float, tip_scale: float = 1.0
    ) -> None:
        *before, end = points
        along = _unit(end - before[-1])
        across = np.array([-along[1], along[0], 0.0]) * _TIP_WIDTH / 2 * tip_scale
        base = end - along * _TIP_LENGTH * tip_scale
        self.shaft = VMobject(stroke_color=colour, stroke_width=width)
        self.shaft.set_points(_rounded([*before, base], _BEND * tip_scale))
        self.tip = Polygon(
            end, base + across, base - across, fill_color=colour, fill_opacity=1, stroke_width=0
        )
        super().__init__(self.shaft, self.tip)

    def draw(self, **options: Any) -> Animation:
        """An animation: it grows from its start, its tip in front."""
        return _Draw(self, **options)

    def pulse(self, theme: Theme, **options: Any) -> Animation:
        """An animation: a short bright stroke runs along it, a value on its way."""
        light = self.shaft.copy().set_stroke(theme.ink, theme.strokes.lit)
        return ShowPassingFlash(light, time_width=0.35, **options)


class _Draw(Animation):
    """The animation that draws an arrow from its start; the tip rides on the front."""

    def __init__(self, wire: BentArrow, **options: Any) -> None:
        self.shaft, self.tip = wire.shaft.copy(), wire.tip.copy()
        super().__init__(wire, introducer=True, **options)

    def interpolate_mobject(self, alpha: float) -> None:
        part = max(self.rate_func(alpha), 0.001)
        shaft, tip = self.mobject.shaft, self.mobject.tip
        shaft.pointwise_become_partial(self.shaft, 0, part)
        front = shaft.points[-1] - shaft.points[-2]
        end = self.shaft.points[-1] - self.shaft.points[-2]
        turn = np.arctan2(front[1], front[0]) - np.arctan2(end[1], end[0])
        tip.set_points(self.tip.points)
        tip.rotate(turn, about_point=self.shaft.points[-1])
        tip.shift(shaft.points[-1] - self.shaft.points[-1])
        tip.set_fill(opacity=self.tip.get_fill_opacity() * min(1.0, 8 * part))


def beside(points: Sequence[np.ndarray], distance: float) -> list[np.ndarray]:
    """The polyline that runs parallel at the right-hand side (seen along its direction)."""
    directions = [_unit(b - a) for a, b in pairwise(points)]
    normals = [np.array([d[1], -d[0], 0.0]) for d in directions]
    moved = [points[0] + distance * normals[0]]
    for corner, (before, after) in zip(points[1:-1], pairwise(normals), strict=True):
        # Where the two shifted lines meet.
        moved.append(corner + distance * (before + after) / (1 + float(before @ after)))
    return [*moved, points[-1] + distance * normals[-1]]


def up_to_circle(
    points: Sequence[np.ndarray], center: np.ndarray, radius: float
) -> list[np.ndarray]:
    """The polyline, its last segment cut off where it enters a circle."""
    *before, end = points
    start = before[-1]
    along = _unit(end - start)
    nearest = start + along * float((center - start) @ along)
    half_chord = np.sqrt(max(radius**2 - float(np.sum((nearest - center) ** 2)), 0.0))
    return [*before, nearest - along * half_chord]


def _rounded(points: Sequence[np.ndarray], radius: float) -> np.ndarray:
    """Cubic Bézier points, shape (4·curves, 3), of a polyline with rounded corners."""
    curves = []
    here = points[0]
    for corner, after in pairwise(points[1:]):
        into, out = _unit(corner - here), _unit(after - corner)
        room = min(np.linalg.norm(corner - here), np.linalg.norm(after - corner)) / 2
        cut = min(radius, room)
        entry, leave = corner - into * cut, corner + out * cut
        curves += [_straight(here, entry), _bend(entry, corner, leave)]
        here = leave
    return np.concatenate([*curves, _straight(here, points[-1])])


def _straight(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.array([start + (end - start) * part / 3 for part in range(4)])


def _bend(start: np.ndarray, corner: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.array([start, (start + 2 * corner) / 3, (end + 2 * corner) / 3, end])


def _unit(vector: np.ndarray) -> np.ndarray:
    length: float = float(np.linalg.norm(vector))
    return vector / length


def plus_sign(size: float, colour: str, width: float) -> VGroup:
    return VGroup(
        Line(LEFT * size, RIGHT * size, stroke_color=colour, stroke_width=width),
        Line(DOWN * size, UP * size, stroke_color=colour, stroke_width=width),
    )
