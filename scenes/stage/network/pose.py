"""How the network with L stands: where its nodes are, and how its edges run.

Between standing upright (`ends`) and being a table (`table`) it turns; all of that is geometry
without mobjects. Lengths are parts of the frame's width W and height H, from its upper left
corner; they are those of the storyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from manim import config

from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation

BEADED = 6
"""Up to so many edges have beads, and columns in which no two beads coincide."""

_INPUTS_X, _OUTPUTS_X, _LOSS_X = 0.45, 0.70, 0.87
"""W: the three columns of nodes, when it stands upright."""

_MIDDLE = 0.51
"""H: about this height they are centred."""

_PITCH, _TALLEST = 0.148, 0.46
"""H: distance of the outputs, and the height that no column exceeds."""

_RADIUS, _RADIUS_BY_PITCH = 0.042, 0.4
"""Of a node: H, and at most this part of the distance to the next."""

_COLUMN, _COLUMNS = 0.12, 0.32
"""W: distance of the table's columns, and how far the last may lie from the first."""

_ROW, _ROWS = 0.14, 0.38
"""H: the same for its rows."""

_HINGE_X, _OUTPUTS_Y = 0.45, 0.30
"""W, H: where the hinge of the turn ends: in the inputs' column, in the outputs' row."""

_FIRST_ROW = 0.44
"""H: the row of x1."""

_LOSS_ABOVE = 0.10
"""H: from the row of the outputs up to L."""

LOSS_PLACE: Place = ("L",)


@dataclass(frozen=True)
class Pose:
    """How the network stands.

    Attributes:
        centers: of nodes, and of dots that stand for nodes, by place; shape (3,), Manim units.
        radii: by letter of the place, of the nodes, in Manim units.
        bend: 0 where edges are straight; at 1 each runs along the row of its input to the column
            of its output, and there to it.
        turn: by how much the outputs, and the dots between them, have turned to the left, radians.
    """

    centers: Mapping[Place, np.ndarray]
    radii: Mapping[str, float]
    bend: float = 0.0
    turn: float = 0.0

    def meeting(self, i: int, k: int) -> np.ndarray:
        """Where what comes from the two ends of an edge meets: its middle, or a crossing."""
        start, end = self.centers["x", i], self.centers["y", k]
        crossing = np.array([end[0], start[1], 0.0])
        return (1 - self.bend) * (start + end) / 2 + self.bend * crossing

    def shifted(self, way: np.ndarray) -> Pose:
        """The same elsewhere; `way` has shape (3,)."""
        return replace(self, centers={place: c + way for place, c in self.centers.items()})

    def bent(self, bend: float) -> Pose:
        """The same nodes, with edges that are bent so far."""
        return replace(self, bend=bend)


def between(start: Pose, end: Pose, alpha: float) -> Pose:
    """What is part of the way from one pose to another; every node goes straight."""

    def blend(a: float, b: float) -> float:
        return (1 - alpha) * a + alpha * b

    return Pose(
        {place: (1 - alpha) * c + alpha * end.centers[place] for place, c in start.centers.items()},
        {letter: blend(radius, end.radii[letter]) for letter, radius in start.radii.items()},
        blend(start.bend, end.bend),
        blend(start.turn, end.turn),
    )


def turned_back(start: Pose, end: Pose, across: float, down: float) -> Pose:
    """Part of the way from a table to a network that stands upright.

    Outputs and L turn back as one body about the middle of the outputs.

    Args:
        start: the table.
        end: the network.
        across: part of the way that it has gone across; so much it has turned back.
        down: part of the way that it has gone up or down.
    """
    one = between(start, end, across)
    parts = np.array([across, down, 0.0])
    outputs = [place for place in start.centers if place[0] == "y"]
    body = [*outputs, LOSS_PLACE]
    before, after = (np.mean([pose.centers[p] for p in outputs], axis=0) for pose in (start, end))
    quarter = np.pi / 2
    centers: dict[Place, np.ndarray] = {}
    for place in start.centers:
        if place not in body:
            centers[place] = (1 - parts) * start.centers[place] + parts * end.centers[place]
            continue
        first = start.centers[place] - before
        last = rotated(end.centers[place] - after, quarter)
        arm = rotated((1 - across) * first + across * last, -quarter * across)
        centers[place] = (1 - parts) * before + parts * after + arm
    return replace(one, centers=centers)


