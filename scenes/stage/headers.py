"""Ghost headers: x1, x2 beside the rows and y1, y2, y3 above the columns of W and ∂L/∂W."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from manim import LEFT, Line, VGroup, VMobject

from calculus import derivation as derivations
from calculus.elision import elided
from calculus.expressions import Direction, Dots, Named, Place, find
from calculus.notation import ELIDED, Notation
from scenes.stage.declared import overview
from scenes.stage.formula import Formula, Typeset
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


def shared_factors(
    outer: derivations.Line, matrix: HeadedMatrix, notation: Notation, theme: Theme
) -> Typeset:
    """The factors of an outer product as headers: x_i beside row i, ∂L/∂y_j above column j."""
    size = matrix.formula.size
    gap = units(size) * 0.4
    brackets = matrix.formula.part("matrix")
    # As parts of the product, dots run the way they run there.
    product = elided(outer.expression)
    factors: list[Formula] = []
    for i in notation.input_range:
        part = Formula(find(product, ("x", i)), theme, size)
        row = matrix.formula.part("entry", i)
        left = brackets.get_left()[0] - gap - part.width / 2
        factors.append(part.move_to([left, row.get_center()[1], 0]))
    highest = 0.0
    for j in notation.output_range:
        part = Formula(find(product, ("upstream", j)), theme, size)
        column = matrix.formula.part("entry", 1, j)
        highest = max(highest, part.height)
        top = brackets.get_top()[1] + gap + highest / 2
        factors.append(part.move_to([column.get_center()[0], top, 0]))
    return overview(Typeset(*factors))


def table_rules(factors: Typeset, entries: VGroup, theme: Theme) -> VGroup:
    """The two thin rules of a multiplication table, between factors and products."""
    down = (factors.part("upstream").get_bottom()[1] + entries.get_top()[1]) / 2
    across = (factors.part("x").get_right()[0] + entries.get_left()[0]) / 2
    left, right = factors.part("x").get_left()[0], entries.get_right()[0]
    top, bottom = factors.part("upstream").get_top()[1], entries.get_bottom()[1]
    style = {"stroke_width": theme.strokes.frame, "color": theme.muted}
    return VGroup(
        Line([left, down, 0], [right, down, 0], **style),
        Line([across, top, 0], [across, bottom, 0], **style),
    )
