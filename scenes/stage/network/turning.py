"""The network with L as something that can be stood anywhere, turned, and bent into a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Animation, VMobject

from calculus.algebra.expressions import Place
from scenes.stage.animations.flight import outlines
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.node import Node
from scenes.stage.network.pose import LOSS_PLACE, Pose, rotated
from scenes.stage.network.posing import ChangeStrands, SlideNames, TakePoses
from scenes.stage.network.strands import Strands, rim

_NAME_REACH = 0.84
"""How near ∂L/∂y_k comes to the rim of its node at most, as a part of the radius."""


@dataclass(frozen=True)
class _Rider:
    """A glyph or rim that goes along with a node and grows with it.

    Attributes:
        place: of the node.
        outline: what is drawn.
        points: from the node's centre, shape (n, 3).
        radius: of the node at which it is as large as that.
        largest: radius from which on it grows no more; 0 if it keeps its size.
    """

    place: Place
    outline: VMobject
    points: np.ndarray
    radius: float
    largest: float = np.inf

    def at(self, center: np.ndarray, radius: float) -> np.ndarray:
        """Its points when the node stands there and is so large."""
        scale = min(radius, self.largest) / min(self.radius, self.largest) if self.largest else 1.0
        return center + self.points * scale


class TurningNetwork:
    """A network with L, with what stands on its edges; takes any pose.

    Everything is a part of the network, so that it is drawn behind its nodes.

    Args:
        paths: as they stand on the stage; ∂L/∂y_k become a part of the network.

    Attributes:
        network: nodes and edges. upstream: ∂L/∂y_k on the edges to L.
        strands: what comes from the two ends of each edge.
        names: by output, ∂L/∂y_k as it stands in the node, once it is there.
        hides_outputs: whether the symbols of the outputs are not to be seen.
        name_parts: by edge, how far along it its name stands, as a part of its length.
        pose: how it stands now.
    """

    def __init__(self, paths: Pathways) -> None:
        self.network: Network = paths.network
        self.upstream = paths.upstream
        self.notation, self.theme = paths.notation, paths.theme
        width = max(float(line.get_stroke_width()) for line in self.network.edges.values())
        self.strands = Strands(self.notation, self.theme, width)
        self.names: dict[int, Formula] = {}
        self.hides_outputs = False
        self.pose = pose_of(self.network)
        self._riders: list[_Rider] = []
        for place, node in self._nodes().items():
            self._ride(place, node.circle)
            self._ride(place, node.symbol, largest=node.least_radius)
        for place, dots in self.network.dots.items():
            self._ride(place, dots, largest=0.0)
        self._widths = {
            key: float(self.network.line(key).get_stroke_width()) for key in self._edges()
        }
        self._names_of_edges: dict[EdgeKey, tuple[VMobject, VMobject]] = {
            edge: (gap, self.network.labels[edge]) for edge, gap in self.network.gaps.items()
        }
        self._names_of_edges |= {
            k: (gap, self.upstream.labels[k]) for k, gap in self.upstream.gaps.items()
        }
        self.name_parts = {
            edge: _part_of(self.network.line(edge).get_start_and_end(), gap.get_center())
            for edge, (gap, _) in self._names_of_edges.items()
        }
        self.strands.follow(self.pose)
        self.network.lay_on_edges(self.strands)
        self.network.put_behind_nodes(self.upstream)

    def take(self, pose: Pose) -> None:
        """Stand like that."""
        self.pose = pose
        for rider in self._riders:
            letter, center = str(rider.place[0]), pose.centers[rider.place]
            points = rider.at(center, pose.radii[letter])
            if rider.place in self.network.dots and letter == "y":
                points = center + rotated(points - center, pose.turn)
            rider.outline.points = points
        for (k, i), line in self.network.edges.items():
            _join(line, pose, ("x", i), ("y", k))
        for k, line in self.network.loss_edges.items():
            _join(line, pose, ("y", k), LOSS_PLACE)
        self.place_names()
        self.strands.follow(pose)

    def slide_names(self, parts: Mapping[EdgeKey, float], **options: Any) -> Animation:
        """The names of some edges slide along them, to parts of their ways.

        Played together with what moves the network, it has to come first.
        """
        return SlideNames(self, parts, **options)

    def pose_along(self, path: Callable[[float], Pose], **options: Any) -> Animation:
        """It stands, at each time from 0 to 1, as a path says."""
        return TakePoses(self, path, **options)

    def strands_along(self, change: Callable[[Strands, float], None], **options: Any) -> Animation:
        """At each time from 0 to 1 the strands are changed, and drawn where the edges are."""
        return ChangeStrands(self, change, **options)

    def light(
        self, edges: Collection[EdgeKey], *, others: float | None = None, **options: Any
    ) -> Animation:
        """These edges and the nodes they join are lit; all others step back.

        Args:
            edges: as in `Network.light`.
            others: opacity of the other edges; None for that of pure context.
            options: of the animation.
        """
        network, theme = self.network, self.theme
        others = theme.ghost if others is None else others
        styles: dict[VMobject, Style] = {}
        touched: set[Place] = set()
        for key in self._edges():
            lit = key in edges
            if lit:
                touched |= set(_ends(key))
            width = theme.strokes.lit if lit else self._widths[key]
            styles[network.line(key)] = Style(
                stroke_opacity=1.0 if lit else others, stroke_width=width
            )
        for place, node in self._nodes().items():
            opacity = 1.0 if place in touched else theme.dimmed
            styles[node.circle] = Style(stroke_opacity=opacity)
            styles[node.symbol] = Style(fill_opacity=opacity)
        for k, label in self.upstream.labels.items():
            styles[label] = Style(fill_opacity=1.0 if k in edges else theme.dimmed)
        return Restyle(network, styles, **options)

    def restore(self, **options: Any) -> Animation:
        """No edge is lit and none steps back; names of weights are not looked after."""
        network = self.network
        styles: dict[VMobject, Style] = {
            network.line(key): Style(stroke_opacity=1.0, stroke_width=self._widths[key])
            for key in self._edges()
        }
        for place, node in self._nodes().items():
            styles[node.circle] = Style(stroke_opacity=1.0)
            if not (self.hides_outputs and place[0] == "y"):
                styles[node.symbol] = Style(fill_opacity=1.0)
        styles |= {label: Style(fill_opacity=1.0) for label in self.upstream.labels.values()}
        return Restyle(network, styles, **options)

    def swap_edges_for_legs(self) -> None:
        """From now on the strands are the edges; where there are beads they look alike."""
        for line in self.network.edges.values():
            line.set_stroke(opacity=0)
        if self.strands.beads:
            self.strands.show_legs(self.strands.legs, self.theme.colour("w"))

    def hide_outputs(self) -> dict[int, Typeset]:
        """The symbols of the outputs are not seen any more; copies of them take their place."""
        self.hides_outputs = True
        copies: dict[int, Typeset] = {}
        for k, node in self.network.outputs.items():
            copies[k] = node.symbol.copy()
            node.symbol.set_opacity(0)
        return copies

    def name_outputs(
        self, size: float | None = None, pose: Pose | None = None
    ) -> dict[int, Formula]:
        """∂L/∂y_k where the outputs stand; not on the stage yet.

        Args:
            size: font size in pixels; None: as large as the nodes hold it.
            pose: how the network will stand; None: as it stands now.
        """
        pose = self.pose if pose is None else pose
        if size is None:
            size = self.theme.sizes.headers
            trial = self._upstream_names(size)
            reach = max(float(np.hypot(name.width, name.height)) / 2 for name in trial.values())
            size *= min(1.0, pose.radii["y"] * _NAME_REACH / reach)
        names = self._upstream_names(size)
        for k, name in names.items():
            name.move_to(pose.centers["y", k])
        return names

    def bear_names(self, names: dict[int, Formula]) -> None:
        """From now on these stand where the outputs are, in place of their symbols."""
        before = {id(each) for name in self.names.values() for each in outlines(name)}
        self._riders = [rider for rider in self._riders if id(rider.outline) not in before]
        self.network.remove(*self.names.values())
        self.names = names
        for k, name in names.items():
            self._ride(("y", k), name)
        self.network.add(*names.values())

    def place_names(self) -> None:
        """Put the names onto their edges, wherever these are now."""
        for edge, named in self._names_of_edges.items():
            start, end = self.network.line(edge).get_start_and_end()
            way = start + self.name_parts[edge] * (end - start) - named[0].get_center()
            for part in named:
                part.shift(way)

    def _upstream_names(self, size: float) -> dict[int, Formula]:
        return {
            k: overview(Formula(self.notation.upstream(("upstream", k), k), self.theme, size))
            for k in self.notation.written_outputs
        }

    def _ride(self, place: Place, whole: VMobject, largest: float = np.inf) -> None:
        center, radius = self.pose.centers[place], self.pose.radii[str(place[0])]
        self._riders += [
            _Rider(place, outline, outline.points - center, radius, largest)
            for outline in whole.family_members_with_points()
        ]

    def _edges(self) -> list[EdgeKey]:
        return [*self.network.edges, *self.network.loss_edges]

    def _nodes(self) -> dict[Place, Node]:
        return nodes_of(self.network)


def nodes_of(network: Network) -> dict[Place, Node]:
    """The nodes by place."""
    found: dict[Place, Node] = {("x", i): node for i, node in network.inputs.items()}
    found |= {("y", k): node for k, node in network.outputs.items()}
    if network.loss is not None:
        found[LOSS_PLACE] = network.loss
    return found


def pose_of(network: Network) -> Pose:
    """How a network stands."""
    centers: dict[Place, np.ndarray] = {
        place: np.array(node.circle.get_center()) for place, node in nodes_of(network).items()
    }
    centers |= {place: np.array(dots.get_center()) for place, dots in network.dots.items()}
    radius = float(network.radius)
    return Pose(centers, {"x": radius, "y": radius, "L": radius})


def _ends(key: EdgeKey) -> Iterable[Place]:
    if isinstance(key, int):
        return (("y", key), LOSS_PLACE)
    return (("x", key[1]), ("y", key[0]))


def _join(line: VMobject, pose: Pose, start: Place, end: Place) -> None:
    """Draw a line from rim to rim."""
    a, b = pose.centers[start], pose.centers[end]
    line.set_points_by_ends(rim(pose, start, b), rim(pose, end, a))


def _part_of(ends: np.ndarray, spot: np.ndarray) -> float:
    """How far along a line a spot lies, as a part of its length."""
    start, end = ends
    way = end - start
    return float((spot - start) @ way / (way @ way))
