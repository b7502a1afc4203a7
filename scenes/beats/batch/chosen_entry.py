"""The one entry of ∂L/∂W that is followed: a term from every sample."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, RIGHT, VGroup

from calculus.algebra.expressions import Equation, holds_rounded
from calculus.statements.batch import Batch
from calculus.writing.typst import RELATIONS
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.excerpts import equals_sign
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LEADING: Final = 0.45
"""Between the terms and their numbers below them, in em."""

_BEHIND_SIGN = 0.36
"""Between an equals sign and what follows it, in em."""


class ChosenEntry:
    """∂L/∂w21 = x1⁽¹⁾∂L/∂y2⁽¹⁾ + x1⁽²⁾∂L/∂y2⁽²⁾ and, in numbers, its value below.

    Args:
        batch: the statements.
        theme: looks.
        region: what it fits into, in its middle.

    Attributes:
        size: font size in pixels.
        terms: the equation. worked: = the same in numbers = the value; nothing in symbols.
    """

    def __init__(self, batch: Batch, theme: Theme, region: Region) -> None:
        self._batch, self._theme = batch, theme
        largest_that_fits(
            self._set, lambda extent: region.excess(*extent), theme.sizes.formula, smallest=OVERVIEW
        )
        self.shift(region.center - self.shown.get_center())
        if self.size < FIRST_READING:
            overview(self.terms)
            overview(self.worked)

    @property
    def shown(self) -> VGroup:
        """All of it."""
        return VGroup(self.terms, self.worked)

    def get_y(self) -> float:
        """The height of its middle, in Manim units."""
        return float(self.shown.get_y())

    def shift(self, way: np.ndarray) -> None:
        """Move all of it."""
        self.shown.shift(way)

    def _set(self, size: float) -> tuple[float, float]:
        self.size, em = size, units(size)
        self.terms = Formula(self._batch.chosen_entry(), self._theme, size)
        self.worked = Typeset()
        if self._batch.has_numbers:
            self.worked = self._in_numbers(size)
            equals = equals_sign(self.terms)
            self.worked.shift(equals.get_center() - self.worked[0].get_center())
            right = [a for a in self.terms.atoms.values() if a.get_x() > equals.get_x()]
            bottom = VGroup(*right).get_bottom()[1]
            self.worked.shift(DOWN * (self.worked.get_top()[1] - bottom + _LEADING * em))
        return self.shown.width, self.shown.height

    def _in_numbers(self, size: float) -> Typeset:
        worked = self._batch.chosen_entry_in_numbers()
        products, _ = worked.sides
        # A rounded factor makes the first sign ≈; the sides behind it carry their own.
        relation = Equation((), worked.sides).relation(1) if holds_rounded(products) else "="
        sign = Sign(("worked", "equals", 0), RELATIONS[relation], self._theme.ink, size)
        formula = Formula(worked, self._theme, size)
        formula.shift(
            RIGHT * (sign.get_right()[0] + _BEHIND_SIGN * units(size) - formula.get_left()[0])
        )
        return Typeset(sign, formula)
