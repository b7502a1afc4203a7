"""A product whose rows and columns bear the names of what they stand for."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, RoundedRectangle, VGroup, VMobject

from calculus.affine.forward import forward
from calculus.algebra.expressions import Dots, Place
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import product_stated
from scenes.stage.animations.in_place import Shift
from scenes.stage.animations.indication import strip
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.matrices.headers import headers_within
from scenes.stage.theme import Theme, units

_GAP = 0.12
"""Between a weight and the input that comes to stand beside it, in em."""

_ROOM = 0.75
"""How far what follows a column moves aside for the inputs that come beside its weights, in em."""

_STRIP_MARGIN = 7
"""Around a column, in pixels: the strip stays clear of the bracket and of the next column."""


class HeadedProduct(Typeset):
    """Y = X·W = (x1 x2)(w11 ...; ...) with W's headers; a column makes room for the inputs.

    Atoms stand at ("x", i), ("w", i, j) and ("header", ...). Both matrices have been read when
    this is shown, so that it may be small.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self._notation, self._theme, self.size = notation, theme, size
        self._formula = Formula(product_stated(forward(notation)), theme, size)
        if size < FIRST_READING:
            overview(self._formula)
        self._open: int | None = None
        super().__init__(self._formula, headers_within(self._formula, notation, theme))

    @property
    def rows(self) -> tuple[int, ...]:
        """The inputs that have a row in W."""
        return self._notation.input_range

    @property
    def equals(self) -> VGroup:
        """The first equals sign: those of the next lines stand below it."""
        return self.part("statement", "equals", 1)

    @property
    def model(self) -> VGroup:
        """X·W in letters."""
        return self.part("name", "product")

    def open(self, j: int | None) -> Shift:
        """What stands right of column j moves aside for the inputs; None closes the gap."""
        ways: dict[VMobject, np.ndarray] = {}
        for each in self._notation.output_range:
            way = self._room(each, j) - self._room(each, self._open)
            ways[self.part("header", "y", each)] = ways[self._weights(each)] = way
        way = self._room(None, j) - self._room(None, self._open)
        ways[self._formula.part("w", "close")] = way
        self._open = j
        return Shift(self, ways)

    @property
    def open_width(self) -> float:
        """Its width while a column is open."""
        return float(self.width + units(self.size) * _ROOM)

    def _room(self, column: int | None, opened: int | None) -> np.ndarray:
        """How far a column, or the bracket behind all (None), stands aside for an open one."""
        order = self._notation.output_range
        behind = column is None or (
            opened is not None and order.index(column) > order.index(opened)
        )
        return RIGHT * units(self.size) * (_ROOM if behind and opened is not None else 0.0)

    def beside(self, j: int) -> Typeset:
        """The row of X, upright: each input beside its weight in column j, at ("beside", i).

        Column j is where it stands while no gap is open.
        """
        inputs: list[Formula] = []
        for i in self._notation.input_range:
            place: Place = ("beside", i)
            weight = self.part("w", i, j)
            if i == ELIDED:
                copy = Formula(Dots(place, "down", "x"), self._theme, self.size)
                copy.move_to(weight).match_x(inputs[0])
            else:
                copy = symbol_formula(self._notation.x(i), self._theme, self.size, place)
                copy.next_to(weight, RIGHT, buff=units(self.size) * _GAP).align_to(weight, DOWN)
            inputs.append(copy)
        beside = Typeset(*inputs)
        return overview(beside) if self.size < FIRST_READING else beside

    def bring_beside(self, beside: Typeset) -> Rewrite:
        """Copies of the row's entries swing down to their weights."""
        sources = {place: [self.atoms["x", *place[1:]]] for place in beside.atoms}
        return Rewrite(beside, sources, arc=-0.2)

    def strip(self, j: int, *, with_inputs: bool = False) -> RoundedRectangle:
        """A strip behind column j and its header, and behind the inputs beside it."""
        column = VGroup(self.part("header", "y", j), self._weights(j))
        if with_inputs:
            column.add(self.beside(j))
        return strip(column, self._theme, "y", margin=_STRIP_MARGIN)

    def light(self, j: int | None) -> Restyle:
        """Column j comes forward and the others step back; None brings all back."""
        styles: dict[VMobject, Style] = {}
        for each in self._notation.output_range:
            opacity = 1.0 if j in (None, each) else self._theme.dimmed
            styles[self._weights(each)] = Style(fill_opacity=opacity)
            opacity = 1.0 if j == each else self._theme.ghost
            styles[self.part("header", "y", each)] = Style(fill_opacity=opacity)
        return Restyle(self, styles)

    def _weights(self, j: int) -> VGroup:
        return self._formula.parts(("w", i, j) for i in self._notation.input_range)
