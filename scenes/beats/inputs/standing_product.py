"""An entry of ∂L/∂X as row times column: a strip of derivatives stands up, weights take its place.

All forms of the product stand in one place; one of them is on the stage.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import LEFT, RoundedRectangle, VGroup

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place, find
from calculus.algebra.notation import Notation
from calculus.statements.given import entry_stated
from scenes.beats.inputs.square_cells import SquareCells
from scenes.stage.animations.in_place import InPlace
from scenes.stage.formulas.excerpts import standing
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

_BEFORE_NAME = 0.35
"""Between a column and what it is called, and between that and its equals sign, in em."""

STRIP_MARGIN = 0.16
"""Around the fractions of a strip, in em."""


class StandingProduct:
    """∂L/∂x_i = (∂L/∂y_k ...)·(column), in its forms.

    Args:
        notation: shape and names.
        theme: looks.
        size: font size in pixels.
        i: the input.

    Attributes:
        i: the input.
        column: the place under which the column stands in all forms.
        derivatives: line `row-column` of ①, the column of ∂y_k/∂x_i.
        landed: line `columns`, every w_ki where ∂y_k/∂x_i was.
        weights: line `columns`, the w_ki in square cells.
        name: = ∂L/∂Y·∂Y/∂x_i, behind the column; its parts at ("entry", i, "row") and
            ("entry", i, "column").
        strip: what shows that the derivatives turn as one.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float, i: int) -> None:
        derivation, entry = input_gradient(notation), ("entry", i)
        self.i, self.notation, self.size = i, notation, size
        self.column: Place = (*entry, "column")
        self.derivatives, self.landed, self.weights = (
            Formula(entry_stated(derivation, entry, line), theme, size)
            for line in ("row-column", "columns", "columns")
        )
        for form in (self.landed, self.weights):
            form.on_baseline_of(self.derivatives)
        self.cells = SquareCells(self.weights, self.column)
        self._land()
        self.name = self._named(Formula(find(derivation["named"].expression, entry), theme, size))
        self.strip = RoundedRectangle(
            stroke_width=theme.strokes.hairline,
            stroke_color=theme.muted,
            fill_color=theme.panel,
            fill_opacity=1,
        ).set_z_index(-1)
        self._remember_column()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the entries of the column stand, from top to bottom."""
        return tuple((*self.column, k) for k in self.notation.output_range)

    @property
    def turns(self) -> bool:
        """Whether there are several derivatives: one alone lies as it stands."""
        return len(self.places) > 1

    @property
    def whole(self) -> VGroup:
        """All forms, to be measured and moved."""
        return VGroup(self.derivatives, self.landed, self.weights, self.name)

    def shift(self, way: np.ndarray) -> None:
        """Move all forms."""
        self.whole.shift(way)
        self._remember_column()

    @property
    def pivot(self) -> np.ndarray:
        """The middle of the first derivative, about which the strip turns; shape (3,)."""
        return self._spots[self.places[0]]

    def lying(self) -> Typeset:
        """The product with its derivatives lying in a strip, without the column's parentheses."""
        self.turn(0)
        sides = [(*self.column, side) for side in ("open", "close")]
        return standing(self.derivatives, without=sides)

    def turn(self, angle: float) -> None:
        """Put the derivatives where they are after this part of the turn (0 ... π/2).

        Their middles move as one about the first of them; each stays upright.
        """
        outer = self.pivot
        for place, spot in self._spots.items():
            down, aside = outer[1] - spot[1], spot[0] - outer[0]
            x = outer[0] + down * np.cos(angle) + aside * np.sin(angle)
            self.derivatives.part(*place).move_to([x, outer[1] - down * np.sin(angle), 0])

    def draw_strip(self, angle: float) -> None:
        """Put the strip behind the derivatives: along their middles, around all of them."""
        entries = [self.derivatives.part(*place) for place in self.places]
        wide = max(entry.width for entry in entries)
        high = max(entry.height for entry in entries)
        first, last = entries[0].get_center(), entries[-1].get_center()
        cos, sin = np.cos(angle), np.sin(angle)
        margin = 2 * units(self.size) * STRIP_MARGIN
        length = float(np.linalg.norm(last - first)) + wide * cos + high * sin + margin
        thickness = wide * sin + high * cos + margin
        drawn = RoundedRectangle(
            width=length, height=thickness, corner_radius=units(self.size) * 0.25
        )
        self.strip.points = drawn.rotate(-angle).move_to((first + last) / 2).points

    def _named(self, called: Formula) -> Typeset:
        """What the product is called, behind an equals sign behind the column."""
        sign = self.derivatives.part("statement").copy()
        gap = units(self.size) * _BEFORE_NAME
        sign.set_x(self.derivatives.get_right()[0] + gap, LEFT)
        called.on_baseline_of(self.derivatives).set_x(sign.get_right()[0] + gap, LEFT)
        name = Typeset(called)
        name.atoms["name", self.i, "equals"] = sign
        name.add(sign)
        return name

    def _remember_column(self) -> None:
        self._spots = {place: self.derivatives.part(*place).get_center() for place in self.places}

    def _land(self) -> None:
        """The weights stand where the derivatives stood, within the same parentheses."""
        for place in self.places:
            self.landed.part(*place).move_to(self.derivatives.part(*place))
        for side in ("open", "close"):
            place = (*self.column, side)
            self.landed.atoms[place].submobjects = self.derivatives.atoms[place].copy().submobjects


class Swing(InPlace):
    """An animation: the derivatives swing down a quarter-turn as one strip, about the first.

    Args:
        product: whose derivatives are lying.
        lying: of it, as it stands on the stage.
    """

    def __init__(self, product: StandingProduct, lying: Typeset, **options: Any) -> None:
        self.product = product
        super().__init__(VGroup(product.strip, lying), **options)

    def at(self, alpha: float) -> None:
        angle = alpha * np.pi / 2
        self.product.turn(angle)
        self.product.draw_strip(angle)
