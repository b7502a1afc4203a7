"""One way to draw a matrix: even columns, equal distances beside both parentheses."""

from __future__ import annotations

from itertools import pairwise

import pytest

from calculus.affine.in_numbers import input_gradient_numbers
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.spacing import GAP, PADDING, matrices_of, space_columns
from scenes.stage.theme import THEMES, units
from tests.calculus.affine.test_in_numbers import POST

SIZE = 34.0
EM = units(SIZE)


def test_columns_are_evenly_apart_and_parentheses_keep_their_distance() -> None:
    expression = input_gradient_numbers(POST)["matrices"].expression
    formula = Formula(expression, THEMES["dark"], SIZE)
    row, transposed = matrices_of(expression)
    for matrix in (row, transposed):
        space_columns(formula, matrix, EM)
    dot = formula.atoms["product", "dot", 1]
    assert formula.atoms["upstream", "close"].get_right()[0] < dot.get_left()[0]
    assert dot.get_right()[0] < formula.atoms["w", "open"].get_left()[0]
    entries = [formula.atoms["upstream", k] for k in (1, 2, 3)]
    for before, after in pairwise(entries):
        apart = after.get_left()[0] - before.get_right()[0]
        assert apart == pytest.approx(GAP * EM, abs=1e-6)
    opening, closing = (formula.atoms["upstream", side] for side in ("open", "close"))
    assert entries[0].get_left()[0] - opening.get_right()[0] == pytest.approx(PADDING * EM)
    assert closing.get_left()[0] - entries[-1].get_right()[0] == pytest.approx(PADDING * EM)
