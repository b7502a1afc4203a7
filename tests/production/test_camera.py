from __future__ import annotations

import numpy as np
import pytest
from manim import DOWN, RIGHT, Camera, Circle, Line, Square, VMobject, tempconfig

from production.camera import RememberingCamera
from production.quality import QUALITIES


def drawn(camera: Camera, *mobjects: VMobject) -> np.ndarray:
    camera.reset()
    camera.capture_mobjects(mobjects)
    return camera.pixel_array.astype(int)


@pytest.fixture
def cameras() -> tuple[Camera, Camera]:
    with tempconfig(QUALITIES["draft"].manim_options()):
        return Camera(), RememberingCamera()


def test_pictures_are_those_of_manims_camera(cameras: tuple[Camera, Camera]) -> None:
    plain, remembering = cameras
    circle = Circle(fill_opacity=1, stroke_width=3)
    line = Line(DOWN, RIGHT)
    for step in range(5):
        shown = circle.copy().shift(step * 0.333 * RIGHT), line, circle.copy().scale(1 + step)
        difference = np.abs(drawn(plain, *shown) - drawn(remembering, *shown))
        assert difference.max() < 32
        assert difference.mean() < 0.01


def test_a_shape_that_moved_is_remembered_and_one_that_changed_is_not(
    cameras: tuple[Camera, Camera],
) -> None:
    _, camera = cameras
    square = Square(fill_opacity=1)
    drawn(camera, square)
    drawn(camera, square.copy().shift(RIGHT + DOWN))
    assert len(camera._shapes) == 1
    drawn(camera, square.copy().stretch(1.01, 0))
    assert len(camera._shapes) == 2


def test_nothing_to_draw_draws_nothing(cameras: tuple[Camera, Camera]) -> None:
    _, camera = cameras
    square = Square(fill_opacity=1)
    empty = drawn(camera)
    drawn(camera, square)
    assert np.array_equal(drawn(camera, VMobject()), empty)
    lost = square.copy()
    lost.points[0] = np.nan
    assert np.array_equal(drawn(camera, lost), empty)
