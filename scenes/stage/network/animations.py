"""Animations of the network: edges tremble, the whole turns around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import Line, VMobject, linear

from scenes.stage.animations.in_place import InPlace

if TYPE_CHECKING:
    from scenes.stage.network.node import Node


class Tremble(InPlace):
    """An animation: an edge swings like a string, its label goes along, and one node answers.

    Args:
        whole: the network on the stage.
        string: the edge.
        followers: label and gap, carried by the string where they hang.
        answering: the node the edge leads to.
        reach: how far the string swings, in Manim units.
    """

    _SWINGS = 4

    def __init__(
        self,
        whole: VMobject,
        string: Line,
        followers: Sequence[VMobject],
        answering: VMobject,
        reach: float,
        **options: Any,
    ) -> None:
        self.string, self.followers, self.answering = string, followers, answering
        self.reach = reach
        options.setdefault("rate_func", linear)
        super().__init__(whole, **options)

    def remember(self) -> None:
        start, end = self.string.get_start_and_end()
        way = end - start
        length = float(np.linalg.norm(way))
        self._aside = np.array([-way[1], way[0], 0.0]) / length * self.reach
        self._string_points = self.string.points.copy()
        self._carried = [
            (glyph, glyph.points.copy(), _sag((part.get_center() - start) @ way / length**2))
            for part in self.followers
            for glyph in part.get_family()
            if len(glyph.points)
        ]
        self._answer = [
            (glyph, glyph.points.copy())
            for glyph in self.answering.get_family()
            if len(glyph.points)
        ]

    def at(self, alpha: float) -> None:
        swing = np.sin(2 * np.pi * self._SWINGS * alpha) * np.sin(np.pi * alpha)
        points = self._string_points.copy()
        for curve in range(0, len(points), 4):
            points[curve + 1 : curve + 3] += self._aside * swing
        self.string.points = points
        for glyph, start, sag in self._carried:
            glyph.points = start + self._aside * swing * sag
        late = np.sin(2 * np.pi * self._SWINGS * max(0.0, alpha - 0.06)) * np.sin(np.pi * alpha)
        for glyph, start in self._answer:
            glyph.points = start + np.array([0.0, 0.3 * self.reach * late, 0.0])


def _sag(part: float) -> float:
    """How far a cubic whose two handles are moved by 1 swings at a part of its length."""
    return 3 * part * (1 - part)


class Turn(InPlace):
    """An animation: half a turn about a vertical axis, in slight perspective; no name is mirrored.

    Args:
        whole: the network on the stage.
        axis: x of the axis.
        nodes: they go round as they are.
        lines: each with the nodes it joins.
        riders: labels and their gaps, which go round as they are.
    """

    _DEPTH = 0.2

    def __init__(
        self,
        whole: VMobject,
        axis: float,
        nodes: Sequence[Node],
        lines: Sequence[tuple[Line, Node, Node]],
        riders: Sequence[VMobject],
        **options: Any,
    ) -> None:
        self.axis, self.nodes, self.lines, self.riders = axis, nodes, lines, riders
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._middle = np.mean([node.circle.get_center()[1] for node in self.nodes])
        self._half = max(abs(node.circle.get_center()[0] - self.axis) for node in self.nodes)
        self._starts = [(part, _center(part)) for part in (*self.nodes, *self.riders)]

    def at(self, alpha: float) -> None:
        for part, start in self._starts:
            part.shift(self._turned(start, np.pi * alpha) - _center(part))
        for line, a, b in self.lines:
            start, end = a.circle.get_center(), b.circle.get_center()
            way = end - start
            rim = way / max(float(np.linalg.norm(way)), 1e-6) * a.circle.width / 2
            # Nodes that pass in front of each other leave nothing to draw between them.
            visible = float(np.linalg.norm(way)) > a.circle.width * 1.02
            middle = (start + end) / 2
            ends = (start + rim, end - rim) if visible else (middle, middle + 1e-3 * rim)
            line.set_points_by_ends(*ends)

    def _turned(self, start: np.ndarray, angle: float) -> np.ndarray:
        away = start[0] - self.axis
        nearness = 1 + self._DEPTH * away / self._half * np.sin(angle)
        x = self.axis + away * np.cos(angle) * nearness
        return np.array([x, self._middle + (start[1] - self._middle) * nearness, start[2]])


def _center(part: VMobject) -> np.ndarray:
    """The middle of a node's circle, of a gap or of a label."""
    return np.array(getattr(part, "circle", part).get_center())
