"""The network turns into a table: no node runs into another, the numbers are the storyboard's."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from manim import config

from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.network.pose import (
    Pose,
    between,
    has_beads,
    table,
    turned,
    turned_back,
    upright,
)
from scenes.stage.regions import Regions

SHAPES = list(product((1, 2, 3, 6, 20), (1, 2, 3, 6, 12)))


def spot(across: float, down: float) -> np.ndarray:
    """A spot given in parts of the frame's width and height."""
    return np.array([config.frame_width * (across - 0.5), config.frame_height * (0.5 - down), 0.0])


def gaps(pose: Pose) -> list[float]:
    """Between the rims of any two nodes."""
    return [
        float(np.linalg.norm(pose.centers[a] - pose.centers[b]))
        - pose.radii[str(a[0])]
        - pose.radii[str(b[0])]
        for a, b in combinations(pose.centers, 2)
    ]


def test_two_by_three_stands_where_the_storyboard_puts_it() -> None:
    notation = Notation(2, 3)
    before, after = upright(notation), table(notation)
    assert before.centers["y", 2] == pytest.approx(spot(0.70, 0.51))
    assert before.centers["L",] == pytest.approx(spot(0.87, 0.51))
    assert after.centers["y", 1] == pytest.approx(spot(0.57, 0.30))
    assert after.centers["y", 3] == pytest.approx(spot(0.81, 0.30))
    assert after.centers["L",] == pytest.approx(spot(0.69, 0.20))
    assert after.centers["x", 1] == pytest.approx(spot(0.45, 0.44))
    assert after.centers["x", 2] == pytest.approx(spot(0.45, 0.58))


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_no_node_runs_into_another_while_it_turns(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    for part in np.linspace(0, 1, 31):
        assert min(gaps(turned(notation, part))) > 0.05


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_all_nodes_stay_in_the_safe_area(inputs: int, outputs: int) -> None:
    safe = Regions.of_frame().safe
    for part in np.linspace(0, 1, 11):
        pose = turned(Notation(inputs, outputs), part)
        for place, (x, y, _) in pose.centers.items():
            radius = pose.radii[str(place[0])]
            assert safe.left < x - radius and x + radius < safe.right
            assert safe.bottom < y - radius and y + radius < safe.top


@pytest.mark.parametrize(("inputs", "outputs"), [shape for shape in SHAPES if ELIDED not in shape])
def test_no_bead_lies_on_another(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    if not has_beads(notation):
        return
    edges = list(product(notation.input_range, notation.output_range))
    for pose in (upright(notation), turned(notation, 1.0), table(notation)):
        beads = [pose.meeting(i, k) for i, k in edges]
        assert all(np.linalg.norm(a - b) > 0.25 for a, b in combinations(beads, 2))


def test_in_the_table_every_edge_is_a_crossing() -> None:
    notation = Notation(3, 4)
    pose = table(notation)
    for i, k in product(notation.input_range, notation.output_range):
        x, y, _ = pose.meeting(i, k)
        assert x == pytest.approx(pose.centers["y", k][0])
        assert y == pytest.approx(pose.centers["x", i][1])


def test_the_outputs_turn_back_without_running_into_each_other() -> None:
    notation = Notation(2, 3)
    start, end = table(notation), upright(notation)
    for part in np.linspace(0, 1, 31):
        pose = turned_back(start, end, part, part)
        row = [pose.centers["y", k] for k in notation.output_range]
        assert all(np.linalg.norm(a - b) > 2 * pose.radii["y"] for a, b in combinations(row, 2))
    for place, center in turned_back(start, end, 1.0, 1.0).centers.items():
        assert center == pytest.approx(end.centers[place])


def test_halfway_between_two_poses_everything_is_halfway() -> None:
    notation = Notation(2, 3)
    start, end = upright(notation), table(notation)
    middle = between(start, end, 0.5)
    assert middle.bend == 0.5
    for place, center in middle.centers.items():
        assert center == pytest.approx((start.centers[place] + end.centers[place]) / 2)
