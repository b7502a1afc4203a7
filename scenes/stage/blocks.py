"""Matrices as blocks of cells: whether a product fits is seen, not calculated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

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
    Dot,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    ReplacementTransform,
    Square,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from calculus.expressions import (
    Equation,
    Expression,
    Named,
    Place,
    Product,
    Shape,
    Symbol,
    Transpose,
)
from calculus.lesson import Lesson
from calculus.notation import ELIDED, written_range
from scenes.stage.formula import Formula, Sign, Typeset, Words
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region
from scenes.stage.sources import same_places
from scenes.stage.theme import Theme, units

_CELL = units(82)
_COLUMN_GAP = units(56)
_SIGN_ROOM = units(30)
"""Least distance between a sign and the names beside it."""

_ROW_GAP = units(30)
_LINK_ROOM = units(120)
"""What `BlockEquation.compare` needs below the shapes."""

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
    """A matrix as cells, its name above and its shape (rows, columns) below.

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
        self.label.move_to(UP * (band / 2 + _ROW_GAP), aligned_edge=DOWN)
        # Names of different height stand on one baseline: that of a displayed fraction.
        self.label.set_baseline(band / 2 + _ROW_GAP + units(theme.sizes.large) * 0.75)
        self.shape.move_to(DOWN * (band / 2 + _ROW_GAP), aligned_edge=UP)
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


Part = Literal["subject", "first", "second"]


