"""The network shrinks into the node `dot`: what was open is a question about that one node."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    Animation,
    FadeOut,
    GrowFromCenter,
    Line,
    VMobject,
    smooth,
    squish_rate_func,
)

from scenes.stage.animations.in_place import InPlace
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.graph.graph import Graph
from scenes.stage.network.asked_weight import AskedWeight
from scenes.stage.network.network import Network

_LEAVING, _DOT_COMES, _PLUS_COMES = (0.0, 0.45), (0.4, 0.9), (0.55, 1.0)
"""Parts of the time in which the claims go, and in which the nodes of the graph come."""

_LINES_LEAVE = (0.5, 1.0)
"""The same for what leads to L: in the end it lies where Y's arrow will be drawn."""

_WITHIN = 0.5
"""How large the network is in the end, as a part of the node that hides it."""


def shrink_into_node(
    claims: ClaimPair, network: Network, weight: AskedWeight, graph: Graph
) -> list[Animation]:
    """The network shrinks into `dot`, its L goes to the right end, and `+` comes."""
    dot, plus = graph.nodes["dot"], graph.nodes["+"]
    weight.set_z_index(0)  # it goes behind the node, too
    return [
        FadeOut(claims, rate_func=squish_rate_func(smooth, *_LEAVING)),
        Shrink(network, weight, graph),
        GrowFromCenter(dot, rate_func=squish_rate_func(smooth, *_DOT_COMES)),
        GrowFromCenter(plus, rate_func=squish_rate_func(smooth, *_PLUS_COMES)),
    ]


class Shrink(InPlace):
    """An animation: a network and the name of a weight shrink into `dot`, only L does not.

    Args:
        network: with L.
        weight: goes along.
        graph: has the node, and L's place.
    """

    def __init__(self, network: Network, weight: AskedWeight, graph: Graph, **options: Any) -> None:
        assert network.loss is not None
        self._network, self._weight, self._graph = network, weight, graph
        self._loss = network.loss
        super().__init__(network, **options)

    def remember(self) -> None:
        network, loss = self._network, self._loss
        aside = {id(part) for part in (*network.loss_edges.values(), *loss.get_family())}
        whole = [*network.get_family(), *self._weight.get_family()]
        shrinking = [part for part in whole if len(part.points) > 1 and id(part) not in aside]
        self._parts = [(part, part.points.copy(), _stroke(part)) for part in shrinking]
        corners = np.concatenate([part.points for part in shrinking])
        low, high = corners.min(axis=0), corners.max(axis=0)
        circle = self._graph.nodes["dot"].circle
        self._middle, self._goal = (low + high) / 2, circle.get_center()
        self._size = _WITHIN * circle.width / float(np.linalg.norm(high - low))
        starts = {k: node.circle.get_center() for k, node in network.outputs.items()}
        self._lines = [
            (line, starts[k], float(line.get_stroke_opacity()))
            for k, line in network.loss_edges.items()
        ]
        self._circle = loss.circle.points.copy(), loss.circle.get_center()
        self._letter = [
            (glyph, glyph.points.copy(), goal.points)
            for glyph, goal in zip(
                loss.symbol.family_members_with_points(),
                self._graph.loss.family_members_with_points(),
                strict=True,
            )
            if len(glyph.points) > 1
        ]

    def at(self, alpha: float) -> None:
        size = 1 + alpha * (self._size - 1)
        for part, points, width in self._parts:
            part.points = self._moved(points, alpha)
            part.set_stroke(width=width * size, family=False)
        self._move_loss(alpha)

    def _moved(self, points: np.ndarray, alpha: float) -> np.ndarray:
        middle = self._middle + alpha * (self._goal - self._middle)
        moved: np.ndarray = middle + (1 + alpha * (self._size - 1)) * (points - self._middle)
        return moved

    def _move_loss(self, alpha: float) -> None:
        """L gives up its circle and is drawn as the graph draws it; its lines stay with it."""
        points, start = self._circle
        goal = self._graph.loss.get_center()
        here = start + alpha * (goal - start)
        gone = min(1.0, alpha / _LINES_LEAVE[1])
        self._loss.circle.points = here + (1 - 0.5 * gone) * (points - start)
        self._loss.circle.set_opacity(1 - gone)
        for glyph, before, after in self._letter:
            glyph.points = before + alpha * (after - before)
        begin, end = _LINES_LEAVE
        fading = 1 - min(1.0, max(0.0, (alpha - begin) / (end - begin)))
        for line, node, opacity in self._lines:
            _lead(line, self._moved(node, alpha), here, self._loss.circle.width / 2)
            line.set_stroke(opacity=opacity * fading)


def _lead(line: Line, start: np.ndarray, loss: np.ndarray, radius: float) -> None:
    """From a node's middle, behind it, to the rim of L."""
    way = loss - start
    line.set_points_by_ends(start, loss - radius * way / float(np.linalg.norm(way)))


def _stroke(part: VMobject) -> float:
    return float(part.get_stroke_width())
