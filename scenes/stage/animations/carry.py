"""Many parts of a mobject move at once, each from how it is to how it shall be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from manim import VMobject, linear, smooth

from scenes.stage.animations.in_place import InPlace

WHOLE_TIME = (0.0, 1.0)

Window = tuple[float, float]
"""When something begins and ends, as parts of the whole time."""


@dataclass(frozen=True)
class Way:
    """What becomes of a part.

    Attributes:
        target: what it shall look like (a copy of it, moved and scaled, or the like with as many
            outlines); None if it keeps its outlines.
        opacity: of what it shall look like, as a part of the target's own (of its own, without
            one); None for all of it.
        moving: when it moves.
        rising: when it moves up or down; None for while it moves aside.
        fading: when it gets its opacities; None for while it moves.
        arc: how far the way bends to the left, as a part of its length.
    """

    target: VMobject | None = None
    opacity: float | None = None
    moving: Window = WHOLE_TIME
    rising: Window | None = None
    fading: Window | None = None
    arc: float = 0.0


class _Track(NamedTuple):
    """One outline on its way; opacities are (fill, stroke), stroke widths beside them."""

    leaf: VMobject
    moving: Window
    rising: Window
    fading: Window
    points: tuple[np.ndarray, np.ndarray] | None
    bend: np.ndarray
    fills: tuple[np.ndarray, np.ndarray]
    strokes: tuple[np.ndarray, np.ndarray]
    widths: tuple[float, float]


class Carry(InPlace):
    """An animation that carries parts of a mobject, each along its own way and in its own time.

    Time runs evenly through the windows and is eased within each. Parts that set out together
    and whose ways are straight stay apart if they are apart at both ends.

    Args:
        whole: what is on the stage.
        ways: by part.
    """

    def __init__(self, whole: VMobject, ways: Mapping[VMobject, Way], **options: Any) -> None:
        self._ways = ways
        options.setdefault("rate_func", linear)
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._tracks = [track for part, way in self._ways.items() for track in _tracks(part, way)]

    def at(self, alpha: float) -> None:
        for track in self._tracks:
            if track.points is not None:
                across, up = within(track.moving, alpha), within(track.rising, alpha)
                start, end = track.points
                points = start + np.array([across, up, across]) * (end - start)
                track.leaf.points = points + track.bend * np.sin(np.pi * across)
            part = within(track.fading, alpha)
            leaf = track.leaf
            leaf.fill_rgbas = _blend(track.fills, part)
            if any(track.widths):
                leaf.stroke_rgbas = _blend(track.strokes, part)
                leaf.stroke_width = (1 - part) * track.widths[0] + part * track.widths[1]


def come(part: VMobject, window: Window) -> Way:
    """Hide a part; the way has it come back in its time."""
    way = Way(part.copy(), fading=window)
    part.set_opacity(0)
    return way


def stand_in_for(part: VMobject, source: VMobject) -> None:
    """Give a part the outlines and colours of another, from which it is about to be carried away.

    Raises:
        ValueError: when they have not as many outlines.
    """
    leaves, sources = outlines(part), outlines(source)
    if len(leaves) != len(sources):
        raise ValueError(f"{len(leaves)} outlines cannot stand in for {len(sources)}")
    for leaf, from_leaf in zip(leaves, sources, strict=True):
        leaf.points = from_leaf.points.copy()
        leaf.fill_rgbas = from_leaf.fill_rgbas.copy()
        leaf.stroke_rgbas = from_leaf.stroke_rgbas.copy()
        leaf.stroke_width = from_leaf.stroke_width


def within(window: Window, alpha: float) -> float:
    """The eased part of a window that has gone at a time from 0 to 1."""
    begin, end = window
    return float(smooth(min(1.0, max(0.0, (alpha - begin) / (end - begin)))))


def backwards(window: Window) -> Window:
    """The window in which the same happens when all of it is played in reverse."""
    return 1 - window[1], 1 - window[0]


def _tracks(part: VMobject, way: Way) -> list[_Track]:
    leaves = outlines(part)
    ends = leaves if way.target is None else outlines(way.target)
    if len(leaves) != len(ends):
        raise ValueError(f"{len(leaves)} outlines cannot become {len(ends)}")
    fading = way.moving if way.fading is None else way.fading
    return [
        _track(leaf, end, way, fading, moves=way.target is not None)
        for leaf, end in zip(leaves, ends, strict=True)
    ]


def _track(leaf: VMobject, end: VMobject, way: Way, fading: Window, *, moves: bool) -> _Track:
    points, bend = None, np.zeros(3)
    if moves:
        goal = _with_as_many_points(end, leaf)
        points = leaf.points.copy(), goal
        away = points[1].mean(axis=0) - points[0].mean(axis=0)
        bend = np.array([-away[1], away[0], 0.0]) * way.arc
    return _Track(
        leaf,
        way.moving,
        way.moving if way.rising is None else way.rising,
        fading,
        points,
        bend,
        (leaf.fill_rgbas.copy(), _at_opacity(end.fill_rgbas, way.opacity)),
        (leaf.stroke_rgbas.copy(), _at_opacity(end.stroke_rgbas, way.opacity)),
        (float(leaf.stroke_width), float(end.stroke_width)),
    )


def _with_as_many_points(end: VMobject, leaf: VMobject) -> np.ndarray:
    if len(end.points) == len(leaf.points):
        return end.points.copy()
    one, other = leaf.copy(), end.copy()
    one.align_points(other)
    if len(one.points) != len(leaf.points):
        leaf.points = one.points  # the same outline, cut into more curves
    return other.points


def _at_opacity(colours: np.ndarray, opacity: float | None) -> np.ndarray:
    found = np.array(colours, dtype=float)
    if opacity is not None:
        found[:, 3] *= opacity
    return found


def _blend(ends: tuple[np.ndarray, np.ndarray], part: float) -> np.ndarray:
    return np.asarray((1 - part) * ends[0] + part * ends[1])


def outlines(mobject: VMobject) -> list[VMobject]:
    """All that is drawn of a mobject, in order."""
    return [leaf for leaf in mobject.family_members_with_points() if len(leaf.points) > 1]
