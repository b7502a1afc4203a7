"""Where the things of the chapter's first half stand, as parts of the frame.

The network with L rests `beside` what is written (`scenes.stage.network.places`); what is
written has the left of the stage, between the title row and the captions.
"""

from __future__ import annotations

from dataclasses import replace

from calculus.algebra.notation import Notation
from scenes.stage.regions import Region

LEFT, RIGHT, TOP, BOTTOM = 0.05, 0.57, 0.17, 0.86
"""The left of the stage: up to the network, from below the title row to above the captions."""

_COMPACT = 4
"""From more inputs or outputs than this on, cards and slots show the first two, dots, the last."""


def compact(notation: Notation) -> Notation:
    """The notation in which small matrices are written: at most 4×4, with dots."""
    if max(notation.inputs, notation.outputs) <= _COMPACT:
        return notation
    return replace(notation, written_out=min(notation.written_out, _COMPACT))


def given_place() -> Region:
    """W at the beginning, and the cards that are made of it."""
    return Region.part_of_frame(LEFT, RIGHT, TOP, 0.48)


def slots_place() -> Region:
    """∂L/∂W as it grows out of W."""
    return Region.part_of_frame(LEFT, RIGHT, 0.53, BOTTOM)


def slots_aside() -> Region:
    """∂L/∂W while one of its entries is looked at."""
    return Region.part_of_frame(LEFT, 0.31, TOP, 0.40)


def cards_aside() -> Region:
    """The cards meanwhile."""
    return Region.part_of_frame(0.335, RIGHT, TOP, 0.40)


def entry_place() -> Region:
    """One entry of ∂L/∂W, large."""
    return Region.part_of_frame(LEFT, RIGHT, 0.42, BOTTOM)


def wall_place() -> Region:
    """∂L/∂W with all its terms: as large as it can be beside the network."""
    return Region.part_of_frame(LEFT, RIGHT, TOP, BOTTOM)


def lanes_place() -> Region:
    """One entry's terms, where not all entries' have room."""
    return Region.part_of_frame(LEFT, 0.21, TOP, BOTTOM)


def chart_place() -> Region:
    """The map of all terms beside them."""
    return Region.part_of_frame(0.225, RIGHT, TOP, BOTTOM)


def map_place() -> Region:
    """The wall drawn back, between the two networks and below them."""
    return Region.part_of_frame(0.42, 0.58, 0.73, 0.84)


def tally_place() -> Region:
    """The counter of terms: above the wall, where the title was."""
    return Region.part_of_frame(LEFT, RIGHT, 0.05, 0.14)


def matrix_place() -> Region:
    """∂L/∂W as a matrix again."""
    return Region.part_of_frame(LEFT, 0.55, 0.20, 0.82)


def equations_place() -> Region:
    """The equations, below the network in its place `beside`."""
    return Region.part_of_frame(0.58, 0.95, 0.63, 0.85)


PATHS_LINE = 0.72
"""Where the numbers of paths stand, in parts of the frame's height from above."""
