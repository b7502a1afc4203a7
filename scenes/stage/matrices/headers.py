"""Ghost headers: x1, x2 beside the rows and y1, y2, y3 above the columns of W and ∂L/∂W."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from manim import LEFT, VMobject

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Direction, Dots, Named, Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

_SMALLEST = 27.0
"""Pixels; headers that are spoken of never get smaller."""


class Headers(Typeset):
    """A mobject: row headers ("header", "x", i) and column headers ("header", "y", j) of a matrix.

    Args:
        rows: by input i, whatever stands in that row (it gives the height of the header).
        columns: by output j, whatever stands in that column.
        around: what the headers stand outside of (the matrix with its parentheses).
        notation: the symbols' names.
        theme: sizes and colours.
        size: font size in pixels; None for the theme's.
        transposed: for Wᵀ the outputs head the rows and the inputs the columns; `rows` is then
            by output and `columns` by input.

    Attributes:
        room: how far they stand out at the left of what they stand around.
    """

    def __init__(
        self,
        rows: Mapping[int, VMobject],
        columns: Mapping[int, VMobject],
        around: VMobject,
        notation: Notation,
        theme: Theme,
        *,
        size: float | None = None,
        transposed: bool = False,
    ) -> None:
        size = theme.sizes.headers if size is None else size
        gap = units(size) * 0.55
        row_letter, column_letter = ("y", "x") if transposed else ("x", "y")
        name = {"x": notation.x, "y": notation.y}

        def header(letter: str, index: int, dots: Direction) -> Formula:
            place = ("header", letter, index)
            symbol = name[letter](index)
            shown = Dots(place, dots, symbol.role) if index == ELIDED else Named(place, symbol)
            return Formula(shown, theme, size)

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


def add_headers(
    formula: Formula,
    matrix: Collection[Place],
    entries: Place,
    notation: Notation,
    theme: Theme,
    size: float,
    *,
    apart: float = 0.0,
) -> Headers:
    """Headers of a matrix within a formula; what stands at its left moves aside for them.

    Args:
        formula: what holds the matrix, perhaps behind a name and an equals sign.
        matrix: the places under which all of the matrix stands, parentheses included.
        entries: entry i, j stands at (*entries, i, j).
        notation: the symbols' names.
        theme: looks.
        size: font size of the headers in pixels.
        apart: more room between them and what moves aside, in Manim units.
    """
    whole = formula.parts(matrix)
    headers = Headers(
        {i: formula.part(*entries, i) for i in notation.input_range},
        {
            j: formula.parts((*entries, i, j) for i in notation.input_range)
            for j in notation.output_range
        },
        whole,
        notation,
        theme,
        size=size,
    )
    left = whole.get_left()[0]
    for place, atom in formula.atoms.items():
        inside = any(starts(place, part) for part in matrix)
        if not inside and atom.get_center()[0] < left:
            atom.shift(LEFT * (headers.room + apart))
    return headers


class HeadedMatrix(Typeset):
    """A mobject: a matrix of weights (or of ∂L/∂W) with its headers.

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
        self.headers = add_headers(
            formula, (place, ("matrix",)), place, notation, theme, size, apart=units(size) * 0.4
        )
        super().__init__(formula, self.headers)


def headers_within(
    formula: Formula, notation: Notation, theme: Theme, *, largest: float | None = None
) -> Headers:
    """Headers of the matrix at ("w", ...), in a size for being spoken of.

    Args:
        formula: what holds the matrix; what stands at its left moves aside.
        notation: the symbols' names.
        theme: looks.
        largest: pixels that their size may reach; None for the theme's headers.
    """
    size = min(largest or theme.sizes.headers, max(_SMALLEST, 0.8 * formula.size))
    apart = units(formula.size) * 0.1
    return add_headers(formula, (("w",),), ("w",), notation, theme, size, apart=apart)
