"""The page of code: each line beside its formula and its numbers, the trap beside the arrays."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from manim import VGroup

from calculus.affine.code import operations
from calculus.lessons.lesson import Lesson
from scenes.beats.recap.code_page import CodePage
from scenes.stage.formulas.code import Code
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES, units

SHAPES = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 4, 1), (2, 2, 3), (1, 2, 6), (6, 6, 6), (8, 64, 10)]
THEME = THEMES["dark"]


def page_of(lesson: Lesson) -> CodePage:
    return CodePage(lesson, THEME, Regions.of_frame().body)


def test_a_statement_its_formula_and_its_numbers_stand_at_one_height(post: Lesson) -> None:
    for row in page_of(post).rows.values():
        assert row.printed is not None
        code = VGroup(*row.code)
        bar = row.formula.part("subject", "bar").get_y()
        assert code.get_bottom()[1] < bar < code.get_top()[1]
        assert row.printed.get_y() == pytest.approx(bar)
        assert code.get_right()[0] < row.formula.get_left()[0]
        assert row.formula.get_right()[0] < row.printed.get_left()[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_everything_has_room_and_rows_stay_apart(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    page = page_of(make_lesson(*shape, "output-first"))
    signs = page.signs(("@", "matrix product"), ("*", "entry by entry"))
    rows = [
        VGroup(*row.code, row.formula, row.number, *([row.printed] if row.printed else []))
        for row in page.rows.values()
    ]
    arrays, beside = VGroup(*page.given), VGroup(page.trap, signs)
    body = Regions.of_frame().body
    assert all(body.holds(part) for part in (*rows, arrays, beside))
    assert arrays.get_right()[0] < beside.get_left()[0]
    assert page.trap.get_bottom()[1] > signs.get_top()[1]
    for upper, lower in pairwise([VGroup(arrays, beside), *rows]):
        assert upper.get_bottom()[1] - lower.get_top()[1] > units(6)


def test_lines_stand_in_columns(post: Lesson) -> None:
    page = page_of(post)
    statements = [row.code[0] for row in page.rows.values()]
    for lines in (page.given, statements):
        comments = [
            code.atoms["comment", 0].get_left()[0] for code in lines if ("comment", 0) in code.atoms
        ]
        assert max(comments) - min(comments) < 0.02
    starts = {round(float(code.anchor.get_x()), 3) for code in [*page.given, *statements]}
    assert len(starts) == 1


def test_code_wears_the_colours_of_what_it_names(post: Lesson) -> None:
    code = Code(operations(post)[0].line, THEME)
    wanted = {"dX": "gradient", "dY": "gradient", "W": "w", "T": "w", "@": "ink"}
    for token, role in wanted.items():
        assert code.token(token)[0].get_fill_color().to_hex().lower() == THEME.colour(role)
