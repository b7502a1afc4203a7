"""Ghost headers: x1, x2 beside the rows and y1, y2, y3 above the columns of W and ∂L/∂W."""

from __future__ import annotations

from collections.abc import Mapping

from manim import VGroup, VMobject

from calculus.notation import Notation
from scenes.stage.formula import Formula, Typeset, symbol_formula
from scenes.stage.theme import Theme, units


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

        def header(letter: str, index: int) -> Formula:
            place = ("header", letter, index)
            return symbol_formula(name[letter](index), theme, theme.sizes.headers, place)

        parts: list[Formula] = []
        for index, row in rows.items():
            part = header(row_letter, index)
            x = around.get_left()[0] - gap - part.width / 2
            parts.append(part.move_to([x, row.get_center()[1], 0]))
        for index, column in columns.items():
            part = header(column_letter, index)
            y = around.get_top()[1] + gap + part.height / 2
            parts.append(part.move_to([column.get_center()[0], y, 0]))
        super().__init__(*parts)
        self.set_opacity(theme.ghost)


class HeadedMatrix(Typeset):
    """A matrix of weights (or of ∂L/∂W) with its headers.

    Attributes:
        formula: the matrix; entry i, j stands at (*place, i, j).
        headers: the ghost headers.
    """

    def __init__(
        self, formula: Formula, place: tuple[str | int, ...], notation: Notation, theme: Theme
    ) -> None:
        self.formula = formula
        self.headers = Headers(
            {
                i: VGroup(*(formula.part(*place, i, j) for j in notation.output_range))
                for i in notation.input_range
            },
            {
                j: VGroup(*(formula.part(*place, i, j) for i in notation.input_range))
                for j in notation.output_range
            },
            formula,
            notation,
            theme,
        )
        super().__init__(formula, self.headers)
