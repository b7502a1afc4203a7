"""A pulse passes behind the name of its edge."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Rectangle

from scenes.stage.animations.pulse import Pulse, span_behind

WAY = (np.zeros(3), np.array([4.0, 0.0, 0.0]))
NAME = Rectangle(width=1, height=0.5).move_to([2, 0.1, 0])


def test_the_span_behind_a_name_is_that_of_its_rectangle() -> None:
    assert span_behind(WAY, NAME) == pytest.approx((1.5 / 4, 2.5 / 4))
    assert span_behind(WAY[::-1], NAME) == pytest.approx((1.5 / 4, 2.5 / 4))
    assert span_behind(WAY, NAME.copy().shift([0, 1, 0])) is None


def test_nothing_is_drawn_there() -> None:
    pulse = Pulse([WAY], "#ffffff", 8, [span_behind(WAY, NAME)])
    pulse.begin()
    for alpha in np.linspace(0, 1, 41):
        pulse.interpolate(float(alpha))
        for stroke in pulse.strokes:
            if stroke.get_stroke_opacity() > 0:
                left, right = stroke.get_start()[0], stroke.get_end()[0]
                assert right <= 1.5 + 1e-6 or left >= 2.5 - 1e-6
