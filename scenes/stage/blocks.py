"""Matrices as blocks of cells: whether a product fits is seen, not calculated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    ReplacementTransform,
    Square,
    VGroup,
    VMobject,
)

from calculus.expressions import (
    Equation,
    Expression,
    Named,
    Place,
    Product,
    Shape,
    Transpose,
)
from calculus.lesson import Lesson
from scenes.stage.formula import Formula, Sign, Typeset, Words
from scenes.stage.labels import same_places
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_CELL = units(82)
_COLUMN_GAP = units(56)
_ROW_GAP = units(30)
_FILL = 0.25
"""Opacity of a cell."""

Cell = tuple[int, int]
"""(row, column) of a cell, from 1."""


@dataclass(frozen=True)
class Sized:
    """A matrix of which only name, size and owner matter."""

    name: Expression
    rows: int
    columns: int
    role: str


class Block(Typeset):
    """A matrix as cells, its name above and its shape (rows, columns) below.

    Attributes:
        cells: by (row, column).
        label: the name, at its own places. shape: at ("shape", key).
    """

    def __init__(self, key: str, matrix: Sized, theme: Theme, cell: float, band: float) -> None:
        self.key, self.matrix = key, matrix
        self.cells = {
            (row, column): Square(
                side_length=cell,
                stroke_color=theme.colour(matrix.role),
                stroke_width=theme.strokes.frame,
                fill_color=theme.colour(matrix.role),
                fill_opacity=_FILL,
            ).move_to([column * cell, -row * cell, 0])
            for row in range(1, matrix.rows + 1)
            for column in range(1, matrix.columns + 1)
        }
        self.grid = VGroup(*self.cells.values()).move_to(np.zeros(3))
        self.label = Formula(matrix.name, theme, theme.sizes.large)
        self.shape = Formula(
            Shape(("shape", key), matrix.columns, matrix.rows), theme, theme.sizes.label
        )
        self.label.move_to(UP * (band / 2 + _ROW_GAP), aligned_edge=DOWN)
        # Names of different height stand on one baseline: that of a displayed fraction.
        self.label.set_baseline(band / 2 + _ROW_GAP + units(theme.sizes.large) * 0.75)
        self.shape.move_to(DOWN * (band / 2 + _ROW_GAP), aligned_edge=UP)
        super().__init__(self.label, self.shape)
        self.submobjects = [self.grid, self.label, self.shape]


class BlockEquation(Typeset):
    """subject = first · second as blocks.

    Attributes:
        blocks: "subject", "first", "second".
        signs: the equals sign and the dot between the names, at ("sign", "=") and ("sign", "·").
        names: the upper line, with the signs. shapes: the lower line.
        number: ① or ② in front, or nothing.
        link: what `compare` has put on the stage.
    """

    def __init__(
        self,
        matrices: Sequence[Sized],
        theme: Theme,
        *,
        cell: float = _CELL,
        band: float | None = None,
        number: str = "",
    ) -> None:
        self.theme, self.cell = theme, cell
        keys = ("subject", "first", "second")
        highest = max(matrix.rows for matrix in matrices) * cell
        self.band = highest if band is None else band
        self.blocks = {
            key: Block(key, matrix, theme, cell, self.band)
            for key, matrix in zip(keys, matrices, strict=True)
        }
        self.signs = Typeset(
            *(
                Sign(("sign", sign), source, theme.ink, theme.sizes.large)
                for sign, source in (("=", "="), ("·", "dot.op"))
            )
        )
        equals, dot = (self.signs.part("sign", sign) for sign in ("=", "·"))
        axis = self.band / 2 + _ROW_GAP + units(theme.sizes.large)
        blocks = list(self.blocks.values())
        for before, after in pairwise(blocks):
            after.shift(RIGHT * (before.get_right()[0] + _COLUMN_GAP - after.get_left()[0]))
        for sign, (before, after) in zip((equals, dot), pairwise(blocks), strict=True):
            between = (before.label.get_right()[0] + after.label.get_left()[0]) / 2
            sign.move_to([between, axis, 0])
        super().__init__(*self.blocks.values(), self.signs)
        self.link = VGroup()
        self.names = Typeset(*(block.label for block in self.blocks.values()), self.signs)
        self.shapes = Typeset(*(block.shape for block in self.blocks.values()))
        self.number = Words(number or " ", theme, theme.sizes.formula, theme.colour("gradient"))
        if number:
            self.number.next_to(self.blocks["subject"].label, LEFT, buff=units(30))
            self.add(self.number)

    @property
    def fits(self) -> bool:
        """Whether the product exists: as many columns in front as rows behind."""
        first, second = (self.blocks[key].matrix for key in ("first", "second"))
        return first.columns == second.rows

    def compare(self, **options: Any) -> AnimationGroup:
        """The two inner sizes light up, joined by a bracket that says whether they agree."""
        theme, shapes = self.theme, self.shapes
        inner = (
            shapes.part("shape", "first", "columns"),
            shapes.part("shape", "second", "rows"),
        )
        one, other = (
            np.array([number.get_center()[0], shapes.get_bottom()[1] - units(12), 0])
            for number in inner
        )
        low = DOWN * units(24)
        bracket = VMobject(stroke_color=theme.ink, stroke_width=theme.strokes.edge)
        bracket.set_points_as_corners([one, one + low, other + low, other])
        sign = Sign(("sign", "agree"), "=" if self.fits else "!=", theme.ink, theme.sizes.large)
        sign.next_to(bracket, DOWN, buff=units(16))
        self.link.add(bracket, sign)
        return AnimationGroup(
            *(number.animate.set_fill(theme.ink) for number in inner),
            Create(bracket),
            FadeIn(sign),
            **options,
        )

    def grow(self, **options: Any) -> AnimationGroup:
        """The cells appear under names and shapes that stand already."""
        grids = (block.grid for block in self.blocks.values())
        return AnimationGroup(*(GrowFromCenter(grid) for grid in grids), **options)

    def take_shapes(self, **from_shapes: Formula) -> AnimationGroup:
        """Shapes fly in from elsewhere on the stage; a size that changes sides crosses over.

        Args:
            from_shapes: by block, the (rows, columns) it comes from.
        """
        moves = []
        for key, source in from_shapes.items():
            matrix = self.blocks[key].matrix
            shape = self.blocks[key].shape
            given = source.expression
            assert isinstance(given, Shape)
            turned = (given.rows, given.columns) != (matrix.rows, matrix.columns)
            moves.append(Rewrite(shape, _shape_sources(source, shape, turned)))
        return AnimationGroup(*moves)

    def with_matrices(self, matrices: Sequence[Sized]) -> BlockEquation:
        """Other matrices in the same place, with the same cells and lines."""
        other = BlockEquation(
            matrices, self.theme, cell=self.cell, band=self.band, number=self.number.text.strip()
        )
        mine, yours = (e.blocks["subject"].label for e in (self, other))
        other.shift(UP * (mine.anchor.get_y() - yours.anchor.get_y()))
        return other.shift(RIGHT * (self.get_center()[0] - other.get_center()[0]))

    def become(
        self, new: BlockEquation, *, turned: str = "", away: np.ndarray = DOWN, **options: Any
    ) -> AnimationGroup:
        """Every block becomes the new equation's.

        Args:
            new: from `with_matrices`.
            turned: the block whose rows and columns change places.
            away: where cells that are left over go.
            options: of the animation.
        """
        moves: list[Animation] = [
            reshape(block, new.blocks[key], turned=key == turned, away=away, **options)
            for key, block in self.blocks.items()
        ]
        moves.append(Rewrite(new.signs, same_places(self.signs, new.signs), replaced=[self.signs]))
        moves.append(ReplacementTransform(self.number, new.number))
        return AnimationGroup(*moves, **options)

    def link(self) -> VGroup:
        """A bracket that joins the two inner numbers, with = or ≠ beneath."""
        theme = self.theme
        one, other = (part.get_bottom() + DOWN * units(14) for part in self.inner)
        low = DOWN * units(22)
        bracket = VMobject(stroke_color=theme.ink, stroke_width=theme.strokes.edge)
        bracket.set_points_as_corners([one, one + low, other + low, other])
        source = "=" if self.fits else "!="
        sign = Sign(("sign", "agree"), source, theme.ink, theme.sizes.formula)
        return VGroup(bracket, sign.next_to(bracket, DOWN, buff=units(12)))


def input_blocks(lesson: Lesson, claim: Equation) -> tuple[Sized, Sized, Sized]:
    """① of one sample: (1, D) = (1, M)·(M, D)."""
    return _sized(claim, (1, lesson.D), (1, lesson.M), (lesson.M, lesson.D), ("gradient", "w"))


def weight_blocks(lesson: Lesson, claim: Equation) -> tuple[Sized, Sized, Sized]:
    """② of one sample: (D, M) = (D, 1)·(1, M)."""
    return _sized(claim, (lesson.D, lesson.M), (lesson.D, 1), (1, lesson.M), ("x", "gradient"))


def _sized(
    claim: Equation,
    subject: Cell,
    first: Cell,
    second: Cell,
    roles: tuple[str, str],
) -> tuple[Sized, Sized, Sized]:
    left, right = claim.sides
    assert isinstance(right, Product)
    return (
        Sized(left, *subject, "gradient"),
        Sized(right.factors[0], *first, roles[0]),
        Sized(right.factors[1], *second, roles[1]),
    )


def lying_blocks(lesson: Lesson, claim: Equation) -> tuple[Sized, Sized, Sized]:
    """② before X stands up: (1, D) and (1, M) do not fit."""
    subject, first, second = weight_blocks(lesson, claim)
    assert isinstance(first.name, Transpose)
    row = Named((*first.name.place, "name"), first.name.symbol)
    return subject, Sized(row, 1, lesson.D, first.role), second


def side_by_side(
    rows: Sequence[Sequence[Sized]],
    theme: Theme,
    region: Region,
    numbers: Sequence[str] | None = None,
    cell: float = _CELL,
) -> list[BlockEquation]:
    """Block equations beside each other on common lines, with cells of `cell` or as fit."""
    columns = region.columns(*[1] * len(rows))
    while True:
        band = cell * max(matrix.rows for row in rows for matrix in row)
        equations = [
            BlockEquation(row, theme, cell=cell, band=band, number=number)
            for row, number in zip(rows, numbers or [""] * len(rows), strict=True)
        ]
        room = all(e.width <= c.width * 0.94 for e, c in zip(equations, columns, strict=True))
        if (room and equations[0].height <= region.height) or cell < units(16):
            break
        cell *= 0.95
    middle = VGroup(*equations).get_center()[1]
    for equation, column in zip(equations, columns, strict=True):
        equation.shift([column.center[0] - equation.get_center()[0], 0, 0])
        equation.shift(UP * (region.center[1] - middle))
    return equations


def reshape(
    old: Block, new: Block, *, turned: bool = False, away: np.ndarray = DOWN, **options: Any
) -> AnimationGroup:
    """One block becomes another: cells move to their new places, those without one slide away.

    Args:
        old: on the stage.
        new: what stands there afterwards.
        turned: whether rows and columns change places (a row stands up).
        away: where cells that are left over go.
        options: of the animation.
    """
    moves: list[Animation] = []
    for (row, column), square in old.cells.items():
        target = (column, row) if turned else (row, column)
        if target in new.cells:
            arc = -PI / 2 if turned else 0.0
            moves.append(ReplacementTransform(square, new.cells[target], path_arc=arc))
        else:
            moves.append(FadeOut(square, shift=away * square.width))
    shape_sources = _shape_sources(old.shape, new.shape, turned)
    name_sources = same_places(old.label, new.label)
    return AnimationGroup(
        *moves,
        Rewrite(new.shape, shape_sources, replaced=[old.shape], **options),
        Rewrite(new.label, name_sources, replaced=[old.label], **options),
        **options,
    )


def _shape_sources(old: Formula, new: Formula, turned: bool) -> dict[Place, Sequence[VMobject]]:
    """Each number and bracket of a shape comes from the one before; the numbers may cross over."""
    partner = {"rows": "columns", "columns": "rows"} if turned else {}
    before = {place[-1]: atom for place, atom in old.atoms.items()}
    return {
        place: [before[partner.get(str(place[-1]), place[-1])]]
        for place in new.atoms
        if partner.get(str(place[-1]), place[-1]) in before
    }
