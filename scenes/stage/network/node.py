"""A node of the network: a circle that bears a symbol."""

from __future__ import annotations

import numpy as np
from manim import Circle

from calculus.algebra.expressions import Place, Symbol
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Typeset, symbol_formula
from scenes.stage.theme import Theme

RIM = 3
"""Pixels that a node's rim reaches beyond its radius."""

_SYMBOL_REACH = 0.8
"""How near a symbol comes to its node's rim at most, as a part of the radius."""


class Node(Typeset):
    """A mobject: a circle with a symbol in it; place and colour tell as well which one it is.

    Attributes:
        circle: the rim, filled so that edges end at it.
        symbol: the formula inside.
        least_radius: from this radius on, its symbol has its full size.
    """

    def __init__(
        self, symbol: Symbol, place: Place, center: np.ndarray, radius: float, theme: Theme
    ) -> None:
        self.circle = Circle(
            radius=radius,
            color=theme.colour(symbol.role),
            stroke_width=theme.strokes.node,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(center)
        self.symbol = symbol_formula(symbol, theme, theme.sizes.formula, place)
        reach = float(np.hypot(self.symbol.width, self.symbol.height)) / 2
        self.least_radius = reach / _SYMBOL_REACH
        if reach > radius * _SYMBOL_REACH:
            size = theme.sizes.formula * radius * _SYMBOL_REACH / reach
            self.symbol = overview(symbol_formula(symbol, theme, size, place))
        self.symbol.move_to(center)
        super().__init__(self.symbol)
        self.submobjects = [self.circle, self.symbol]