def rotated(points: np.ndarray, angle: float) -> np.ndarray:
    """Points turned to the left about the origin, shape (..., 3)."""
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(points @ turn)


def upright(notation: Notation) -> Pose:
    """Inputs, outputs and L from left to right, with room for what stands on the edges."""
    return turned(notation, 0.0)


def table(notation: Notation) -> Pose:
    """Inputs down, outputs across, L above; every edge is a crossing."""
    return turned(notation, 1.0).bent(1.0)


def turned(notation: Notation, part: float) -> Pose:
    """Part of the way (0 ... 1) from upright to a table; edges stay straight.

    Outputs and L turn as one body about a hinge, one pitch above the first output, which slides;
    inputs close up to the table's rows.
    """
    inputs, outputs = notation.input_range, notation.output_range
    down, across = _pitches(notation)
    hinge = _blend(
        _spot(_OUTPUTS_X, _MIDDLE) + np.array([0.0, across * (len(outputs) + 1) / 2, 0.0]),
        _spot(_HINGE_X, _OUTPUTS_Y),
        part,
    )
    angle = part * np.pi / 2
    along = np.array([np.sin(angle), -np.cos(angle), 0.0])
    outward = np.array([np.cos(angle), np.sin(angle), 0.0])
    pitch = _blend(across, _column_pitch(len(outputs)), part)
    loss = _blend(_width(_LOSS_X - _OUTPUTS_X), _height(_LOSS_ABOVE), part)
    row = _blend(down, _row_pitch(len(inputs)), part)
    first = _blend(
        _spot(_INPUTS_X, _MIDDLE) + np.array([0.0, down * (len(inputs) - 1) / 2, 0.0]),
        _spot(_INPUTS_X, _FIRST_ROW),
        part,
    )
    centers: dict[Place, np.ndarray] = {
        ("x", i): first - np.array([0.0, n * row, 0.0]) for n, i in enumerate(inputs)
    }
    centers |= {("y", k): hinge + n * pitch * along for n, k in enumerate(outputs, 1)}
    centers[LOSS_PLACE] = hinge + (len(outputs) + 1) / 2 * pitch * along + loss * outward
    radii = {
        "x": _blend(_radius(down), _radius(_row_pitch(len(inputs))), part),
        "y": _blend(_radius(across), _radius(_column_pitch(len(outputs))), part),
        "L": _radius(),
    }
    return Pose(centers, radii, turn=float(angle))


def row_pitch(notation: Notation) -> float:
    """Distance of the table's rows, Manim units."""
    return _row_pitch(len(notation.input_range))


def column_pitch(notation: Notation) -> float:
    """Distance of the table's columns, Manim units."""
    return _column_pitch(len(notation.output_range))


def has_beads(notation: Notation) -> bool:
    """Whether the edges are few enough for something to stand on each."""
    return notation.inputs * notation.outputs <= BEADED


def _pitches(notation: Notation) -> tuple[float, float]:
    """Distances of the inputs and of the outputs, when it stands upright."""
    inputs, outputs = len(notation.input_range), len(notation.output_range)
    across = min(_PITCH, _TALLEST / max(1, outputs - 1))
    down = outputs * across
    if inputs > 1 and down * (inputs - 1) > _TALLEST:
        # Only where beads stand on the edges, their middles have to be told apart.
        across *= _TALLEST / (down * (inputs - 1)) if has_beads(notation) else 1.0
        down = _TALLEST / (inputs - 1)
    return _height(down), _height(across)


def _row_pitch(rows: int) -> float:
    return _height(min(_ROW, _ROWS / max(1, rows - 1)))


def _column_pitch(columns: int) -> float:
    return _width(min(_COLUMN, _COLUMNS / max(1, columns - 1)))


def _radius(pitch: float | None = None) -> float:
    largest = _height(_RADIUS)
    return largest if pitch is None else min(largest, _RADIUS_BY_PITCH * pitch)


def _spot(across: float, down: float) -> np.ndarray:
    return np.array([_width(across - 0.5), _height(0.5 - down), 0.0])


def _width(part: float) -> float:
    return float(config.frame_width) * part


def _height(part: float) -> float:
    return float(config.frame_height) * part


_Length = TypeVar("_Length", float, np.ndarray)


def _blend(start: _Length, end: _Length, part: float) -> _Length:
    return (1 - part) * start + part * end
