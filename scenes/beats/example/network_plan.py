"""Where the nodes of the example's network stand: large, and with room for what stands beside."""

from __future__ import annotations

from calculus.algebra.notation import Notation
from scenes.stage.network.node import RIM
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.regions import Region
from scenes.stage.theme import units

_LARGEST = units(58)
"""Radius of a node, in Manim units."""

_RADIUS = 0.4
"""Radius of a node, if it is not the largest, as a part of the distance to the next."""

_FARTHEST = 4.6
"""From one node to the next, at most, in radii."""

_SHORTER = 0.56
"""Height of the shorter column of nodes as a part of the longer one's, at least."""

_SECOND = 0.53
"""Where the outputs stand on the way from the inputs to L."""

_NAME_LEFT, _NAME_BELOW = units(66), units(22)
"""At the left of the inputs and below the outputs, for names that have stepped out."""

BESIDE, COLUMN = units(360), units(196)
"""At the right of the outputs, for numbers that have no room in them: in all, and for the first of
two columns."""


def with_names_outside(notation: Notation, region: Region) -> NetworkPlan:
    """A network with L, around which names have room."""
    inner = Region(region.left + _NAME_LEFT, region.right, region.bottom + _NAME_BELOW, region.top)
    return _plan(notation, inner, _SECOND)


def with_numbers_beside(notation: Notation, region: Region) -> NetworkPlan:
    """A network without L, beside whose outputs numbers have room."""
    return _plan(
        notation, Region(region.left, region.right - BESIDE, region.bottom, region.top), 1.0
    )


def _plan(notation: Notation, region: Region, second: float) -> NetworkPlan:
    """Columns of nodes that fill a region."""
    counts = len(notation.input_range), len(notation.output_range)
    most = max(*counts, 2)
    radius = min(_LARGEST, _RADIUS * region.height / (most - 1 + 2 * _RADIUS))
    reach = radius + units(RIM)
    pitch = min((region.height - 2 * reach) / (most - 1), _FARTHEST * radius)

    def step(count: int) -> float:
        if not 1 < count < most:
            return pitch
        return pitch * max(1.0, _SHORTER * (most - 1) / (count - 1))

    first, last = region.left + reach, region.right - reach
    return NetworkPlan.in_columns(
        notation,
        (first, first + second * (last - first), last),
        float(region.center[1]),
        (step(counts[0]), step(counts[1])),
        radius,
    )
