"""The two formulas the film is about (math1), together in one place."""

from __future__ import annotations

from typing import Any

from manim import DOWN, LEFT, RIGHT, AnimationGroup, ReplacementTransform, VGroup

from calculus.algebra.notation import Notation
from calculus.statements.claims import input_claim, weight_claim
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.small_graph import NUMBERS, Unknown
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units


class ClaimPair(VGroup):
    """A mobject: ① and ②, one below the other with aligned equals signs, or side by side.

    Attributes:
        formulas: "inputs" and "weights". numbers: ① and ② in front of them. pairs: both together.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        region: Region,
        *,
        size: float | None = None,
        stacked: bool = True,
    ) -> None:
        self.theme = theme
        size = theme.sizes.large if size is None else size
        claims = {"inputs": input_claim(notation), "weights": weight_claim(notation)}
        self.formulas: dict[Unknown, Formula] = {
            name: Formula(claims[name], theme, size) for name in NUMBERS
        }
        self.numbers = {
            name: Words(number, theme, size * 0.9, theme.colour("gradient"))
            for name, number in NUMBERS.items()
        }
        one, two = self.formulas.values()
        if stacked:
            two.next_to(one, DOWN, buff=units(size) * 0.9)
            equals = [f.part("claim", name, "equals") for name, f in self.formulas.items()]
            two.shift(RIGHT * (equals[0].get_center()[0] - equals[1].get_center()[0]))
        left = min(one.get_left()[0], two.get_left()[0])
        for name, number in self.numbers.items():
            number.move_to(self.formulas[name]).next_to([left, 0, 0], LEFT, buff=units(size) * 0.6)
            number.set_y(self.formulas[name].get_y())
        self.pairs = {name: VGroup(self.numbers[name], self.formulas[name]) for name in NUMBERS}
        super().__init__(*self.pairs.values())
        if stacked:
            self.move_to(region.center)
        else:
            for pair, column in zip(self.pairs.values(), region.columns(1, 1), strict=True):
                pair.move_to(column.center)

    @property
    def transposes(self) -> tuple[VGroup, VGroup]:
        """The T of Wᵀ and the T of Xᵀ."""
        return self.formulas["inputs"].part("w", "T"), self.formulas["weights"].part("x", "T")

    def become(self, new: ClaimPair, **options: Any) -> AnimationGroup:
        """Both formulas move to another place and size."""
        return AnimationGroup(*(self.move(name, new) for name in self.formulas), **options)

    def move(self, name: Unknown, new: ClaimPair, **options: Any) -> AnimationGroup:
        """One of them moves to where `new` has it."""
        formula, target = self.formulas[name], new.formulas[name]
        return AnimationGroup(
            Rewrite(target, same_places(target, formula), replaced=[formula]),
            ReplacementTransform(self.numbers[name], new.numbers[name]),
            **options,
        )
