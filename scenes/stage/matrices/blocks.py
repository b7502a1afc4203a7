"""A matrix as a block of cells, as large as its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import (
    DOWN,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Dot,
    FadeOut,
    ReplacementTransform,
    Square,
    VGroup,
    VMobject,
)

from calculus.algebra.expressions import Expression, Place, Shape
from calculus.algebra.notation import ELIDED, written_range
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

ROW_GAP = units(30)

_FILL = 0.25
"""Opacity of a cell."""

_DOT, _DOTS_APART = 0.06, 0.24
"""Radius and distance of dots, as parts of a cell's side."""

_UPPER, _LOWER = 0.75, 0.06
"""Opacities that tell the entries above the main diagonal of a matrix from those below it."""

Cell = tuple[int, int]
"""(row, column) of a cell, from 1."""


@dataclass(frozen=True)
class Sized:
    """A matrix of which only name, size and owner matter."""

    name: Expression
    rows: int
    columns: int
    role: str

    @property
    def drawn_rows(self) -> int:
        """In how many rows cells or dots stand."""
        return len(written_range(self.rows))


class Block(Typeset):
    """A mobject: a matrix as cells, its name above and its shape (rows, columns) below.

    Of many rows or columns the first two and the last have cells, with dots between.

    Attributes:
        cells: by (row, column), squares or dots, counted as they stand.
        side: of a cell.
        label: the name, at its own places. shape: at ("shape", key).
    """

    def __init__(self, key: str, matrix: Sized, theme: Theme, cell: float, band: float) -> None:
        self.key, self.matrix = key, matrix
        self.cells: dict[Cell, VMobject] = {}
        for row, row_index in enumerate(written_range(matrix.rows), 1):
            for column, column_index in enumerate(written_range(matrix.columns), 1):
                here = np.array([column * cell, -row * cell, 0.0])
                away = (RIGHT * (column_index == ELIDED)) + (DOWN * (row_index == ELIDED))
                self.cells[row, column] = _cell(here, away, matrix.role, theme, cell)
        self.side = cell
        self.grid = VGroup(*self.cells.values()).move_to(np.zeros(3))
        self.label = Formula(matrix.name, theme, theme.sizes.large)
        self.shape = Formula(
            Shape(("shape", key), matrix.columns, matrix.rows), theme, theme.sizes.label
        )
        self.label.move_to(UP * (band / 2 + ROW_GAP), aligned_edge=DOWN)
        # Names of different height stand on one baseline: that of a displayed fraction.
        self.label.set_baseline(band / 2 + ROW_GAP + units(theme.sizes.large) * 0.75)
        self.shape.move_to(DOWN * (band / 2 + ROW_GAP), aligned_edge=UP)
        super().__init__(self.label, self.shape)
        self.submobjects = [self.grid, self.label, self.shape]

    def tell_apart(self, *, transposed: bool, **options: Any) -> list[Animation]:
        """Strong above and faint below the main diagonal; the other way about in a transpose."""
        upper, lower = (_LOWER, _UPPER) if transposed else (_UPPER, _LOWER)
        return [
            square.animate(**options).set_fill(opacity=upper if row < column else lower)
            for (row, column), square in self.cells.items()
            if row != column and isinstance(square, Square)
        ]


def _cell(center: np.ndarray, away: np.ndarray, role: str, theme: Theme, side: float) -> VMobject:
    """A square; dots that run where `away` points, if it points anywhere."""
    colour = theme.colour(role)
    if away.any():
        steps = (-_DOTS_APART * side, 0.0, _DOTS_APART * side)
        return VGroup(
            *(Dot(center + step * away, radius=_DOT * side, color=colour) for step in steps)
        )
    return Square(
        side_length=side,
        stroke_color=colour,
        stroke_width=theme.strokes.frame,
        fill_color=colour,
        # Of a thing that is in question there is only the outline.
        fill_opacity=0 if role == "ink" else _FILL,
    ).move_to(center)


def reshape(old: Block, new: Block, *, turned: bool = False, **options: Any) -> AnimationGroup:
    """One block becomes another: cells move to their new places, those without one slide away.

    Args:
        old: on the stage.
        new: what stands there afterwards.
        turned: whether rows and columns change places (a row stands up).
        options: of the animation.
    """
    moves: list[Animation] = []
    for (row, column), square in old.cells.items():
        target = (column, row) if turned else (row, column)
        if target in new.cells:
            arc = -PI / 2 if turned else 0.0
            moves.append(ReplacementTransform(square, new.cells[target], path_arc=arc))
        else:
            away = DOWN if target[0] > new.matrix.drawn_rows else RIGHT
            moves.append(FadeOut(square, shift=away * old.side))
    shape_sources = sources_of_shape(old.shape, new.shape, turned)
    name_sources = same_places(new.label, old.label)
    return AnimationGroup(
        *moves,
        # Numbers that change places pass above and below each other.
        Rewrite(new.shape, shape_sources, replaced=[old.shape], arc=1.0 * turned, **options),
        Rewrite(new.label, name_sources, replaced=[old.label], **options),
        **options,
    )


def sources_of_shape(old: Formula, new: Formula, turned: bool) -> dict[Place, Sequence[VMobject]]:
    """Each number and bracket of a shape comes from the one before; the numbers may cross over."""
    partner = {"rows": "columns", "columns": "rows"} if turned else {}
    before = {place[-1]: atom for place, atom in old.atoms.items()}
    return {
        place: [before[partner.get(str(place[-1]), place[-1])]]
        for place in new.atoms
        if partner.get(str(place[-1]), place[-1]) in before
    }
