"""X·W written out: the row of X beside a column of W, and where the sums settle."""

from __future__ import annotations

from functools import partial
from typing import Any

from manim import DOWN, RIGHT, Animation, VGroup, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.beats.forward.headed_product import HeadedProduct
from scenes.beats.forward.results import LINES_APART, ResultEquations, ResultRows
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.fitting import FIRST_READING, OVERVIEW, fitted, largest_that_fits
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Typeset
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_STEP = 0.95
"""From one font size to the next smaller one that is tried."""


class Multiplication(VGroup):
    """The product above its results, aligned at their equals signs.

    Args:
        notation: shape and names.
        theme: looks.
        size: font size of the results in pixels.
        product_size: of the product; None for the same.
        in_rows: whether the sums stand in one row, as the product's entries.

    Attributes:
        product: Y = X·W = (x1 x2)(w11 ...; ...).
        results: where sums and names settle.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        size: float,
        product_size: float | None = None,
        *,
        in_rows: bool,
    ) -> None:
        self.size = size
        self.product = HeadedProduct(notation, theme, product_size or size)
        self.results: ResultRows | ResultEquations
        if in_rows:
            self.results = ResultRows(notation, theme, size)
        else:
            self.results = ResultEquations(notation, theme, size)
        self.results.next_to(self.product, DOWN, buff=units(size) * 1.5 * LINES_APART)
        self.results.shift(
            RIGHT * (self.product.equals.get_center()[0] - self.results.equals.get_center()[0])
        )
        super().__init__(self.product, self.results)

    @classmethod
    def within(cls, notation: Notation, theme: Theme, region: Region) -> Multiplication:
        """At the largest size that fits a region, sums in a row if that is not too small.

        In a row or below each other, the sums are read for the first time. The product may be
        smaller where the sums below each other leave it no room.
        """
        build = partial(cls, notation, theme, in_rows=True)
        rows = fitted(build, region, theme.sizes.formula)
        if rows.product.open_width > region.width:
            rows = build(max(FIRST_READING, rows.size * region.width / rows.product.open_width))

        def excess(found: Multiplication) -> float:
            return region.excess(max(found.width, found.product.open_width), found.height)

        if excess(rows) <= 1:
            return rows.move_to(region.center)

        def below_each_other(size: float) -> Multiplication:
            return cls(notation, theme, max(size, FIRST_READING), size, in_rows=False)

        found = largest_that_fits(
            below_each_other, excess, theme.sizes.formula, smallest=FIRST_READING, step=_STEP
        )
        if excess(found) > 1:
            found = largest_that_fits(
                below_each_other, excess, FIRST_READING, smallest=OVERVIEW, step=_STEP
            )
        return found.move_to(region.center)

    def add_up(self, j: int, beside: Typeset) -> Rewrite:
        """The pairs of column j fly together into their sum; copies of the weights stay."""
        total = self.results.sum_of(j)
        sources: dict[Place, list[VMobject]] = {}
        for place in total.atoms:
            if place[-1] == ELIDED:
                dots = self.product.atoms["w", ELIDED, j], beside.atoms["beside", ELIDED]
                sources[place] = [*dots]
            elif place[-1] == "w":
                sources[place] = [self.product.atoms["w", place[3], j]]
            elif place[-1] == "x":
                sources[place] = [beside.atoms["beside", place[3]]]
        return Rewrite(total, sources, replaced=[beside])

    def pass_over(self) -> list[Animation]:
        """The columns that are left out give the sums that are left out, and their names."""
        column = [self.product.part("w", i, ELIDED) for i in self.product.rows]
        moves: list[Animation] = []
        for dots in self.results.dots().values():
            sources = dict.fromkeys(dots.atoms, column)
            moves.append(Rewrite(dots, sources))
        return moves

    def bring_name(self, j: int, source: VMobject) -> Rewrite:
        """The name of output j comes to its sum from where it stands on the stage."""
        return Rewrite(self.results.name_of(j), {self.results.name_place(j): [source]})

    def set_aside(self, equations: Equations, **options: Any) -> Rewrite:
        """Sums and names become the equations; whatever else stands here leaves."""
        sources = {
            place: atoms
            for j in equations.lines
            for place, atoms in self.results.equation_sources(j).items()
        }
        used = {id(glyph) for atoms in sources.values() for glyph in VGroup(*atoms).get_family()}
        atoms = [
            atom
            for part in self.get_family()
            if isinstance(part, Typeset)
            for atom in part.atoms.values()
        ]
        leaving = [atom for atom in atoms if not used & {id(glyph) for glyph in atom.get_family()}]
        last = max(1, len(equations.lines) - 1)
        order = {
            place: position / last
            for position, line in enumerate(equations.lines.values())
            for place in line.atoms
        }
        return Rewrite(
            equations,
            sources,
            leaving=leaving,
            replaced=[self],
            lag=order.__getitem__,
            **options,
        )
