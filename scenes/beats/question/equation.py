"""Equations of pieces: subject = first · second, beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import LEFT, UP, VGroup, VMobject

from scenes.beats.question.piece import DOTS, Part, Piece
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_CELL = units(92)
_SMALLEST_CELL = units(16)
_STEP = 0.95
"""From the side of a cell to the next smaller one that is tried."""

_COLUMN_GAP = units(56)

_ABOVE, _BELOW = units(30), units(44)
"""From the band with the sheets to names and shapes; a sheet that turns comes a little nearer."""

_SIGN_ROOM = units(26)
"""Least distance between a sign and the names beside it."""

_BEFORE_NUMBER = units(34)

_LINK_ROOM = units(112)
"""What the bracket between two shapes needs below them."""

_NAME_DEPTH, _AXIS = 0.75, 1.0
"""How far below its baseline a fraction reaches, and the middle of its bar above that, in em."""


@dataclass(frozen=True)
class Plan:
    """What equations that are compared have in common.

    Attributes:
        theme: looks.
        cell: side of a cell, Manim units.
        rows: as many cells as the highest sheet has above each other.
    """

    theme: Theme
    cell: float
    rows: int

    @property
    def band(self) -> float:
        """Height of the band in which the sheets lie, Manim units."""
        return self.rows * self.cell


class PieceEquation:
    """subject = first · second as pieces beside each other.

    Args:
        pieces: from left to right.
        plan: sizes.
        center: of the band with the sheets, shape (3,).
        number: ① or ② in front of the names, or nothing.
        lit: whether a T among the names is lit.

    Attributes:
        sheets: by part.
        width: of the room that it needs, as much at the left of its center as at the right.
        names: the upper line, with its signs at ("sign", "=") and ("sign", "·").
        shapes: the lower line, by part.
        number: in front.
        link: what `fitting.compare` has put on the stage.
        question: "?" above the equals sign, on the stage or not.
    """

    def __init__(
        self,
        pieces: Mapping[Part, Piece],
        plan: Plan,
        center: np.ndarray,
        number: str = "",
        *,
        lit: bool = False,
    ) -> None:
        self.pieces, self.plan, self.center, self.number_text = pieces, plan, center, number
        theme, band = plan.theme, plan.band
        size = theme.sizes.large
        labels = {part: Formula(piece.name, theme, size) for part, piece in pieces.items()}
        shapes = {
            part: Formula(piece.shape(part), theme, theme.sizes.formula)
            for part, piece in pieces.items()
        }
        signs = [
            Sign(("sign", name), source, theme.ink, size)
            for name, source in (("=", "="), ("·", "dot.op"))
        ]
        self.extents = {part: plan.cell * np.array(p.seen[::-1]) for part, p in pieces.items()}
        widths = [
            max(self.extents[part][0], labels[part].width, shapes[part].width) for part in pieces
        ]
        self.middles = _spread(widths, [label.width for label in labels.values()], signs)
        width = self.middles[-1] + widths[-1] / 2
        self.middles = [center[0] - width / 2 + x for x in self.middles]
        baseline = center[1] + band / 2 + _ABOVE + units(size) * _NAME_DEPTH
        for label, shape, x in zip(labels.values(), shapes.values(), self.middles, strict=True):
            label.move_to([x, 0, 0]).set_baseline(baseline)
            shape.move_to([x, center[1] - band / 2 - _BELOW, 0], aligned_edge=UP)
        axis = center[1] + band / 2 + _ABOVE + units(size) * _AXIS
        for sign, (before, after) in zip(signs, pairwise(labels.values()), strict=True):
            sign.move_to([(before.get_right()[0] + after.get_left()[0]) / 2, axis, 0])
        self.names, self.shapes = Typeset(*labels.values(), *signs), shapes
        for place, atom in self.names.atoms.items():
            if lit and place[-1] == "T":
                atom.set_fill(theme.ink)
        self.sheets = {part: piece.sheet(theme, self.pose(part)) for part, piece in pieces.items()}
        self.number = Words(number or " ", theme, size * 0.9, theme.colour("gradient"))
        if number:
            first = next(iter(labels.values()))
            self.number.next_to(first, LEFT, buff=_BEFORE_NUMBER)
        left = self.number.get_left()[0] if number else np.inf
        self.width = 2 * float(center[0] - min(center[0] - width / 2, left))
        self.link = VGroup()
        self.question = Sign(("sign", "?"), "?", theme.ink, size)
        self.question.next_to(signs[0], UP, buff=units(8))

    def pose(self, part: Part) -> Pose:
        """How a part's sheet lies."""
        x = self.middles[list(self.pieces).index(part)]
        width, height = self.extents[part]
        corner = float(x - width / 2), float(self.center[1] + height / 2)
        angle = HALF_TURN if self.pieces[part].transposed else 0.0
        return Pose(corner, self.plan.cell, angle, letters=DOTS)

    @property
    def fits(self) -> bool:
        """Whether the product exists: as many columns in front as rows behind."""
        first, second = (self.pieces[part].shape(part) for part in ("first", "second"))
        return first.columns == second.rows

    @property
    def top(self) -> float:
        """Upper end of the names, Manim units."""
        return float(self.names.get_top()[1])

    @property
    def bottom(self) -> float:
        """Lower end of all that belongs to it, and of the room for a bracket."""
        return float(min(shape.get_bottom()[1] for shape in self.shapes.values())) - _LINK_ROOM

    @property
    def everything(self) -> list[VMobject]:
        """All that stands on the stage."""
        return [*self.sheets.values(), self.names, *self.shapes.values(), self.number, self.link]

    def with_pieces(self, pieces: Mapping[Part, Piece], *, lit: bool = False) -> PieceEquation:
        """Other pieces in the same place, not yet on the stage."""
        return PieceEquation(pieces, self.plan, self.center, self.number_text, lit=lit)


