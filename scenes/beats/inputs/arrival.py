"""The network makes room for what will be written and gets its L; X and W are read off it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import Animation, FadeIn, FadeOut, VGroup, smooth, squish_rate_func

from scenes.beats.inputs.opening import Opening
from scenes.stage.animations.emerge import Emerge
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import over
from scenes.stage.formulas.equations import Equations
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network.network import Network
from scenes.stage.network.travel import Travel
from scenes.stage.theme import units

_PASS = units(-190)
"""How far the equations pass below the network, to whose other side they go."""

_LEAD = 0.3
"""Part of the time by which the network rises before it moves over: they pass below it."""

_LATE, _EARLY = (0.6, 1.0), (0.0, 0.4)
"""Parts of the time in which what is new comes and what is not needed goes."""


def settle_in(
    network: Network, equations: Equations, sign: SmallGraph, opening: Opening
) -> list[Animation]:
    """From the end of the forward pass to all that is given."""
    x, goal = opening.shapes.inputs, opening.paths.network
    return [
        Rewrite(x, same_places(x, network)),  # from behind the nodes
        *_write_weights(opening.weights, goal),  # while `goal` still is where it will stand
        Travel(network, goal, lead=_LEAD),
        FadeIn(opening.paths.upstream, rate_func=_within(_LATE)),
        Rewrite(
            opening.equations,
            same_places(opening.equations, equations),
            replaced=[equations],
            route=over(_PASS, ("equation",)),
        ),
        FadeOut(sign.wires["inputs"], rate_func=_within(_EARLY)),
        FadeIn(opening.guide.targets["inputs"], rate_func=_within(_LATE)),
    ]


def _write_weights(weights: HeadedMatrix, network: Network) -> list[Animation]:
    """The entries of W come off the edges, what is around them comes with them."""
    late = _within(_LATE)
    entries = same_places(weights, network)
    around = VGroup(*(atom for place, atom in weights.atoms.items() if place not in entries))
    return [
        *(Emerge(weights.atoms[place], edge, rate_func=late) for place, (edge,) in entries.items()),
        FadeIn(around, rate_func=late),
    ]


def _within(phase: tuple[float, float]) -> Callable[[float], Any]:
    return squish_rate_func(smooth, *phase)
