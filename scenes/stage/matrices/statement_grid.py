"""Equations that stand in a grid and take several forms, one after the other, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile, zip_longest

import numpy as np
from manim import DOWN, RIGHT, VGroup, VMobject

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Equation, Expression, Matrix, Place, Relation
from calculus.algebra.notation import Notation
from calculus.writing.typst import RELATIONS
from scenes.stage.exemptions import overview
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.matrices.headers import add_headers
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_COLUMN_GAP = 1.5
"""Least distance between two columns of statements, in em."""


_PADDING = 0.42
"""Between a parenthesis and the columns it encloses, where these stand in line, in em."""

_ENTRY_GAP = 1.0
"""Between two such columns, in em."""

CLOSE = 0.62
"""The same where there is little room, in em."""

_BEHIND_SIGN = 0.28
"""Between an equals sign and what follows it, in em."""

_BEFORE_MATRIX = 0.5
"""The same in front of a matrix: its tall parenthesis brings room of its own."""

_HEADER_SIZE = 0.8
"""Font size of headers, as a part of the statement's, if nobody says otherwise."""

_LEADING = 0.5
"""Between a statement's line and what stands below it, in em."""


class StatementGrid:
    """Statements in rows and columns; in a column all equals signs stand in one line.

    The font size is the largest, up to `size`, at which every form fits the region.

    Args:
        grid: rows of forms; None leaves a place empty.
        notation: names of the headers.
        theme: looks.
        region: where; the columns spread over its width or stand in its middle.
        size: largest font size in pixels; None for the theme's overview size.
        row_gap: least distance between two rows, in em.
        spread: whether columns and rows fill the region (else they stand close, in its middle).
        entry_gap: distance of the columns of a matrix that stand in line, in em.
        header_size: font size of headers in pixels; None for a part of the statements'.

    Attributes:
        rows: the statements.
        size: the font size found, in pixels.
    """

    def __init__(
        self,
        grid: Sequence[Sequence[Forms | None]],
        notation: Notation,
        theme: Theme,
        region: Region,
        *,
        size: float | None = None,
        row_gap: float = 0.6,
        spread: bool = False,
        entry_gap: float = _ENTRY_GAP,
        header_size: float | None = None,
    ) -> None:
        self._row_gap, self._spread, self._entry_gap = row_gap, spread, entry_gap
        self._header_size = header_size
        # The width does not scale quite linearly (headers), so the size is found in a few steps.
        largest_that_fits(
            lambda size: self._set(grid, notation, theme, size),
            lambda extent: region.excess(*extent),
            theme.sizes.overview if size is None else size,
            builds=4,
        )
        self._arrange(region)

    def at(self, row: int, column: int = 0) -> Statement:
        """The statement in a row and a column, from 0.

        Raises:
            KeyError: when the place was left empty.
        """
        found = self.rows[row][column]
        if found is None:
            raise KeyError((row, column))
        return found

    @classmethod
    def single(cls, forms: Forms, notation: Notation, theme: Theme, region: Region) -> Statement:
        """One statement alone, in the middle of a region, in the theme's formula size."""
        return cls([[forms]], notation, theme, region, size=theme.sizes.formula).at(0)

    def __iter__(self) -> Iterator[Statement]:
        return (statement for row in self.rows for statement in row if statement is not None)

    def _set(
        self, grid: Sequence[Sequence[Forms | None]], notation: Notation, theme: Theme, size: float
    ) -> tuple[float, float]:
        """Typeset all statements; returns the width and height they need."""
        self.size = size
        lines = [list(column) for column in zip(*grid, strict=True)]
        gap, headers = self._entry_gap, self._header_size or size * _HEADER_SIZE
        built = [_statements(column, notation, theme, size, gap, headers) for column in lines]
        self.rows = [list(row) for row in zip(*built, strict=True)]
        self._reaches = {
            (r, c): statement.reach()
            for r, row in enumerate(self.rows)
            for c, statement in enumerate(row)
            if statement is not None
        }
        return self._width(), self._height()

    def _side(self, axis: int, line: int, side: int) -> float:
        """The farthest reach to one side in a row (axis 0) or column (axis 1)."""
        found = [reach[side] for key, reach in self._reaches.items() if key[axis] == line]
        return max(found, default=0.0)

    def _columns(self) -> list[tuple[float, float]]:
        return [(self._side(1, c, 0), self._side(1, c, 1)) for c in range(len(self.rows[0]))]

    def _lines(self) -> list[tuple[float, float]]:
        """By row, the reach upwards and downwards."""
        return [(self._side(0, r, 3), self._side(0, r, 2)) for r in range(len(self.rows))]

    def _width(self) -> float:
        gaps = (len(self.rows[0]) - 1) * _COLUMN_GAP * units(self.size)
        return sum(map(sum, self._columns())) + gaps

    def _height(self) -> float:
        gaps = (len(self.rows) - 1) * self._row_gap * units(self.size)
        return sum(map(sum, self._lines())) + gaps

    def _arrange(self, region: Region) -> None:
        column_gap = _COLUMN_GAP * units(self.size)
        left = region.center[0] - self._width() / 2
        if self._spread and len(self.rows[0]) > 1:
            column_gap += (region.width - self._width()) / (len(self.rows[0]) - 1)
            left = region.left
        xs = _stops(left, self._columns(), column_gap)
        row_gap = self._row_gap * units(self.size)
        top = region.center[1] + self._height() / 2
        ys = [-y for y in _stops(-top, self._lines(), row_gap)]
        for r, row in enumerate(self.rows):
            for c, statement in enumerate(row):
                if statement is not None:
                    statement.shift(np.array([xs[c], ys[r], 0.0]) - statement.equals_at())


