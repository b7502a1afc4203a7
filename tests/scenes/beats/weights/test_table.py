"""The table that was a network: entries at crossings, and factors that go round each other."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from calculus.algebra.notation import Notation
from scenes.beats.weights.change_places import ChangePlaces
from scenes.beats.weights.factors import Factors
from scenes.beats.weights.table_layout import matrix_at_ends, table_layout
from scenes.beats.weights.term_table import TermTable, axis
from scenes.stage.fitting import OVERVIEW
from scenes.stage.regions import Region, Regions
from scenes.stage.theme import THEMES, pixels

THEME = THEMES["dark"]
SHAPES = [(1, 1), (1, 4), (2, 3), (3, 1), (3, 2), (4, 1), (2, 4), (6, 6), (20, 12)]


def as_table(notation: Notation) -> TermTable:
    entries = list(product(notation.input_range, notation.output_range))
    return TermTable(notation, THEME, table_layout(notation, THEME).matrix, entries, headed=False)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_every_entry_stands_at_its_crossing(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    pose = table_layout(notation, THEME).pose.bent(1.0)
    for (i, k), entry in as_table(notation).entries.items():
        x, y, _ = pose.meeting(i, k)
        assert entry.get_center()[0] == pytest.approx(x, abs=1e-6)
        assert axis(entry) == pytest.approx(y, abs=1e-6)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_table_and_factors_fit_and_are_large_enough(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    layout, safe = table_layout(notation, THEME), Regions.of_frame().safe
    matrix, factors = as_table(notation), Factors(notation, THEME, layout.factors)
    assert safe.holds(factors)
    assert safe.holds(matrix.part("matrix"))
    assert safe.holds(factors.name_below_column(THEME, notation))
    assert min(layout.matrix.size, factors.size) >= OVERVIEW
    nodes = [c[0] - layout.pose.radii["x"] for p, c in layout.pose.centers.items() if p[0] == "x"]
    assert matrix.part("statement", "equals", 1).get_right()[0] < min(nodes)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_beside_the_large_network_the_matrix_fits(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    matrix = TermTable(notation, THEME, matrix_at_ends(notation, THEME), ())
    place = Region.part_of_frame(0.05, 0.385, 0.10, 0.87)
    assert place.holds(matrix)
    assert matrix.plan.size >= OVERVIEW


def test_below_the_table_every_factor_stands_under_its_header() -> None:
    notation = Notation(2, 3)
    layout = table_layout(notation, THEME)
    factors = Factors(notation, THEME, layout.factors)
    for k, entry in factors.entries("upstream").items():
        assert entry.get_center()[0] == pytest.approx(layout.pose.centers["y", k][0])
    for i, entry in factors.entries("x").items():
        assert entry.get_center()[0] == pytest.approx(layout.pose.centers["x", i][0])


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (6, 6)])
def test_factors_never_touch_when_they_change_places(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    plan = matrix_at_ends(notation, THEME)
    before = TermTable(notation, THEME, plan, ())
    entries = list(before.entries)
    after = TermTable(notation, THEME, plan, entries)
    move = ChangePlaces(before, after, dict.fromkeys(entries, 0.0))
    move.begin()
    corner = before.entries[1, 1].height / 2
    for alpha in np.linspace(0, 1, 41):
        move.interpolate(alpha)
        x = before.part("entry", 1, 1, "term", 1, "read")
        upstream = before.part("entry", 1, 1, "term", 1, "upstream")
        beside = max(
            x.get_left()[0] - upstream.get_right()[0], upstream.get_left()[0] - x.get_right()[0]
        )
        below = upstream.get_bottom()[1] - x.get_top()[1]
        assert pixels(max(beside, below)) > 1
        # Neither leaves its entry by more than what separates it from the next one.
        for part in (x, upstream):
            assert part.get_bottom()[1] > plan.rows[1] - 1.2 * corner
            assert part.get_top()[1] < plan.rows[1] + 1.2 * corner
    for place in before.atoms:
        if place[0] == "entry":
            assert before.atoms[place].get_center() == pytest.approx(
                after.atoms[place].get_center(), abs=1e-6
            )
