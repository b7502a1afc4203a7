"""The closing picture: its halves stay apart for any lesson, and the shade is lifted again."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from manim import Circle

from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson
from scenes.beats.recap.layout import claim_spots, in_right_half, page_plan
from scenes.beats.recap.page_half import forward_network
from scenes.beats.recap.shade import Shade, shade
from scenes.stage.network.page import PageTurn
from scenes.stage.network.pose import Pose, turned
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

SIZES = [(1, 1), (2, 3), (1, 6), (6, 1), (6, 6), (5, 2), (64, 64)]
THEME = THEMES["dark"]


def way_of_table(notation: Notation) -> list[Pose]:
    return [in_right_half(turned(notation, part)) for part in np.linspace(0, 1, 9)]


@pytest.mark.parametrize(("inputs", "outputs"), SIZES)
def test_what_turns_at_the_right_stays_there(inputs: int, outputs: int) -> None:
    notation, plan = Notation(inputs, outputs), page_plan(Notation(inputs, outputs))
    safe = Region.part_of_frame(0.04, 0.96, 0.04, 0.88)  # players cover the rest
    mirrored = 2 * plan.loss[0][0] - plan.inputs[:, 0].min() + plan.radius
    for pose in way_of_table(notation):
        for place, center in pose.centers.items():
            radius = pose.radii[str(place[0])]
            assert mirrored < center[0] - radius
            assert center[0] + radius < safe.right
            assert safe.bottom < center[1] - radius < center[1] + radius < safe.top


@pytest.mark.parametrize(("inputs", "outputs"), SIZES)
def test_the_table_stays_above_its_formula(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    _, two = claim_spots()
    pose = way_of_table(notation)[-1].bent(1.0)
    rows = [center[1] for place, center in pose.centers.items() if place[0] == "x"]
    assert min(rows) > two[1] + 0.5


def test_the_turned_page_is_the_network_seen_from_behind(
    post: Lesson, make_lesson: Callable[..., Lesson]
) -> None:
    for lesson in (post, make_lesson(1, 5, 2)):
        scene: Any = SimpleNamespace(lesson=lesson, theme=THEME)
        forward = forward_network(scene)
        backward = forward.copy()
        turn = PageTurn(backward)
        turn.begin()
        turn.interpolate(1)
        assert forward.loss is not None
        axis = forward.loss.circle.get_x()
        for i, node in forward.inputs.items():
            assert backward.inputs[i].circle.get_x() == pytest.approx(
                2 * axis - node.circle.get_x()
            )
            assert backward.inputs[i].circle.get_y() == pytest.approx(node.circle.get_y())


def test_what_comes_out_of_the_shade_has_its_colours_again() -> None:
    circle = Circle(color="#5cc3f5", fill_color="#1a2130", fill_opacity=0.7)
    colours = circle.fill_rgbas.copy(), circle.stroke_rgbas.copy()
    shade(circle, THEME.ground)
    assert circle.fill_rgbas[0, 3] == pytest.approx(0.7)  # it hides what it hid
    assert not np.allclose(circle.stroke_rgbas, colours[1])
    away = Shade(circle, THEME.ground, away=True)
    away.begin()
    away.interpolate(1)
    for now, before in zip((circle.fill_rgbas, circle.stroke_rgbas), colours, strict=True):
        np.testing.assert_allclose(now, before, atol=1e-9)
