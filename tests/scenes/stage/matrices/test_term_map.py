"""The map has every term, in its entry's place, and its movements do what they say."""

from __future__ import annotations

import pytest
from manim import VMobject

from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.matrices.term_map import TermMap, represented
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

REGION = Region(-2.0, 2.0, -2.5, 2.5)
SHAPES = [(2, 3), (3, 1), (1, 1), (6, 6), (1, 64), (64, 1), (20, 12)]


def make(inputs: int, outputs: int) -> TermMap:
    return TermMap(Notation(inputs, outputs), THEMES["dark"], REGION, named=False, split=True)


def opacity(mobject: VMobject) -> float:
    leaves = mobject.family_members_with_points()
    return max(max(leaf.get_fill_opacity(), leaf.get_stroke_opacity()) for leaf in leaves)


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (3, 1), (1, 1), (6, 6)])
def test_all_terms_are_there_and_one_a_weight_stays(inputs: int, outputs: int) -> None:
    terms = make(inputs, outputs)
    assert len(terms.cells) == inputs * outputs**2
    assert len(terms.cells) - len(terms.zeros) == inputs * outputs


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_places_of_the_map_stand_for_all_entries(inputs: int, outputs: int) -> None:
    terms = make(inputs, outputs)
    counted = sum(represented(terms.notation, entry) for entry in terms.places)
    assert counted == inputs * outputs


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_it_stays_in_its_region_with_bars_in_their_frames(inputs: int, outputs: int) -> None:
    terms = make(inputs, outputs)
    assert REGION.holds(terms)
    for (i, j, _), cell in terms.cells.items():
        if j != ELIDED:
            box = terms.frames[i, j]
            assert cell.width < box.width and cell.height < box.height
            assert abs(cell.get_y() - box.get_y()) < box.height / 2


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (6, 6), (20, 12)])
def test_bars_become_zeros_which_leave(inputs: int, outputs: int) -> None:
    terms = make(inputs, outputs)
    finish(terms.become_zero())
    for term in terms.zeros:
        assert opacity(terms.cells[term]) == 0 and opacity(terms.signs[term]) > 0.9
    assert all(opacity(cell) > 0.9 for cell in terms.survivors().values())
    finish(terms.vanish())
    assert all(opacity(sign) == 0 for sign in terms.signs.values())


def test_what_steps_back_comes_back() -> None:
    terms = make(3, 3)
    finish(terms.step_back(terms.terms((1, 1)), 0.4))
    assert opacity(terms.cells[1, 1, 1]) == pytest.approx(0.4)
    assert opacity(terms.cells[1, 2, 1]) == pytest.approx(1)
    finish(terms.step_back(terms.terms((1, 1)), 1))
    assert opacity(terms.cells[1, 1, 1]) == pytest.approx(1)


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (20, 12)])
def test_survivors_gather_into_a_matrix(inputs: int, outputs: int) -> None:
    terms = make(inputs, outputs)
    finish(terms.gather())
    before = terms.frames[1, 1].height
    finish(terms.close_up())
    assert terms.frames[1, 1].height < before
    for (i, j), cell in terms.survivors().items():
        row = terms.frames[i, 1].get_y()
        assert cell.get_y() == pytest.approx(row)
        if j != ELIDED:
            assert terms.frames[i, j].get_y() == pytest.approx(row)


def finish(animation: object) -> None:
    """Play to the end without a scene."""
    animation.begin()  # type: ignore[attr-defined]
    animation.interpolate(0.5)  # type: ignore[attr-defined]
    animation.interpolate(1)  # type: ignore[attr-defined]
