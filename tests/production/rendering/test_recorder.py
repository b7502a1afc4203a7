from __future__ import annotations

import numpy as np
import pytest
from manim import BLUE, GREEN, RED, RIGHT, Camera, Mobject, Square, VGroup, VMobject, tempconfig

from production.media.quality import QUALITIES
from production.rendering.recorder import Recorder
from production.rendering.shots import Lens, fingerprint


@pytest.fixture
def recorder() -> Recorder:
    with tempconfig(QUALITIES["draft"].manim_options()):
        return Recorder(Lens.of(Camera()))


def test_what_looks_the_same_is_the_same_item(recorder: Recorder) -> None:
    square = Square(fill_opacity=1)
    (one,), (again,) = recorder.picture([square]), recorder.picture([square.copy()])
    assert one is again
    for other in (
        square.copy().shift(0.01 * RIGHT),
        square.copy().set_fill(RED),
        square.copy().set_fill(opacity=0.5),
        square.copy().set_stroke(width=1),
    ):
        (item,) = recorder.picture([other])
        assert item is not one
        assert item.digest != one.digest


def test_two_recorders_give_the_same_fingerprint(recorder: Recorder) -> None:
    with tempconfig(QUALITIES["draft"].manim_options()):
        other = Recorder(Lens.of(Camera()))
    shown = [Square(fill_opacity=1), Square().shift(RIGHT)]
    assert fingerprint([recorder.picture(shown)]) == fingerprint([other.picture(shown)])
    assert fingerprint([recorder.picture(shown)]) != fingerprint([recorder.picture(shown[::-1])])
    assert fingerprint([recorder.picture(shown)], 1) != fingerprint([recorder.picture(shown)], 2)


def test_the_invisible_is_left_out(recorder: Recorder) -> None:
    shown = [VMobject(), Square(fill_opacity=0, stroke_width=0), Square(stroke_opacity=0)]
    assert recorder.picture(shown) == ()
    lost = Square()
    lost.points[0] = np.nan
    assert len(recorder.picture([lost, Square().shift(RIGHT)])) == 1


def test_the_order_is_that_of_drawing(recorder: Recorder) -> None:
    red, green, blue = (Square(color=colour) for colour in (RED, GREEN, BLUE))
    picture = recorder.picture([VGroup(red.set_z_index(1), green), blue])
    assert picture == tuple(recorder.picture([mobject])[0] for mobject in (green, blue, red))


def test_what_cannot_be_recorded_is_refused(recorder: Recorder) -> None:
    thing = Mobject()
    thing.points = np.zeros((8, 3))
    with pytest.raises(TypeError, match="Mobject cannot be recorded"):
        recorder.picture([thing])
