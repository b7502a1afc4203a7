"""The film's mark: a sheet half-way through the fold that turns W into Wᵀ.

It stands for the whole film, whatever the lesson: two rows, three columns, no letters. Whoever has
seen the film reads it as its answer; whoever has not sees that something is being turned over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Any, Final, Self

import numpy as np
from manim import CapStyleType, VGroup, VMobject

from scenes.stage.animations.in_place import InPlace
from scenes.stage.exemptions import context, may_overlap
from scenes.stage.matrices.sheet import Sheet
from scenes.stage.matrices.sheet_passing import veil
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels

ANGLE: Final = np.radians(55)
"""By how much the sheet is turned where the mark stands still, in radians."""

_SHAPE = (2, 3)
_BRIGHT = (1, 2)
"""The cell that can be followed: it changes sides."""

_SIDE = max(_SHAPE)
"""Start and landing together fill a square of so many cells, except for one corner."""

_BEFORE, _BEHIND = 0.5, 0.25
"""How far the axis reaches out of that square at its upper and at its lower end, in cells."""

_DASH = 0.55
"""Part of a dashed line that is drawn."""

_DASHES, _AXIS_DASHES = 6, 4
"""Dashes on the edge of a cell, and on the axis from corner to corner of one."""

_EDGE, _AXIS, _OUTLINE, _RULE = 0.034, 0.022, 0.014, 0.011
"""Line widths in cells, so that a mark of any size is the same picture."""

_STROKE_UNIT = 1.08
"""Pixels at 1080p in one of Manim's stroke units."""


class Mark(VGroup):
    """A mobject: the sheet, where it lay and will lie, and the axis that it is turned about.

    Args:
        theme: looks.
        pose: how the sheet lies.

    Attributes:
        sheet: two by three cells, one of them bright.
        outlines: dashed, where it lay and where it will lie.
        axis: behind the sheet.
    """

    def __init__(self, theme: Theme, pose: Pose) -> None:
        # Without letters to be read, the sheet may be fuller than where it bears some.
        washes = replace(theme, wash=theme.mark_wash, back_wash=theme.mark_back_wash)
        self.sheet = Sheet(_SHAPE, washes, pose, bright=_BRIGHT)
        self.outlines = context(VMobject(stroke_color=theme.muted))
        self.axis = VMobject(stroke_color=theme.ink, cap_style=CapStyleType.ROUND)
        super().__init__(self.outlines, self.axis, self.sheet)
        may_overlap(*self)
        self.take(pose)

    @classmethod
    def within(cls, region: Region, theme: Theme, angle: float = ANGLE) -> Self:
        """As large as it fits into a region, all that it needs while it turns, in its middle."""
        side = _BEFORE + _SIDE + _BEHIND
        cell = min(region.width, region.height) / side
        away = (side / 2 - _BEFORE) * cell
        x, y = region.center[0] - away, region.center[1] + away
        return cls(theme, Pose((float(x), float(y)), cell, angle))

    @property
    def pose(self) -> Pose:
        """How the sheet lies now."""
        return self.sheet.pose

    def take(self, pose: Pose) -> None:
        """Lie in a pose, with everything that belongs to it."""
        self.sheet.take(pose)
        _draw(self.outlines, pose, _dashed(_outline()))
        _draw(self.axis, pose, _along_axis())
        for line, width in (
            (self.sheet.field, _EDGE),
            (self.sheet.rules, _RULE),
            (self.outlines, _OUTLINE),
            (self.axis, _AXIS),
        ):
            line.set_stroke(width=width * pixels(pose.cell) / _STROKE_UNIT, family=False)

    def veil(self, sheet: float, rest: float) -> None:
        """Show only a part (0 to 1) of the opacity: of the sheet, and of all that is around and
        on it: outlines, axis and the bright cell.
        """
        veil(self.sheet, sheet)
        if self.sheet.glow is not None:
            self.sheet.glow.set_fill(opacity=self.sheet.theme.glow * sheet * rest)
        for line in (self.outlines, self.axis):
            line.set_stroke(opacity=rest)

    def turn(self, angle: float = HALF_TURN, **options: Any) -> Turn:
        """An animation: the sheet is turned to an angle."""
        return Turn(self, replace(self.pose, angle=angle), **options)


class Turn(InPlace):
    """An animation: a mark goes from its pose to another."""

    def __init__(self, mark: Mark, pose: Pose, **options: Any) -> None:
        self._mark, self._end = mark, pose
        super().__init__(mark, **options)

    def remember(self) -> None:
        self._start = self._mark.pose

    def at(self, alpha: float) -> None:
        self._mark.take(self._start.toward(self._end, alpha))


_Segment = tuple[np.ndarray, np.ndarray]
"""Two points, shape (2,): right and down from the corner, in cells."""


def _outline() -> list[_Segment]:
    """The edges of cells that bound the sheet before or after, each once."""
    found: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for height, width in (_SHAPE, _SHAPE[::-1]):
        for right, down in product(range(width), (0, height)):
            found.add(((right, down), (right + 1, down)))
        for right, down in product((0, width), range(height)):
            found.add(((right, down), (right, down + 1)))
    return [(np.array(start, float), np.array(end, float)) for start, end in sorted(found)]


def _along_axis() -> list[_Segment]:
    """The dashes of the axis; at the corners of cells there is a gap."""
    step = 1 / _AXIS_DASHES
    middles = np.arange(-_BEFORE + step / 2, _SIDE + _BEHIND, step)
    half = _DASH * step / 2
    return [(np.full(2, middle - half), np.full(2, middle + half)) for middle in middles]


def _dashed(segments: Iterable[_Segment]) -> list[_Segment]:
    """Dashes on edges of cells, half of one at either end: corners are drawn."""
    found = []
    step = 1 / _DASHES
    for start, end in segments:
        for middle in np.arange(_DASHES + 1) * step:
            first, last = np.clip((middle - _DASH * step / 2, middle + _DASH * step / 2), 0, 1)
            found.append((start + first * (end - start), start + last * (end - start)))
    return found


def _draw(line: VMobject, pose: Pose, segments: Iterable[_Segment]) -> None:
    corner, down = np.array([*pose.corner, 0.0]), np.array([1.0, -1.0])
    line.clear_points()
    for start, end in segments:
        line.start_new_path(corner + pose.cell * np.array([*start * down, 0.0]))
        line.add_line_to(corner + pose.cell * np.array([*end * down, 0.0]))
