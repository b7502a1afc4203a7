"""Labels of arrows: what runs along them, with its shape, and how one label becomes another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import DOWN, RIGHT, VGroup, VMobject

from calculus.algebra.expressions import Expression, Place, Shape
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.formulas.shape_tag import shape_tag
from scenes.stage.theme import Theme, units

_GAP = units(20)
_ABOVE_TAG = units(14)


class Label(VGroup):
    """Perhaps ① in front, a formula, and its shape as a tag below.

    Attributes:
        number: ① or ② (no glyphs without one). formula: what runs here. shape: its shape.
    """

    def __init__(
        self, expression: Expression, shape: Shape, theme: Theme, number: str = ""
    ) -> None:
        self.formula = Formula(expression, theme, theme.sizes.label)
        self.shape = shape_tag(shape, theme)
        self.number = Words(number, theme, theme.sizes.formula, theme.colour("gradient"))
        front = (self.number,) if number else ()
        super().__init__(*in_line(*front, self.formula), self.shape)
        subject = self.formula.part("subject") if self.formula.has("subject") else self.formula
        self.shape.next_to(self.formula, DOWN, buff=_ABOVE_TAG).set_x(subject.get_x())
        if number:
            self.number.set_y(self.formula.part("subject", "bar").get_y())

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
        found = same_places(new.formula, self.formula) | dict(sources or {})
        shape = same_places(new.shape, self.shape)
        return [
            Rewrite(new.formula, found, replaced=[] if keep else [self.formula], **options),
            Rewrite(new.shape, shape, replaced=[] if keep else [self.shape], **options),
        ]


def tagged(name: Formula, shape: Formula) -> VGroup:
    """A name with its shape below."""
    return VGroup(name, shape.next_to(name, DOWN, buff=_ABOVE_TAG))


def in_line(*words: Formula | Words) -> tuple[Formula | Words, ...]:
    """Put them side by side on the first one's baseline."""
    last = words[0]
    for word in words[1:]:
        word.next_to(last, RIGHT, buff=_GAP)
        word.shift([0, last.anchor.get_y() - word.anchor.get_y(), 0])
        last = word
    return words
