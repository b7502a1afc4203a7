"""A translucent sheet, as which W is drawn; folding it about its main diagonal is the T of Wᵀ.

The sheet is painted on both sides: in front everything is upright as long as it lies flat, at the
back when it has been turned by half a turn. So nothing on it ever leaves its cell, and nothing ever
lies on anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from manim import LineJointType, VGroup, VMobject
from manim.utils.rate_functions import ease_in_out_sine

from calculus.algebra.expressions import Dots, Expression
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import context
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.matrices.sheet_pose import Pose, fold, reflected
from scenes.stage.theme import Theme, units

_NEARNESS = 5.0
"""How far away the eye is, in lengths of the sheet: what is lifted towards it gets larger."""

_SAMPLE = 100.0
"""Font size in pixels at which glyphs are measured."""


@dataclass(frozen=True)
class Spot:
    """Where something is painted on a sheet, counted in cells from the upper left corner.

    Attributes:
        down: row, its first cell's middle being at 0.5; None is in the margin above.
        right: column, likewise; None is in the margin at the left.
    """

    down: float | None
    right: float | None

    @property
    def is_in_margin(self) -> bool:
        """Whether a header stands there."""
        return self.down is None or self.right is None

    def at(self, margin: float) -> np.ndarray:
        """Shape (3,), in cells, y upwards."""
        down = -margin if self.down is None else self.down
        right = -margin if self.right is None else self.right
        return np.array([right, -down, 0.0])


@dataclass(frozen=True)
class _Paint:
    """A glyph that is painted on a sheet.

    Attributes:
        glyph: it.
        outline: its points around the middle of what it belongs to, in em.
        spot: where that stands.
        is_alike: whether it looks the same on both sides, as dots do.
    """

    glyph: VMobject
    outline: np.ndarray
    spot: Spot
    is_alike: bool


class Sheet(Typeset):
    """A mobject: a translucent sheet with square cells, lying in some pose.

    Args:
        shape: rows and columns.
        theme: looks.
        pose: how it lies at first.
        painted: what stands where.
        bright: a cell (row, column), from 1, that is brighter than the others.
        backed: whether it hides what is behind it, as a card does.

    Attributes:
        pose: how it lies now.
        backing: what hides that; without colour if nothing does.
        field: the sheet and its outline.
        rules: the thin lines between the cells.
        glow: the bright cell, or None.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        theme: Theme,
        pose: Pose,
        painted: Iterable[tuple[Expression, Spot]] = (),
        bright: tuple[int, int] | None = None,
        *,
        backed: bool = False,
    ) -> None:
        super().__init__()
        self.shape, self.theme = shape, theme
        colour = theme.colour("w")
        self.backing = VMobject(stroke_width=0, fill_color=theme.ground, fill_opacity=float(backed))
        self.field = VMobject(
            stroke_color=colour,
            stroke_width=theme.strokes.frame,
            fill_color=colour,
            joint_type=LineJointType.ROUND,  # seen edge-on, its corners are very sharp
        )
        self.rules = context(VMobject(stroke_color=colour, stroke_width=theme.strokes.hairline))
        self.rules.set_stroke(opacity=theme.ghost)
        self.glow: VMobject | None = None
        self.add(self.backing, self.field)
        if bright is not None:
            self.glow = VMobject(stroke_width=0, fill_color=colour, fill_opacity=theme.glow)
            self._bright = bright
            self.add(self.glow)
        self.add(self.rules)
        self._paints: list[_Paint] = []
        for expression, spot in painted:
            self._paint(expression, spot)
        self.take(pose)

    def take(self, pose: Pose) -> None:
        """Lie in a pose."""
        self.pose = pose
        rows, columns = self.shape
        self.backing.set_points_as_corners(self._seen(self._card()))
        self.field.set_points_as_corners(self.corners)
        # Both sides let the ground through; the one that has come up is fuller.
        turned = (1 - np.cos(pose.angle)) / 2
        wash = (1 - turned) * self.theme.wash + turned * self.theme.back_wash
        self.field.set_fill(opacity=wash, family=False)
        if self.glow is not None:
            row, column = self._bright
            self.glow.set_points_as_corners(self._seen(_ring(row - 1, column - 1, 1, 1)))
        self.rules.clear_points()
        for start, end in _rules(rows, columns):
            self.rules.start_new_path(self._seen(start[None])[0])
            self.rules.add_line_to(self._seen(end[None])[0])
        for paint in self._paints:
            middle = paint.spot.at(pose.margin)
            size = pose.headers if paint.spot.is_in_margin else pose.letters
            points = middle + size * paint.outline
            if pose.shows_back and not paint.is_alike:
                # At the end of the half-turn this is upright.
                points = reflected(reflected(middle) + size * paint.outline)
            paint.glyph.points = self._seen(points)

    @property
    def corners(self) -> np.ndarray:
        """Where its corners are now: a closed ring from the one that never moves, shape (5, 3)."""
        return self._seen(_ring(0, 0, *self.shape))

    def ring(self, down: int, right: int, rows: int, columns: int) -> VMobject:
        """The outline of a block of cells as it is seen now; it bears no look yet.

        Args:
            down: rows above it.
            right: columns at its left.
            rows: how many it has.
            columns: likewise.
        """
        found = VMobject(joint_type=LineJointType.ROUND)
        return found.set_points_as_corners(self._seen(_ring(down, right, rows, columns)))

    def repose(self, pose: Pose, *, arc: float = 0.0, **options: Any) -> Repose:
        """An animation to another pose.

        Args:
            pose: how it lies afterwards.
            arc: how far its way bends to the left, as a part of its length.
            options: of the animation.
        """
        return Repose(self, pose, arc, **options)

    def fold(self, **options: Any) -> Repose:
        """An animation: half a turn about the main diagonal, as large movements take it."""
        options.setdefault("run_time", self.theme.tempo.turn)
        # The sheet is seen edge-on in the middle: gently, so that this takes its time, too.
        options.setdefault("rate_func", ease_in_out_sine)
        return Repose(self, self.pose.folded(), **options)

    def light_outline(self, *, lit: bool = True, **options: Any) -> Restyle:
        """An animation: its outline becomes thick, or as before."""
        options.setdefault("run_time", self.theme.tempo.move)
        strokes = self.theme.strokes
        style = Style(stroke_width=strokes.arrow if lit else strokes.frame)
        return Restyle(self, {self.field: style}, **options)

    def _card(self) -> np.ndarray:
        """The cells and, if there are headers, their margin."""
        rows, columns = self.shape
        room = 2 * self.pose.margin if any(p.spot.is_in_margin for p in self._paints) else 0.0
        return _ring(-room, -room, rows + room, columns + room)

    def _paint(self, expression: Expression, spot: Spot) -> None:
        formula = Formula(expression, self.theme, _SAMPLE)
        atoms = VGroup(*formula.atoms.values())
        middle = atoms.get_center()
        for place, atom in formula.atoms.items():
            self.atoms[place] = atom
            self.add(atom)
            for glyph in atom:
                outline = (glyph.points - middle) / units(_SAMPLE)
                is_alike = isinstance(expression, Dots)
                self._paints.append(_Paint(glyph, outline, spot, is_alike))

    def _seen(self, points: np.ndarray) -> np.ndarray:
        """Where points of the flat sheet, shape (n, 3) in cells, are seen, in Manim units."""
        rows, columns = self.shape
        folded = fold(points, self.pose.angle, (rows + columns) / 4, _NEARNESS * max(self.shape))
        return np.array([*self.pose.corner, 0.0]) + self.pose.cell * folded