class BlockEquation(Typeset):
    """subject = first · second as blocks, in any order; the subject may be missing.

    Attributes:
        blocks: "subject", "first", "second", from left to right.
        signs: the equals sign and the dot between the names, at ("sign", "=") and ("sign", "·").
        equals: only the first of these, with a "?" at ("sign", "?") above it if it is in question.
        dot: only the other one.
        names: the upper line, with the signs. grids: all cells. shapes: the lower line.
        number: ① or ② in front, or nothing.
        link: what `compare` has put on the stage.
    """

    def __init__(
        self,
        matrices: Mapping[Part, Sized],
        theme: Theme,
        *,
        cell: float = _CELL,
        band: float | None = None,
        number: str = "",
        asked: bool = False,
    ) -> None:
        self.theme, self.cell, self.asked = theme, cell, asked
        highest = max(matrix.drawn_rows for matrix in matrices.values()) * cell
        self.band = highest if band is None else band
        self.blocks: dict[Part, Block] = {
            key: Block(key, matrix, theme, cell, self.band) for key, matrix in matrices.items()
        }
        axis = self.band / 2 + _ROW_GAP + units(theme.sizes.large)
        equals: list[Sign] = []
        dots: list[Sign] = []
        for (key, before), (other, after) in pairwise(self.blocks.items()):
            name, source = ("=", "=") if "subject" in (key, other) else ("·", "dot.op")
            sign = Sign(("sign", name), source, theme.ink, theme.sizes.large)
            after.shift(RIGHT * (before.get_right()[0] + _COLUMN_GAP - after.get_left()[0]))
            room = after.label.get_left()[0] - before.label.get_right()[0]
            after.shift(RIGHT * max(0.0, sign.width + 2 * _SIGN_ROOM - room))
            between = (before.label.get_right()[0] + after.label.get_left()[0]) / 2
            (equals if name == "=" else dots).append(sign.move_to([between, axis, 0]))
            if asked and name == "=":
                question = Sign(("sign", "?"), "?", theme.ink, theme.sizes.large)
                equals.append(question.next_to(sign, UP, buff=units(8)))
        self.equals, self.dot = Typeset(*equals), Typeset(*dots)
        self.signs = Typeset(*equals, *dots)
        super().__init__(*self.blocks.values(), self.signs)
        self.link = VGroup()
        self.names = Typeset(*(block.label for block in self.blocks.values()), self.signs)
        self.grids = VGroup(*(block.grid for block in self.blocks.values()))
        self.shapes = Typeset(*(block.shape for block in self.blocks.values()))
        self.number = Words(number or " ", theme, theme.sizes.formula, theme.colour("gradient"))
        if number:
            leftmost = next(iter(self.blocks.values()))
            self.number.next_to(leftmost.label, LEFT, buff=units(30))
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
        return AnimationGroup(*(GrowFromCenter(grid) for grid in self.grids), **options)

    def take_shapes(
        self, from_shapes: Mapping[Part, Formula], *, keep: bool = False
    ) -> AnimationGroup:
        """Shapes fly in from elsewhere on the stage.

        Args:
            from_shapes: by block, the (rows, columns) it comes from.
            keep: leave those standing and let copies fly.
        """
        return AnimationGroup(
            *(
                Rewrite(
                    self.blocks[key].shape,
                    _shape_sources(source, self.blocks[key].shape, False),
                    replaced=[] if keep else [source],
                )
                for key, source in from_shapes.items()
            )
        )

    def lose_cells(self, new: BlockEquation) -> list[Animation]:
        """The cells that `new` does not have fade where they stand."""
        lost = []
        for key, block in self.blocks.items():
            for place in [place for place in block.cells if place not in new.blocks[key].cells]:
                square = block.cells.pop(place)
                block.grid.remove(square)
                lost.append(square)
        return [FadeOut(square) for square in lost]

    def count_anew(self, new: BlockEquation) -> list[Animation]:
        """The sizes become those of `new`, still in their old places."""
        moves: list[Animation] = []
        for key, block in self.blocks.items():
            old, wanted = block.shape, new.blocks[key].shape.expression
            if wanted != old.expression:
                block.shape = Formula(wanted, self.theme, old.size).move_to(old)
                moves.append(ReplacementTransform(old, block.shape))
        return moves

    def with_matrices(self, matrices: Mapping[Part, Sized]) -> BlockEquation:
        """Other matrices in the same place, with the same cells and lines."""
        other = BlockEquation(
            matrices,
            self.theme,
            cell=self.cell,
            band=self.band,
            number=self.number.text.strip(),
            asked=self.asked,
        )
        mine, yours = (equation.blocks["first"].label for equation in (self, other))
        other.shift(UP * (mine.anchor.get_y() - yours.anchor.get_y()))
        return other.shift(RIGHT * (self.get_center()[0] - other.get_center()[0]))

    def become(
        self, new: BlockEquation, *, turned: Part | None = None, **options: Any
    ) -> AnimationGroup:
        """Every block becomes the new equation's; a block that was missing appears.

        Args:
            new: from `with_matrices`.
            turned: the block whose rows and columns change places.
            options: of the animation.
        """
        moves: list[Animation] = [
            reshape(self.blocks[key], block, turned=key == turned)
            if key in self.blocks
            else FadeIn(block, rate_func=squish_rate_func(smooth, 0.7, 1))
            for key, block in new.blocks.items()
        ]
        moves.append(Rewrite(new.signs, same_places(new.signs, self.signs), replaced=[self.signs]))
        moves.append(ReplacementTransform(self.number, new.number))
        return AnimationGroup(*moves, **options)


def input_blocks(
    lesson: Lesson, claim: Equation, *, untransposed: bool = False
) -> dict[Part, Sized]:
    """① of one sample: (1, D) = (1, M)·(M, D); `untransposed`: with W, (1, M)·(D, M)."""
    subject, first, second = _names(claim)
    weights = Sized(second, lesson.M, lesson.D, "w")
    return {
        "subject": Sized(subject, 1, lesson.D, "gradient"),
        "first": Sized(first, 1, lesson.M, "gradient"),
        "second": _before_transposing(weights) if untransposed else weights,
    }


def weight_blocks(
    lesson: Lesson, claim: Equation, *, untransposed: bool = False
) -> dict[Part, Sized]:
    """② of one sample: (D, M) = (D, 1)·(1, M); `untransposed`: with X, (1, D)·(1, M)."""
    subject, first, second = _names(claim)
    column = Sized(first, lesson.D, 1, "x")
    return {
        "subject": Sized(subject, lesson.D, lesson.M, "gradient"),
        "first": _before_transposing(column) if untransposed else column,
        "second": Sized(second, 1, lesson.M, "gradient"),
    }


