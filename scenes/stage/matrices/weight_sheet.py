"""W as a sheet with its headers."""

from __future__ import annotations

from itertools import product
from typing import Any

from manim import VMobject

from calculus.algebra.expressions import Direction, Dots, Expression, Named, Place, Symbol
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.throb import Throb
from scenes.stage.exemptions import context, overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import symbol_formula
from scenes.stage.matrices.sheet import Sheet, Spot
from scenes.stage.matrices.sheet_pose import Pose
from scenes.stage.theme import Theme, pixels

_LETTERS = 0.56
"""Largest font size of entries and headers, in cells."""

_FILL = 0.8
"""Part of a cell's width that its entry may take."""

_FULL = 0.95
"""The same where it could not be read otherwise."""

_HEADER_FILL = 0.6
"""Greatest width of a header, in cells: half of it and a gap are as wide as the margin."""

_SAMPLE = 100.0
"""Font size in pixels at which names are measured."""


class WeightSheet(Sheet):
    """A mobject: W, with its headers on the margin.

    Entries stand at ("w", i, k), headers at ("header", "x", i) and ("header", "y", k).

    Args:
        notation: shape and names.
        theme: looks.
        pose: how it lies at first.
        headed: whether it has headers; they are pale at first.
        backed: whether it hides what is behind it.

    Attributes:
        inputs, outputs: whose weights stand in its rows and columns, dots included.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        pose: Pose,
        *,
        headed: bool = True,
        backed: bool = False,
    ) -> None:
        rows, columns = self.inputs, self.outputs = notation.input_range, notation.output_range
        down = {i: row + 0.5 for row, i in enumerate(rows)}
        right = {k: column + 0.5 for column, k in enumerate(columns)}
        painted: list[tuple[Expression, Spot]] = [
            (_entry(notation, i, k), Spot(down[i], right[k])) for i, k in product(rows, columns)
        ]
        if headed:
            painted += [(_header(notation, "x", i), Spot(down[i], None)) for i in rows]
            painted += [(_header(notation, "y", k), Spot(None, right[k])) for k in columns]
        super().__init__((len(rows), len(columns)), theme, pose, painted, backed=backed)
        for header in self._headers():
            context(header).set_opacity(theme.ghost)
        overview(self)

    def band(self, *, input: int | None = None, output: int | None = None) -> VMobject:
        """The outline of the cells of an input, of an output, or of the edge between both.

        It bears no look yet. What has no cell of its own is among the dots.
        """
        rows, columns = self.shape
        down, right = 0, 0
        if input is not None:
            down, rows = self._slot(self.inputs, input), 1
        if output is not None:
            right, columns = self._slot(self.outputs, output), 1
        return self.ring(down, right, rows, columns)

    @staticmethod
    def _slot(indices: tuple[int, ...], index: int) -> int:
        return indices.index(index if index in indices else ELIDED)

    def light_headers(self, **options: Any) -> Restyle:
        """An animation: the headers, which are context otherwise, come forward."""
        options.setdefault("run_time", self.theme.tempo.brisk)
        styles: dict[VMobject, Style] = {
            header: Style(fill_opacity=1.0) for header in self._headers()
        }
        return Restyle(self, styles, **options)

    def throb_headers(self, letter: str, **options: Any) -> Throb:
        """An animation: the headers of the inputs ("x") or of the outputs ("y") draw the eye."""
        return Throb(self, self._headers(letter), **options)

    def show_headers(self) -> None:
        """The headers come forward at once."""
        for header in self._headers():
            header.set_opacity(1)

    def _headers(self, *letters: str) -> list[VMobject]:
        """The headers of the inputs ("x"), of the outputs ("y"), or of both."""
        return [
            atom
            for place, atom in self.atoms.items()
            if place[0] == "header" and place[1] in (letters or ("x", "y"))
        ]


def letters_in(notation: Notation, theme: Theme, cell: float) -> float:
    """The font size, in cells, at which all entries have room in their cells.

    Args:
        notation: gives the entries' names.
        theme: looks.
        cell: side of a cell in Manim units; in a small one the names come near to its edges.
    """
    last = notation.w(notation.output_range[-1], notation.input_range[-1])
    widest = _width_in_em(last, theme)
    legible = min(OVERVIEW / pixels(cell), _FULL / widest)
    return max(legible, min(_LETTERS, _FILL / widest))


def headers_in(notation: Notation, theme: Theme) -> float:
    """The font size, in cells, at which all headers have room in the margin."""
    last = notation.x(notation.input_range[-1]), notation.y(notation.output_range[-1])
    widest = max(_width_in_em(symbol, theme) for symbol in last)
    return min(_LETTERS, _HEADER_FILL / widest)


def _width_in_em(symbol: Symbol, theme: Theme) -> float:
    return pixels(symbol_formula(symbol, theme, _SAMPLE).width) / _SAMPLE


def _entry(notation: Notation, i: int, k: int) -> Expression:
    place: Place = ("w", i, k)
    if ELIDED not in (i, k):
        return Named(place, notation.w(k, i))
    direction: Direction = "aslant" if i == k else "across" if k == ELIDED else "down"
    return Dots(place, direction, "w")


def _header(notation: Notation, letter: str, index: int) -> Expression:
    place: Place = ("header", letter, index)
    symbol = notation.x(index) if letter == "x" else notation.y(index)
    if index != ELIDED:
        return Named(place, symbol)
    return Dots(place, "down" if letter == "x" else "across", symbol.role)
