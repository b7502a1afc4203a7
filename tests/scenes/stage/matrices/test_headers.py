"""Headers stand beside the rows and above the columns of a matrix, and nothing is covered."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.algebra.notation import Notation
from calculus.statements.given import given_weights
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.headers import add_headers
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]


@pytest.mark.parametrize("notation", [Notation(2, 3), Notation(9, 7)])
def test_headers_stand_at_their_rows_and_columns(notation: Notation) -> None:
    formula = Formula(given_weights(notation), THEME, 40)
    headers = add_headers(formula, [("w",)], ("w",), notation, THEME, 30)
    matrix = formula.part("w")
    for i in notation.input_range:
        header = headers.part("header", "x", i)
        assert header.get_y() == pytest.approx(formula.part("w", i).get_y())
        assert header.get_right()[0] < matrix.get_left()[0]
    for j in notation.output_range:
        header = headers.part("header", "y", j)
        column = formula.parts(("w", i, j) for i in notation.input_range)
        assert header.get_x() == pytest.approx(column.get_x())
        assert header.get_bottom()[1] > matrix.get_top()[1]


def test_what_stands_at_the_left_of_the_matrix_moves_aside_and_nothing_else() -> None:
    notation = Notation(2, 3)
    formula, before = (Formula(given_weights(notation), THEME, 40) for _ in range(2))
    headers = add_headers(formula, [("w",)], ("w",), notation, THEME, 30, apart=0.5)
    for place, atom in formula.atoms.items():
        way = np.array(atom.get_center()) - before.atoms[place].get_center()
        left = 0.0 if place[0] == "w" else headers.room + 0.5
        assert way == pytest.approx([-left, 0, 0])
    equals = formula.part("statement", "w", "equals")
    assert equals.get_right()[0] < headers.get_left()[0]
