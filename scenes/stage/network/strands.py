"""What stands on and along the edges of a network with L: its two ends, meeting in a bead."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from manim import PI, CapStyleType, Line, VGroup, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from scenes.stage.animations.restyle import Style
from scenes.stage.network.pose import Pose, has_beads, rotated
from scenes.stage.theme import Theme, units

_BEAD = units(15)
"""Radius of a bead."""

_HALF_DISC_ARCS = 4
"""Cubic curves of a bead's half circle."""

_ENDS = ("x", "gradient")
"""The roles whose colours the two ends of an edge have."""

_LEAST = 1e-3
"""Part of its size that is left of what is not there: without any it would have no direction."""

Edge = tuple[int, int]
"""(k, i): from input i to output k, as in `Network.edges`."""

Span = tuple[float, float]
"""From which part of a way to which."""


class Bead(VGroup):
    """A mobject: the product of what stands at an edge's two ends; each half has one's colour.

    Attributes:
        halves: of the input's end and of the output's.
        size: 1 as it is meant to be seen, 0 for a point.
    """

    def __init__(self, theme: Theme) -> None:
        self.halves = tuple(
            VMobject(stroke_width=0, fill_color=theme.colour(role), fill_opacity=1)
            for role in _ENDS
        )
        self.size = 0.0
        super().__init__(*self.halves)

    def place(self, center: np.ndarray, angle: float) -> None:
        """Put its middle there, its second half in the direction of an angle in radians."""
        radius = max(self.size, _LEAST) * _BEAD
        for half, turn in zip(self.halves, (PI, 0.0), strict=True):
            half.points = center + radius * rotated(_HALF_DISC, angle + turn)


class Strands(VGroup):
    """A mobject: for every drawn edge what comes from its two ends, and where they meet.

    Nothing of it can be seen at first.

    Args:
        notation: which edges are drawn, and whether they have beads.
        theme: looks.
        width: stroke width of an edge.

    Attributes:
        legs: by edge, the lines from its input and from its output to where they meet.
        beads: by edge; empty where there are too many.
        rails: by the place of an input or an output, the line along its row or column.
        leg_spans: by edge, from which part of its way to which each leg is drawn, seen from its
            node.
        rail_spans: the same of each rail.
    """

    def __init__(self, notation: Notation, theme: Theme, width: float) -> None:
        self.theme, self.stroke = theme, width
        inputs: list[Place] = [("x", i) for i in notation.written_inputs]
        outputs: list[Place] = [("y", k) for k in notation.written_outputs]
        edges = [(k, i) for i in notation.written_inputs for k in notation.written_outputs]
        self.legs = {edge: (_stroke(width), _stroke(width)) for edge in edges}
        self.beads = {edge: Bead(theme) for edge in edges} if has_beads(notation) else {}
        self.rails = {place: _stroke(theme.strokes.lit) for place in (*inputs, *outputs)}
        for place, rail in self.rails.items():
            rail.set_color(theme.colour("x" if place in inputs else "gradient"))
        self._last = {"x": outputs[-1], "y": inputs[-1]}
        self.leg_spans: dict[Edge, tuple[Span, Span]] = {}
        self.rail_spans: dict[Place, Span] = dict.fromkeys(self.rails, (0.0, 0.0))
        super().__init__(
            *(leg for pair in self.legs.values() for leg in pair),
            *self.rails.values(),
            *self.beads.values(),
        )
        self.hide_legs()
        self.hide_rails()

    def follow(self, pose: Pose) -> None:
        """Put everything where the network's edges are."""
        for (k, i), legs in self.legs.items():
            meeting = pose.meeting(i, k)
            places: tuple[Place, Place] = (("x", i), ("y", k))
            for leg, place, span in zip(legs, places, self.leg_spans[k, i], strict=True):
                _draw(leg, rim(pose, place, meeting), meeting, span)
        for (k, i), bead in self.beads.items():
            bead.place(pose.meeting(i, k), pose.bend * PI / 4)
        for place, rail in self.rails.items():
            _draw(rail, *self.rail_ends(pose, place), self.rail_spans[place])

    def rail_ends(self, pose: Pose, place: Place) -> tuple[np.ndarray, np.ndarray]:
        """The whole way of a rail: from the node's rim to the last crossing."""
        here, there = pose.centers[place], pose.centers[self._last[str(place[0])]]
        x, y = (there[0], here[1]) if place[0] == "x" else (here[0], there[1])
        end = np.array([x, y, 0.0])
        return rim(pose, place, end), end

    def show_legs(
        self, edges: Iterable[Edge], colour: str | None = None, *, lit: bool = False
    ) -> None:
        """The legs of some edges can be seen, as far as they reach.

        Args:
            edges: which.
            colour: of all of them; None for those of their ends.
            lit: whether they are as thick as edges that are lit.
        """
        width = self.theme.strokes.lit if lit else self.stroke
        for edge in edges:
            for leg, role in zip(self.legs[edge], _ENDS, strict=True):
                leg.set_stroke(colour or self.theme.colour(role), width=width, opacity=1)

    def hide_legs(self) -> None:
        """No leg can be seen; all are whole."""
        self.complete_legs()
        for legs in self.legs.values():
            for leg in legs:
                leg.set_stroke(opacity=0)

    def complete_legs(self) -> None:
        """All legs reach from their nodes to where they meet."""
        self.leg_spans |= dict.fromkeys(self.legs, ((0.0, 1.0), (0.0, 1.0)))

    def show_rails(self) -> None:
        """The rails can be seen, as far as they reach."""
        for rail in self.rails.values():
            rail.set_stroke(opacity=1)

    def hide_rails(self) -> None:
        """No rail can be seen."""
        for rail in self.rails.values():
            rail.set_stroke(opacity=0)

    def looks_of_legs(self) -> dict[VMobject, Style]:
        """How legs look in the colours of their ends."""
        return _in_colours(self.legs.values(), [self.theme.colour(role) for role in _ENDS])

    def looks_of_ends(self, edges: Collection[Edge], colour: str | None) -> dict[VMobject, Style]:
        """How the products on some edges look: in one colour, or in those of their ends.

        They are seen as beads, or as legs where there are no beads.
        """
        colours = [colour or self.theme.colour(role) for role in _ENDS]
        if self.beads:
            return _in_colours((self.beads[edge].halves for edge in edges), colours)
        return _in_colours((self.legs[edge] for edge in edges), colours)