def _stops(start: float, spans: Iterable[tuple[float, float]], gap: float) -> list[float]:
    """Where the middles stand of spans that follow each other with a gap."""
    stops = []
    for before, after in spans:
        stops.append(start + before)
        start += before + after + gap
    return stops


def _statements(
    column: Sequence[Forms | None],
    notation: Notation,
    theme: Theme,
    size: float,
    gap: float,
    header_size: float,
) -> list[Statement | None]:
    """The statements of one column; the columns of their matrices stand in line."""
    built = [
        []
        if forms is None
        else [overview(Formula(equation, theme, size)) for equation in forms.equations]
        for forms in column
    ]
    for name in dict.fromkeys(forms.column for forms in column if forms is not None):
        _line_up(
            [
                (formula, forms.entries)
                for forms, formulas in zip(column, built, strict=True)
                if forms is not None and forms.column == name and forms.entries is not None
                for formula in formulas
            ],
            gap,
        )
    return [
        None if forms is None else _statement(forms, formulas, notation, theme, size, header_size)
        for forms, formulas in zip(column, built, strict=True)
    ]


def _line_up(formulas: Sequence[tuple[Formula, Place]], gap: float) -> None:
    """The columns of the matrices whose entries stand under these places get equal widths."""
    matrices = [columns for formula, place in formulas if (columns := _columns(formula, place))]
    widths = [
        max(entry.width for entries in entries_by_matrix for entry in entries)
        for entries_by_matrix in zip_longest(*matrices, fillvalue=())
    ]
    for formula, place in formulas:
        _stand_in_line(formula, place, widths, gap)


def _columns(formula: Formula, place: Place) -> list[list[VMobject]]:
    """From left to right, the entries of the matrix (or row) whose entries stand under a place."""
    if not any(where[-1] == "open" for where in formula.atoms):
        return []
    found: dict[Place, list[VMobject]] = {}
    for where, atom in formula.atoms.items():
        index = list(takewhile(lambda key: isinstance(key, int), where[len(place) :]))
        if starts(where, place) and index:
            found.setdefault(tuple(index), []).append(atom)
    columns: dict[int, list[VMobject]] = {}
    for key, atoms in found.items():
        columns.setdefault(int(key[-1]), []).append(VGroup(*atoms))
    return list(columns.values())


def _stand_in_line(formula: Formula, place: Place, widths: Sequence[float], gap: float) -> None:
    """Give the columns of a matrix these widths, and its parentheses some room."""
    columns = _columns(formula, place)
    if not columns:
        return
    em = units(formula.size)
    opening = next(atom for where, atom in formula.atoms.items() if where[-1] == "open")
    closing = next(atom for where, atom in formula.atoms.items() if where[-1] == "close")
    x = opening.get_right()[0] + _PADDING * em
    for entries, width in zip(columns, widths, strict=False):
        for entry in entries:
            entry.set_x(x + width / 2)
        x += width + gap * em
    closing.shift(RIGHT * (x + (_PADDING - gap) * em - closing.get_left()[0]))


def _statement(
    forms: Forms,
    built: Sequence[Formula],
    notation: Notation,
    theme: Theme,
    size: float,
    header_size: float,
) -> Statement:
    equals = [
        formula.atoms[(*equation.place, "equals", 1)]
        for formula, equation in zip(built, forms.equations, strict=True)
    ]
    whole: list[Typeset] = list(built)
    if forms.headed is not None:
        whole = [_headed(formula, forms.headed, notation, theme, header_size) for formula in built]
    for number, sides in enumerate(forms.below):
        if sides:
            equation = forms.equations[number]
            place = (*equation.place, "below")
            relation = Equation((), (equation.sides[-1], *sides)).relation(1)
            below = _below(place, relation, sides, theme, size)
            below.shift(equals[number].get_center() - below.submobjects[0].get_center())
            # What is below may stand beside the denominator of a fraction on the left.
            x = equals[number].get_x()
            right = [atom for atom in built[number].atoms.values() if atom.get_x() > x]
            drop = below.get_top()[1] - VGroup(*right).get_bottom()[1] + _LEADING * units(size)
            whole[number] = Typeset(whole[number], below.shift(DOWN * drop))
    for form, sign in zip(whole, equals, strict=True):
        form.shift(equals[0].get_center() - sign.get_center())
    return Statement(whole, equals, size)


def _below(
    place: Place, relation: Relation, sides: Sequence[Expression], theme: Theme, size: float
) -> Typeset:
    """= side (= side ...)."""
    sign = Sign((*place, "equals", 1), RELATIONS[relation], theme.ink, size)
    behind = sides[0] if len(sides) == 1 else Equation((*place, "sides"), tuple(sides))
    rest = Formula(behind, theme, size)
    gap = _BEFORE_MATRIX if isinstance(sides[0], Matrix) else _BEHIND_SIGN
    rest.shift(RIGHT * (sign.get_right()[0] - rest.get_left()[0] + gap * units(size)))
    return overview(Typeset(sign, rest))


def _headed(
    formula: Formula, places: tuple[Place, Place], notation: Notation, theme: Theme, size: float
) -> Typeset:
    """The formula with ghost headers; what stands left of the matrix makes room for them."""
    entries = places[1]
    if not formula.has(*entries, 1, 1):
        return formula
    return Typeset(formula, add_headers(formula, places, entries, notation, theme, size))
