"""A row of W and the column that it becomes: both are washed in W's colour and blink together."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, FadeIn, FadeOut, RoundedRectangle, VGroup, VMobject

from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.indication import strip
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.theme import Theme

_MARGIN = 10
"""Around a row and a column, in pixels at 1080p."""

_BLINKS = 2
_GROWTH = 1.08
"""How many times larger than otherwise an entry is while it blinks."""


class LitRow:
    """Row x_i of W, its header in full colour, and the column in which it stands elsewhere.

    Args:
        weights: W with its headers, on the stage.
        theme: looks.
        i: the input.

    Attributes:
        row: the wash behind the row.
        column: the wash behind the column, once there is one.
    """

    def __init__(self, weights: HeadedMatrix, theme: Theme, i: int) -> None:
        self._weights, self._theme = weights, theme
        self._entries = weights.part("w", i)
        self._header = weights.part("header", "x", i)
        self.row = _washed(self._entries, theme)
        self.column: RoundedRectangle | None = None

    def show(self, *, run_time: float) -> Animation:
        """The row is lit."""
        return AnimationGroup(FadeIn(self.row), self._head(1.0), run_time=run_time)

    def blink_with(self, column: VGroup, *, run_time: float) -> Animation:
        """The column is lit, and both blink: the same entries, lying there, standing here."""
        self.column = _washed(column, self._theme)
        washes = VGroup(self.row, self.column)
        return Blink(washes, [*self._entries, *column], self._theme, run_time=run_time)

    def leave(self, *, run_time: float) -> Animation:
        """Nothing is lit any more."""
        washes = [wash for wash in (self.row, self.column) if wash is not None]
        return AnimationGroup(
            *map(FadeOut, washes), self._head(self._theme.ghost), run_time=run_time
        )

    def _head(self, opacity: float) -> Restyle:
        return Restyle(self._weights, {self._header: Style(fill_opacity=opacity)})


class Blink(InPlace):
    """An animation: washes flash and what lies on them swells, some times; the washes stay.

    Args:
        washes: they bear strokes and fills of a colour.
        entries: what swells.
        theme: gives the wash's opacity and the strokes.
    """

    def __init__(
        self, washes: VGroup, entries: list[VMobject], theme: Theme, **options: Any
    ) -> None:
        self.washes, self.entries, self._theme = washes, entries, theme
        options.setdefault("rate_func", lambda alpha: alpha)
        super().__init__(washes, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy(), entry.get_center())
            for entry in self.entries
            for glyph in entry.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        flash = (1 - np.cos(2 * np.pi * _BLINKS * alpha)) / 2
        wash, strokes = self._theme.wash, self._theme.strokes
        self.washes.set_fill(opacity=wash * (1 + flash))
        self.washes.set_stroke(width=strokes.frame + flash * (strokes.lit - strokes.frame))
        for glyph, points, middle in self._starts:
            glyph.points = middle + (1 + flash * (_GROWTH - 1)) * (points - middle)


def _washed(entries: VGroup, theme: Theme) -> RoundedRectangle:
    return strip(entries, theme, "w", margin=_MARGIN).set_stroke(
        theme.colour("w"), theme.strokes.frame
    )
