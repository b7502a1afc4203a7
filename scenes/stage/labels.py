"""Labels of arrows: what runs along them, with its shape, and how one label becomes another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import RIGHT, VGroup, VMobject

from calculus.expressions import Expression, Place, Shape
from scenes.stage.formula import Formula, Typeset, Words
from scenes.stage.moves import Rewrite
from scenes.stage.theme import Theme, units

_GAP = units(20)


class Label(VGroup):
    """Formulas on one line: perhaps ① in front, a formula, its shape.

    Attributes:
        number: ① or ②, or None. formula: what runs here. shape: its shape, or None.
    """

    def __init__(
        self, expression: Expression, shape: Shape | None, theme: Theme, number: str = ""
    ) -> None:
        size = theme.sizes.label
        self.formula = Formula(expression, theme, size)
        self.shape = None if shape is None else Formula(shape, theme, theme.sizes.shape)
        self.number = (
            Words(number, theme, theme.sizes.formula, theme.colour("gradient")) if number else None
        )
        parts = [part for part in (self.number, self.formula, self.shape) if part is not None]
        super().__init__(*in_line(*parts))

    def become(
        self,
        new: Label,
        *,
        keep: bool = False,
        sources: Mapping[Place, Sequence[VMobject]] | None = None,
        **options: Any,
    ) -> list[Rewrite]:
        """What stands at the same places flies; the rest appears.

        Args:
            new: where it shall stand.
            keep: leave this label standing and let copies fly.
            sources: where other atoms of the new formula come from.
            options: of `Rewrite`.
        """
        found = same_places(self.formula, new.formula) | dict(sources or {})
        replaced = [] if keep else [self.formula]
        moves = [Rewrite(new.formula, found, replaced=replaced, **options)]
        if new.shape is not None and self.shape is not None:
            replaced = [] if keep else [self.shape]
            moves.append(
                Rewrite(new.shape, same_places(self.shape, new.shape), replaced=replaced, **options)
            )
        return moves


def in_line(*words: Formula | Words) -> tuple[Formula | Words, ...]:
    """Put them side by side on the first one's baseline."""
    last = words[0]
    for word in words[1:]:
        word.next_to(last, RIGHT, buff=_GAP)
        word.shift([0, last.anchor.get_y() - word.anchor.get_y(), 0])
        last = word
    return words


def same_places(old: Typeset, new: Typeset) -> dict[Place, Sequence[VMobject]]:
    """Sources of a `Rewrite` for whatever stands at the same place before and after."""
    return {place: [old.atoms[place]] for place in new.atoms if place in old.atoms}
