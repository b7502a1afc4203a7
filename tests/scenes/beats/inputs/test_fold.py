"""The folded sheet lies on the matrix just found; what lies beside it is in nobody's way."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.algebra.notation import ELIDED, Notation
from scenes.beats.inputs.picture_layout import (
    fold_pose,
    fold_product,
    mirror_plan,
    mirror_poses,
)
from scenes.beats.inputs.product_line import pose_in, product_within
from scenes.stage.matrices.weight_sheet import WeightSheet
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES, units

THEME = THEMES["dark"]
SHAPES = [(1, 1), (2, 3), (3, 2), (1, 4), (4, 1), (4, 4), (20, 3), (64, 64)]


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_folded_sheet_lies_on_the_product_entry_by_entry(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs, written_out=4)
    product = product_within(notation, THEME, fold_product())
    landed = WeightSheet(notation, THEME, pose_in(product), headed=False)
    for place, atom in landed.atoms.items():
        found = product.atoms[place]
        np.testing.assert_allclose(atom.get_center(), found.get_center(), atol=2e-3)
        if ELIDED not in place:  # dots are alike, whichever comes first
            for glyph, other in zip(atom, found, strict=True):
                np.testing.assert_allclose(glyph.points, other.points, atol=2e-3)
    opening, closing = product.part("w", "open"), product.part("w", "close")
    assert opening.get_right()[0] < landed.field.get_left()[0] + units(4)
    assert closing.get_left()[0] > landed.field.get_right()[0] - units(4)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_sheet_and_transpose_have_room_beside_the_product(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs, written_out=4)
    pose = fold_pose(notation, THEME)
    for each in (pose, pose.folded()):
        sheet = WeightSheet(notation, THEME, each)
        assert Regions.of_frame().safe.holds(sheet)
        assert sheet.get_right()[0] < fold_product().left


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_network_and_sheets_of_the_mirror_are_apart(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    plan = mirror_plan(notation)
    lowest = min(plan.inputs[:, 1].min(), plan.outputs[:, 1].min()) - plan.radius
    for pose in mirror_poses(Notation(inputs, outputs, written_out=4), THEME):
        sheet = WeightSheet(Notation(inputs, outputs, written_out=4), THEME, pose)
        assert sheet.get_top()[1] < lowest
        assert Regions.of_frame().safe.holds(sheet)
