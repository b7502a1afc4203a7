"""Where the pictures of the summary stand, as parts of the frame's width W and height H."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import config

from calculus.algebra.notation import Notation
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.network.pose import Pose
from scenes.stage.regions import Region

_LINES: Final = (0.05, 0.50, 0.20, 0.80)
"""W, W, H, H: the two lines that hold for any size, where ① and ② stood in the graph."""

_LAYER: Final = (0.58, 0.89, 0.19, 0.83)
"""W, W, H, H: the layer off which they are read; ∂L/∂y_k stands at its right."""

_MIDDLE: Final = 0.39
"""H: in both halves of the closing picture, the middle of the columns of nodes that stand."""

_PAGE_ACROSS: Final = (0.067, 0.16, 0.2525)
"""W: the inputs, the outputs and L, about which the page turns; ∂L/∂x_i stand at its right."""

_PITCH, _TALLEST, _RADIUS, _RADIUS_BY_PITCH = 0.15, 0.31, 0.0365, 0.4
"""H: from node to node, the height that no column exceeds, and the radius, also by the pitch."""

_TABLE_FROM, _TABLE_TO, _TABLE_SCALE = (0.45, 0.51), (0.555, _MIDDLE), 0.87
"""W and H of the middle of the inputs in chapter 6 and in the right half, and how much smaller."""

_CLAIMS_X, _CLAIMS_Y = (_PAGE_ACROSS[2], 0.725), 0.77
"""W, H: ① below L, ② below the table."""

_LAST: Final = ((0.05, 0.345), (0.345, 0.655), (0.655, 0.95))
"""W: ①, the mark and ② in the film's last frame."""

_LAST_UP: Final = (0.13, 0.80)
"""H: the room of the mark there, in whose middle ① and ② stand."""


def any_layer() -> Region:
    """The layer of any size, at the right."""
    return Region.part_of_frame(*_LAYER)


def general_lines() -> tuple[Region, ...]:
    """An entry of ① and one of ②, at the left of the layer."""
    return Region.part_of_frame(*_LINES).rows(1, 1)


def page_plan(notation: Notation) -> NetworkPlan:
    """The forward network in the left half; there is room for its mirror image."""
    width, height = config.frame_width, config.frame_height
    most = max(len(notation.input_range), len(notation.output_range))
    pitch = height * min(_PITCH, _TALLEST / max(1, most - 1))
    radius = min(height * _RADIUS, _RADIUS_BY_PITCH * pitch)
    inputs, outputs, loss = (width * (x - 0.5) for x in _PAGE_ACROSS)
    middle = height * (0.5 - _MIDDLE)
    return NetworkPlan.in_columns(notation, (inputs, outputs, loss), middle, (pitch, pitch), radius)


def in_right_half(pose: Pose) -> Pose:
    """A pose of chapter 6's network, smaller and in the right half."""
    start, end = (_spot(*place) for place in (_TABLE_FROM, _TABLE_TO))
    return Pose(
        {place: end + _TABLE_SCALE * (center - start) for place, center in pose.centers.items()},
        {letter: _TABLE_SCALE * radius for letter, radius in pose.radii.items()},
        pose.bend,
        pose.turn,
    )


def claim_spots() -> tuple[np.ndarray, np.ndarray]:
    """The middles of ① below the page and of ② below the table, shape (3,)."""
    left, right = (_spot(x, _CLAIMS_Y) for x in _CLAIMS_X)
    return left, right


def last_frame() -> tuple[Region, Region, Region]:
    """①, the mark, and ②."""
    left, middle, right = (Region.part_of_frame(*across, *_LAST_UP) for across in _LAST)
    return left, middle, right


def _spot(across: float, down: float) -> np.ndarray:
    x, y = config.frame_width * (across - 0.5), config.frame_height * (0.5 - down)
    return np.array([x, y, 0.0])
