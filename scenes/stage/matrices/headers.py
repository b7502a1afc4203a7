"""Ghost headers: x1, x2 beside the rows and y1, y2, y3 above the columns of W and ∂L/∂W."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from manim import LEFT, VGroup, VMobject

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Direction, Dots, Named, Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

_SMALLEST = 27.0
"""Pixels; headers never get smaller."""


class Headers(Typeset):
    """Row headers ("header", "x", i) and column headers ("header", "y", j) of a matrix.

    Args:
        rows: by input i, whatever stands in that row (it gives the height of the header).
        columns: by output j, whatever stands in that column.
        around: what the headers stand outside of (the matrix with its parentheses).
        notation: the symbols' names.
        theme: sizes and colours.
        transposed: for Wᵀ the outputs head the rows and the inputs the columns; `rows` is then
            by output and `columns` by input.
    """

    def __init__(
        self,
        rows: Mapping[int, VMobject],
        columns: Mapping[int, VMobject],
        around: VMobject,
        notation: Notation,
        theme: Theme,
        *,
        transposed: bool = False,
    ) -> None:
        gap = units(theme.sizes.headers) * 0.55
        row_letter, column_letter = ("y", "x") if transposed else ("x", "y")
        name = {"x": notation.x, "y": notation.y}

        def header(letter: str, index: int, dots: Direction) -> Formula:
            place = ("header", letter, index)
            symbol = name[letter](index)
            shown = Dots(place, dots, symbol.role) if index == ELIDED else Named(place, symbol)
            return Formula(shown, theme, theme.sizes.headers)

        heads = [header(row_letter, index, "down") for index in rows]
        widest = max(head.width for head in heads)
        parts: list[Formula] = []
        for part, (index, row) in zip(heads, rows.items(), strict=True):
            # Dots stand in the middle of their neighbours.
            width = widest if index == ELIDED else part.width
            x = around.get_left()[0] - gap - width / 2
            parts.append(part.move_to([x, row.get_center()[1], 0]))
        heads = [header(column_letter, index, "across") for index in columns]
        highest = max(head.height for head in heads)
        for part, (index, column) in zip(heads, columns.items(), strict=True):
            height = highest if index == ELIDED else part.height
            y = around.get_top()[1] + gap + height / 2
            parts.append(part.move_to([column.get_center()[0], y, 0]))
        super().__init__(*parts)
        self.room = around.get_left()[0] - self.get_left()[0]
        overview(self).set_opacity(theme.ghost)


class HeadedMatrix(Typeset):
    """A matrix of weights (or of ∂L/∂W) with its headers.

    Args:
        formula: the matrix, perhaps behind a name and an equals sign, which make room.
        place: entry i, j stands at (*place, i, j).
        notation: the symbols' names.
        theme: sizes and colours.

    Attributes:
        formula: the matrix.
        headers: the ghost headers.
    """

    def __init__(self, formula: Formula, place: Place, notation: Notation, theme: Theme) -> None:
        self.formula = formula
        # Headers of a small matrix are no larger than what they stand beside.
        size = min(theme.sizes.headers, max(formula.size, _SMALLEST))
        theme = replace(theme, sizes=replace(theme.sizes, headers=size))
        rows = {
            i: VGroup(*(formula.part(*place, i, j) for j in notation.output_range))
            for i in notation.input_range
        }
        columns = {
            j: VGroup(*(formula.part(*place, i, j) for i in notation.input_range))
            for j in notation.output_range
        }
        matrix = formula.parts([place, ("matrix",)])
        self.headers = Headers(rows, columns, matrix, notation, theme)
        in_front = [a for a in formula.atoms.values() if a not in matrix.submobjects]
        room = self.headers.room + units(theme.sizes.headers) * 0.4
        VGroup(*in_front).shift(LEFT * room)
        super().__init__(formula, self.headers)


_SMALLEST_HEADERS = 27
"""In pixels: they are spoken of, too."""

MANY_ROWS = 6
APART_OF_MANY = 0.8
"""The same where W is so high that the free height is wanted elsewhere."""


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
