"""Where the names of many crossing edges go, so that none covers another."""

from __future__ import annotations

import numpy as np

PREFERRED = 0.7
"""Part of the edge's way to the output: there the edges are well apart."""

_CANDIDATES = np.round(np.arange(0.22, 0.86, 0.02), 2)
_SWEEPS = 12
_COLLISION, _NODE, _CROSSING = 40.0, 25.0, 4.0


def place_labels(
    starts: np.ndarray,
    ends: np.ndarray,
    box: tuple[float, float],
    nodes: np.ndarray,
    radius: float,
) -> tuple[np.ndarray, int]:
    """A part of its edge for every label, by a few sweeps in which each label betters its place.

    Args:
        starts: where the edges leave their inputs' rims, shape (edges, 2).
        ends: where they reach their outputs' rims, shape (edges, 2).
        box: width and height that a label needs for itself.
        nodes: centres of all nodes, shape (nodes, 2).
        radius: of the nodes.

    Returns:
        The labels' positions as parts of their edges, shape (edges,), and how many pairs of
        labels still collide.
    """
    half = np.array(box) / 2
    ways = ends - starts
    spots = starts[:, None] + _CANDIDATES[None, :, None] * ways[:, None]
    own_cost = 30 * (_CANDIDATES - PREFERRED) ** 2 + np.zeros(spots.shape[:2])
    own_cost += _CROSSING * _crossings(spots, starts, ends, half)
    nearest = np.maximum(np.abs(spots[:, :, None] - nodes) - half, 0)
    own_cost += _NODE * (np.hypot(*np.moveaxis(nearest, -1, 0)) < radius * 1.15).sum(axis=2)

    chosen = np.full(len(starts), int(np.argmin(np.abs(_CANDIDATES - PREFERRED))))
    everyone = np.arange(len(starts))
    for _ in range(_SWEEPS):
        before = chosen.copy()
        for label in everyone:
            others = spots[everyone != label, chosen[everyone != label]]
            apart = np.abs(spots[label][:, None] - others) / (2 * half)
            overlap = np.clip(1 - apart, 0, 1).prod(axis=2)
            cost = own_cost[label] + _COLLISION * ((overlap > 0) + overlap).sum(axis=1)
            chosen[label] = int(np.argmin(cost))
        if (before == chosen).all():
            break
    final = spots[everyone, chosen]
    touching = (np.abs(final[:, None] - final) < 2 * half).all(axis=2)
    return _CANDIDATES[chosen], int(touching.sum() - len(final)) // 2


def _crossings(
    spots: np.ndarray, starts: np.ndarray, ends: np.ndarray, half: np.ndarray
) -> np.ndarray:
    """How many other edges run through a label's box, shape (edges, candidates)."""
    count = np.zeros(spots.shape[:2])
    for other, (start, end) in enumerate(zip(starts, ends, strict=True)):
        way = end - start
        offset = spots - start
        # Separating axes: the segment's normal, then the two sides of the box.
        aside = np.abs(way[0] * offset[..., 1] - way[1] * offset[..., 0])
        through = aside <= half[0] * abs(way[1]) + half[1] * abs(way[0])
        middle = np.abs(spots - (start + end) / 2)
        through &= (middle <= half + np.abs(way) / 2).all(axis=-1)
        through[other] = False
        count += through
    return count
