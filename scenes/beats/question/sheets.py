"""How the sheets of pieces come and go, and light up for a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from manim import Animation, there_and_back

from scenes.stage.animations.in_place import InPlace
from scenes.stage.matrices.sheet import Sheet
from scenes.stage.matrices.sheet_passing import Passing
from scenes.stage.matrices.sheet_pose import Pose

_SMALL = 0.5
"""Size at which a sheet appears, as a part of its own."""

_FLARE = 0.35
"""By how much a sheet's wash grows when it lights up."""


def appear(sheets: Iterable[Sheet], **options: Any) -> list[Animation]:
    """Sheets grow where they shall lie."""
    return [Passing(sheet, (smaller(sheet), sheet.pose), (0, 1), **options) for sheet in sheets]


def vanish(sheets: Iterable[Sheet], **options: Any) -> list[Animation]:
    """Sheets shrink where they lie."""
    return [Passing(sheet, (sheet.pose, smaller(sheet)), (1, 0), **options) for sheet in sheets]


def smaller(sheet: Sheet) -> Pose:
    """A pose about the same middle in which the sheet is small."""
    pose = sheet.pose
    x, y, _ = sheet.corners[:4].mean(axis=0)
    corner = np.array([x, y]) + _SMALL * (np.array(pose.corner) - np.array([x, y]))
    return replace(pose, corner=(float(corner[0]), float(corner[1])), cell=pose.cell * _SMALL)


def beside(sheet: Sheet, *, down: float = 0.0, right: float = 0.0) -> Pose:
    """A sheet's pose so many cells further down or to the right."""
    pose = sheet.pose
    x, y = pose.corner
    return replace(pose, corner=(x + right * pose.cell, y - down * pose.cell))


class Flare(InPlace):
    """An animation: a sheet is lit for a moment, or only its bright cell."""

    def __init__(self, sheet: Sheet, *, only_bright: bool = False, **options: Any) -> None:
        self._sheet, self._only_bright = sheet, only_bright
        super().__init__(sheet, rate_func=there_and_back, **options)

    def at(self, alpha: float) -> None:
        self._sheet.take(self._sheet.pose)
        field, glow = self._sheet.field, self._sheet.glow
        if self._only_bright and glow is not None:
            own = self._sheet.theme.glow
            glow.set_fill(opacity=own + (1 - own) * alpha, family=False)
        if not self._only_bright:
            field.set_fill(opacity=field.get_fill_opacity() + _FLARE * alpha, family=False)
