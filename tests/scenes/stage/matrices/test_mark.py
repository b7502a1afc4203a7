"""The film's mark: one picture at every size, between where the sheet lay and where it will lie."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from manim import VMobject

from scenes.stage.matrices.mark import ANGLE, Mark
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
ANGLES = np.radians([0, 30, 55, 90, 120, 180])


def flat() -> Mark:
    return Mark(THEME, Pose((0.0, 0.0), 1.0))


def extent(mobject: VMobject) -> list[float]:
    return [
        float(mobject.get_left()[0]),
        float(mobject.get_right()[0]),
        float(mobject.get_bottom()[1]),
        float(mobject.get_top()[1]),
    ]


def test_the_sheet_lay_in_two_rows_and_lands_in_two_columns() -> None:
    mark = flat()
    assert extent(mark.sheet.field) == pytest.approx([0, 3, -2, 0])
    mark.take(replace(mark.pose, angle=HALF_TURN))
    assert extent(mark.sheet.field) == pytest.approx([0, 2, -3, 0])
    assert extent(mark.outlines) == pytest.approx([0, 3, -3, 0])


def test_the_bright_cell_changes_sides() -> None:
    mark = flat()
    assert mark.sheet.glow is not None
    assert mark.sheet.glow.get_center() == pytest.approx([1.5, -0.5, 0])
    mark.take(replace(mark.pose, angle=HALF_TURN))
    assert mark.sheet.glow.get_center() == pytest.approx([0.5, -1.5, 0])


def test_the_axis_runs_through_the_corner_that_never_moves() -> None:
    mark = flat()
    assert mark.axis.points[:, 0] == pytest.approx(-mark.axis.points[:, 1])
    for angle in ANGLES:
        mark.take(replace(mark.pose, angle=float(angle)))
        assert mark.sheet.corners[0] == pytest.approx([0, 0, 0])


@pytest.mark.parametrize("angle", ANGLES)
def test_it_stays_in_its_region_whatever_its_angle(angle: float) -> None:
    region = Region(-2.0, 2.0, -1.5, 1.5)
    assert region.holds(Mark.within(region, THEME, float(angle)))


def test_a_mark_of_any_size_is_the_same_picture() -> None:
    small, large = (Mark(THEME, Pose((0.0, 0.0), cell, float(ANGLE))) for cell in (0.25, 1.0))
    for one, other in zip(
        small.family_members_with_points(), large.family_members_with_points(), strict=True
    ):
        assert 4 * one.points == pytest.approx(other.points)
        assert 4 * one.get_stroke_width() == pytest.approx(other.get_stroke_width())
