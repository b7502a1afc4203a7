"""The graph's gradients: they come back from L, a step at a time, and are named."""

from __future__ import annotations

from collections.abc import Mapping

from manim import FadeIn

from calculus.algebra.expressions import Expression
from calculus.statements.claims import (
    bias_total_claim,
    input_claim,
    product_claim,
    upstream,
    weight_claim,
)
from scenes.stage.chapter import Chapter
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import NUMBERS

_STEPS: tuple[tuple[Quantity, ...], ...] = (("Y",), ("XW", "B"), ("X", "W"))
"""What comes back together: from L to +, from + to dot and B, from dot to X and W."""


def bring_back_gradients(scene: Chapter, graph: Graph) -> Mapping[Quantity, Label]:
    """The gradients come back along all arrows.

    Returns:
        Their names, which stand beside the arrows.
    """
    notation, time = scene.lesson.notation, scene.theme.tempo.move
    claims: dict[Quantity, tuple[Expression, str]] = {
        "Y": (upstream(), ""),
        "XW": (product_claim(), ""),
        "B": (bias_total_claim(), ""),
        "X": (input_claim(notation), NUMBERS["inputs"]),
        "W": (weight_claim(notation), NUMBERS["weights"]),
    }
    labels: dict[Quantity, Label] = {}
    for step in _STEPS:
        for quantity in step:
            expression, number = claims[quantity]
            labels[quantity] = Label(expression, graph.sizes[quantity], scene.theme, number)
            graph.gradient_below(quantity, labels[quantity])
        scene.play(
            *(graph.backward[quantity].draw(run_time=time) for quantity in step),
            *(FadeIn(labels[quantity], run_time=time) for quantity in step),
        )
    return labels
