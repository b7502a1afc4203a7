"""The collected matrix stands in square cells, so that a folded sheet can lie down on it."""

from __future__ import annotations

import pytest
from manim import tempconfig

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.notation import Notation
from scenes.beats.inputs.collected import CollectedProduct
from scenes.stage.theme import THEMES


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), (2, 3), (3, 1), (6, 6), (20, 12)])
def test_rows_and_columns_are_one_side_apart(inputs: int, outputs: int) -> None:
    with tempconfig({"dry_run": True}):
        notation = Notation(inputs, outputs)
        product = CollectedProduct(input_gradient(notation), THEMES["dark"], 40)
    side = product.cells.side
    first = product.part("w", 1, 1).get_center()
    for column, i in enumerate(notation.input_range):
        for row, k in enumerate(notation.output_range):
            right, up, _ = product.part("w", i, k).get_center() - first
            assert right == pytest.approx(column * side)
            assert -up == pytest.approx(row * side)
            assert product.part("w", i, k).width < side
    opening, closing = product.part("w", "open"), product.part("w", "close")
    assert opening.height == pytest.approx(len(notation.output_range) * side, rel=1e-3)
    entries = product.parts(("w", i, k) for i in (1,) for k in (1,))
    left = entries.get_x() - opening.get_left()[0]
    last = product.part("w", notation.input_range[-1], 1).get_x()
    assert closing.get_right()[0] - last == pytest.approx(left)
