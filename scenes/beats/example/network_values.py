"""Numbers in the network: on the edges, in the nodes, and on the way back from L."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import LEFT, UP, RoundedRectangle, VGroup, VMobject

from calculus.algebra.expressions import Number, Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.network.network import Network
from scenes.stage.theme import PIXELS_PER_UNIT, Theme, units

_SMALLEST = 20
"""Pixels; a number on an edge never gets smaller, its gap in the edge gets wider instead."""

_FILL = 0.82
"""Part of a node's diameter that its number may take."""


class NetworkValues:
    """Puts numbers into a network; the names of inputs and outputs step out of their nodes.

    Args:
        network: on the stage, with labels; numbers take the place of its labels and symbols.
        theme: looks.

    Attributes:
        names: ("x", i) or ("y", j) -> the name beside its node.
        slopes: by output, what stands on the edge to L.
    """

    def __init__(self, network: Network, theme: Theme) -> None:
        self._network = network
        self._theme = theme
        self.names: dict[tuple[str, int], Formula] = {}
        self.slopes: dict[int, Formula] = {}

    def weights(
        self, numbers: Mapping[tuple[int, int], tuple[Number, VMobject]], **options: Any
    ) -> Rewrite:
        """Numbers fly onto the edges, whose names leave.

        Args:
            numbers: by (input, output), the number and where it comes from.
            options: of the movement.
        """
        network = self._network
        new: list[Formula] = []
        left: list[VMobject] = []
        sources: dict[Place, list[VMobject]] = {}
        for (i, j), (number, source) in numbers.items():
            label, gap = network.labels[j, i], network.gaps[j, i]
            formula = self._fitted(number, label.size, gap.width * 0.92, _SMALLEST)
            formula.move_to(gap)
            _widen(gap, formula.width / 0.92)
            network.submobjects[network.submobjects.index(label)] = formula
            network.labels[j, i] = formula
            new.append(formula)
            left.append(label)
            sources[number.place] = [source]
        return Rewrite(Typeset(*new), sources, replaced=left, **options)

    def enter(
        self, side: str, numbers: Mapping[int, tuple[Number, VMobject]], **options: Any
    ) -> Rewrite:
        """Numbers fly into the nodes of one side; the names step out (x to the left, y upwards).

        Args:
            side: "x" or "y".
            numbers: by node, the number and where it comes from.
            options: of the movement.
        """
        network, theme = self._network, self._theme
        nodes = network.inputs if side == "x" else network.outputs
        new: list[Formula] = []
        left: list[VMobject] = []
        sources: dict[Place, list[VMobject]] = {}
        for index, (number, source) in numbers.items():
            node = nodes[index]
            symbol = network.notation.x(index) if side == "x" else network.notation.y(index)
            place = ("name", side, index)
            name = overview(symbol_formula(symbol, theme, node.symbol.size * 0.9, place))
            gap = units(8)
            name.next_to(node.circle, LEFT if side == "x" else UP, buff=gap)
            formula = self._fitted(number, node.symbol.size, node.circle.width * _FILL, 0)
            formula.move_to(node.circle)
            sources |= {place: list(node.symbol.atoms.values()), number.place: [source]}
            left.append(node.symbol)
            node.symbol = formula
            node.submobjects = [node.circle, formula]
            self.names[side, index] = name
            network.submobjects.append(name)
            new += [name, formula]
        return Rewrite(Typeset(*new), sources, replaced=left, **options)

    def on_loss_edges(
        self, numbers: Mapping[int, tuple[Number, VMobject]], **options: Any
    ) -> Rewrite:
        """Numbers fly onto the edges between the outputs and L.

        Args:
            numbers: by output, the number and where it comes from.
            options: of the movement.
        """
        network = self._network
        new: list[Formula] = []
        sources: dict[Place, list[VMobject]] = {}
        for j, (number, source) in numbers.items():
            line = network.loss_edges[j]
            size = min(self._theme.sizes.label, network.radius * PIXELS_PER_UNIT * 0.8)
            formula = self._fitted(number, size, line.get_length() * 0.6, _SMALLEST * 0.8)
            formula.move_to(line.point_from_proportion(0.42))
            margin = units(size) * 0.18
            gap = RoundedRectangle(
                width=formula.width + 2 * margin,
                height=formula.height + 2 * margin,
                corner_radius=margin,
                stroke_width=0,
                fill_color=self._theme.ground,
                fill_opacity=1,
            ).move_to(formula)
            formula.add_to_back(gap)
            formula.atoms["gap", j] = VGroup(gap)  # Without a source it appears late, by itself.
            self.slopes[j] = formula
            network.submobjects.append(formula)
            new.append(formula)
            sources[number.place] = [source]
        return Rewrite(Typeset(*new), sources, **options)

    def _fitted(self, number: Number, size: float, width: float, smallest: float) -> Formula:
        formula = RoundedNumber(number, self._theme, size)
        if formula.width > width:
            size = max(smallest, size * width / formula.width)
            formula = RoundedNumber(number, self._theme, size)
        return formula


def _widen(gap: VMobject, width: float) -> None:
    if width > gap.width:
        gap.stretch_to_fit_width(float(np.ceil(width * 1e6) / 1e6))
