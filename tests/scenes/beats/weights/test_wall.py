"""The wall: every term in its lane, zeros where terms shrink, parentheses that pass no entry."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from manim import VGroup, VMobject

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.notation import Notation
from scenes.beats.weights.closing import closed
from scenes.beats.weights.derived import headed_line_of
from scenes.beats.weights.layout import wall_place
from scenes.beats.weights.opening import AllTerms
from scenes.beats.weights.wall import Wall, wall_within
from scenes.beats.weights.zeros import into_zero
from scenes.script.variants import lanes_fit
from scenes.stage.animations.carry import Carry
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
SHAPES = [(d, m) for d in range(1, 9) for m in range(1, 5) if lanes_fit(d, m)]


def wall_of(inputs: int, outputs: int) -> Wall:
    notation = Notation(inputs, outputs)
    return wall_within(weight_gradient(notation), notation, THEME, wall_place())


def terms_of(wall: Wall) -> AllTerms:
    return AllTerms(weight_gradient(Notation(2, 3)), wall, wall.copy(), None, None)


def box(mobject: VMobject) -> tuple[float, float, float, float]:
    return (
        mobject.get_left()[0],
        mobject.get_right()[0],
        mobject.get_bottom()[1],
        mobject.get_top()[1],
    )


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_terms_stand_below_each_other_within_their_cells(inputs: int, outputs: int) -> None:
    wall = wall_of(inputs, outputs)
    for cell in wall.cells.values():
        left, right, bottom, top = box(cell.box)
        for upper, lower in pairwise(cell.lanes.values()):
            assert upper.get_bottom()[1] > lower.get_top()[1]
        for part in (*cell.lanes.values(), *cell.signs.values()):
            west, east, south, north = box(part)
            assert left < west and east < right and bottom < south and north < top
        assert cell.tab.get_right()[0] < next(iter(cell.lanes.values())).get_left()[0]


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_wall_fills_its_place(inputs: int, outputs: int) -> None:
    wall, place = wall_of(inputs, outputs), wall_place()
    assert place.excess(wall.width, wall.height) <= 1.01


def test_what_stays_is_a_staircase() -> None:
    wall = wall_of(2, 3)
    for i in (1, 2):
        steps = [wall.cells[i, j].step for j in (1, 2, 3)]
        for one, next_one in pairwise(steps):
            assert next_one.get_left()[0] > one.get_right()[0]
            assert next_one.get_top()[1] < one.get_bottom()[1]


def opacity(part: VMobject) -> float:
    return max(float(leaf.get_fill_opacity()) for leaf in part.family_members_with_points())


def test_a_term_is_replaced_by_its_zero_and_the_lane_is_never_empty() -> None:
    terms = terms_of(wall_of(2, 3))
    cell = terms.wall.cells[1, 2]
    move = Carry(terms.wall, into_zero(terms, (1, 2), 1))
    move.begin()
    for alpha in np.linspace(0, 1, 31):
        move.interpolate(alpha)
        assert max(opacity(cell.lanes[1]), opacity(cell.zeros[1])) > 0.45
    assert opacity(cell.lanes[1]) == 0
    assert opacity(cell.zeros[1]) == 1
    assert opacity(cell.lanes[2]) == 1


def test_no_parenthesis_passes_an_entry_while_the_wall_closes_up() -> None:
    notation = Notation(2, 3)
    terms = terms_of(wall_of(2, 3))
    for cell in terms.wall.cells.values():
        cell.lanes[cell.survivor].move_to(cell.box)
    matrix = headed_line_of(notation, THEME, "survivors")
    move = Carry(terms.wall, closed(terms, matrix))
    move.begin()
    lanes = VGroup(*(cell.lanes[cell.survivor] for cell in terms.wall.cells.values()))
    opening, closing = (terms.wall.frame.atoms["matrix", side] for side in ("open", "close"))
    for alpha in np.linspace(0, 1, 21):
        move.interpolate(alpha)
        assert opening.get_right()[0] < lanes.get_left()[0]
        assert closing.get_left()[0] > lanes.get_right()[0]
    for (i, j), cell in terms.wall.cells.items():
        landed = cell.lanes[cell.survivor].part("entry", i, j)
        goal = matrix.formula.part("entry", i, j)
        assert np.allclose(landed.get_center(), goal.get_center(), atol=1e-6)
