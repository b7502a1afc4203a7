"""The gradients of the graph for one sample, as they come back one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manim import Animation, AnimationGroup, FadeIn, VGroup, VMobject

from calculus.algebra.expressions import Expression, Place, Shape
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import (
    bias_claim,
    product_claim,
    upstream,
    vector_shape,
)
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.graph.asked_claim import AskedClaim
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import Unknown
from scenes.stage.theme import Theme

Sources = dict[Place, list[VMobject]]

_ASKED: Mapping[Unknown, Quantity] = {"inputs": "X", "weights": "W"}
"""Along which arrow each of the two unknown gradients leaves."""


class BackwardPass:
    """What is known of the gradients, and how it comes to be known.

    Attributes:
        labels: by quantity, what stands under the backward arrows.
    """

    def __init__(self, graph: Graph, lesson: Lesson, theme: Theme) -> None:
        self.graph, self.lesson, self.theme = graph, lesson, theme
        self.labels: dict[Quantity, Label] = {}

    def come_back(self, **options: Any) -> list[Animation]:
        """∂L/∂Y comes from L: its L is that L, its Y that Y. It has no shape yet."""
        sources: Sources = {
            ("upstream", "of", "name"): [self.graph.loss.part("loss")],
            ("upstream", "by", "name"): [self.graph.names["Y"].part("name")],
        }
        label = self._label("Y", upstream(), vector_shape(self.lesson.M))
        arrow = self.graph.backward["Y"].draw(**options)
        return [arrow, Rewrite(label.formula, sources, **options)]

    def give_shape(self, **options: Any) -> Animation:
        """∂L/∂Y takes over the shape of what we differentiate by."""
        shape = self.labels["Y"].shape
        # In a bow around the fraction that it shall stand below.
        return Rewrite(shape, same_places(shape, self.graph.shapes["Y"]), arc=0.5, **options)

    def hand_on(self, **options: Any) -> list[Animation]:
        """`+` passes the same gradient to both of its inputs."""
        moves: list[Animation] = []
        given = self.labels["Y"]
        for quantity in ("XW", "B"):
            copy = self._label(quantity, upstream(), vector_shape(self.lesson.M))
            moves.append(self.graph.backward[quantity].draw(**options))
            moves += given.become(copy, keep=True, **options)
        return moves

    def name_handed(self, **options: Any) -> list[Animation]:
        """What was handed on is ∂L/∂(X·W) and ∂L/∂B."""
        moves: list[Animation] = []
        claims: dict[Quantity, Expression] = {"XW": product_claim(), "B": bias_claim()}
        for quantity, claim in claims.items():
            old = self.labels[quantity]
            moves += old.become(
                self._label(quantity, claim, vector_shape(self.lesson.M)), **options
            )
        return moves

    def leave_out_bias(self, **options: Any) -> Animation:
        """B and its gradient grow pale."""
        return self._bias().animate(**options).fade(1 - self.theme.ghost)

    def _bias(self) -> VGroup:
        return VGroup(self.graph.branch("B"), self.graph.backward["B"], self.labels["B"])

    def step_back(self, **options: Any) -> Animation:
        """What is known, to the right of `dot`, grows pale: the question is to the left."""
        return self._light_known(self.theme.ghost, **options)

    def _light_known(self, opacity: float, **options: Any) -> Animation:
        # Formula by formula, as they stand on the stage, for they leave it one by one.
        graph = self.graph
        filled: list[VMobject] = [graph.loss]
        shafts = []
        for quantity in ("XW", "Y"):
            label = self.labels[quantity]
            filled += [label.formula, label.shape, graph.names[quantity], graph.shapes[quantity]]
            for wire in (graph.forward[quantity], graph.backward[quantity]):
                filled.append(wire.tip)
                shafts.append(wire.shaft)
        return AnimationGroup(
            *(part.animate(**options).set_fill(opacity=opacity) for part in filled),
            *(shaft.animate(**options).set_stroke(opacity=opacity) for shaft in shafts),
        )

    def ask(self, quantity: Unknown, **options: Any) -> list[Animation]:
        """A gradient leaves `dot`: what the book says of it is in question.

        Its pieces come from where they stand in the graph, and so do the shapes below them.
        """
        graph = self.graph
        arrow, given = _ASKED[quantity], self.labels["XW"]
        label = AskedClaim(quantity, self.lesson.notation, self.theme)
        graph.gradient_below(arrow, label)
        self.labels[arrow] = label
        sources = same_places(label.formula, given.formula)
        names: dict[Place, Quantity] = {
            ("subject", "by", "name"): arrow,
            ("w", "name"): "W",
            ("x", "name"): "X",
        }
        sources |= {
            place: [graph.names[name].part("name")]
            for place, name in names.items()
            if label.formula.has(*place)
        }
        shapes = label.shape_sources(graph.shapes[arrow], given.shape)
        return [
            graph.backward[arrow].draw(**options),
            Rewrite(label.formula, sources, arc=0.25, **options),
            FadeIn(label.question, **options),
            FadeIn(label.number, **options),
            Rewrite(label.shape, shapes, arc=-0.25, **options),
        ]

    def _label(
        self, quantity: Quantity, expression: Expression, shape: Shape, number: str = ""
    ) -> Label:
        label = Label(expression, shape, self.theme, number)
        self.graph.gradient_below(quantity, label)
        self.labels[quantity] = label
        return label
