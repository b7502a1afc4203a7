"""Where the nodes of a network stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculus.algebra.notation import Notation
from scenes.stage.network.node import RIM
from scenes.stage.regions import Region
from scenes.stage.theme import units

_COLUMN_SPREAD = 0.56
"""Height of the shorter column of nodes as a part of the longer one's."""


@dataclass(frozen=True)
class NetworkPlan:
    """The middles of all nodes, dots included, and the nodes' radius, in Manim units.

    Attributes:
        radius: of a node.
        inputs: shape (inputs, 3), from top to bottom.
        outputs: shape (outputs, 3).
        loss: shape (1, 3); where L would stand if the network has none.
    """

    radius: float
    inputs: np.ndarray
    outputs: np.ndarray
    loss: np.ndarray

    @classmethod
    def within(cls, notation: Notation, region: Region, *, with_loss: bool) -> NetworkPlan:
        """As large as it fits into a region; nodes and edges stay inside."""
        inputs, outputs = len(notation.input_range), len(notation.output_range)
        most = max(inputs, outputs, 2)
        # Nodes and the gaps between them share the height; a node takes at most three fifths.
        radius = min(0.5, region.height / most * 0.3, region.width * 0.1)
        outside = radius + units(RIM)
        pitch = min(4.4 * radius, (region.height - 2 * outside) / (most - 1))
        left, right = region.left + outside, region.right - outside
        second = left + (right - left) * 0.66 if with_loss else right

        def step(count: int) -> float:
            if not 1 < count < most:
                return pitch
            return pitch * max(1.0, _COLUMN_SPREAD * (most - 1) / (count - 1))

        return cls.in_columns(
            notation,
            (left, second, right),
            float(region.center[1]),
            (step(inputs), step(outputs)),
            radius,
        )

    @classmethod
    def in_columns(
        cls,
        notation: Notation,
        across: tuple[float, float, float],
        middle: float,
        pitches: tuple[float, float],
        radius: float,
    ) -> NetworkPlan:
        """Columns at given places, all about one height.

        Args:
            notation: how many nodes there are.
            across: x of the inputs, of the outputs and of L.
            middle: y of the middle of every column.
            pitches: from one input to the next, and from one output to the next.
            radius: of a node.
        """
        counts = len(notation.input_range), len(notation.output_range), 1
        inputs, outputs, loss = (
            _column(x, middle, count, pitch)
            for x, count, pitch in zip(across, counts, (*pitches, 0.0), strict=True)
        )
        return cls(radius, inputs, outputs, loss)


def _column(x: float, middle: float, count: int, pitch: float) -> np.ndarray:
    heights = middle + pitch * ((count - 1) / 2 - np.arange(count))
    return np.stack([np.full(count, x), heights, np.zeros(count)], axis=1)
