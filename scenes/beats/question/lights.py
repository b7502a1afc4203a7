"""What is spoken of lights up: T's, sizes, and the rows that consist of what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from manim import DL, Animation, VMobject, linear, there_and_back
from manim.utils.color import ManimColor

from scenes.beats.question.equation import PieceEquation
from scenes.beats.question.piece import Part
from scenes.beats.question.sheets import Flare
from scenes.stage.animations.in_place import InPlace
from scenes.stage.formulas.formula import Typeset
from scenes.stage.theme import Theme

_GROWTH, _GROWTH_OF_T = 0.22, 0.5
"""By how much of their size numbers, and T's, grow when they light up."""

Size = tuple[PieceEquation, Part, str]
"""An equation, a part of it, and one of its sizes, "rows" or "columns"."""


def light_transposes(
    theme: Theme, signs: Iterable[tuple[Typeset, VMobject]], **options: Any
) -> list[Animation]:
    """The T's of formulas light up, and stay lit; each is given with its formula."""
    return [
        Swell(
            formula,
            sign,
            theme.ink,
            growth=_GROWTH_OF_T,
            from_corner=True,  # clear of the letter before it
            stays=True,
            **options,
        )
        for formula, sign in signs
    ]


def name_sizes(theme: Theme, sizes: Sequence[Size], **options: Any) -> list[Animation]:
    """What is spoken of lights up: the sizes that count it, and the rows that consist of it."""
    moves: list[Animation] = []
    for equation, part, axis in sizes:
        shape = equation.shapes[part]
        moves.append(Swell(shape, shape.part("shape", part, axis), theme.ink, **options))
        if equation.pieces[part].rows == 1:
            moves.append(Flare(equation.sheets[part], **options))
    return moves


class Swell(InPlace):
    """An animation: signs of something typeset swell and are lit.

    Args:
        whole: what is on the stage.
        part: what swells.
        colour: in which it is lit.
        growth: by how much of its size it has grown halfway.
        from_corner: whether its lower left corner stays where it is, and not its middle.
        stays: whether it stays lit.
    """

    def __init__(
        self,
        whole: Typeset,
        part: VMobject,
        colour: str,
        *,
        growth: float = _GROWTH,
        from_corner: bool = False,
        stays: bool = False,
        **options: Any,
    ) -> None:
        self._part, self._colour = part, ManimColor(colour)
        self._growth, self._stays = growth, stays
        self._from_corner = from_corner
        super().__init__(whole, rate_func=linear, **options)

    def remember(self) -> None:
        self._fixed = self._part.get_corner(DL) if self._from_corner else self._part.get_center()
        self._glyphs = [
            (glyph, glyph.points.copy(), glyph.get_fill_color())
            for glyph in self._part.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        swollen = there_and_back(alpha)
        lit = 1.0 if self._stays and alpha > 0.5 else swollen
        for glyph, points, colour in self._glyphs:
            glyph.points = self._fixed + (1 + self._growth * swollen) * (points - self._fixed)
            glyph.set_fill(colour.interpolate(self._colour, lit), family=False)
