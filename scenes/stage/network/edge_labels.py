"""Where the names of many crossing edges go, so that none covers another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

PREFERRED = 0.7
"""Part of the edge's way to the output: there the edges are well apart."""

_CANDIDATES = np.round(np.arange(0.22, 0.86, 0.02), 2)
_SWEEPS = 12
_COLLISION, _NODE, _CROSSING = 40.0, 25.0, 4.0
_STEP = 0.92
"""From one font size to the next smaller one that is tried."""


@dataclass(frozen=True)
class LabelPlan:
    """How the names of a network's edges are set.

    Attributes:
        size: font size in pixels.
        parts: by edge, where its name stands as a part of the edge, shape (edges,).
        boxes: by edge, width and height of the room for its name, shape (edges, 2).
        all_at_once: whether every name has its place to itself, no other edge running through;
            otherwise only names of edges that meet in a node may be shown together.
    """

    size: float
    parts: np.ndarray
    boxes: np.ndarray
    all_at_once: bool


def plan_labels(
    ends: np.ndarray,
    meeting: np.ndarray,
    nodes: np.ndarray,
    radius: float,
    sizes: tuple[float, float],
    boxes_at: Callable[[float], np.ndarray],
) -> LabelPlan:
    """All names at once, as large as they fit; if they do not, those of edges that meet.

    Args:
        ends: where the edges begin and end, shape (edges, 2, 2).
        meeting: which edges have a node in common, shape (edges, edges).
        nodes: centres of all nodes, shape (nodes, 2).
        radius: of the nodes.
        sizes: the largest and the smallest font size in pixels.
        boxes_at: font size -> width and height that each name needs, shape (edges, 2).
    """
    largest, smallest = sizes
    everyone = np.ones_like(meeting)
    steps: list[float] = [largest]
    while steps[-1] > smallest:
        steps.append(max(smallest, steps[-1] * _STEP))

    def plan(size: float, together: np.ndarray) -> tuple[LabelPlan, bool]:
        boxes = boxes_at(size)
        parts, clear = place_labels(ends, boxes, nodes, radius, together)
        return LabelPlan(size, parts, boxes, together is everyone), clear

    for together in (everyone, meeting):
        found, clear = plan(smallest, together)
        if not clear:
            continue
        for size in steps:
            larger, clear = plan(size, together)
            if clear:
                return larger
    return found


def place_labels(
    ends: np.ndarray,
    boxes: np.ndarray,
    nodes: np.ndarray,
    radius: float,
    together: np.ndarray,
) -> tuple[np.ndarray, bool]:
    """A part of its edge for every label, by a few sweeps in which each label betters its place.

    Args:
        ends: where the edges leave their inputs' rims and reach their outputs', (edges, 2, 2).
        boxes: width and height that each label needs for itself, shape (edges, 2).
        nodes: centres of all nodes, shape (nodes, 2).
        radius: of the nodes.
        together: which edges are seen with their labels at the same time, shape (edges, edges).

    Returns:
        The labels' positions as parts of their edges, shape (edges,), and whether each has its
        place to itself: no other label there, no other edge, no node.
    """
    half = boxes / 2
    starts = ends[:, 0]
    ways = ends[:, 1] - starts
    spots = starts[:, None] + _CANDIDATES[None, :, None] * ways[:, None]
    crossings = _crossings(spots, ends, half, together)
    nearest = np.maximum(np.abs(spots[:, :, None] - nodes) - half[:, None, None], 0)
    on_nodes = (np.hypot(*np.moveaxis(nearest, -1, 0)) < radius * 1.15).sum(axis=2)
    own_cost = 30 * (_CANDIDATES - PREFERRED) ** 2 + _CROSSING * crossings + _NODE * on_nodes

    chosen = np.full(len(ends), int(np.argmin(np.abs(_CANDIDATES - PREFERRED))))
    everyone = np.arange(len(ends))
    for _ in range(_SWEEPS):
        before = chosen.copy()
        for label in everyone:
            others = everyone[(everyone != label) & together[label]]
            away = np.abs(spots[label][:, None] - spots[others, chosen[others]])
            overlap = np.clip(1 - away / (half[label] + half[others]), 0, 1).prod(axis=2)
            cost = own_cost[label] + _COLLISION * ((overlap > 0) + overlap).sum(axis=1)
            chosen[label] = int(np.argmin(cost))
        if (before == chosen).all():
            break
    touching = collisions(spots[everyone, chosen], boxes) & together
    disturbed = (crossings + on_nodes)[everyone, chosen]
    return _CANDIDATES[chosen], not touching.any() and not disturbed.any()


def collisions(centers: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which labels cover each other, shape (labels, labels); none covers itself.

    Args:
        centers: of the labels, shape (labels, 2).
        boxes: their widths and heights, shape (labels, 2).
    """
    room = (boxes[:, None] + boxes) / 2
    touching = (np.abs(centers[:, None] - centers) < room).all(axis=2)
    np.fill_diagonal(touching, False)
    return touching


def _crossings(
    spots: np.ndarray, ends: np.ndarray, half: np.ndarray, together: np.ndarray
) -> np.ndarray:
    """How many other edges run through a label's box, shape (edges, candidates)."""
    count = np.zeros(spots.shape[:2])
    wide, high = half[:, 0, None], half[:, 1, None]
    for other, (start, end) in enumerate(ends):
        way = end - start
        offset = spots - start
        # Separating axes: the segment's normal, then the two sides of the box.
        aside = np.abs(way[0] * offset[..., 1] - way[1] * offset[..., 0])
        through = aside <= wide * abs(way[1]) + high * abs(way[0])
        middle = np.abs(spots - (start + end) / 2)
        through &= (middle <= half[:, None] + np.abs(way) / 2).all(axis=-1)
        through &= together[:, other, None]
        through[other] = False
        count += through
    return count
