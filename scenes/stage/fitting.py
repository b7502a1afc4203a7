"""As large as fits: sizes for what is read for the first time and for overviews."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol, TypeVar

from manim import VGroup

from scenes.stage.exemptions import overview
from scenes.stage.regions import Region
from scenes.stage.theme import Sizes

FIRST_READING = 40.0
"""The smallest size (em, pixels) of a formula whose terms are read for the first time."""

OVERVIEW = 27.0
"""The smallest size (em, pixels) of a formula whose terms have been read."""

_Group = TypeVar("_Group", bound=VGroup)
_Built = TypeVar("_Built")


class _HasSize(Protocol):
    """A mobject or layout that knows the font size (pixels) it was set in."""

    size: float


_Several = TypeVar("_Several", bound=Collection[_HasSize])


def largest_that_fits(
    build: Callable[[float], _Built],
    excess: Callable[[_Built], float],
    size: float,
    *,
    smallest: float = 0.0,
    step: float | None = None,
    spare: float = 0.005,
    builds: int | None = None,
) -> _Built:
    """What `build` makes at the largest size at which it fits, sought from `size` downwards.

    Args:
        build: makes it at a size, in whatever unit.
        excess: how many times too large is what was made; it fits if this is 1 or less.
        size: the first size, and the largest.
        smallest: the last size that is tried; what was made at it is taken even if it is too
            large.
        step: factor from each size to the next. None: each size is as much smaller as the excess
            asks for and `spare` more, which takes two builds of what scales with its size.
        spare: part of the room that is left free for what does not quite scale.
        builds: how often it is built at most; what was made last is taken. None: until it fits.
    """
    count = 1
    while True:
        built = build(size)
        over = excess(built)
        if over <= 1 or size <= smallest or count == builds:
            return built
        size = max(smallest, size * ((1 - spare) / over if step is None else step))
        count += 1


def in_one_size(build: Callable[[float], _Several], size: float) -> _Several:
    """Several things, each as large as it fits up to `size`, all in the size of the smallest.

    Args:
        build: makes all of them, none larger than a font size in pixels.
        size: the largest font size in pixels.
    """
    found = build(size)
    return build(min(each.size for each in found))


def fitted(
    build: Callable[[float], _Group],
    region: Region,
    size: float | None = None,
    *,
    smallest: float = FIRST_READING,
) -> _Group:
    """What `build` makes at the largest size up to `size` (pixels) at which it fits a region.

    Args:
        build: makes it at a font size in pixels.
        region: what it shall fit into.
        size: the largest size; None for the theme's formula size.
        smallest: it never gets smaller, even if it sticks out: where that can happen, callers
            bring less at a time. `OVERVIEW` is for what repeats terms that have been read; it is
            declared as such.
    """
    size = Sizes.formula if size is None else size

    def excess(mobject: _Group) -> float:
        extent = getattr(mobject, "whole", mobject)
        return region.excess(extent.width, extent.height)

    mobject = largest_that_fits(build, excess, size, smallest=smallest, spare=0.015, builds=2)
    return mobject if smallest >= FIRST_READING else overview(mobject)
