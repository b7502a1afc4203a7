"""Chapter 2: every arrow is labelled, what is unknown is asked for, shapes fit."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.algebra.expressions import Product, Shape
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import (
    input_claim,
    input_shapes,
    weight_claim,
    weight_shapes,
)
from scenes.stage.graph.graph import QUANTITIES, Graph
from scenes.stage.graph.small_graph import Unknown, small_graph
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


def test_the_last_picture_has_both_claims_in_question_with_their_shapes(post: Lesson) -> None:
    still = ran("graph", post).stills["unknown"]
    for unknown, claim in (("inputs", input_claim), ("weights", weight_claim)):
        for atom in claim(post.notation).atoms():
            assert atom.sign in still.signs
        assert still.shows("claim", unknown, "equals") and still.shows(unknown, "upstream")
    assert still.signs.count("?") == 2


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shapes_below_the_claims_can_be_multiplied(shape: tuple[int, int, int]) -> None:
    _, inputs, outputs = shape
    for shapes in (input_shapes, weight_shapes):
        subject, product = shapes(Notation(inputs, outputs)).sides
        assert isinstance(product, Product) and isinstance(subject, Shape)
        first, second = product.factors
        assert isinstance(first, Shape) and isinstance(second, Shape)
        assert first.columns == second.rows
        assert (first.rows, second.columns) == (subject.rows, subject.columns)


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
