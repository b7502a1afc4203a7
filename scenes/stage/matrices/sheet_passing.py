"""Sheets that appear or disappear on their way."""

from __future__ import annotations

from typing import Any

from scenes.stage.animations.in_place import InPlace
from scenes.stage.matrices.sheet import Sheet
from scenes.stage.matrices.sheet_pose import Pose


class Passing(InPlace):
    """An animation: a sheet goes from one pose to another while it appears or disappears.

    Args:
        sheet: that it is the stage's is up to the caller.
        poses: where it is at the beginning and at the end.
        shown: what part of its opacity it has at the beginning and at the end, 0 to 1.
    """

    def __init__(
        self, sheet: Sheet, poses: tuple[Pose, Pose], shown: tuple[float, float], **options: Any
    ) -> None:
        self._sheet, self._poses, self._shown = sheet, poses, shown
        super().__init__(sheet, introducer=True, remover=shown[1] == 0, **options)

    def at(self, alpha: float) -> None:
        start, end = self._poses
        self._sheet.take(start.toward(end, alpha))
        veil(self._sheet, (1 - alpha) * self._shown[0] + alpha * self._shown[1])


def veil(sheet: Sheet, part: float) -> None:
    """Show only a part (0 to 1) of the opacity that a sheet has in its pose."""
    sheet.take(sheet.pose)
    sheet.field.set_fill(opacity=sheet.field.get_fill_opacity() * part, family=False)
    sheet.field.set_stroke(opacity=part, family=False)
    sheet.rules.set_stroke(opacity=sheet.theme.ghost * part, family=False)
    if sheet.glow is not None:
        sheet.glow.set_fill(opacity=sheet.theme.glow * part, family=False)
    for atom in sheet.atoms.values():
        atom.set_fill(opacity=part)
