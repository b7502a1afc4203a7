"""X as a row and W below it with its headers: what the network's labels are laid out as."""

from __future__ import annotations

from dataclasses import replace

from manim import DOWN, LEFT, RIGHT, VGroup

from calculus.derivation import starts
from calculus.notation import Notation
from calculus.statements import given_inputs, given_weights
from scenes.stage.formula import Formula, Typeset
from scenes.stage.headers import Headers
from scenes.stage.theme import Theme, units

_APART = 1.2
"""Free height between X and W's headers, in em: y1 ... must not be read as belonging to X."""

_SMALLEST_HEADERS = 27
"""In pixels: they are spoken of, too."""

_MANY_ROWS = 6
_APART_OF_MANY = 0.8
"""The same where W is so high that the free height is wanted elsewhere."""


class GivenMatrices(Typeset):
    """X = (x1 x2) above W = (w11 ...; ...), aligned at their equals signs.

    Attributes:
        x: the statement of X, entries at ("x", i).
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
        super().__init__(self.x, self.w, self.headers)


def headers_within(
    formula: Formula, notation: Notation, theme: Theme, *, largest: float | None = None
) -> Headers:
    """Headers of the matrix at ("w", ...); what stands at its left moves aside for them.

    Args:
        formula: what holds the matrix.
        notation: the symbols' names.
        theme: looks.
        largest: pixels that their size may reach; None for the theme's headers.
    """
    matrix = formula.part("w")
    size = min(largest or theme.sizes.headers, max(_SMALLEST_HEADERS, 0.8 * formula.size))
    theme = replace(theme, sizes=replace(theme.sizes, headers=size))
    headers = Headers(
        {i: formula.part("w", i) for i in notation.input_range},
        {
            j: formula.parts(("w", i, j) for i in notation.input_range)
            for j in notation.output_range
        },
        matrix,
        notation,
        theme,
    )
    room = LEFT * (matrix.get_left()[0] - headers.get_left()[0] + units(formula.size) * 0.1)
    for place, atom in formula.atoms.items():
        if not starts(place, ("w",)) and atom.get_center()[0] < matrix.get_left()[0]:
            atom.shift(room)
    return headers
