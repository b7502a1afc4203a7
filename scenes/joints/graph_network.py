"""From chapter 2 to chapter 3: the graph, what is known of it pale, what is sought in question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from manim import VGroup

from calculus.algebra.expressions import Expression
from calculus.statements.claims import bias_claim, product_claim, upstream, vector_shape
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.asked_claim import AskedClaim
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.labels import Label
from scenes.stage.graph.sample_sign import sample_sign
from scenes.stage.graph.small_graph import Unknown
from scenes.stage.last_picture import LastPicture

_KNOWN: Final[dict[Quantity, Expression]] = {
    "XW": product_claim(),
    "B": bias_claim(),
    "Y": upstream(),
}
_ASKED: Final[dict[Unknown, Quantity]] = {"inputs": "X", "weights": "W"}
"""Along which arrow each of the unknown gradients leaves."""


@dataclass(frozen=True)
class AskedGraph(LastPicture):
    """The last picture of chapter 2.

    Attributes:
        graph: with the gradients' arrows; pale on the right of `dot`, but for the nodes.
        known: the gradients there, pale, too.
        claims: ① and ② with "?" over their equals signs.
        sample: which sample is followed.
    """

    graph: Graph
    known: VGroup
    claims: VGroup
    sample: Words | None

    @classmethod
    def of(cls, scene: Chapter) -> Self:
        """The picture for a chapter's lesson, theme and frame."""
        notation, theme = scene.lesson.notation, scene.theme
        graph = Graph(notation, theme, scene.regions.body)
        known, claims = VGroup(), VGroup()
        for quantity, claim in _KNOWN.items():
            label = Label(claim, vector_shape(notation.outputs), theme)
            known.add(graph.gradient_below(quantity, label))
            for part in (graph.branch(quantity), graph.backward[quantity], label):
                part.fade(1 - theme.ghost)
        graph.loss.fade(1 - theme.ghost)
        for unknown, quantity in _ASKED.items():
            claims.add(graph.gradient_below(quantity, AskedClaim(unknown, notation, theme)))
        return cls(graph, known, claims, sample_sign(scene, beside_graph=False))
