"""What is carried moves and fades in its windows; what it stands on does not notice."""

from __future__ import annotations

import numpy as np
import pytest
from manim import RIGHT, UP, Square, VGroup

from scenes.stage.animations.carry import Carry, Way, backwards, come, stand_in_for


def seen(square: Square) -> float:
    return float(square.get_fill_opacity())


def test_parts_move_in_their_windows() -> None:
    early, late = Square(), Square().shift(3 * UP)
    ways = {
        early: Way(early.copy().shift(2 * RIGHT), moving=(0.0, 0.5)),
        late: Way(late.copy().shift(2 * RIGHT), moving=(0.5, 1.0)),
    }
    move = Carry(VGroup(early, late), ways)
    move.begin()
    move.interpolate(0.5)
    assert early.get_x() == pytest.approx(2)
    assert late.get_x() == pytest.approx(0)
    move.interpolate(1)
    assert late.get_x() == pytest.approx(2)


def test_what_steps_aside_first_falls_later() -> None:
    square = Square().shift(UP)
    way = Way(Square().shift(RIGHT), moving=(0.0, 0.5), rising=(0.5, 1.0))
    move = Carry(square, {square: way})
    move.begin()
    move.interpolate(0.5)
    assert np.allclose(square.get_center()[:2], [1, 1])
    move.interpolate(1)
    assert np.allclose(square.get_center()[:2], [1, 0])


def test_what_comes_is_hidden_until_its_time() -> None:
    square = Square(fill_opacity=0.8)
    move = Carry(square, {square: come(square, (0.5, 1.0))})
    move.begin()
    move.interpolate(0.5)
    assert seen(square) == 0
    move.interpolate(1)
    assert seen(square) == pytest.approx(0.8)


def test_what_leaves_keeps_its_outlines() -> None:
    square = Square(fill_opacity=1)
    before = square.points.copy()
    move = Carry(square, {square: Way(opacity=0.0)})
    move.begin()
    move.interpolate(1)
    assert seen(square) == 0
    assert np.array_equal(square.points, before)


def test_outlines_of_unlike_length_become_each_other() -> None:
    square, octagon = Square(), Square().insert_n_curves(4)
    assert len(square.points) != len(octagon.points)
    move = Carry(square, {square: Way(octagon.shift(UP))})
    move.begin()
    move.interpolate(1)
    assert square.get_y() == pytest.approx(1)


def test_what_has_other_parts_cannot_stand_in() -> None:
    with pytest.raises(ValueError, match="cannot stand in"):
        stand_in_for(Square(), VGroup(Square(), Square()))


def test_windows_read_backwards() -> None:
    assert backwards((0.1, 0.6)) == pytest.approx((0.4, 0.9))
