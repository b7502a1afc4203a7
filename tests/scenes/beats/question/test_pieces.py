"""Pieces of products: they fit when the formulas say so, and have room beside each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pytest

from calculus.lessons.lesson import Lesson
from scenes.beats.question import layout
from scenes.beats.question.claims import (
    input_pieces,
    side_of_square,
    weight_pieces,
    with_plain_weights,
    with_rows,
    with_square_weights,
    with_standing_x,
)
from scenes.beats.question.cutting import Cut
from scenes.beats.question.equation import PieceEquation, centered, plan_for
from scenes.beats.question.piece import Part, Piece
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
SHAPES = [(1, 1), (1, 3), (3, 1), (2, 3), (2, 6), (6, 6), (20, 12), (64, 2)]


def equation(pieces: Mapping[Part, Piece]) -> PieceEquation:
    region = layout.pieces()[0]
    return centered(pieces, plan_for([(region, [pieces])], THEME, "①"), region, "①")


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_pieces_fit_as_the_formulas_say(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    one, two = with_rows(input_pieces(lesson)), with_rows(weight_pieces(lesson))
    assert equation(one).fits
    assert equation(with_plain_weights(one)).fits == (inputs == outputs)
    assert equation(two).fits == (inputs == 1)
    assert equation(with_standing_x(two)).fits


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_where_w_is_square_it_fits_as_well_and_only_the_bright_cell_tells(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    pieces = with_square_weights(with_rows(input_pieces(lesson)), lesson)
    assert side_of_square(lesson) > 1
    claimed, plain = equation(pieces), equation(with_plain_weights(pieces))
    assert claimed.fits and plain.fits
    places = []
    for each in (claimed, plain):
        sheet = each.sheets["second"]
        assert sheet.glow is not None
        corner = np.array([*sheet.pose.corner, 0.0])
        right, up, _ = (sheet.glow.get_center() - corner) / sheet.pose.cell
        places.append((right, -up))
    assert places == [pytest.approx((0.5, 1.5)), pytest.approx((1.5, 0.5))]


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_no_piece_touches_another_and_all_stay_in_their_region(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    region = layout.pieces()[0]
    for pieces in (with_rows(input_pieces(lesson)), with_standing_x(weight_pieces(lesson))):
        found = equation(pieces)
        for row in (list(found.sheets.values()), list(found.shapes.values())):
            for before, after in pairwise(row):
                assert before.get_right()[0] < after.get_left()[0]
            assert all(region.holds(each) for each in row)
        assert region.holds(found.names) and region.holds(found.number)


def test_what_is_left_out_has_dots_and_the_shape_says_how_much_there_is(
    make_lesson: Callable[..., Lesson],
) -> None:
    gradient = weight_pieces(make_lesson(1, 64, 10))["subject"]
    assert gradient.drawn == (4, 4)
    shown = equation({**weight_pieces(make_lesson(1, 64, 10))}).sheets["subject"]
    assert {place[1:] for place in shown.atoms} == {
        (row, column) for row in range(4) for column in range(4) if 2 in (row, column)
    }
    shape = gradient.shape("subject")
    assert (shape.rows, shape.columns) == (64, 10)


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (3, 1), (1, 1), (6, 2), (3, 20)])
def test_what_is_cut_and_what_leaves_make_up_the_whole(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    old = equation(with_rows(input_pieces(lesson)))
    new = old.with_pieces(with_square_weights(old.pieces, lesson))
    for part in ("subject", "first", "second"):
        cut = Cut(old, new, part)
        for whole, rests in ((old, cut.leaving), (new, cut.coming)):
            cells = [rest.shape[0] * rest.shape[1] for rest in (cut.common, *rests)]
            assert sum(cells) == np.prod(whole.pieces[part].drawn)
