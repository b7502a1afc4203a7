"""The rows of an equation: signs and columns in line, complete or up to a column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.beats.example.rows import Rows
from scenes.stage.formulas.formula import Typeset
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]


def rows_of(lesson: Lesson) -> Rows:
    return Rows(worked.output_rows(lesson), THEME, THEME.sizes.digits)


def parenthesis(row: Typeset, side: str) -> float:
    return float(row.atoms["matrix", side].get_x())


def test_signs_parentheses_and_columns_stand_in_line(post: Lesson, batch: Lesson) -> None:
    for lesson in (post, batch):
        first, *others = rows_of(lesson).rows
        for row in others:
            assert row.equals.get_x() == pytest.approx(first.equals.get_x(), abs=1e-6)
            assert row.get_top()[1] < first.get_bottom()[1]
            for side in ("open", "close"):
                assert parenthesis(row, side) == pytest.approx(parenthesis(first, side), abs=0.02)
            for k in (1, 2, 3):
                middle = first.part("entry", k).get_x()
                assert row.part("entry", k).get_x() == pytest.approx(middle, abs=1e-3)
            first = row


def test_the_distances_beside_both_parentheses_are_equal(post: Lesson) -> None:
    row = rows_of(post).rows[0]
    left = row.part("entry", 1).get_left()[0] - row.atoms["matrix", "open"].get_right()[0]
    right = row.atoms["matrix", "close"].get_left()[0] - row.part("entry", 3).get_right()[0]
    assert left == pytest.approx(right, abs=0.05)


def test_a_row_up_to_a_column_closes_behind_it(batch: Lesson) -> None:
    row = rows_of(batch).rows[0]
    part = row.until(1)
    assert part.has("entry", 1) and not part.has("entry", 2)
    assert part.part("entry", 1).get_x() == pytest.approx(row.part("entry", 1).get_x())
    assert parenthesis(part, "close") < row.part("entry", 2).get_left()[0]
    # What is added behind the parenthesis goes along.
    before = row.part("b").get_x() - parenthesis(row, "close")
    assert part.part("b").get_x() - parenthesis(part, "close") == pytest.approx(before)


def test_dots_have_a_column_of_their_own(make_lesson: Callable[..., Lesson]) -> None:
    assert rows_of(make_lesson(1, 2, 9)).rows[-1].columns == (1, 2, 0, 9)
