"""What flies becomes its like elsewhere; what shrinks is gone, and can come back."""

from __future__ import annotations

import numpy as np
import pytest
from manim import UP, Square, VGroup

from scenes.stage.animations.flight import Fly, Shrink


def test_a_part_takes_place_size_and_colour_of_its_like() -> None:
    part, other = Square(1.0, fill_opacity=1, color="#ff0000"), Square(1.0)
    goal = Square(0.5, fill_opacity=1, color="#0000ff").move_to([3, 1, 0])
    move = Fly(VGroup(part, other), {part: goal})
    move.begin()
    move.interpolate(1)
    assert part.points == pytest.approx(goal.points)
    assert part.get_fill_color() == goal.get_fill_color()
    assert other.get_center() == pytest.approx(np.zeros(3))


def test_it_passes_the_spots_on_its_way() -> None:
    part, goal = Square(1.0), Square(1.0).move_to([2, 2, 0])
    move = Fly(part, {part: goal}, via={part: [np.array([0.0, 2.0, 0.0])]})
    move.begin()
    move.interpolate(0.5)
    assert part.get_center() == pytest.approx([0, 2, 0], abs=1e-6)


def test_it_bows_above_its_way() -> None:
    part, goal = Square(1.0), Square(1.0).move_to([2, 0, 0])
    move = Fly(part, {part: goal}, bow=lambda alpha: 4 * alpha * (1 - alpha))
    move.begin()
    move.interpolate(0.5)
    assert part.get_center() == pytest.approx([1, 1, 0], abs=1e-6)


def test_what_has_shrunk_is_not_seen_and_grows_again_to_its_size() -> None:
    part = Square(1.0, fill_opacity=1).shift(UP)
    away = Shrink(part, {part: np.zeros(3)})
    away.begin()
    away.interpolate(0.5)
    assert 0 < part.width < 1
    away.interpolate(1)
    assert part.get_fill_opacity() == 0
    back = Shrink(part, {part: np.zeros(3)}, grow=True)
    back.begin()
    back.interpolate(1)
    assert part.get_fill_opacity() == 1
    assert part.width == pytest.approx(1)
    assert part.get_center() == pytest.approx(UP)
