from __future__ import annotations

import numpy as np
import pytest
from manim import BLUE, DOWN, RED, RIGHT, UP, Camera, Circle, Line, Square, VMobject, tempconfig

from production.media.quality import QUALITIES
from production.rendering.canvas import Canvas
from production.rendering.recorder import Recorder
from production.rendering.shots import EMPTY, Lens, Picture, Screen
from production.rendering.tiles import TILE

GROUND = (16, 20, 28, 255)


@pytest.fixture
def lens() -> Lens:
    with tempconfig(QUALITIES["draft"].manim_options()):
        return Lens.of(Camera())


@pytest.fixture
def recorder(lens: Lens) -> Recorder:
    return Recorder(lens)


@pytest.fixture
def canvas(lens: Lens) -> Canvas:
    return Canvas(Screen(lens, GROUND))


def fresh(lens: Lens, picture: Picture) -> np.ndarray:
    canvas = Canvas(Screen(lens, GROUND))
    canvas.draw(picture)
    return canvas.pixels


def things() -> list[VMobject]:
    return [
        Square(fill_color=BLUE, fill_opacity=0.5),
        Circle(color=RED, stroke_width=8).shift(RIGHT),
        Line(DOWN, 3 * RIGHT + UP),
    ]


def test_a_picture_drawn_over_another_is_as_if_drawn_alone(
    lens: Lens, recorder: Recorder, canvas: Canvas
) -> None:
    shown = things()
    for step in range(6):
        shown[step % 3].shift(0.173 * RIGHT).rotate(0.1)
        picture = recorder.picture(shown)
        canvas.draw(picture)
        assert np.array_equal(canvas.pixels, fresh(lens, picture))
    for picture in (recorder.picture(shown[1:]), recorder.picture(shown[::-1]), ()):
        canvas.draw(picture)
        assert np.array_equal(canvas.pixels, fresh(lens, picture))


def test_what_stands_still_may_be_drawn_apart(
    lens: Lens, recorder: Recorder, canvas: Canvas
) -> None:
    shown = things()
    for step, still in enumerate((0, 2, 2, 1, 1, 0, 2)):
        shown[2].shift(0.173 * RIGHT)
        shown[1].rotate(0.1 if still < 2 else 0.0)
        if step == 6:
            shown[0].set_fill(RED)
        picture = recorder.picture(shown)
        canvas.draw(picture, still)
        assert np.array_equal(canvas.pixels, fresh(lens, picture))


def test_what_is_not_dirty_has_not_changed(recorder: Recorder, canvas: Canvas) -> None:
    shown = things()
    canvas.draw(recorder.picture(shown))
    before = canvas.pixels.copy()
    shown[0].shift(0.5 * UP)
    dirty = canvas.draw(recorder.picture(shown))
    changed = np.any(canvas.pixels != before, axis=2)
    for left, top, right, bottom in dirty:
        assert left % TILE == top % TILE == 0
        changed[top:bottom, left:right] = False
    assert not changed.any()
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in dirty)
    assert 0 < area < changed.size / 2


def test_the_same_picture_again_costs_nothing(recorder: Recorder, canvas: Canvas) -> None:
    shown = things()
    assert canvas.draw(recorder.picture(shown))
    assert canvas.draw(recorder.picture(shown)) == []


def test_what_lies_outside_of_the_screen_is_no_trouble(
    lens: Lens, recorder: Recorder, canvas: Canvas
) -> None:
    square = Square(fill_opacity=1)
    for place in (0, 6.5, 7.0, 20, -7.2, -30):
        picture = recorder.picture([square.copy().shift(place * RIGHT)])
        canvas.draw(picture)
        assert np.array_equal(canvas.pixels, fresh(lens, picture))


def test_an_empty_ground_stays_empty(lens: Lens, recorder: Recorder) -> None:
    canvas = Canvas(Screen(lens, EMPTY))
    canvas.draw(recorder.picture([Square(fill_opacity=1)]))
    assert not canvas.pixels[:5].any()
    assert canvas.pixels[240, 427, 3] == 255
