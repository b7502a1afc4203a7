"""The chain rule asks every y: dotted routes from a weight's name to all outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import UP, Dot, VGroup, VMobject

from scenes.stage.animations.carry import Carry, Way
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import may_overlap, overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Sign
from scenes.stage.network.network import Network
from scenes.stage.theme import pixels, units

_SPACING, _RADIUS = units(13), units(2.8)
"""Of the dots of a route."""

_CLEAR = units(10)
"""Between a route and the name and the node at its ends."""

_APPEARING = 0.12
"""Part of the time that one dot takes."""


class Routes(VGroup):
    """A mobject: a dotted line to every output that is written out, and over each a question mark.

    Args:
        network: whose edge bears the name from which the routes set out.
        edge: (j, i).

    Attributes:
        dots: by output k, in order from the name to the node.
        marks: by output k.
    """

    def __init__(self, network: Network, edge: tuple[int, int]) -> None:
        theme, name = network.theme, network.labels[edge]
        start = np.array([name.get_right()[0] + _CLEAR, name.get_y(), 0.0])
        self.dots: dict[int, list[Dot]] = {}
        self.marks: dict[int, Sign] = {}
        size = max(OVERVIEW, min(theme.sizes.label, pixels(network.radius)))
        far = sorted(network.outputs, key=lambda k: self._distance(network, k, start), reverse=True)
        for k, node in network.outputs.items():
            end = node.circle.get_center() - np.array([network.radius + _CLEAR, 0.0, 0.0])
            # The farther a node, the sooner its route turns off: so none crosses another.
            ways = _ways(start, end, (far.index(k) + 0.6) / len(far))
            self.dots[k] = [Dot(spot, radius=_RADIUS, color=theme.ink) for spot in ways]
            mark = overview(Sign(("route", k), '"?"', theme.ink, size))
            self.marks[k] = mark.next_to(node.circle, UP, buff=units(7))
        every = [dot for dots in self.dots.values() for dot in dots]
        super().__init__(*every, *self.marks.values())
        may_overlap(network, self)

    @staticmethod
    def _distance(network: Network, k: int, start: np.ndarray) -> float:
        return float(abs(network.outputs[k].circle.get_y() - start[1]))

    def ask(self, **options: Any) -> Carry:
        """The routes run to all outputs at the same time."""
        return self._pass(VGroup(*self).copy(), **options)

    def leave(self, **options: Any) -> Carry:
        """They run back into the name."""
        options.setdefault("rate_func", lambda alpha: 1 - alpha)
        return self._pass(VGroup(*self).copy(), **options)

    def _pass(self, seen: VGroup, **options: Any) -> Carry:
        looks = dict(zip(self, seen, strict=True))
        ways: dict[VMobject, Way] = {}
        for k, dots in self.dots.items():
            for number, part in enumerate([*dots, self.marks[k]]):
                begin = (1 - _APPEARING) * number / max(1, len(dots))
                ways[part] = Way(looks[part], fading=(begin, begin + _APPEARING))
        for part in self:
            part.set_opacity(0)
        return Carry(self, ways, **options)


def _ways(start: np.ndarray, end: np.ndarray, turn: float) -> np.ndarray:
    """Points evenly spaced on a line that goes aside, up or down, and aside again, shape (n, 3).

    Args:
        start: where it begins.
        end: where it ends.
        turn: the part of the way aside after which it goes up or down.
    """
    across = np.array([end[0] - start[0], 0.0, 0.0])
    corners = start + turn * across, end - (1 - turn) * across
    t = np.linspace(0, 1, 60)[:, None]
    # Its corners are bent: each is the handle of a curve between the middles of the sides.
    middle = (corners[0] + corners[1]) / 2
    line = np.concatenate(
        [
            (1 - t) ** 2 * a + 2 * (1 - t) * t * corner + t**2 * b
            for a, corner, b in ((start, corners[0], middle), (middle, corners[1], end))
        ]
    )
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = max(2, round(lengths[-1] / _SPACING))
    spots = np.linspace(0, lengths[-1], count)
    return np.stack([np.interp(spots, lengths, line[:, axis]) for axis in range(3)], axis=1)


def name_alone(network: Network, edge: tuple[int, int], **options: Any) -> Restyle:
    """Of all edges' names only this one stays as it is; edges and nodes do not tell anything."""
    hidden = 0.0 if not network.shows_all_labels else network.theme.dimmed
    styles: dict[VMobject, Style] = {}
    for key, name in network.labels.items():
        styles[name] = Style(fill_opacity=1.0 if key == edge else hidden)
        if not network.shows_all_labels:
            styles[network.gaps[key]] = Style(fill_opacity=1.0 if key == edge else 0.0)
    for line in network.edges.values():
        styles[line] = Style(stroke_opacity=network.theme.dimmed)
    options.setdefault("run_time", network.theme.tempo.brisk)
    return Restyle(network, styles, **options)
