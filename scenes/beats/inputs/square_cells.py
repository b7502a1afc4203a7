"""A matrix set in square cells: turned about its diagonal, each entry lands in a cell again."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup

from calculus.algebra.expressions import Matrix, Place, find
from scenes.stage.formulas.formula import Formula, Glyph
from scenes.stage.formulas.parentheses import tall_parenthesis
from scenes.stage.theme import units

_ROOM = 0.55
"""Around the widest entry of a cell, in em: half of it at each side."""

_TIP, _STROKE, _BOW = 0.3, 0.075, 1.1
"""A parenthesis in em, as formulas have it: its tips reach inward, its back's width, its bows."""


class SquareCells:
    """Moves the entries of a matrix within a formula into the middles of square cells.

    The matrix keeps its left edge and the height of its middle; what stands behind it moves along.

    Args:
        formula: holds the matrix.
        place: of the matrix; its parentheses stand at (*place, "open") and (*place, "close").

    Attributes:
        side: of a cell as built, in Manim units.
    """

    def __init__(self, formula: Formula, place: Place) -> None:
        matrix = find(formula.expression, place)
        assert isinstance(matrix, Matrix)
        em, (rows, columns) = units(formula.size), matrix.shape
        groups = [[formula.part(*entry.place) for entry in row] for row in matrix.rows]
        self.side = _side(groups, em)
        opening, closing = formula.part(*place, "open"), formula.part(*place, "close")
        middle = (opening.get_top()[1] + opening.get_bottom()[1]) / 2
        left = float(opening.get_left()[0])
        right = left + columns * self.side + 2 * _TIP * em
        self._move_along(formula, place, right - float(closing.get_right()[0]))
        for r, row in enumerate(groups):
            y = middle + ((rows - 1) / 2 - r) * self.side
            for c, group in enumerate(row):
                x = left + _TIP * em + (c + 0.5) * self.side
                group.move_to([x, y, 0])
        half = rows * self.side / 2
        for atom, back, tip in ((opening, left, _TIP), (closing, right, -_TIP)):
            _redraw(atom, np.array([back, back + tip * em]), middle - half, middle + half, em)

    @staticmethod
    def _move_along(formula: Formula, place: Place, way: float) -> None:
        behind = float(formula.part(*place, "close").get_right()[0])
        for atom in formula.atoms.values():
            if atom.get_left()[0] > behind:
                atom.shift(RIGHT * way)


def _side(groups: list[list[VGroup]], em: float) -> float:
    widest = max(group.width for row in groups for group in row)
    return float(widest) + _ROOM * em


def _redraw(parenthesis: VGroup, sides: np.ndarray, bottom: float, top: float, em: float) -> None:
    """The parenthesis of another height, in the design of tall ones."""
    atom = parenthesis.submobjects[0]
    glyph = atom.submobjects[0]
    bow = min(_BOW * em, (top - bottom) / 2)
    points = tall_parenthesis(sides, bottom, top, thickness=_STROKE * em, bow=bow)
    drawn = Glyph(points, glyph.get_fill_color().to_hex(), em)
    drawn.line = glyph.line
    atom.submobjects = [drawn]