def _spread(
    widths: Sequence[float], names: Sequence[float], signs: Sequence[VMobject]
) -> list[float]:
    """Where columns stand so that none touches another and every sign has room between names."""
    middles = [widths[0] / 2]
    for (before, after), (one, other), sign in zip(
        pairwise(widths), pairwise(names), signs, strict=True
    ):
        apart = (before + after) / 2 + _COLUMN_GAP
        room = (one + other) / 2 + sign.width + 2 * _SIGN_ROOM
        middles.append(middles[-1] + max(apart, room))
    return middles


def centered(
    pieces: Mapping[Part, Piece], plan: Plan, region: Region, number: str = "", *, lit: bool = False
) -> PieceEquation:
    """An equation in the middle of a region, with room for a bracket."""
    trial = PieceEquation(pieces, plan, region.center, number)
    up = region.center[1] - (trial.top + trial.bottom) / 2
    return PieceEquation(pieces, plan, region.center + UP * up, number, lit=lit)


def plan_for(
    equations: Sequence[tuple[Region, Sequence[Mapping[Part, Piece]]]], theme: Theme, number: str
) -> Plan:
    """Sizes at which equations fit beside each other, in each of their states.

    Args:
        equations: for each its region and the pieces that it has one after the other.
        theme: looks.
        number: one that may stand in front of each.
    """
    rows = max(p.seen[0] for _, states in equations for state in states for p in state.values())

    def excess(plan: Plan) -> float:
        origin = np.zeros(3)
        found = []
        for region, states in equations:
            for state in states:
                equation = PieceEquation(state, plan, origin, number)
                found.append(region.excess(equation.width, equation.top - equation.bottom))
        return max(found)

    return largest_that_fits(
        lambda cell: Plan(theme, cell, rows), excess, _CELL, smallest=_SMALLEST_CELL, step=_STEP
    )
