"""One way to draw a matrix: the same room at both ends, columns and rows evenly apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from calculus.algebra.notation import Notation
from scenes.stage.matrices.even_matrix import COLUMN_GAP, EvenMatrix
from scenes.stage.theme import THEMES, units

THEME = THEMES["dark"]
NOTATIONS = [Notation(1, 1), Notation(2, 3), Notation(1, 4), Notation(9, 12)]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_columns_are_evenly_apart_and_parentheses_keep_their_distance(notation: Notation) -> None:
    matrix = EvenMatrix(notation.w_matrix(("w",)), THEME, 40)
    opening, closing = matrix.parentheses
    columns = [matrix.stack(c) for c in range(len(matrix.cells[0]))]
    gaps = [after.get_left()[0] - before.get_right()[0] for before, after in pairwise(columns)]
    assert gaps == pytest.approx([COLUMN_GAP * units(40)] * len(gaps))
    left = columns[0].get_left()[0] - opening.get_left()[0]
    right = closing.get_right()[0] - columns[-1].get_right()[0]
    assert left == pytest.approx(right)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_rows_are_evenly_apart_within_the_parentheses(notation: Notation) -> None:
    matrix = EvenMatrix(notation.w_matrix(("w",)), THEME, 40)
    heights = [matrix.line(r).get_y() for r in range(len(matrix.cells))]
    assert [a - b for a, b in pairwise(heights)] == pytest.approx([matrix.row] * (len(heights) - 1))
    assert sum(heights) / len(heights) == pytest.approx(matrix.parentheses.get_y())
    assert matrix.entries.get_top()[1] < matrix.parentheses.get_top()[1]
    assert matrix.entries.get_bottom()[1] > matrix.parentheses.get_bottom()[1]


def test_parentheses_have_one_design() -> None:
    """A row's and a tall matrix's are drawn alike, so that one can grow into the other."""
    row, tall = (
        EvenMatrix(Notation(2, 3).x_row(("x",)), THEME),
        EvenMatrix(Notation(6, 6).w_matrix(("w",)), THEME),
    )
    for sign in ("open", "close"):
        (one,), (other,) = row.atoms["x", sign], tall.atoms["w", sign]
        assert one.points.shape == other.points.shape


def test_columns_of_two_matrices_stand_below_each_other() -> None:
    notation = Notation(2, 3)
    wide = EvenMatrix(notation.upstream_row(("upstream",)), THEME, 40)
    narrow = EvenMatrix(notation.y_row(("y",)), THEME, 40, column=wide.column)
    narrow.move_to(wide)
    for one, other in zip(wide.cells[0], narrow.cells[0], strict=True):
        assert one.get_x() == pytest.approx(other.get_x())
