"""The network up to L: ∂L/∂y_k on its last edges, ∂L/∂x_i leaving it when it is mirrored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle, pairwise
from typing import Any

import numpy as np
from manim import RIGHT, Animation, FadeIn, ReplacementTransform, RoundedRectangle, VGroup, VMobject

from calculus.algebra.expressions import LOSS, Partial, Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.animations.in_place import InPlace
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.arrows import BentArrow
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

_FEW = 3
"""Up to so many outputs the names stand in the middle of their edges; more need the wider end."""


_NAME_HEIGHT, _NAME_WIDTH = 2.5, 1.2
"""Height, and half the width, of ∂L/∂y_k with some room, in em."""

_NAME_PITCH = 2.9
"""At this distance, in em, fractions are not read into each other."""

_FAR = 0.25
"""Part of an edge's way to L where its name stands at most if there are many."""


class UpstreamEdges(Typeset):
    """The names of the edges to L. Atoms stand at ("upstream", k).

    Args:
        network: one with a loss node.
        size: font size in pixels; many outputs take smaller ones until they have room.
        parts: of the way from the output to L where they stand, one after the other in turn; None
            for where they have room: where neighbours would touch, every second one farther along.

    Attributes:
        labels: by output k, the formula.
    """

    def __init__(self, network: Network, size: float, parts: Sequence[float] | None = None) -> None:
        self.network = network
        theme, notation = network.theme, network.notation
        chosen = parts is not None
        if parts is None:
            few = len(notation.output_range) <= _FEW
            parts = (0.45 if few else _part_with_room(network),)
        self._parts = dict(zip(notation.written_outputs, cycle(parts), strict=False))
        height, length = _room(network, max(parts))
        size = max(OVERVIEW, min(size, height * len(parts), length))
        self.labels = {
            k: overview(Formula(notation.upstream(("upstream", k), k), theme, size))
            for k in notation.written_outputs
        }
        self.gaps = {
            k: RoundedRectangle(
                width=label.width + units(size) * 0.3,
                height=label.height + units(size) * 0.15,
                corner_radius=units(size) * 0.2,
                stroke_width=0,
                fill_color=theme.ground,
                fill_opacity=1,
            )
            for k, label in self.labels.items()
        }
        super().__init__(*self.labels.values())
        self.submobjects = [*self.gaps.values(), *self.labels.values()]
        for k, gap in self.gaps.items():
            network.covers[k] = gap
        self.settle()
        if not chosen and self._neighbours_touch():
            self._alternate()

    def settle(self) -> None:
        """Put every name onto its edge, wherever that is now."""
        for k, label in self.labels.items():
            start, end = self.network.loss_edges[k].get_start_and_end()
            spot = start + self._parts[k] * (end - start)
            self.gaps[k].move_to(spot)
            label.shift(spot - VGroup(*label.atoms.values()).get_center())

    def _neighbours_touch(self) -> bool:
        gaps = self.gaps.values()
        return any(upper.get_bottom()[1] < lower.get_top()[1] for upper, lower in pairwise(gaps))

    def _alternate(self) -> None:
        """Every second name goes so far along that it stands beside its neighbours."""
        shortest = min(line.get_length() for line in self.network.loss_edges.values())
        farther = max(gap.width for gap in self.gaps.values()) / shortest
        for k in list(self.labels)[1::2]:
            self._parts[k] += farther
        self.settle()

    def ride(self, **options: Any) -> Ride:
        """Stay on the edges while the network turns."""
        options.setdefault("run_time", self.network.theme.tempo.sweep)
        return Ride(self, **options)


class InputArrows(Typeset):
    """∂L/∂x_i leaving a mirrored network at the right. Atoms stand at ("entry", i).

    Attributes:
        wires: by input, the arrow out of its node.
    """

    _LENGTH = units(60)

    def __init__(self, network: Network, size: float) -> None:
        theme, notation = network.theme, network.notation
        self.wires: dict[int, BentArrow] = {}
        labels = []
        for i, node in network.inputs.items():
            start = node.circle.get_right()
            end = start + RIGHT * self._LENGTH
            self.wires[i] = BentArrow([start, end], theme.colour("gradient"), theme.strokes.arrow)
            partial = Partial(("entry", i), LOSS, notation.x(i))
            size = max(OVERVIEW, min(size, pixels(network.radius) * 0.9))
            label = overview(Formula(partial, theme, size))
            labels.append(label.next_to(end, RIGHT, buff=units(12)))
        super().__init__(*labels)

    @property
    def whole(self) -> VGroup:
        """Arrows and names."""
        return VGroup(*self.wires.values(), self)

    def draw(self, *, run_time: float) -> tuple[Animation, ...]:
        """The arrows grow out of their nodes, their names appear."""
        wires = (wire.draw(run_time=run_time) for wire in self.wires.values())
        return (*wires, FadeIn(self, run_time=run_time))


