"""What shows how a sheet is folded: its main diagonal, and where it lay and will lie."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import LEFT, RIGHT, UP, CapStyleType, VMobject

from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.exemptions import context
from scenes.stage.formulas.formula import Words
from scenes.stage.matrices.sheet import Sheet
from scenes.stage.matrices.sheet_pose import Pose
from scenes.stage.theme import Theme, units

_DASH, _GAP = 0.075, 0.055
"""Lengths of a dash and of the gap behind it, in cells."""

_BEFORE, _BEHIND = 0.72, 0.42
"""How far the axis reaches out of the sheet at its upper and at its lower end, in cells."""

_BETWEEN = 0.2
"""How far it reaches into the cells it runs through: their entries stay free, in cells."""

_BESIDE_AXIS = units(16)
"""From the axis to its name."""


def resting_place(sheet: Sheet, pose: Pose, theme: Theme) -> VMobject:
    """The dashed outline of a sheet in a pose, flat or folded: where it lies or will lie."""
    now = sheet.pose
    sheet.take(pose)
    ring = sheet.corners
    sheet.take(now)
    found = context(VMobject(stroke_color=theme.muted, stroke_width=theme.strokes.frame))
    for start, end in pairwise(ring):
        _dash(found, start, end, pose.cell)
    return found


def _dash(line: VMobject, start: np.ndarray, end: np.ndarray, cell: float) -> None:
    """Add dashes from one corner to the next; there is one at each end."""
    way = end - start
    length = float(np.linalg.norm(way))
    count = max(1, round((length / cell + _GAP) / (_DASH + _GAP)))
    step = (1 + _GAP * cell / length) / count
    for number in range(count):
        begin = number * step
        line.start_new_path(start + begin * way)
        line.add_line_to(start + min(1.0, begin + step - _GAP * cell / length) * way)


class Axis(VMobject):
    """The main diagonal of a sheet of weights, drawn outside of it and between its entries.

    Where the sheet has dots and is not square, it ends before them: the last entry of the sheet is
    none of the diagonal's.

    Args:
        notation: the sheet's shape.
        pose: how the sheet lies.
        theme: looks.
        through: whether it runs on behind the sheet: without entries, there is nothing to spare.

    Attributes:
        ends_early: whether it ends on the sheet.
    """

    def __init__(
        self, notation: Notation, pose: Pose, theme: Theme, *, through: bool = False
    ) -> None:
        super().__init__(
            stroke_color=theme.ink,
            stroke_width=theme.strokes.frame,
            cap_style=CapStyleType.ROUND,
        )
        self._pose = pose
        rows, columns = notation.input_range, notation.output_range
        self.ends_early = notation.inputs != notation.outputs and ELIDED in (*rows, *columns)
        if self.ends_early:
            last = sum(i == k != ELIDED for i, k in zip(rows, columns, strict=False))
            self._end = last + _BETWEEN
        else:
            last = min(len(rows), len(columns))
            self._end = max(len(rows), len(columns)) + _BEHIND
        for node in range(0 if through else last + 1):
            start = node - _BETWEEN if node else -_BEFORE
            end = self._end if node == last else node + _BETWEEN
            self.start_new_path(self._at(start))
            self.add_line_to(self._at(end))

        if through:
            self.set_points_as_corners([self._at(-_BEFORE), self._at(self._end)])

    def called(self, text: str, theme: Theme) -> Words:
        """Its name, beside the end that lies outside of the sheet."""
        words = Words(text, theme, theme.sizes.headers, theme.muted)
        if self.ends_early:
            corner = self._at(-_BEFORE) + UP * _BESIDE_AXIS
            return words.move_to(corner, aligned_edge=LEFT).shift(UP * words.height / 2)
        return words.next_to(self._at(self._end), RIGHT, buff=_BESIDE_AXIS)

    def _at(self, cells: float) -> np.ndarray:
        x, y = self._pose.corner
        away = cells * self._pose.cell
        return np.array([x + away, y - away, 0.0])
