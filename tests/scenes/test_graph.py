"""Chapter 2: every arrow is labelled, what is unknown is asked for, shapes fit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Square

from calculus.algebra.expressions import Shape
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import input_claim, weight_claim
from scenes.stage.graph.graph import QUANTITIES, Graph
from scenes.stage.graph.small_graph import Unknown, small_graph
from scenes.stage.matrices.block_claims import input_blocks, weight_blocks
from scenes.stage.matrices.block_equation import BlockEquation
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES
from tests.performance import ran

SHAPES = [(1, 1, 1), (1, 3, 2), (1, 1, 3), (1, 3, 1), (6, 6, 6), (8, 64, 10), (1, 1, 64)]
THEME = THEMES["dark"]


def test_forward_shows_every_name_and_nothing_of_the_gradients(post: Lesson) -> None:
    still = ran("graph", post).stills["forward"]
    letters = [getattr(sign, "letter", sign) for sign in still.signs]
    for letter, times in (("X", 2), ("W", 2), ("B", 1), ("Y", 1), ("L", 1)):
        assert letters.count(letter) == times
    assert "∂" not in letters


def test_shapes_end_with_both_claims(post: Lesson) -> None:
    still = ran("graph", post).stills["shapes"]
    for claim in (input_claim(post.notation), weight_claim(post.notation)):
        for atom in claim.atoms():
            assert atom.sign in still.signs or (atom.sign == "·" and still.shows("sign", "·"))
    assert still.shows("shape", "first") and still.shows("shape", "second")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_pieces_fit_once_one_matrix_is_transposed(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(*shape)
    for blocks, claim, square in (
        (input_blocks, input_claim(lesson.notation), lesson.D == lesson.M),
        (weight_blocks, weight_claim(lesson.notation), lesson.D == 1),
    ):
        assert BlockEquation(blocks(lesson, claim), THEME).fits
        plain = BlockEquation(blocks(lesson, claim, untransposed=True), THEME)
        assert plain.fits == square


def test_large_blocks_have_dots_for_cells_and_true_numbers_for_shapes(
    make_lesson: Callable[..., Lesson],
) -> None:
    lesson = make_lesson(1, 64, 10)
    blocks = BlockEquation(weight_blocks(lesson, weight_claim(lesson.notation)), THEME).blocks
    gradient, column = blocks["subject"], blocks["first"]
    assert set(gradient.cells) == {(r, c) for r in (1, 2, 3, 4) for c in (1, 2, 3, 4)}
    dots = {place for place, cell in gradient.cells.items() if not isinstance(cell, Square)}
    assert dots == {place for place in gradient.cells if 3 in place}
    assert column.cells[3, 1].height > 3 * column.cells[3, 1].width
    shape = gradient.shape.expression
    assert isinstance(shape, Shape) and (str(shape.rows), shape.columns) == ("64", 10)


def test_no_name_touches_an_arrow(post: Lesson) -> None:
    graph = Graph(post.notation, THEME, Regions.of_frame().body)
    wires = [*graph.forward.values(), *graph.backward.values()]
    points = np.concatenate(
        [[wire.shaft.point_from_proportion(p) for p in np.linspace(0, 1, 200)] for wire in wires]
    )
    for quantity in QUANTITIES:
        for words in (graph.names[quantity], graph.shapes[quantity]):
            inside = (
                (points[:, 0] > words.get_left()[0])
                & (points[:, 0] < words.get_right()[0])
                & (points[:, 1] > words.get_bottom()[1])
                & (points[:, 1] < words.get_top()[1])
            )
            assert not inside.any(), quantity


def test_backward_arrows_run_in_parallel_and_the_other_way(post: Lesson) -> None:
    graph = Graph(post.notation, THEME, Regions.of_frame().body)
    for quantity in QUANTITIES:
        there, back = graph.forward[quantity].shaft, graph.backward[quantity].shaft
        start, end = there.points[1] - there.points[0], back.points[-1] - back.points[-2]
        cosine = start @ end / np.linalg.norm(start) / np.linalg.norm(end)
        assert cosine == pytest.approx(-1)


def test_the_compass_lights_what_is_asked_for() -> None:
    assert set(small_graph(THEME).targets) == set()
    assert set(small_graph(THEME, "inputs").targets) == {"inputs"}
    known: tuple[Unknown, ...] = ("inputs",)
    assert set(small_graph(THEME, "weights", known).targets) == {"inputs", "weights"}
