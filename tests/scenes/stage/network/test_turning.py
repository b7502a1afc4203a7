"""A network that takes a pose is drawn where the pose says."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.algebra.notation import Notation
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.network import Network
from scenes.stage.network.places import beside, witness
from scenes.stage.network.pose import table, upright
from scenes.stage.network.turning import TurningNetwork, nodes_of, pose_of
from scenes.stage.theme import THEMES

NOTATION = Notation(2, 3)


@pytest.fixture
def turning() -> TurningNetwork:
    return TurningNetwork(Pathways(NOTATION, THEMES["dark"], beside()))


def test_nodes_edges_and_names_go_along(turning: TurningNetwork) -> None:
    pose = upright(NOTATION)
    turning.take(pose)
    for place, node in nodes_of(turning.network).items():
        assert node.circle.get_center() == pytest.approx(pose.centers[place], abs=1e-6)
        assert node.circle.width / 2 == pytest.approx(pose.radii[str(place[0])])
    start, end = turning.network.edges[2, 1].get_start_and_end()
    assert np.linalg.norm(start - pose.centers["x", 1]) == pytest.approx(pose.radii["x"])
    assert np.linalg.norm(end - pose.centers["y", 2]) == pytest.approx(pose.radii["y"])
    for name, edge in [(turning.network.gaps[2, 1], turning.network.edges[2, 1])]:
        a, b = edge.get_start_and_end()
        part = turning.name_parts[2, 1]
        assert name.get_center() == pytest.approx(a + part * (b - a), abs=1e-6)


def test_as_a_table_its_legs_run_along_rows_and_columns(turning: TurningNetwork) -> None:
    pose = table(NOTATION)
    turning.take(pose)
    from_input, from_output = turning.strands.legs[3, 2]
    assert from_input.get_start()[1] == pytest.approx(from_input.get_end()[1])
    assert from_output.get_start()[0] == pytest.approx(from_output.get_end()[0])
    assert turning.strands.beads[3, 2].get_center() == pytest.approx(pose.meeting(2, 3), abs=1e-2)


def test_it_can_shrink_into_another_network(turning: TurningNetwork) -> None:
    small = Network(NOTATION, THEMES["dark"], region=witness(), labels=False, with_loss=True)
    turning.take(pose_of(small))
    for place, node in nodes_of(small).items():
        own = nodes_of(turning.network)[place]
        assert own.circle.get_center() == pytest.approx(node.circle.get_center(), abs=1e-6)
        assert own.symbol.height == pytest.approx(node.symbol.height, rel=1e-3)
        assert own.symbol.get_center() == pytest.approx(node.symbol.get_center(), abs=1e-3)


def test_what_is_behind_nodes_is_drawn_before_them(turning: TurningNetwork) -> None:
    order = turning.network.submobjects
    first = min(order.index(node) for node in nodes_of(turning.network).values())
    names = [*turning.network.gaps.values(), *turning.network.labels.values()]
    assert order.index(turning.strands) < min(map(order.index, names))
    assert order.index(turning.upstream) < first
    assert max(map(order.index, turning.network.edges.values())) < order.index(turning.strands)
