"""Where things stand in chapter 1: parts of the frame, as the storyboard gives them."""

from __future__ import annotations

from manim import config

from scenes.stage.network.places import large
from scenes.stage.regions import Region, Regions

_CELL = 0.16
"""A cell of the mark that opens the film, of the frame's height."""

_MARK_CORNER = (0.125, 0.22)
"""The corner of its sheet, of the frame's width and height from its upper left corner."""


def mark_corner() -> tuple[float, float]:
    """The corner of the sheet that opens the film, in Manim units."""
    spot = Region.part_of_frame(_MARK_CORNER[0], 1, _MARK_CORNER[1], 1)
    return spot.left, spot.top


def mark_cell() -> float:
    """The side of its cells, in Manim units."""
    return float(_CELL * config.frame_height)


def question() -> Region:
    """The words beside the mark."""
    return Region.part_of_frame(0.49, 0.95, 0.20, 0.72)


def aside(regions: Regions) -> Region:
    """The formulas while something else is looked at: the row that elsewhere bears the title."""
    return regions.title


def pieces() -> tuple[Region, Region]:
    """Two products of pieces, to be compared."""
    return (
        Region.part_of_frame(0.05, 0.475, 0.28, 0.87),
        Region.part_of_frame(0.525, 0.95, 0.28, 0.87),
    )


def network() -> Region:
    """The network with L."""
    return large()
