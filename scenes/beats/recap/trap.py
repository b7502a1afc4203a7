"""A box beside the code: one sample as a one-dimensional x, which `.T` cannot turn."""

from __future__ import annotations

from typing import Any

from manim import Animation, Create, FadeIn, VGroup, VMobject

from calculus.affine.code import vector_lines
from calculus.lessons.lesson import Lesson
from scenes.beats.recap.gradient_row import LEADING
from scenes.beats.recap.retyping import retype
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.code import Code, listing
from scenes.stage.theme import Theme, units

_MARGIN = 20
"""Pixels inside its frame."""

_ARC = 0.09
"""How far x bends upwards on its way from the array, above what stands between."""


class TrapBox(VGroup):
    """x and x.T, which have one shape, then the way out.

    Args:
        lesson: its first sample is the vector.
        theme: looks.

    Attributes:
        trap: x and x.T. way_out: the outer product. border: the frame.
    """

    def __init__(self, lesson: Lesson, theme: Theme) -> None:
        self.theme = theme
        size = theme.sizes.small_code
        lines = listing(vector_lines(lesson), theme, leading=units(size) * LEADING, size=size)
        self.trap, self.way_out = lines[:2], lines[2]
        content = VGroup(*lines)
        self.border = frame(content, theme, "shape", margin=_MARGIN)
        super().__init__(self.border, content)

    def open(self, array: Code, **options: Any) -> list[Animation]:
        """The frame appears; x is typed from the array X, of which it is a row."""
        first, transposed = self.trap
        return [
            Create(self.border, **options),
            retype(array, first, arc=_ARC, **options),
            FadeIn(transposed, **options),
        ]

    def leave(self, **options: Any) -> Animation:
        """The way out: the outer product of x."""
        x = ("code", self.way_out.tokens.index("x"))
        return Rewrite(self.way_out, {x: [self.trap[0].token("x")]}, **options)

    def same_shapes(self) -> VMobject:
        """A frame around the shapes of x and of x.T: they are the same."""
        comments = (code.atoms["comment", 0] for code in self.trap)
        return frame(VGroup(*comments), self.theme, margin=6)
