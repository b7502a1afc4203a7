"""W as a sheet: folded, it is its transpose, and at no angle does anything lie on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from manim import VMobject

from calculus.algebra.notation import Notation
from scenes.stage.matrices.folding_marks import Axis, resting_place
from scenes.stage.matrices.sheet import Sheet
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.matrices.weight_sheet import WeightSheet, letters_in
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
SHAPES = [(1, 1), (2, 3), (3, 1), (4, 4), (20, 3), (64, 64)]
CORNER = np.array([-3.0, 2.0, 0.0])
ANGLES = np.radians([0, 30, 55, 75, 86, 94, 105, 130, 150, 180])


def lying(notation: Notation, angle: float = 0.0) -> WeightSheet:
    letters = letters_in(notation, THEME, 1.0)
    return WeightSheet(notation, THEME, Pose((-3.0, 2.0), 1.0, angle, letters))


def is_within(mobject: VMobject, ring: np.ndarray) -> bool:
    """Whether a mobject lies inside a convex ring that has its inside always at one side."""
    points = np.concatenate([part.points for part in mobject.family_members_with_points()])
    sides = np.array(
        [
            (end - start)[0] * (points - start)[:, 1] - (end - start)[1] * (points - start)[:, 0]
            for start, end in pairwise(ring)
        ]
    )
    return bool((sides <= 1e-9).all() or (sides >= -1e-9).all())


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_folding_is_a_reflection_about_the_main_diagonal(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    flat, folded = lying(notation), lying(notation, HALF_TURN)
    for place, atom in flat.atoms.items():
        right, up, _ = atom.get_center() - CORNER
        mirrored = folded.atoms[place].get_center() - CORNER
        np.testing.assert_allclose(mirrored, [-up, -right, 0], atol=1e-6)


@pytest.mark.parametrize("angle", [0.0, HALF_TURN])
def test_both_sides_are_painted_upright(angle: float) -> None:
    flat, seen = lying(Notation(2, 3)), lying(Notation(2, 3), angle)
    for place, atom in flat.atoms.items():
        for glyph, other in zip(atom, seen.atoms[place], strict=True):
            outline = glyph.points - atom.get_center()
            seen_outline = other.points - seen.atoms[place].get_center()
            np.testing.assert_allclose(seen_outline, outline, atol=1e-6)


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (4, 4), (20, 3)])
def test_every_entry_stays_in_its_cell(inputs: int, outputs: int, angle: float) -> None:
    notation = Notation(inputs, outputs)
    sheet = lying(notation, float(angle))
    for i, k in product(notation.input_range, notation.output_range):
        cell = sheet.band(input=i, output=k)
        corners = np.concatenate([cell.points[::4], cell.points[-1:]])
        assert is_within(sheet.atoms["w", i, k], corners), (i, k)


def test_nothing_moves_along_the_diagonal_when_it_is_folded() -> None:
    sheet = lying(Notation(2, 3))
    for angle in ANGLES:
        sheet.take(replace(sheet.pose, angle=float(angle)))
        np.testing.assert_allclose(sheet.corners[0], CORNER, atol=1e-9)


def test_a_bare_sheet_has_one_bright_cell_and_no_letters() -> None:
    pose = Pose((-3.0, 2.0), 1.0, angle=float(np.radians(55)))
    mark = Sheet((2, 3), THEME, pose, bright=(1, 2))
    assert not mark.atoms
    assert mark.glow is not None
    flat = Sheet((2, 3), THEME, replace(pose, angle=0.0), bright=(1, 2))
    assert flat.glow is not None
    np.testing.assert_allclose(flat.glow.get_center() - CORNER, [1.5, -0.5, 0], atol=1e-9)


def test_it_lands_on_the_outline_that_is_drawn_for_it() -> None:
    sheet = lying(Notation(2, 3))
    outline = resting_place(sheet, sheet.pose.folded(), THEME)
    sheet.take(sheet.pose.folded())
    for side in ("get_left", "get_right", "get_top", "get_bottom"):
        np.testing.assert_allclose(getattr(outline, side)(), getattr(sheet.field, side)())


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_axis_runs_between_the_entries(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs, written_out=4)
    sheet = lying(notation)
    axis = Axis(notation, sheet.pose, THEME)
    ways = [
        start + part * (end - start)
        for start, end in zip(axis.points[::4], axis.points[3::4], strict=True)
        for part in np.linspace(0, 1, 50)
    ]
    for place, atom in sheet.atoms.items():
        left, bottom = atom.get_corner([-1, -1, 0])[:2]
        right, top = atom.get_corner([1, 1, 0])[:2]
        for x, y, _ in ways:
            assert not (left <= x <= right and bottom <= y <= top), place


def test_the_axis_ends_before_dots_that_hide_where_it_leaves_the_sheet() -> None:
    assert Axis(Notation(20, 3), Pose((0.0, 0.0), 1.0), THEME).ends_early
    assert not Axis(Notation(20, 20), Pose((0.0, 0.0), 1.0), THEME).ends_early
    assert not Axis(Notation(2, 3), Pose((0.0, 0.0), 1.0), THEME).ends_early
