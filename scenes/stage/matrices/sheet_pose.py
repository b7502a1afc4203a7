"""How a sheet lies: flat, folded about its main diagonal, or on the way between."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

HALF_TURN = np.pi
"""The angle at which a sheet is folded: its transpose."""

_MARGIN, _LETTERS = 0.42, 0.56
"""Of sheets whose entries have short names."""


@dataclass(frozen=True)
class Pose:
    """Where a sheet lies.

    Attributes:
        corner: the upper left corner of the cells, about which nothing moves, in Manim units.
        cell: side of a cell in Manim units.
        angle: by how much the sheet is turned about its main diagonal, in radians.
        letters: font size of the entries, in cells.
        headers: font size of the headers, in cells.
        margin: from the edge of the cells to the middle of the headers, in cells.
    """

    corner: tuple[float, float]
    cell: float
    angle: float = 0.0
    letters: float = _LETTERS
    headers: float = _LETTERS
    margin: float = _MARGIN

    def toward(self, other: Pose, part: float) -> Pose:
        """A pose between this one (0) and another (1)."""

        def between(a: float, b: float) -> float:
            return (1 - part) * a + part * b

        return Pose(
            (between(self.corner[0], other.corner[0]), between(self.corner[1], other.corner[1])),
            between(self.cell, other.cell),
            between(self.angle, other.angle),
            between(self.letters, other.letters),
            between(self.headers, other.headers),
            between(self.margin, other.margin),
        )

    def folded(self) -> Pose:
        """The same after half a turn."""
        return replace(self, angle=HALF_TURN)

    @property
    def shows_back(self) -> bool:
        """Whether the back of the sheet is seen."""
        return bool(np.cos(self.angle) < 0)


def fold(points: np.ndarray, angle: float, middle: float, distance: float) -> np.ndarray:
    """Where points are seen when the plane has been turned about the line y = -x.

    Along the line nothing changes, across it everything is multiplied by cos(angle); what comes
    nearer to the eye is a little larger. What is right of the line comes first.

    Args:
        points: shape (n, 3), with y upwards from the origin, which lies on the line.
        angle: in radians.
        middle: x of the point on the line that the eye looks at.
        distance: from the eye to that point.
    """
    along, across = np.array([1, -1, 0]) / np.sqrt(2), np.array([1, 1, 0]) / np.sqrt(2)
    away = points @ across
    turned = np.outer(points @ along, along) + np.outer(away * np.cos(angle), across)
    eye = middle * np.array([1.0, -1.0, 0.0])
    nearness = distance / (distance - away * np.sin(angle))
    return np.asarray(eye + (turned - eye) * nearness[:, None])


def reflected(points: np.ndarray) -> np.ndarray:
    """Points, shape (..., 3), mirrored about the line y = -x."""
    return np.stack([-points[..., 1], -points[..., 0], points[..., 2]], axis=-1)
