"""Numbers in the network: with air in the nodes, clear of each other on the edges, or beside it."""

from __future__ import annotations

import numpy as np
import pytest
from manim import tempconfig

from calculus.algebra.expressions import Number
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from scenes.beats.example.page import Page
from scenes.beats.example.shift_labels import signed
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.network.edge_labels import collisions
from scenes.stage.theme import THEMES
from tests.calculus.affine.test_in_numbers import POST


def page_of(lesson: Lesson) -> Page:
    with tempconfig({"dry_run": True}):
        return Page(lesson, THEMES["dark"])


@pytest.fixture(scope="module")
def filled() -> Page:
    """The post's page with all numbers in the network."""
    page = page_of(POST)
    for statement in page.given.statements:
        statement.shown = 1
    page.inputs_enter(1)
    page.weights_enter(1)
    return page


def test_the_numbers_of_the_post_have_air_in_their_nodes(filled: Page) -> None:
    for node in filled.net.network.inputs.values():
        assert node.symbol.width < 0.6 * node.circle.width


def test_numbers_on_edges_are_clear_of_each_other(filled: Page) -> None:
    labels = filled.net.network.labels.values()
    centers = np.array([label.get_center()[:2] for label in labels])
    boxes = np.array([(label.width, label.height) for label in labels])
    assert len(boxes) == 6
    assert not collisions(centers, boxes).any()


def test_names_step_out_to_the_left(filled: Page) -> None:
    net = filled.net
    for i, node in net.network.inputs.items():
        assert net.names["x", i].get_right()[0] < node.circle.get_left()[0]


def test_long_numbers_stand_beside_the_outputs() -> None:
    long = tuple(Exact.of(text) for text in ("-1.39710730", "0.41794341", "0.00012345"))
    page = page_of(Lesson("long", POST.X, (long, long), (long,)))
    assert not page.net.holds_numbers
    assert page.net.network.loss is None
    move = page.upstream_enters(page.results.upstream, 1)
    assert isinstance(move, Rewrite)
    network, beside = page.net.network, move.new
    assert beside.get_left()[0] > max(n.circle.get_right()[0] for n in network.outputs.values())
    assert beside.get_right()[0] < page.work.left


def test_a_shift_says_its_sign() -> None:
    def shift(text: str) -> str:
        number = Exact.of(text)
        return signed(Number(("shift",), number.value, number.text)).text

    assert [shift(text) for text in ("0.0002", "-0.1", "0")] == ["+0.0002", "-0.1", "0"]
