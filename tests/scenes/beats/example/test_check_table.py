"""The table of the check: a row an entry, decimal points in line; of many entries some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.affine.nudging import every_nudge
from calculus.lessons.lesson import Lesson
from scenes.beats.example.check_rows import MOST_ROWS
from scenes.beats.example.check_table import CheckTable, Labels
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
REGION = Region(0.0, 5.7, -2.9, 1.6)


def table_of(lesson: Lesson) -> CheckTable:
    labels = Labels("数値微分", "式", "全 n 成分が一致")
    return CheckTable(list(every_nudge(lesson)), lesson.notation, THEME, REGION, labels, 4)


def test_every_entry_of_the_post_has_a_row(post: Lesson) -> None:
    table = table_of(post)
    assert [key[1:] for key in table.rows] == [
        ("x", 1), ("x", 2), *(("w", j, i) for i in (1, 2) for j in (1, 2, 3))
    ]  # fmt: skip
    assert table.agree is None
    assert not table.dots
    assert all(row.agrees for row in table.rows.values())


def test_decimal_points_stand_in_line(post: Lesson) -> None:
    for column in ("shift", "slope", "entry"):
        points = set()
        for row in table_of(post).rows.values():
            cell = getattr(row, column)
            text = cell.expression.text
            points.add(round(float(cell.submobjects[1][text.index(".")].get_left()[0]), 6))
        assert len(points) == 1, column


def test_rows_follow_each_other_and_lie_in_the_region(post: Lesson) -> None:
    rows = list(table_of(post).rows.values())
    heights = [row.slope.get_y() for row in rows]
    assert heights == sorted(heights, reverse=True)
    for row in rows:
        assert row.name.get_left()[0] >= REGION.left - 1e-6
        assert row.tick.get_right()[0] <= REGION.right + 1e-6
        assert row.name.get_bottom()[1] >= REGION.bottom
        edges = [part for cell in row.numbers for part in (cell.get_left()[0], cell.get_right()[0])]
        assert edges == sorted(edges)


def test_few_entries_all_have_a_row_even_if_not_all_are_written_out(
    make_lesson: Callable[..., Lesson],
) -> None:
    table = table_of(make_lesson(1, 1, 9))
    assert len(table.rows) == 10
    assert not table.dots


@pytest.mark.parametrize(("inputs", "outputs"), [(3, 4), (6, 6), (1, 12), (20, 1), (9, 8)])
def test_of_many_entries_some_have_a_row(
    make_lesson: Callable[..., Lesson], inputs: int, outputs: int
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    assert inputs + inputs * outputs > MOST_ROWS
    table = table_of(lesson)
    assert table.agree is not None
    assert len(table.rows) <= 8
    assert {("check", "x", 1), ("check", "w", 1, 1)} <= set(table.rows)
    assert table.agree.get_bottom()[1] >= REGION.bottom
    lowest = min(row.slope.get_bottom()[1] for row in table.rows.values())
    assert table.agree.get_top()[1] < lowest
