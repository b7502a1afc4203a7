"""What is fitted into a region is as large as it fits, but never too small to read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from manim import Square

from scenes.stage.fitting import (
    FIRST_READING,
    OVERVIEW,
    fitted,
    in_one_size,
    largest_that_fits,
)
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


class Tried:
    """Builds numbers and remembers their sizes; `part` of a number scales, the rest does not."""

    def __init__(self, part: float = 1.0) -> None:
        self.sizes: list[float] = []
        self._part = part

    def __call__(self, size: float) -> float:
        self.sizes.append(size)
        return self._part * size + (1 - self._part) * 100


def excess(built: float) -> float:
    """Fits up to 60."""
    return built / 60


def test_the_largest_size_is_kept_if_it_fits() -> None:
    build = Tried()
    assert largest_that_fits(build, excess, 60) == 60
    assert build.sizes == [60]


def test_what_scales_is_found_in_two_builds_with_a_little_room_to_spare() -> None:
    build = Tried()
    assert largest_that_fits(build, excess, 100, spare=0.1) == pytest.approx(54)
    assert build.sizes == [100, pytest.approx(54)]


def test_what_scales_in_part_only_takes_more_builds_or_as_many_as_are_allowed() -> None:
    build = Tried(part=0.8)
    assert 55 < largest_that_fits(build, excess, 100) <= 60
    assert len(build.sizes) > 2
    build = Tried(part=0.8)
    assert largest_that_fits(build, excess, 100, builds=2) > 60
    assert len(build.sizes) == 2


def test_steps_are_taken_down_to_the_smallest_size_which_is_taken_as_it_is() -> None:
    build = Tried()
    assert largest_that_fits(build, excess, 80, step=0.9, smallest=30) == pytest.approx(58.32)
    assert build.sizes == pytest.approx([80, 72, 64.8, 58.32])
    build = Tried()
    assert largest_that_fits(build, excess, 80, step=0.9, smallest=70) == 70
    assert build.sizes == [80, 72, 70]
    build = Tried()
    assert largest_that_fits(build, excess, 80, smallest=90) == 80


@dataclass
class Word:
    """Something with a size."""

    size: float


def test_several_things_get_the_size_of_the_smallest() -> None:
    found = in_one_size(lambda size: [Word(min(size, most)) for most in (50, 30, 70)], 60)
    assert [word.size for word in found] == [30, 30, 30]
