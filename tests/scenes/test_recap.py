"""Chapter 9 ends on the two formulas; its code stands beside the formula it is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from calculus.affine.code import numpy_lines
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import bias_total_claim, input_claim, weight_claim
from scenes.beats.recap.code_page import CodePage
from scenes.beats.recap.trap import TrapBox
from scenes.stage.formulas.code import Code
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES, units
from tests.performance import ran

SHAPES = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (2, 2, 3), (1, 2, 6), (6, 6, 6), (8, 64, 10)]
THEME = THEMES["dark"]


def test_the_graph_bears_every_gradient(post: Lesson) -> None:
    still = ran("recap", post).stills["graph"]
    notation = post.notation
    for claim in (input_claim(notation), weight_claim(notation), bias_total_claim()):
        for atom in claim.atoms():
            assert atom.sign in still.signs


def test_the_film_ends_on_the_network_beside_the_two_formulas(post: Lesson) -> None:
    performance = ran("recap", post)
    still = performance.stills["closing"]
    assert still.shows("w", post.D, post.M) and still.shows("x", 1) and still.shows("y", 1)
    for output in post.notation.output_range:
        assert still.shows("upstream", output)
    for number in post.notation.input_range:
        assert still.shows("entry", number)
    stray = [m for m in performance.chapter.mobjects if isinstance(m, Code)]
    assert not stray


def test_each_operation_stands_at_the_height_of_its_formula(post: Lesson) -> None:
    page = CodePage(post, THEME, Regions.of_frame().body)
    assert set(page.operations) == set(page.formulas)
    for meaning, code in page.operations.items():
        formula = page.formulas[meaning]
        assert formula.get_bottom()[1] < code.get_center()[1] < formula.get_top()[1]
        assert formula.get_left()[0] > code.get_right()[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_page_fits_and_its_fractions_stay_apart(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    body = Regions.of_frame().body
    page = CodePage(make_lesson(*shape), THEME, body)
    parts = [*page.given, *page.operations.values(), *page.formulas.values()]
    assert all(body.holds(part) for part in parts)
    for upper, lower in pairwise(page.formulas.values()):
        assert upper.get_bottom()[1] - lower.get_top()[1] > units(6)


def test_lines_stand_in_columns(post: Lesson) -> None:
    page = CodePage(post, THEME, Regions.of_frame().body)
    codes = [*page.given, *page.operations.values()]
    comments = [
        code.atoms["comment", 0].get_left()[0] for code in codes if ("comment", 0) in code.atoms
    ]
    assert max(comments) - min(comments) < 0.02
    assert len({round(float(code.anchor.get_x()), 3) for code in codes}) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_trap_has_room_beside_the_listing(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(*shape, "output-first")
    page = CodePage(lesson, THEME, Regions.of_frame().body)
    box = TrapBox(lesson, "one sample, with a 1-D x", THEME, page.aside)
    assert page.aside.holds(box)


def test_code_wears_the_colours_of_what_it_names(post: Lesson) -> None:
    lines = {line.meaning: line for line in numpy_lines(post)}
    wanted = {"dX": "gradient", "dY": "gradient", "W": "w", "T": "w", "@": "ink"}
    code = Code(lines["inputs"], THEME)
    for token, role in wanted.items():
        assert code.token(token)[0].get_fill_color().to_hex().lower() == THEME.colour(role)