def _before_transposing(transposed: Sized) -> Sized:
    """W of Wᵀ."""
    name = transposed.name
    assert isinstance(name, Transpose)
    plain = Named((*name.place, "name"), name.symbol)
    return Sized(plain, transposed.columns, transposed.rows, transposed.role)


def transpose_rivals(
    claim: Equation, inputs: int, outputs: int
) -> tuple[dict[Part, Sized], dict[Part, Sized]]:
    """∂L/∂Y·Wᵀ and ∂L/∂Y·W, each with its result; without one where the product does not exist.

    Args:
        claim: ①.
        inputs: D.
        outputs: M.
    """
    subject, first, second = _names(claim)
    upstream = Sized(first, 1, outputs, "gradient")
    weights = Sized(second, outputs, inputs, "w")
    claimed: dict[Part, Sized] = {
        "subject": Sized(subject, 1, inputs, "gradient"),
        "first": upstream,
        "second": weights,
    }
    rival: dict[Part, Sized] = {}
    if inputs == outputs:
        rival["subject"] = Sized(Named(("unknown",), Symbol("?")), 1, outputs, "ink")
    rival["first"] = upstream
    rival["second"] = _before_transposing(weights)
    return claimed, rival


def _names(claim: Equation) -> tuple[Expression, Expression, Expression]:
    subject, product = claim.sides
    assert isinstance(product, Product)
    first, second = product.factors
    return subject, first, second


def claim_sources(old: Typeset, new: Typeset) -> dict[Place, Sequence[VMobject]]:
    """What stands at the same places in a claim and in the names above blocks, with their signs."""
    before = {_in_claim(place): atom for place, atom in old.atoms.items()}
    return {place: [before[_in_claim(place)]] for place in new.atoms if _in_claim(place) in before}


def _in_claim(place: Place) -> Place:
    """One place for the equals sign, and for the dot, of a claim and of a block equation."""
    if "equals" in place:
        return ("sign", "=")
    return ("sign", "·") if "dot" in place else place


def side_by_side(
    rows: Sequence[Mapping[Part, Sized]],
    theme: Theme,
    region: Region,
    numbers: Sequence[str],
    *,
    later: Sequence[Mapping[Part, Sized]] = (),
    asked: bool = False,
) -> list[BlockEquation]:
    """Block equations beside each other on common lines, with cells as large as fit.

    Args:
        rows: one equation each.
        theme: colours and sizes.
        region: is divided among them.
        numbers: ① and ② in front, or "".
        later: what the equations will become: there must be room for it, too.
        asked: whether a "?" stands above the equals signs.
    """

    def build(some: Sequence[Mapping[Part, Sized]]) -> list[BlockEquation]:
        return [
            BlockEquation(row, theme, cell=cell, band=band, number=number, asked=asked)
            for row, number in zip(some, numbers, strict=True)
        ]

    columns = region.columns(*[1] * len(rows))
    cell = _CELL
    while True:
        band = cell * max(m.drawn_rows for row in (*rows, *later) for m in row.values())
        equations, others = build(rows), build(later or rows)
        room = all(
            equation.width <= column.width * 0.94
            for some in (equations, others)
            for equation, column in zip(some, columns, strict=True)
        )
        high = equations[0].height + _LINK_ROOM <= region.height
        if (room and high) or cell < units(16):
            break
        cell *= 0.95
    middle = VGroup(*equations).get_center()[1]
    for equation, column in zip(equations, columns, strict=True):
        equation.shift([column.center[0] - equation.get_center()[0], 0, 0])
        equation.shift(UP * (region.center[1] - middle + _LINK_ROOM / 2))
    return equations


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
    shape_sources = _shape_sources(old.shape, new.shape, turned)
    name_sources = same_places(new.label, old.label)
    return AnimationGroup(
        *moves,
        # Numbers that change places pass above and below each other.
        Rewrite(new.shape, shape_sources, replaced=[old.shape], arc=1.0 * turned, **options),
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
