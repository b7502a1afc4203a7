"""Lanes are chosen where they have room at a readable size, and captions choose with them."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from calculus.affine.weight_gradient import weight_gradient
from calculus.lessons.lesson import Lesson
from scenes.beats.weights.layout import WeightsPage
from scenes.beats.weights.term_grid import LaneGrid
from scenes.script.variants import VARIANTS, lanes_fit
from scenes.stage.fitting import OVERVIEW
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES

SHAPES = [(inputs, outputs) for inputs in range(1, 7) for outputs in range(1, 7)]
WRITTEN_OUT = [shape for shape in SHAPES if lanes_fit(*shape)]


def test_the_posts_terms_are_written_out_and_many_are_mapped() -> None:
    assert lanes_fit(2, 3) and lanes_fit(1, 1) and lanes_fit(6, 1)
    assert not lanes_fit(3, 3) and not lanes_fit(1, 4) and not lanes_fit(64, 1)


@pytest.mark.parametrize(("inputs", "outputs"), [*WRITTEN_OUT, (6, 6), (20, 12)])
def test_captions_and_stage_agree(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    lesson = make_lesson(1, inputs, outputs)
    page = WeightsPage.of(Regions.of_frame().body, lesson.notation)
    assert VARIANTS["elided"](lesson) == page.mapped


@pytest.mark.parametrize(("inputs", "outputs"), WRITTEN_OUT)
def test_lanes_that_fit_are_readable_and_within_their_cells(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson]
) -> None:
    notation = make_lesson(1, inputs, outputs).notation
    page = WeightsPage.of(Regions.of_frame().body, notation)
    grid = LaneGrid(weight_gradient(notation), notation, THEMES["dark"], page.lanes)
    assert grid.size >= OVERVIEW
    for cell in grid.cells.values():
        assert page.lanes.holds(cell.box)
        for part in (cell.corner, cell.sum):
            assert part.get_left()[0] > cell.box.get_left()[0]
            assert part.get_right()[0] < cell.box.get_right()[0]
        lanes = list(cell.lanes.values())
        for upper, lower in itertools.pairwise(lanes):
            assert upper.get_bottom()[1] > lower.get_top()[1]
        assert cell.corner.get_right()[0] < cell.equals.get_left()[0]
