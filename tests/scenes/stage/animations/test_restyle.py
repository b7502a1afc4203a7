"""A look changes in what is named, and only there."""

from __future__ import annotations

import pytest
from manim import Line, ManimColor, Square, VGroup

from scenes.stage.animations.restyle import Restyle, Style


def test_colours_blend_whatever_shows_them() -> None:
    field, line = Square(fill_opacity=1, stroke_width=0, color="#000000"), Line(color="#000000")
    other = Line(color="#000000")
    whole = VGroup(field, line, other)
    move = Restyle(whole, {field: Style(colour="#ffffff"), line: Style(colour="#ffffff")})
    move.begin()
    move.at(0.5)
    assert field.get_fill_color().to_rgb() == pytest.approx([0.5] * 3, abs=0.01)
    assert line.get_stroke_color().to_rgb() == pytest.approx([0.5] * 3, abs=0.01)
    move.at(1)
    assert line.get_stroke_color() == ManimColor("#ffffff")
    assert line.get_stroke_opacity() == 1
    assert other.get_stroke_color() == ManimColor("#000000")
