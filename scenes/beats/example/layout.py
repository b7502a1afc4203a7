"""The parts of the frame in chapter 7: what is given at the left, work at the right."""

from __future__ import annotations

from manim import LEFT, UP, Mobject

from scenes.stage.regions import Region
from scenes.stage.theme import units

TOP, BOTTOM = 0.17, 0.86
"""Of the frame's height."""

_GIVEN, _WORK = (0.05, 0.49), (0.55, 0.95)
"""Of the frame's width; between them hang ① and ②."""

ANYWHERE = Region(-100.0, 100.0, -100.0, 100.0)
"""Room for whatever is made in a size of its own, to be measured and moved."""

APART, CLOSE = 48, 34
"""Pixels between what stands at the top of the work and what is below it."""


def given() -> Region:
    """X, W and B, and below them the network."""
    return Region.part_of_frame(*_GIVEN, TOP, BOTTOM)


def work() -> Region:
    """Where everything is worked out; all of it begins at the left edge."""
    return Region.part_of_frame(*_WORK, TOP, BOTTOM)


def at_the_edge(mobject: Mobject, region: Region) -> None:
    """Move to the left edge of a region, in the middle of its height."""
    mobject.move_to(region.left_edge, aligned_edge=LEFT)


def at_the_corner(mobject: Mobject, region: Region) -> None:
    """Move to the upper left corner of a region."""
    mobject.move_to([region.left, region.top, 0.0], aligned_edge=LEFT + UP)


def below(mobject: Mobject, region: Region, gap: float = APART) -> Region:
    """What is free of a region, so many pixels below something in it."""
    top = float(mobject.get_bottom()[1]) - units(gap)
    return Region(region.left, region.right, region.bottom, top)
