"""The weights' numbers on the edges of a network, where its names stood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import Animation, VMobject

from calculus.algebra.expressions import Number, Place
from scenes.beats.example.flights import on_plates
from scenes.stage.animations.in_place import InPlace
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Typeset
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.network.edge_labels import plan_labels
from scenes.stage.network.network import Network
from scenes.stage.theme import units

Edge = tuple[int, int]
"""(output, input)."""

PULSES, _GAPS, _LABELS = 0.2, 0.4, 0.6
"""Drawing order (Manim's z-index) on the edges; what flies on plates is in front of all."""

_MARGIN = 0.25
"""Around a number in its gap, in em."""


class EdgeNumbers:
    """Numbers for the edges of a network, if all have room there at once.

    The network's labels move to where both they and the numbers have room.

    Args:
        network: with labels, not yet on the stage.
        choices: numbers by edge, first choice first; those that fit are taken.
    """

    def __init__(self, network: Network, choices: list[Mapping[Edge, Number]]) -> None:
        self._network = network
        self._numbers: dict[Edge, RoundedNumber] = {}
        self._gap_widths: dict[VMobject, float] = {}
        for numbers in choices if network.shows_all_labels else ():
            if self._fit(numbers):
                break
        for gap in network.gaps.values():
            gap.set_z_index(_GAPS)
        for label in (*network.labels.values(), *self._numbers.values()):
            label.set_z_index(_LABELS)

    @property
    def have_room(self) -> bool:
        """Whether any of the choices fits."""
        return bool(self._numbers)

    def enter(self, sources: Mapping[Edge, VMobject], *, run_time: float) -> list[Animation]:
        """They fall onto the edges, whose names leave; the gaps in the edges narrow."""
        network = self._network
        found: dict[Place, list[VMobject]] = {}
        left: list[VMobject] = []
        for edge, formula in self._numbers.items():
            label = network.labels[edge]
            network.submobjects[network.submobjects.index(label)] = formula
            network.labels[edge] = formula
            left.append(label)
            found[formula.expression.place] = [sources[edge]]
        new = Typeset(*self._numbers.values())
        return [
            Narrow(network, self._gap_widths, run_time=run_time),
            *on_plates(new, found, network.theme, run_time=run_time, replaced=left),
        ]

    def _fit(self, numbers: Mapping[Edge, Number]) -> bool:
        network, size = self._network, self._network.theme.sizes.small_digits
        margin = _MARGIN * units(size)
        formulas = {
            edge: overview(RoundedNumber(number, network.theme, size))
            for edge, number in numbers.items()
        }
        boxes = np.array(
            [
                (
                    max(formulas[edge].width, label.width) + 2 * margin,
                    max(formulas[edge].height, label.height) + margin,
                )
                for edge, label in network.labels.items()
            ]
        )
        keys = np.array(list(network.labels))
        ends = np.array([network.edges[e].get_start_and_end() for e in network.labels])[:, :, :2]
        nodes = [*network.inputs.values(), *network.outputs.values()]
        centers = np.array([node.circle.get_center()[:2] for node in nodes])
        meeting = (keys[:, None] == keys).any(axis=2)
        plan = plan_labels(ends, meeting, centers, network.radius, (size, size), lambda size: boxes)
        if not plan.all_at_once:
            return False
        for (edge, label), part in zip(network.labels.items(), plan.parts, strict=True):
            spot = network.edges[edge].point_from_proportion(float(part))
            for mobject in (label, network.gaps[edge], formulas[edge]):
                mobject.move_to(spot)
            self._gap_widths[network.gaps[edge]] = formulas[edge].width + 2 * margin
        self._numbers = formulas
        return True


class Narrow(InPlace):
    """An animation: parts of a mobject take on other widths, about their middles.

    Args:
        whole: what is on the stage.
        widths: by part, in Manim units.
    """

    def __init__(self, whole: VMobject, widths: Mapping[VMobject, float], **options: Any) -> None:
        self._widths = widths
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._starts = [
            (part, part.points.copy(), part.get_center(), width / part.width)
            for part, width in self._widths.items()
        ]

    def at(self, alpha: float) -> None:
        for part, start, middle, factor in self._starts:
            across = np.array([1 + alpha * (factor - 1), 1.0, 1.0])
            part.points = middle + (start - middle) * across
