"""What the book says of an unknown gradient, with "?" over its equals sign, and its shapes."""

from __future__ import annotations

from manim import DOWN, UP, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from calculus.statements.claims import (
    input_claim,
    input_shapes,
    vector_shape,
    weight_claim,
    weight_shapes,
)
from scenes.stage.formulas.formula import Formula, Sign
from scenes.stage.formulas.shape_tag import shape_tag
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import NUMBERS, Unknown
from scenes.stage.theme import Theme, units

_ABOVE_EQUALS = units(6)
_BELOW_CLAIM = units(14)


class AskedClaim(Label):
    """① ∂L/∂X ≟ ∂L/∂Y·Wᵀ over (2,) = (3,)·(3, 2), or ② likewise.

    Attributes:
        question: the "?" above the equals sign.
    """

    def __init__(self, unknown: Unknown, notation: Notation, theme: Theme) -> None:
        claim, shapes = {
            "inputs": (input_claim, input_shapes),
            "weights": (weight_claim, weight_shapes),
        }[unknown]
        super().__init__(claim(notation), vector_shape(1), theme, NUMBERS[unknown])
        self.remove(self.shape)
        self.shape = shape_tag(shapes(notation), theme)
        self.shape.next_to(self.formula, DOWN, buff=_BELOW_CLAIM)
        equals = self.formula.part("claim", unknown, "equals")
        self.question = Sign(("sign", "?"), "?", theme.ink, theme.sizes.label)
        self.question.next_to(equals, UP, buff=_ABOVE_EQUALS)
        self.add(self.shape, self.question)

    def shape_sources(self, gradient: Formula, upstream: Formula) -> dict[Place, list[VMobject]]:
        """Where the numbers of the shapes come from.

        Args:
            gradient: the shape that the gradient takes over, as it stands in the graph.
            upstream: the shape of ∂L/∂Y there.
        """
        found: dict[Place, list[VMobject]] = {}
        for place in self.shape.atoms:
            stands = {"subject": gradient, "upstream": upstream}.get(str(place[1]))
            number = ("shape", *place[2:])
            if stands is not None and number in stands.atoms:
                found[place] = [stands.atoms[number]]
        return found