def rim(pose: Pose, place: Place, toward: np.ndarray) -> np.ndarray:
    """The spot on a node's rim that looks toward another spot."""
    center, radius = pose.centers[place], pose.radii[str(place[0])]
    way = toward - center
    return np.array(center + way / max(float(np.linalg.norm(way)), 1e-6) * radius)


def _in_colours(
    pairs: Iterable[tuple[VMobject, ...]], colours: Iterable[str]
) -> dict[VMobject, Style]:
    styles = [Style(colour=colour) for colour in colours]
    return {part: style for pair in pairs for part, style in zip(pair, styles, strict=True)}


def _draw(line: Line, start: np.ndarray, end: np.ndarray, span: Span) -> None:
    """Draw part of a way."""
    first, last = span
    way = end - start
    line.set_points_by_ends(start + first * way, start + max(last, first + _LEAST) * way)


def _stroke(width: float) -> Line:
    return Line(stroke_width=width, cap_style=CapStyleType.ROUND)


def _half_disc() -> np.ndarray:
    """The right half of the unit circle, shape (4·curves, 3)."""
    steps = np.linspace(-PI / 2, PI / 2, _HALF_DISC_ARCS + 1)
    handle = 4 / 3 * np.tan(PI / _HALF_DISC_ARCS / 4)
    ends = np.stack([np.cos(steps), np.sin(steps), 0 * steps], axis=1)
    along = np.stack([-np.sin(steps), np.cos(steps), 0 * steps], axis=1) * handle
    curves = [
        [ends[n], ends[n] + along[n], ends[n + 1] - along[n + 1], ends[n + 1]]
        for n in range(_HALF_DISC_ARCS)
    ]
    straight = [ends[-1] + (ends[0] - ends[-1]) * t / 3 for t in range(4)]
    return np.concatenate([*curves, straight])


_HALF_DISC = _half_disc()
