"""What is fitted into a region is as large as it fits, but never too small to read."""

from __future__ import annotations

import pytest
from manim import Square

from scenes.stage.fitting import FIRST_READING, OVERVIEW, fitted
from scenes.stage.regions import Region
from scenes.stage.theme import pixels, units

REGION = Region(0, units(300), 0, units(44))


def square(size: float) -> Square:
    return Square(units(size))


def test_what_fits_has_its_largest_size() -> None:
    assert pixels(fitted(square, REGION, 42).height) == pytest.approx(42)


def test_what_is_too_large_shrinks_into_the_region() -> None:
    found = fitted(square, REGION, 60)
    assert FIRST_READING < pixels(found.height) <= 44


@pytest.mark.parametrize("smallest", [FIRST_READING, OVERVIEW])
def test_nothing_shrinks_below_what_can_be_read(smallest: float) -> None:
    flat = Region(0, 1, 0, units(20))
    assert pixels(fitted(square, flat, 60, smallest=smallest).height) == pytest.approx(smallest)
    assert pixels(fitted(square, flat, 22, smallest=smallest).height) == pytest.approx(22)
