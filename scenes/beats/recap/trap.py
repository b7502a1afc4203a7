"""A box beside the code: one sample as a one-dimensional x, which `.T` cannot turn."""

from __future__ import annotations

from typing import Any

from manim import LEFT, UP, Animation, Create, FadeIn, VGroup, VMobject

from calculus.affine.code import vector_lines
from calculus.lessons.lesson import Lesson
from scenes.beats.recap.retyping import retype
from scenes.stage.animations.indication import frame
from scenes.stage.formulas.code import Code, listing
from scenes.stage.formulas.formula import Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LEADING = 1.5
"""In em of its code."""

_MARGIN = 20
"""Pixels inside its frame."""


class TrapBox(VGroup):
    """When it applies, then x and x.T, which have one shape, then the way out.

    Args:
        lesson: its first sample is the vector.
        title: when it applies.
        theme: looks.
        region: it stands in the middle of this.

    Attributes:
        title: the words. trap: x and x.T. way_out: dy and the outer product. border: the frame.
    """

    def __init__(self, lesson: Lesson, title: str, theme: Theme, region: Region) -> None:
        self.theme = theme
        size = theme.sizes.small_code
        lines = listing(vector_lines(lesson), theme, leading=units(size) * _LEADING, size=size)
        self.trap, self.way_out = lines[:2], lines[2:]
        self.title = Words(title, theme, theme.sizes.headers)
        self.title.next_to(VGroup(*lines), UP, buff=units(size) * 0.75)
        self.title.align_to(VGroup(*lines), LEFT)
        content = VGroup(self.title, *lines)
        content.move_to(region.center).align_to([region.left + units(_MARGIN + 1), 0, 0], LEFT)
        self.border = frame(content, theme, "shape", margin=_MARGIN)
        super().__init__(self.border, content)

    def open(self, array: Code, **options: Any) -> list[Animation]:
        """The frame appears; x is typed from the array X, of which it is a row."""
        first, transposed = self.trap
        return [
            Create(self.border, **options),
            FadeIn(self.title, **options),
            retype(array, first, **options),
            FadeIn(transposed, **options),
        ]

    def leave(self, weights: Code, **options: Any) -> list[Animation]:
        """The way out: dY's row, and the outer product instead of the line of ②."""
        row, outer = self.way_out
        return [FadeIn(row, **options), retype(weights, outer, **options)]

    def same_shapes(self) -> VMobject:
        """A frame around the shapes of x and of x.T: they are the same."""
        return frame(VGroup(*(code.atoms["comment", 0] for code in self.trap)), self.theme)
