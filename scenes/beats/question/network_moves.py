"""The network grows, and something runs along one of its paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Animation, CapStyleType, Line, VMobject, smooth

from scenes.stage.animations.in_place import InPlace
from scenes.stage.network.network import Network

_GROWING = 0.4
"""Part of the time in which one part of the network grows; those further right begin later."""

_SMALL = 0.5
"""Size at which a node begins to grow, as a part of its own."""

_LENGTH, _BRIGHT = 0.2, 1.4
"""Length of what runs along a path, as a part of this, and its width, as a part of a lit edge's."""


class Unfold(InPlace):
    """An animation: a network grows from left to right, nodes and the edges between them."""

    def __init__(self, network: Network, **options: Any) -> None:
        self._network = network
        super().__init__(network, introducer=True, **options)

    def remember(self) -> None:
        network = self._network
        left, right = network.get_left()[0], network.get_right()[0]
        lines = [*network.edges.values(), *network.loss_edges.values()]
        self._tracks = []
        for part in network.submobjects:
            start = part.get_start()[0] if part in lines else part.get_left()[0]
            delay = (start - left) / (right - left) * (1 - _GROWING)
            track = _grow_line(part) if isinstance(part, Line) else _grow_node(part)
            self._tracks.append((delay, track))

    def at(self, alpha: float) -> None:
        for delay, track in self._tracks:
            track(smooth(min(1.0, max(0.0, (alpha - delay) / _GROWING))))


def _grow_line(line: Line) -> Callable[[float], None]:
    start, end = line.get_start_and_end()
    width = float(line.get_stroke_width())

    def at(part: float) -> None:
        line.put_start_and_end_on(start, start + max(part, 1e-3) * (end - start))
        line.set_stroke(width=width if part else 0)

    return at


def _grow_node(node: VMobject) -> Callable[[float], None]:
    middle = node.get_center()
    leaves = [
        (leaf, leaf.points.copy(), leaf.get_fill_opacity(), leaf.get_stroke_opacity())
        for leaf in node.family_members_with_points()
    ]

    def at(part: float) -> None:
        size = _SMALL + (1 - _SMALL) * part
        for leaf, points, fill, stroke in leaves:
            leaf.points = middle + size * (points - middle)
            leaf.set_fill(opacity=fill * part, family=False)
            leaf.set_stroke(opacity=stroke * part, family=False)

    return at


class Run(Animation):
    """An animation: a bright stroke runs from an input over an output to L, behind the nodes."""

    def __init__(self, network: Network, i: int, k: int, **options: Any) -> None:
        theme = network.theme
        first, second = network.edges[k, i], network.loss_edges[k]
        self._way = np.array([*first.get_start_and_end(), *second.get_start_and_end()])
        lengths = np.linalg.norm(np.diff(self._way, axis=0), axis=1)
        self._stops = np.array([0, *np.cumsum(lengths)])
        stroke = VMobject(
            stroke_color=theme.ink,
            stroke_width=theme.strokes.lit * _BRIGHT,
            cap_style=CapStyleType.ROUND,
        )
        super().__init__(stroke, introducer=True, remover=True, **options)

    def begin(self) -> None:
        self.starting_mobject = VMobject()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        total = self._stops[-1]
        head = self.rate_func(alpha) * (1 + _LENGTH) * total
        ends = np.clip([head - _LENGTH * total, head], 0, total)
        self.mobject.clear_points()
        for number in (0, 2):  # between these, it is behind the output
            start, end = np.clip(ends, *self._stops[number : number + 2])
            if end > start:
                self.mobject.start_new_path(self._at(start))
                self.mobject.add_line_to(self._at(end))

    def _at(self, length: float) -> np.ndarray:
        return np.array([np.interp(length, self._stops, axis) for axis in self._way.T])
