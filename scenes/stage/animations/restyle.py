"""Mobjects that change colour, width and opacity, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import ManimColor, VMobject

from scenes.stage.animations.in_place import InPlace


@dataclass(frozen=True)
class Style:
    """What a mobject shall look like; None leaves as it is. The colour is that of all it shows."""

    fill_opacity: float | None = None
    stroke_opacity: float | None = None
    stroke_width: float | None = None
    colour: str | None = None


class Restyle(InPlace):
    """An animation that gives parts of a mobject new colours, opacities and stroke widths.

    Args:
        whole: what is on the stage.
        styles: by part, its new look.
    """

    def __init__(self, whole: VMobject, styles: Mapping[VMobject, Style], **options: Any) -> None:
        self.styles = styles
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._looks = [
            (glyph, style, _style_of(glyph))
            for part, style in self.styles.items()
            for glyph in part.family_members_with_points()
            if len(glyph.points) > 1
        ]

    def at(self, alpha: float) -> None:
        for glyph, end, start in self._looks:
            if end.fill_opacity is not None:
                opacity = _blend(start.fill_opacity, end.fill_opacity, alpha)
                glyph.set_fill(opacity=opacity, family=False)
            if end.stroke_opacity is not None or end.stroke_width is not None:
                opacity = _blend(start.stroke_opacity, end.stroke_opacity, alpha)
                width = _blend(start.stroke_width, end.stroke_width, alpha)
                glyph.set_stroke(width=width, opacity=opacity, family=False)
            if end.colour is not None and start.colour is not None:
                _paint(glyph, _rgb(start.colour), _rgb(end.colour), alpha)


def _paint(glyph: VMobject, start: np.ndarray, end: np.ndarray, alpha: float) -> None:
    """Blend colours, whatever the opacities are."""
    colour = (1 - alpha) * start + alpha * end
    for rgbas in (glyph.fill_rgbas, glyph.stroke_rgbas):
        rgbas[:, :3] = colour


def _rgb(colour: str) -> np.ndarray:
    return np.array(ManimColor(colour).to_rgb())


def _style_of(mobject: VMobject) -> Style:
    is_filled = mobject.get_fill_opacity() > 0
    return Style(
        float(mobject.get_fill_opacity()),
        float(mobject.get_stroke_opacity()),
        float(mobject.get_stroke_width()),
        (mobject.get_fill_color() if is_filled else mobject.get_stroke_color()).to_hex(),
    )


def _blend(start: float | None, end: float | None, alpha: float) -> float | None:
    if start is None or end is None:
        return start
    return (1 - alpha) * start + alpha * end
