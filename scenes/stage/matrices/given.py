"""X as a row and W below it with its headers: what the network's labels are laid out as."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, VGroup

from calculus.algebra.expressions import Shape
from calculus.algebra.notation import Notation
from calculus.statements.claims import matrix_shape
from calculus.statements.given import given_inputs, given_weights
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.formulas.shape_tag import shape_tag
from scenes.stage.matrices.headers import headers_within
from scenes.stage.theme import Theme, units

_APART = 1.2
"""Free height between X and W's headers, in em: y1 ... must not be read as belonging to X."""

_MANY_ROWS = 6
_APART_OF_MANY = 0.8
"""The same where W is so high that the free height is wanted elsewhere."""


class GivenMatrices(Typeset):
    """X = (x1 x2) above W = (w11 ...; ...), aligned at their equals signs.

    Attributes:
        x: the statement of X, entries at ("x", i).
        shape: X's shape as a row, (1, 2), beside it.
        w: the statement of W, entries at ("w", i, j).
        headers: W's headers, large and lit: here they are what is spoken of.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self.notation = notation
        self.x = Formula(given_inputs(notation), theme, size)
        self.w = Formula(given_weights(notation), theme, size)
        self.headers = headers_within(self.w, notation, theme, largest=theme.sizes.label)
        self.headers.set_opacity(1)
        weights = VGroup(self.w, self.headers)
        apart = _APART if len(notation.input_range) < _MANY_ROWS else _APART_OF_MANY
        VGroup(self.x, weights).arrange(DOWN, buff=units(size) * apart, aligned_edge=LEFT)
        signs = [
            formula.part("statement", name, "equals").get_center()[0]
            for name, formula in (("x", self.x), ("w", self.w))
        ]
        self.x.shift(RIGHT * (signs[1] - signs[0]))
        self._theme = theme
        self.shape = self.shape_as(matrix_shape(1, notation.inputs))
        super().__init__(self.x, self.shape, self.w, self.headers)

    def shape_as(self, shape: Shape) -> Formula:
        """A shape beside X."""
        tag = shape_tag(shape, self._theme)
        return tag.next_to(self.x, RIGHT, buff=units(self._theme.sizes.headers))
