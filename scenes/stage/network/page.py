"""A network with L and its mirror image: a copy turns like a page about the axis through L."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VMobject, linear
from manim.utils.rate_functions import ease_in_out_sine

from scenes.stage.animations.in_place import InPlace
from scenes.stage.exemptions import may_overlap
from scenes.stage.network.network import Network
from scenes.stage.network.node import Node

_LEAD = 0.14
"""The part of the time by which the inputs are ahead of the outputs: the page bends."""

_DEPTH = 0.16
"""What is farthest behind the axis is smaller by this part: the page turns away from the eye."""

_NAMES, _TURNING_INPUTS, _TURNING_OUTPUTS, _STANDING, _LOSS = 1, 2, 3, 4, 5
"""What is drawn before what; edges, and pulses that run along them, are below all of it."""


def stack_for_turning(standing: Network, turning: Network) -> None:
    """Have the turning network pass behind the nodes of the standing one, L before everything.

    No line ever crosses a node, and pulses run below nodes and names.
    """
    for network, inputs, outputs in (
        (turning, _TURNING_INPUTS, _TURNING_OUTPUTS),
        (standing, _STANDING, _STANDING),
    ):
        for name in (*network.gaps.values(), *network.labels.values()):
            _raise(name, _NAMES)
        for node in network.inputs.values():
            _raise(node, inputs)
        for node in network.outputs.values():
            _raise(node, outputs)
        for (letter, *_), dots in network.dots.items():
            _raise(dots, inputs if letter == "x" else outputs)
    for loss, height in ((turning.loss, _TURNING_INPUTS), (standing.loss, _LOSS)):
        if loss is not None:
            _raise(loss, height)
    if standing.loss is not None and turning.loss is not None:
        may_overlap(standing.loss, turning.loss)  # one stands on the other, from first to last


def _raise(mobject: VMobject, height: int) -> None:
    mobject.set_z_index(height)


class PageTurn(InPlace):
    """An animation: a network turns by half a turn about the vertical axis through its L.

    Nodes stay round, edges straight; names of edges ride along unseen. The column of the inputs
    is ahead of that of the outputs, so that the page bends and is never seen as a line.

    Args:
        network: one with L.
    """

    def __init__(self, network: Network, **options: Any) -> None:
        if network.loss is None:
            raise ValueError("only a network with L has an axis to turn about")
        self._network = network
        self._axis = network.loss.circle.get_center()
        options.setdefault("rate_func", linear)
        options.setdefault("run_time", network.theme.tempo.turn)
        super().__init__(network, **options)

    def remember(self) -> None:
        network = self._network
        self._columns = {
            "x": [*network.inputs.values(), *network.of_dots("x")],
            "y": [*network.outputs.values(), *network.of_dots("y")],
        }
        self._nodes = [
            (letter, _middle(node), [(part, part.points - _middle(node)) for part in _drawn(node)])
            for letter, nodes in self._columns.items()
            for node in nodes
        ]
        reaches = [abs(middle[0] - self._axis[0]) for _, middle, _ in self._nodes]
        self._reach = max(reaches)
        self._names = [
            (key, _part_along(network.edges[key].get_start_and_end(), gap.get_center()))
            for key, gap in network.gaps.items()
        ]

    def at(self, alpha: float) -> None:
        network = self._network
        turned = {letter: np.pi * self._done(letter, alpha) for letter in self._columns}
        for letter, middle, parts in self._nodes:
            center, nearness = self._seen(middle, turned[letter])
            for part, outline in parts:
                part.points = center + nearness * outline
        for (k, i), line in network.edges.items():
            _join(line, network.inputs[i], network.outputs[k])
        for k, line in network.loss_edges.items():
            assert network.loss is not None
            _join(line, network.outputs[k], network.loss)
        for key, along in self._names:
            start, end = network.edges[key].get_start_and_end()
            for name in (network.gaps[key], network.labels[key]):
                name.move_to(start + along * (end - start))

    def _done(self, letter: str, alpha: float) -> float:
        """How much of its half-turn a column has done."""
        delay = 0.0 if letter == "x" else _LEAD
        return float(ease_in_out_sine(np.clip((alpha - delay) / (1 - _LEAD), 0.0, 1.0)))

    def _seen(self, middle: np.ndarray, angle: float) -> tuple[np.ndarray, float]:
        """Where a node's middle is seen after a turn, and how much larger or smaller the node."""
        away = middle - self._axis
        nearness = 1 - _DEPTH * abs(away[0]) / self._reach * float(np.sin(angle))
        turned = np.array([away[0] * np.cos(angle), away[1], 0.0])
        return self._axis + nearness * turned, nearness


def _join(line: VMobject, start: Node, end: Node) -> None:
    """Draw a line from rim to rim; nothing where one node hides the other."""
    a, b = start.circle.get_center(), end.circle.get_center()
    way = b - a
    distance = float(np.linalg.norm(way))
    rims = start.circle.width / 2, end.circle.width / 2
    if distance <= sum(rims):
        line.set_points_by_ends((a + b) / 2, (a + b) / 2 + np.array([1e-3, 0.0, 0.0]))
        return
    along = way / distance
    line.set_points_by_ends(a + rims[0] * along, b - rims[1] * along)


def _middle(node: VMobject) -> np.ndarray:
    return np.array(getattr(node, "circle", node).get_center())


def _drawn(node: VMobject) -> list[VMobject]:
    return list(node.family_members_with_points())


def _part_along(ends: np.ndarray, spot: np.ndarray) -> float:
    """How far along a line a spot lies, as a part of its length."""
    start, end = ends
    way = end - start
    return float((spot - start) @ way / (way @ way))
