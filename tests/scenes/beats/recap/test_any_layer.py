"""The layer of any size: what comes from the two ends of an edge meets at its name."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.algebra.notation import Notation
from scenes.beats.recap.any_layer import AnyLayer
from scenes.beats.recap.layout import any_layer
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES, units

LAYER = AnyLayer(Notation(2, 3), THEMES["dark"], any_layer())


def test_it_has_room_with_its_gradient() -> None:
    assert Regions.of_frame().safe.holds(LAYER)


def test_all_edges_that_leave_the_input_start_at_its_rim() -> None:
    node = LAYER.nodes["x"].circle
    for edge in LAYER.out_of_input():
        start = LAYER.edges[edge].get_start()
        assert np.linalg.norm(start - node.get_center()) == pytest.approx(node.width / 2)
    assert LAYER.chosen in LAYER.out_of_input()


def test_the_two_ends_meet_at_the_name_without_touching_it() -> None:
    _, legs = LAYER.ends_meet()
    name = LAYER.part("w", "i", "k")
    blue, coral = legs
    assert blue.get_end()[0] < name.get_left()[0] < name.get_right()[0] < coral.get_end()[0]
    assert coral.get_end()[0] - blue.get_end()[0] < name.width + units(60)
