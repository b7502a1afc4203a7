"""What a weight's name says: which subscript is the output, which the input, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Line,
    VGroup,
    VMobject,
)

from calculus.algebra.expressions import Symbol
from calculus.algebra.notation import Notation
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Words, symbol_formula
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LARGE_NAME = 2.3
"""Of the theme's large size: the subscript's digits are the picture here."""


_USUAL_ORDER_BELOW = units(50)
"""How far below a name its row and column stand."""


def subscript_order(notation: Notation) -> tuple[str, str]:
    """Whether the output ("y") or the input ("x") comes first in a weight's name."""
    return ("y", "x") if notation.convention == "output-first" else ("x", "y")


def subscript_digits(weight: Formula) -> tuple[VGroup, VGroup]:
    """The glyphs of a weight's first and of its second subscript."""
    (place,) = weight.atoms
    # The letter comes first, then the digits; a comma stands between long subscripts.
    first, second = _written(weight.expression.symbol)  # type: ignore[union-attr]
    _, *glyphs = weight.atoms[place]
    return VGroup(*glyphs[: len(first)]), VGroup(*glyphs[-len(second) :])


def _written(symbol: Symbol) -> tuple[str, str]:
    if "," in symbol.subscript:
        first, second = symbol.subscript.split(",")
        return first, second
    middle = len(symbol.subscript) // 2
    return symbol.subscript[:middle], symbol.subscript[middle:]


class NamingRule(VGroup):
    """A weight's name, large, with a line from each subscript to what it means.

    Args:
        notation: gives the convention.
        edge: (j, i) of the weight that is explained.
        meanings: what to write at the first and at the second subscript.
        theme: looks.

    Attributes:
        edge: (j, i).
        weight: the name; its digits bear the colours of output and input.
        meanings: the words, by "y" and "x".
        ends: the symbols of the output and of the input behind their words, by "y" and "x".
    """

    def __init__(
        self, notation: Notation, edge: tuple[int, int], meanings: tuple[str, str], theme: Theme
    ) -> None:
        self.theme = theme
        self.edge = edge
        j, i = edge
        letters = subscript_order(notation)
        symbol = notation.w(j, i)
        self.weight = symbol_formula(symbol, theme, theme.sizes.large * _LARGE_NAME, ("rule", "w"))
        self.digits = dict(zip(letters, subscript_digits(self.weight), strict=True))
        for letter, digits in self.digits.items():
            digits.set_fill(theme.colour(letter))
        symbols = {"y": notation.y(j), "x": notation.x(i)}
        self.meanings: dict[str, Words] = {}
        self.ends: dict[str, Formula] = {}
        self._leaders: dict[str, VMobject] = {}
        left = self.weight.get_right()[0] + units(70)
        for position, letter in enumerate(letters):
            words = Words(meanings[position], theme, theme.sizes.label, theme.colour(letter))
            height = self._height(position, letter)
            words.move_to([left, height, 0], aligned_edge=LEFT)
            end = symbol_formula(symbols[letter], theme, theme.sizes.formula, ("rule", letter))
            end.on_baseline_of(words).next_to(
                words, RIGHT, buff=units(22), coor_mask=np.array([1, 0, 0])
            )
            self.meanings[letter], self.ends[letter] = words, end
            self._leaders[letter] = self._leader(position, letter, left - units(18), height)
        super().__init__(
            self.weight,
            *self._leaders.values(),
            *self.meanings.values(),
            *self.ends.values(),
        )

    def stand_in(self, region: Region) -> None:
        """Stand in the middle of a region, or higher where words below it need the room."""
        self.move_to(region.center)
        needed = _USUAL_ORDER_BELOW + units(self.theme.sizes.label)
        lowest = region.bottom + needed
        self.shift(UP * max(0.0, lowest - self.get_bottom()[1]))

    @property
    def explanation(self) -> VGroup:
        """All but the name itself."""
        return VGroup(*self._leaders.values(), *self.meanings.values(), *self.ends.values())

    def explain(self, label: Formula, **options: Any) -> list[Animation]:
        """The name comes from its edge, then lines and words appear: two animations."""
        (place,) = self.weight.atoms
        (source,) = label.atoms.values()
        words = AnimationGroup(
            *(Create(leader) for leader in self._leaders.values()),
            *(FadeIn(meaning) for meaning in self.meanings.values()),
            **options,
        )
        return [Rewrite(self.weight, {place: [source]}, arc=0.12, **options), words]

    def find_ends(self, ends: Mapping[str, VMobject], **options: Any) -> Animation:
        """The two nodes' symbols (by "y" and "x") come to stand behind their words."""
        return AnimationGroup(
            *(
                Rewrite(formula, {("rule", letter): [ends[letter]]})
                for letter, formula in self.ends.items()
            ),
            **options,
        )

    def usual_order(self, row: VMobject, column: VMobject) -> VGroup:
        """Where row and column stand below the subscripts in the usual order, and their lines.

        Args:
            row: words for the row, which stay where they are; a copy is placed.
            column: words for the column.

        Returns:
            The copies of `row` and `column`, and a line to each from its subscript.
        """
        placed = VGroup(row.copy(), column.copy()).arrange(RIGHT, buff=units(44))
        center = VGroup(*self.digits.values()).get_center()[0]
        placed.move_to(
            [center, self.weight.get_bottom()[1] - _USUAL_ORDER_BELOW, 0], aligned_edge=UP
        )
        placed.shift(RIGHT * max(0.0, self.get_left()[0] - placed.get_left()[0]))
        lines = VGroup(
            *(
                Line(
                    self.digits[letter].get_bottom() + DOWN * units(8),
                    word.get_top() + UP * units(8),
                    stroke_color=self.theme.colour(letter),
                    stroke_width=self.theme.strokes.frame,
                )
                for letter, word in zip(("x", "y"), placed, strict=True)
            )
        )
        return VGroup(*placed, lines)

    def _height(self, position: int, letter: str) -> float:
        """The first subscript's words stand above, the second's level with the subscript."""
        level = float(self.digits[letter].get_center()[1])
        return level + units(86) if position == 0 else level

    def _leader(self, position: int, letter: str, right: float, height: float) -> VMobject:
        digits = self.digits[letter]
        end = np.array([right, height, 0.0])
        if position == 0:
            start = digits.get_top() + UP * units(8)
            points = [start, np.array([start[0], height, 0.0]), end]
        else:
            points = [digits.get_right() + RIGHT * units(8), end]
        leader = VMobject(
            stroke_color=self.theme.colour(letter), stroke_width=self.theme.strokes.frame
        )
        return leader.set_points_as_corners(points)