class Ride(InPlace):
    """An animation in which labels follow their edges."""

    def __init__(self, labels: UpstreamEdges, **options: Any) -> None:
        self.labels = labels
        super().__init__(labels, **options)

    def at(self, alpha: float) -> None:
        self.labels.settle()


class Pathways:
    """The network up to L with its names: the paths over which gradients are found.

    Attributes:
        network: nodes and edges.
        upstream: ∂L/∂y_k on the edges to L.
    """

    def __init__(self, notation: Notation, theme: Theme, region: Region | NetworkPlan) -> None:
        self.notation, self.theme = notation, theme
        self.network = Network(notation, theme, region=region, with_loss=True)
        self.upstream = UpstreamEdges(self.network, theme.sizes.headers)

    @property
    def atoms(self) -> Typeset:
        """All names, for what flies to and from the network."""
        return Typeset(self.network, self.upstream)

    def hide_names(self) -> None:
        """No edge bears a name: there is no room for any, or none is needed."""
        self.network.hide_labels()
        self.upstream.set_opacity(0)

    def become(self, other: Pathways, *, run_time: float) -> tuple[Animation, ...]:
        """Take on the place and size of another."""
        return (
            ReplacementTransform(self.network, other.network, run_time=run_time),
            ReplacementTransform(self.upstream, other.upstream, run_time=run_time),
        )

    def sources_of_term(self, term: Typeset, k: int) -> dict[Place, list[VMobject]]:
        """For the term of ∂L/∂x1 over output k: ∂L/∂y_k from its edge, y_k from its node."""
        found: dict[Place, list[VMobject]] = {}
        for place in term.atoms:
            match place[4:]:
                case ("upstream", *rest):
                    found[place] = [self.upstream.atoms["upstream", k, *rest]]
                case ("local", "of", "name"):
                    found[place] = [self.network.part("y", k)]
        return found

    def sources_of_dots(self, term: Typeset) -> dict[Place, list[VMobject]]:
        """For the terms that are left out: the outputs that are left out."""
        if not self.network.has("y", ELIDED):
            return {}
        dots = [self.network.part("y", ELIDED)]
        return {place: dots for place in term.atoms if place[2:] == ("term", ELIDED)}

    def light(self, paths: Iterable[tuple[int, int]], **options: Any) -> Animation:
        """These paths (from input i over output k to L) are lit, but for those left out."""
        edges: list[EdgeKey] = []
        for i, k in paths:
            if ELIDED not in (i, k):
                edges += [(k, i), k]
        return self.network.light(edges, **options)

    def turn(self) -> tuple[Animation, ...]:
        """Turn about a vertical axis: inputs and outputs change sides."""
        return self.network.mirror(), self.upstream.ride()


def _distance(network: Network) -> float:
    """From one output to the next, Manim units."""
    heights = [node.circle.get_center()[1] for node in network.outputs.values()]
    return min((a - b for a, b in pairwise(heights)), default=4 * network.radius)


def _part_with_room(network: Network) -> float:
    """Where many edges are far enough apart for names of the smallest size: near the outputs."""
    em = units(OVERVIEW)
    shortest = min(line.get_length() for line in network.loss_edges.values())
    apart = 1 - em * _NAME_PITCH / _distance(network)
    return float(np.clip(apart, min(_FAR, em * _NAME_WIDTH / shortest), _FAR))


def _room(network: Network, part: float) -> tuple[float, float]:
    """The largest font sizes (pixels) at which names fit between edges, and on the shortest."""
    height = _NAME_HEIGHT if part > _FAR else _NAME_PITCH
    shortest = min(line.get_length() for line in network.loss_edges.values())
    return pixels(_distance(network) * (1 - part)) / height, pixels(shortest) * 0.9
