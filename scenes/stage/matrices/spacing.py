"""One way to draw a matrix: its columns are evenly apart, its parentheses keep their distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import RIGHT, VGroup

from calculus.algebra.elision import elided
from calculus.algebra.expressions import Expression, Matrix, children
from scenes.stage.formulas.formula import Typeset

PADDING = 0.42
"""Between a parenthesis and the column beside it, in em."""

GAP = 0.8
"""Between two columns, in em."""


def matrices_of(expression: Expression) -> list[Matrix]:
    """All matrices in an expression as it is drawn, from left to right."""
    return [*_matrices(elided(expression))]


def column_widths(formula: Typeset, matrix: Matrix) -> list[float]:
    """How wide the widest entry of each column is, in Manim units."""
    return [max(entry.width for entry in column) for column in _columns(formula, matrix)]


def space_columns(
    formula: Typeset,
    matrix: Matrix,
    em: float,
    widths: Sequence[float] | None = None,
    *,
    gap: float = GAP,
) -> None:
    """Give the columns of a matrix their widths; what stands at its right makes room.

    Args:
        formula: in which the matrix stands.
        matrix: as `matrices_of` gives it.
        em: the formula's font size in Manim units.
        widths: of the columns in Manim units; None for those of the widest entries.
        gap: between two columns, in em.
    """
    opening = formula.atoms[(*matrix.place, "open")]
    closing = formula.atoms[(*matrix.place, "close")]
    behind = [atom for atom in formula.atoms.values() if atom.get_x() > closing.get_right()[0]]
    x = opening.get_right()[0] + PADDING * em
    columns = _columns(formula, matrix)
    for column, width in zip(columns, widths or column_widths(formula, matrix), strict=True):
        for entry in column:
            entry.set_x(x + width / 2)
        x += width + gap * em
    away = RIGHT * (x + (PADDING - gap) * em - closing.get_left()[0])
    VGroup(closing, *behind).shift(away)


def _columns(formula: Typeset, matrix: Matrix) -> list[list[VGroup]]:
    return [
        [formula.part(*entry.place) for entry in column]
        for column in zip(*matrix.rows, strict=True)
    ]


def _matrices(expression: Expression) -> Iterator[Matrix]:
    if isinstance(expression, Matrix):
        yield expression
        return
    for part in children(expression):
        yield from _matrices(part)
