"""The products that sums over paths become, all in one font size, and where they are turned."""

from __future__ import annotations

from collections.abc import Mapping

from manim import RIGHT, UP, VMobject

from calculus.algebra.notation import Notation
from scenes.beats.inputs.path_sums import BETWEEN_ENTRIES, PathSums, SumColumn
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.beats.inputs.standing_product import STRIP_MARGIN, StandingProduct
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, largest_that_fits
from scenes.stage.theme import Theme, units

_BELOW = 0.4
"""Between a product and what waits below it, in em."""

_ABOVE = 0.3
"""Part of the room left over that stays above the products."""


class Products:
    """The first entries of ∂L/∂X while each is made a product, one after the other.

    A product hangs from the height of the first line of its sum, the second line waits below it.
    Everything has been read before, so that it may be smaller than the sums were.

    Args:
        notation: shape and names.
        theme: looks.
        size: font size in pixels.
        rooms: where.

    Attributes:
        size: font size in pixels.
        lines: by input, the sum over its paths, until it is turned.
        standing: by input, row times column.
        dots: what stands for further entries; none if there are no such.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float, rooms: Rooms) -> None:
        self.notation, self.size, self._room = notation, size, rooms.products
        column = SumColumn(notation, theme, size)
        self.lines: Mapping[int, PathSums] = column.sums
        self.standing = {i: StandingProduct(notation, theme, size, i) for i in self.lines}
        self.dots = column.dots
        for product in self.standing.values():
            overview(product.whole)
            product.shift(RIGHT * (self._room.left - product.derivatives.get_left()[0]))
        overview(column).shift(RIGHT * (self._room.left - column.get_left()[0]))

    @classmethod
    def of(cls, scene: Chapter) -> Products:
        """As large as everything fits, in all stages."""
        notation, theme, rooms = brief(scene.lesson.notation), scene.theme, Rooms.of_frame()
        return largest_that_fits(
            lambda size: cls(notation, theme, size, rooms),
            lambda products: products.excess(),
            theme.sizes.formula,
            smallest=OVERVIEW,
        )

    def excess(self) -> float:
        """How many times too large it is for its room."""
        standing = max(product.whole.width for product in self.standing.values())
        lying = max(self._lying_width(product) for product in self.standing.values())
        return self._room.excess(max(standing, lying), max(self._stage_heights()))

    def first_stage(self) -> None:
        """The first product finds its place, and all lines go to where they are turned or wait."""
        first, *others = self.lines
        for line, way in self._turning_stage(first, self._top(0)):
            line.shift(UP * way)
        bottom = float(self.lines[first].lower.get_bottom()[1])
        waiting: list[VMobject] = [*(self.lines[i] for i in others), *self.dots]
        for part in waiting:
            gap = _BELOW if part in self.dots else BETWEEN_ENTRIES
            part.shift(UP * (bottom - units(self.size) * gap - part.get_top()[1]))
            bottom = float(part.get_bottom()[1])

    def second_stage(self) -> list[tuple[VMobject, float]]:
        """The first product's weights, and the second product, find their places.

        Returns:
            How far up each line goes to where it is turned or waits.
        """
        first, second = self.lines
        weights = self.standing[first].weights
        weights.shift(UP * (self._top(1) - weights.get_top()[1]))
        top = weights.get_bottom()[1] - units(self.size) * BETWEEN_ENTRIES
        moves = self._turning_stage(second, top)
        bottom = self.lines[second].lower.get_bottom()[1] + moves[-1][1]
        bottom -= units(self.size) * _BELOW
        return [*moves, *((dots, float(bottom - dots.get_top()[1])) for dots in self.dots)]

    def _turning_stage(self, i: int, top: float) -> list[tuple[VMobject, float]]:
        """A product finds its place; how far up its sum's lines go."""
        product, sums = self.standing[i], self.lines[i]
        product.shift(UP * (top - product.derivatives.get_top()[1]))
        first = self.notation.output_range[0]
        turned = sums.upper.part("entry", i, "term", first, "local")
        below = product.derivatives.get_bottom()[1] - units(self.size) * _BELOW
        return [
            (sums.upper, float(product.pivot[1] - turned.get_y())),
            (sums.lower, float(below - sums.lower.get_top()[1])),
        ]

    def _top(self, stage: int) -> float:
        """Where a stage begins: what it leaves of its room, it leaves mostly below."""
        spare = self._room.height - self._stage_heights()[stage]
        return self._room.top - _ABOVE * max(0.0, spare)

    def _stage_heights(self) -> list[float]:
        em, (first, *others) = units(self.size), self.standing
        turning = self.standing[first].derivatives.height
        turning += em * _BELOW + self.lines[first].upper.height
        if not others:
            return [turning]
        tail = sum(dots.height + em * _BELOW for dots in self.dots)
        waiting = em * BETWEEN_ENTRIES + self.lines[first].height
        settled = self.standing[first].weights.height + em * BETWEEN_ENTRIES
        return [turning + waiting + tail, settled + turning + tail]

    def _lying_width(self, product: StandingProduct) -> float:
        column, outputs = product.derivatives, self.notation.output_range
        ends = [column.part(*product.column, k) for k in (outputs[0], outputs[-1])]
        length = float(ends[0].get_y() - ends[1].get_y())
        lying = float(ends[1].get_right()[0] - column.get_left()[0]) + length
        return lying + units(self.size) * STRIP_MARGIN
