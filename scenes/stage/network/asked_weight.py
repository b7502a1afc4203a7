"""The name of one weight on its edge, large, perhaps with a question mark."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, RoundedRectangle, VGroup

from scenes.stage.fitting import FIRST_READING, largest_that_fits
from scenes.stage.formulas.formula import Sign, symbol_formula
from scenes.stage.network.edge_labels import place_labels
from scenes.stage.network.network import Network
from scenes.stage.theme import units

_MARK, _APART = 1.2, 0.25
"""Size of the question mark beside a name, and its distance from it, in font sizes of the name."""

_MARGIN = units(12)
"""Around the name."""

_NOTHING = 1e-6
"""Width and height of names that are not shown."""

_STEP = 0.92
"""From the font size of a name to the next smaller one that is tried."""


class AskedWeight(VGroup):
    """A mobject: the name of a weight on its edge, in a network whose other edges bear none.

    Args:
        network: its edges; they bear no names.
        edge: (output, input).
        mark: "?" or nothing; it stands behind the name, at ("question",).

    Attributes:
        edge: (output, input).
        gap: what keeps the edge from running through the name.
        sign: the name and the mark.
    """

    def __init__(self, network: Network, edge: tuple[int, int], mark: str = "") -> None:
        super().__init__()
        self.edge, self._network, self._mark = edge, network, mark
        self.sign = largest_that_fits(
            self._build,
            lambda sign: 1.0 if self._room_for(sign)[1] else 2.0,
            network.theme.sizes.hero,
            smallest=FIRST_READING,
            step=_STEP,
        )
        spot = network.edges[edge].point_from_proportion(self._room_for(self.sign)[0])
        self.sign.move_to(spot)
        self.gap = RoundedRectangle(
            width=self.sign.width + 2 * _MARGIN,
            height=self.sign.height + 2 * _MARGIN,
            corner_radius=_MARGIN,
            stroke_width=0,
            fill_color=network.theme.ground,
            fill_opacity=1,
        ).move_to(spot)
        self.add(self.gap, self.sign)
        self.set_z_index(1)  # what runs along the edge passes behind it

    def _build(self, size: float) -> VGroup:
        network, (output, input) = self._network, self.edge
        symbol = network.notation.w(output, input)
        name = symbol_formula(symbol, network.theme, size, ("w", input, output))
        if not self._mark:
            return VGroup(name)
        mark = Sign(("question",), self._mark, network.theme.ink, size * _MARK)
        mark.next_to(name, RIGHT, buff=units(size) * _APART)
        # Both stand on one baseline; the name's subscript hangs below it.
        return VGroup(name, mark.align_to(name.anchor, DOWN))

    def _room_for(self, sign: VGroup) -> tuple[float, bool]:
        """At which part of the edge it has most room, and whether that is enough."""
        network = self._network
        edges = list(network.edges)
        boxes = np.full((len(edges), 2), _NOTHING)
        number = edges.index(self.edge)
        boxes[number] = np.array([sign.width, sign.height]) + 2 * _MARGIN
        ends = np.array([line.get_start_and_end() for line in network.edges.values()])
        nodes = [*network.inputs.values(), *network.outputs.values()]
        centers = np.array([node.circle.get_center()[:2] for node in nodes])
        together = np.ones((len(edges), len(edges)), bool)
        parts, has_room = place_labels(ends[:, :, :2], boxes, centers, network.radius, together)
        return float(parts[number]), has_room
