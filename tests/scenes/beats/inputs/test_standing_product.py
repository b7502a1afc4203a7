"""A strip of derivatives stands up: rigidly, about the first, and nothing touches on the way."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from manim import tempconfig

from calculus.algebra.notation import Notation
from scenes.beats.inputs.standing_product import StandingProduct, Swing
from scenes.stage.theme import THEMES

SHAPES = [(1, 2), (2, 3), (1, 4), (2, 64)]


def product_of(inputs: int, outputs: int) -> StandingProduct:
    with tempconfig({"dry_run": True}):
        notation = Notation(inputs, outputs, written_out=4)
        return StandingProduct(notation, THEMES["dark"], 44, 1)


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_the_strip_turns_rigidly_and_no_two_derivatives_touch(inputs: int, outputs: int) -> None:
    product = product_of(inputs, outputs)
    lying = product.lying()
    entries = [product.derivatives.part(*place) for place in product.places]
    lengths = [np.linalg.norm(entry.get_center() - product.pivot) for entry in entries]
    swing = Swing(product, lying)
    swing.begin()
    for alpha in np.linspace(0, 1, 31):
        swing.interpolate(float(alpha))
        centers = [entry.get_center() for entry in entries]
        np.testing.assert_allclose(centers[0], product.pivot, atol=1e-6)
        distances = [np.linalg.norm(center - product.pivot) for center in centers]
        np.testing.assert_allclose(distances, lengths, atol=1e-6)
        for one, other in pairwise(entries):
            away = np.abs(other.get_center() - one.get_center())[:2]
            sizes = np.array([one.width + other.width, one.height + other.height]) / 2
            assert (away > sizes).any()


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_it_lies_to_the_right_and_stands_as_the_column(inputs: int, outputs: int) -> None:
    product = product_of(inputs, outputs)
    entries = [product.derivatives.part(*place) for place in product.places]
    column = [entry.get_center() for entry in entries]
    product.lying()
    heights = [entry.get_y() for entry in entries]
    assert heights == pytest.approx([column[0][1]] * len(entries))
    assert all(one.get_x() < other.get_x() for one, other in pairwise(entries))
    product.turn(np.pi / 2)
    for entry, spot in zip(entries, column, strict=True):
        np.testing.assert_allclose(entry.get_center(), spot, atol=1e-6)


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), *SHAPES])
def test_weights_land_on_the_derivatives_they_equal(inputs: int, outputs: int) -> None:
    product = product_of(inputs, outputs)
    for place in product.places:
        np.testing.assert_allclose(
            product.landed.part(*place).get_center(),
            product.derivatives.part(*place).get_center(),
            atol=1e-6,
        )


def test_one_derivative_does_not_turn() -> None:
    assert not product_of(2, 1).turns
    assert product_of(1, 2).turns
