"""The graph becomes its small sign, and the nodes of the network come out of `dot`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from manim import (
    Animation,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from scenes.stage.animations.emerge import Emerge
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import over
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.theme import units

_GONE, _DRAWN_IN, _OUT, _AFTERWARDS = (0.0, 0.4), (0.1, 0.8), (0.1, 0.9), (0.75, 1.0)
"""Parts of the time in which what is not needed goes, the graph shrinks, nodes come out, and words
come where the graph has passed."""

_ARROWS: Final[tuple[Quantity, ...]] = ("X", "W", "XW", "Y", "B")
"""What the small graph's arrows stand for, in their order."""

_PASS = units(-70)
"""How far Y passes below X·W, to whose left it goes; the graph passes above."""

_SEEN = 0.15
"""Part of a node's way after which it is seen in full: it comes from behind `dot`."""


def draw_in(graph: Graph, others: Iterable[VMobject], sign: SmallGraph) -> list[Animation]:
    """What the graph bears goes; its arrows and nodes become those of the small graph."""
    leaving = VGroup(*others, *graph.backward.values(), *graph.shapes.values())
    leaving.add(*(graph.names[quantity] for quantity in ("X", "W", "B")), graph.loss)
    wires = (graph.forward[quantity] for quantity in _ARROWS)
    drawn = [
        *zip(wires, sign.forward, strict=True),
        *zip((node.circle for node in graph.nodes.values()), sign.nodes, strict=True),
        *zip((node.sign for node in graph.nodes.values()), sign.signs, strict=True),
    ]
    rate = _within(_DRAWN_IN)
    return [
        FadeOut(leaving, rate_func=_within(_GONE)),
        *(ReplacementTransform(large, small, rate_func=rate) for large, small in drawn),
    ]


def gather_model(graph: Graph, whole: Formula) -> Animation:
    """The names in the graph become Y = X·W."""
    names = graph.names
    sources = {
        ("name", "y"): [names["Y"].part("name")],
        ("name", "product", "dot"): [names["XW"].part("product")],
        ("name", "x"): [names["XW"].part("x")],
        ("name", "w"): [names["XW"].part("w")],
    }
    route = over(_PASS, ("name", "y"))
    return Rewrite(whole, sources, replaced=[names["Y"], names["XW"]], route=route)


def bring_out(nodes: Iterable[VMobject], graph: Graph) -> list[Animation]:
    """What the node `dot` stands for comes out of it."""
    dot = graph.nodes["dot"]
    dot.set_z_index(1)  # from behind it
    return [Emerge(node, dot.sign, seen=_SEEN, rate_func=_within(_OUT)) for node in nodes]


def change_places(sample: Words | None, beside: Words | None) -> list[Animation]:
    """The words that stand where the small graph comes are seen beside it afterwards."""
    if sample is None or beside is None:
        return []
    return [
        FadeOut(sample, rate_func=_within(_GONE)),
        FadeIn(beside, rate_func=_within(_AFTERWARDS)),
    ]


def _within(phase: tuple[float, float]) -> Callable[[float], Any]:
    return squish_rate_func(smooth, *phase)
