"""The network turned like a page: its mirror image at the end, readable all the time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from calculus.algebra.notation import Notation
from scenes.stage.network.network import Network
from scenes.stage.network.page import PageTurn, stack_for_turning
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.theme import THEMES


def standing(inputs: int, outputs: int) -> Network:
    notation = Notation(inputs, outputs)
    plan = NetworkPlan.in_columns(notation, (-5.5, -3.0, 0.0), 1.0, (0.9, 0.9), 0.3)
    return Network(notation, THEMES["dark"], region=plan, with_loss=True)


def centers(network: Network) -> dict[tuple[str, int], np.ndarray]:
    nodes = {("x", i): node for i, node in network.inputs.items()}
    nodes |= {("y", k): node for k, node in network.outputs.items()}
    return {place: node.circle.get_center() for place, node in nodes.items()}


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (1, 1), (3, 3), (20, 12)])
def test_it_ends_as_its_mirror_image_and_comes_back(inputs: int, outputs: int) -> None:
    network = standing(inputs, outputs)
    before = centers(network)
    for sign in (-1, 1):
        turn = PageTurn(network)
        turn.begin()
        turn.interpolate(1)
        for place, center in centers(network).items():
            x, y, _ = before[place]
            np.testing.assert_allclose(center, [sign * x, y, 0], atol=1e-6)


def test_nodes_stay_round_and_those_of_a_column_apart() -> None:
    network = standing(2, 3)
    turn = PageTurn(network)
    turn.begin()
    for alpha in np.linspace(0, 1, 25):
        turn.interpolate(float(alpha))
        for column in (network.inputs, network.outputs):
            for node in column.values():
                assert node.circle.width == pytest.approx(node.circle.height)
                assert node.circle.width > 0.8 * 2 * network.radius
            for one, other in combinations(column.values(), 2):
                apart = one.circle.get_center() - other.circle.get_center()
                assert np.linalg.norm(apart) > one.circle.width


def test_the_page_is_never_seen_as_a_line() -> None:
    network = standing(2, 3)
    turn = PageTurn(network)
    turn.begin()
    for alpha in np.linspace(0, 1, 50):
        turn.interpolate(float(alpha))
        across = {letter: center[0] for (letter, _), center in centers(network).items()}
        assert max(abs(across["x"]), abs(across["y"])) > network.radius


def test_what_stands_hides_what_turns_and_nodes_hide_lines() -> None:
    network = standing(2, 3)
    turning = network.copy()
    stack_for_turning(network, turning)
    assert network.loss is not None
    lines = max(line.z_index for line in (*network.edges.values(), *network.loss_edges.values()))
    heights = [
        max(node.circle.z_index for node in nodes)
        for nodes in (
            turning.inputs.values(),
            turning.outputs.values(),
            network.outputs.values(),
            [network.loss],
        )
    ]
    assert [lines, *heights] == sorted({lines, *heights})