class Repose(InPlace):
    """An animation: a sheet goes from its pose to another, perhaps in an arc."""

    def __init__(self, sheet: Sheet, pose: Pose, arc: float = 0.0, **options: Any) -> None:
        self._sheet, self._end, self._arc = sheet, pose, arc
        super().__init__(sheet, **options)

    def remember(self) -> None:
        self._start = self._sheet.pose
        (x, y), (end_x, end_y) = self._start.corner, self._end.corner
        self._bend = -(end_y - y) * self._arc, (end_x - x) * self._arc

    def at(self, alpha: float) -> None:
        pose = self._start.toward(self._end, alpha)
        aside = float(np.sin(np.pi * alpha))
        x, y = (a + aside * bend for a, bend in zip(pose.corner, self._bend, strict=True))
        self._sheet.take(replace(pose, corner=(x, y)))


def _ring(down: float, right: float, height: float, width: float) -> np.ndarray:
    """A closed rectangle in cells, shape (5, 3)."""
    corners = ((0, 0), (0, width), (height, width), (height, 0), (0, 0))
    return np.array([[right + x, -(down + y), 0.0] for y, x in corners])


def _rules(rows: int, columns: int) -> list[tuple[np.ndarray, np.ndarray]]:
    across = [((0, -row), (columns, -row)) for row in range(1, rows)]
    down = [((column, 0), (column, -rows)) for column in range(1, columns)]
    return [(np.array([*start, 0.0]), np.array([*end, 0.0])) for start, end in (*across, *down)]
