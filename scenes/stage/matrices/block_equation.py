"""Equations of blocks: products whose inner sizes have to agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    ReplacementTransform,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.matrices.blocks import ROW_GAP, Block, Sized, reshape, sources_of_shape
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_CELL = units(82)
_COLUMN_GAP = units(56)
_SIGN_ROOM = units(30)
"""Least distance between a sign and the names beside it."""

_SMALLEST_CELL = units(16)
_STEP = 0.95
"""From the side of a cell to the next smaller one that is tried."""

_LINK_ROOM = units(120)
"""What `BlockEquation.compare` needs below the shapes."""

Part = Literal["subject", "first", "second"]


class BlockEquation(Typeset):
    """A mobject: subject = first · second as blocks, in any order; the subject may be missing.

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
        axis = self.band / 2 + ROW_GAP + units(theme.sizes.large)
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
                    sources_of_shape(source, self.blocks[key].shape, False),
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

    columns = region.columns(*[1] * len(rows))
    most_rows = max(m.drawn_rows for row in (*rows, *later) for m in row.values())

    def build(cell: float) -> tuple[list[BlockEquation], list[BlockEquation]]:
        """The equations as they are and as they will become."""
        now, then = (
            [
                BlockEquation(
                    row, theme, cell=cell, band=cell * most_rows, number=number, asked=asked
                )
                for row, number in zip(some, numbers, strict=True)
            ]
            for some in (rows, later or rows)
        )
        return now, then

    def excess(built: tuple[list[BlockEquation], list[BlockEquation]]) -> float:
        widths = [
            equation.width / (column.width * 0.94)
            for some in built
            for equation, column in zip(some, columns, strict=True)
        ]
        return max(*widths, (built[0][0].height + _LINK_ROOM) / region.height)

    equations, _ = largest_that_fits(build, excess, _CELL, smallest=_SMALLEST_CELL, step=_STEP)
    middle = VGroup(*equations).get_center()[1]
    for equation, column in zip(equations, columns, strict=True):
        equation.shift([column.center[0] - equation.get_center()[0], 0, 0])
        equation.shift(UP * (region.center[1] - middle + _LINK_ROOM / 2))
    return equations
