"""Where the two large pictures of the chapter stand: the folded sheet and the turned network.

All numbers are parts of the frame's width or height, counted from its upper left corner, unless
they say otherwise.
"""

from __future__ import annotations

from typing import Final

from manim import config

from calculus.algebra.notation import Notation
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.matrices.weight_sheet import headers_in, letters_in
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_FOLD_CORNER: Final = (0.12, 0.27)
_FOLD_CELL: Final = 0.13
_FOLD_HEIGHT: Final = 0.62
"""Of all cells and the headers together."""

_HEADERS: Final = 0.8
"""Room for the headers, in cells."""

_ACROSS: Final = (0.115, 0.29, 0.50)
"""x of the inputs, of the outputs and of L, the axis of the page."""

_MIDDLE: Final = 0.345
_PITCH: Final = 0.153
_RADIUS: Final = 0.035
_TALLEST: Final = 0.31
"""Height of a column of nodes at most, from the first to the last node's middle."""

_OF_PITCH: Final = 0.4
"""Radius of a node as a part of the pitch, at most."""

_UPSTREAM_PARTS: Final = (0.28,)
_TWO_UPSTREAM_PARTS: Final = (0.20, 0.43)
_FEW: Final = 3
"""Parts of the edges to L; up to so many of them have room for all names beside each other."""

_SHEET_CELL: Final = 0.075
_SHEET_TOP: Final = 0.56
_SHEET_HEIGHT: Final = 0.305
"""Of the cells and headers of W and Wᵀ below the network, together."""


def fold_pose(notation: Notation, theme: Theme) -> Pose:
    """How W lies before it is folded; there is room for it and for Wᵀ."""
    side = min(_FOLD_CELL, _FOLD_HEIGHT / (_most(notation) + _HEADERS))
    return _pose(notation, theme, _FOLD_CORNER, side)


def fold_product() -> Region:
    """The product line, at the right of the sheet."""
    return Region.part_of_frame(0.48, 0.95, 0.19, 0.60)


def mirror_plan(notation: Notation) -> NetworkPlan:
    """The forward network, at the left; the axis of the page runs through its L."""
    width, height = config.frame_width, config.frame_height
    pitch = min(_PITCH, _TALLEST / max(1, _most(notation) - 1))
    return NetworkPlan.in_columns(
        notation,
        (width * (_ACROSS[0] - 0.5), width * (_ACROSS[1] - 0.5), width * (_ACROSS[2] - 0.5)),
        height * (0.5 - _MIDDLE),
        (height * pitch, height * pitch),
        height * min(_RADIUS, _OF_PITCH * pitch),
    )


def mirror_poses(notation: Notation, theme: Theme) -> tuple[Pose, Pose]:
    """W below the forward network and Wᵀ below its mirror image, level at the top."""
    side = min(_SHEET_CELL, _SHEET_HEIGHT / (_most(notation) + _HEADERS))
    top = _SHEET_TOP + _HEADERS * side
    across = (_ACROSS[0] + _ACROSS[1]) / 2
    in_width = side * config.frame_height / config.frame_width
    poses = []
    for middle, count, angle in (
        (across, len(notation.output_range), 0.0),
        (1 - across, len(notation.input_range), HALF_TURN),
    ):
        poses.append(_pose(notation, theme, (middle - count * in_width / 2, top), side, angle))
    return poses[0], poses[1]


def mirror_product() -> Region:
    """Where the product waits until the network has been turned: clear of its way."""
    return Region.part_of_frame(0.31, 0.72, 0.59, 0.865)


def gathered_product() -> Region:
    """The product when it has been taken off the network again, where Wᵀ lies."""
    return Region.part_of_frame(0.46, 0.83, 0.58, 0.86)


def result_place() -> Region:
    """①, where the network's mirror image stood."""
    return Region.part_of_frame(0.55, 0.95, 0.25, 0.70)


def upstream_parts(notation: Notation) -> tuple[float, ...]:
    """Where ∂L/∂y_k stand on the edges to L, from the output: 0.72 from L, or in two columns."""
    return _UPSTREAM_PARTS if len(notation.output_range) <= _FEW else _TWO_UPSTREAM_PARTS


def _pose(
    notation: Notation,
    theme: Theme,
    corner: tuple[float, float],
    side: float,
    angle: float = 0.0,
) -> Pose:
    across, down = corner
    place = config.frame_width * (across - 0.5), config.frame_height * (0.5 - down)
    cell = config.frame_height * side
    letters = letters_in(notation, theme, cell)
    return Pose(place, cell, angle, letters, headers_in(notation, theme))


def _most(notation: Notation) -> int:
    """Nodes of the larger column, which are rows or columns of the sheet; dots count as one."""
    return max(len(notation.input_range), len(notation.output_range))
