"""A network moves to another place and size, and perhaps gets its L."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from manim import Line, Scene, VMobject, linear, smooth

from scenes.stage.animations.in_place import InPlace
from scenes.stage.network.network import Network

_GROWING = (0.6, 1.0)
"""Part of the way in which L and the lines to it come."""


class _Look(NamedTuple):
    """Points, shape (n, 3); opacities of fill and stroke, and the stroke's width."""

    points: np.ndarray
    brush: np.ndarray

    @property
    def middle(self) -> np.ndarray:
        """Of its extent, shape (3,)."""
        middle: np.ndarray = (self.points.min(axis=0) + self.points.max(axis=0)) / 2
        return middle

    @property
    def shape(self) -> np.ndarray:
        """Its points, seen from the middle."""
        return self.points - self.middle


class Travel(InPlace):
    """An animation: a network becomes the same network at another place, every part its like.

    What only the new one has, which is L with its lines, comes at the end.

    Args:
        old: leaves the stage.
        new: stands there afterwards. It is changed, not `old`.
        lead: part of the time by which it is ahead upward and downward, and behind to the side.
    """

    def __init__(self, old: Network, new: Network, *, lead: float = 0.0, **options: Any) -> None:
        self._old, self._new, self._lead = old, new, lead
        options.setdefault("rate_func", linear)
        super().__init__(new, introducer=True, **options)

    def _setup_scene(self, scene: Scene) -> None:
        scene.remove(self._old)
        super()._setup_scene(scene)

    def remember(self) -> None:
        self._pairs = [
            (part, _look(before), _look(part)) for before, part in _pairs(self._old, self._new)
        ]
        new = self._new
        gets_loss = new.loss is not None and self._old.loss is None
        self._lines = [*new.loss_edges.values()] if gets_loss else []
        self._ends = [line.get_start_and_end() for line in self._lines]
        coming = [] if new.loss is None or not gets_loss else new.loss.family_members_with_points()
        self._coming = [
            (part, float(part.get_fill_opacity()), float(part.get_stroke_opacity()))
            for part in coming
        ]

    def at(self, alpha: float) -> None:
        along = smooth(min(1.0, max(0.0, alpha - self._lead) / (1 - self._lead)))
        up = smooth(min(1.0, alpha / (1 - self._lead)))
        alpha, ways = smooth(alpha), np.array([along, up, 0.0])
        for part, before, after in self._pairs:
            if isinstance(part, Line):
                part.points = (1 - ways) * before.points + ways * after.points
            else:  # a node stays round
                shape = (1 - alpha) * before.shape + alpha * after.shape
                part.points = shape + (1 - ways) * before.middle + ways * after.middle
            fill, stroke, width = (1 - alpha) * before.brush + alpha * after.brush
            part.set_fill(opacity=float(fill), family=False)
            part.set_stroke(opacity=float(stroke), width=float(width), family=False)
        first, last = _GROWING
        grown = min(1.0, max(0.0, (alpha - first) / (last - first)))
        for line, (start, end) in zip(self._lines, self._ends, strict=True):
            line.set_points_by_ends(start, start + max(grown, 1e-3) * (end - start))
            line.set_stroke(opacity=1.0 if grown else 0.0)
        for part, fill, stroke in self._coming:
            part.set_fill(opacity=fill * grown, family=False)
            part.set_stroke(opacity=stroke * grown, family=False)


def _pairs(old: Network, new: Network) -> Iterator[tuple[VMobject, VMobject]]:
    """Every outline of the old network with its like in the new one."""
    columns: tuple[tuple[Mapping[Any, VMobject], Mapping[Any, VMobject]], ...] = (
        (old.inputs, new.inputs),
        (old.outputs, new.outputs),
        (old.dots, new.dots),
        (old.edges, new.edges),
        (old.loss_edges, new.loss_edges),
        (old.gaps, new.gaps),
        (old.labels, new.labels),
    )
    for before, after in columns:
        for key in before.keys() & after.keys():
            yield from _outlines(before[key], after[key])
    if old.loss is not None and new.loss is not None:
        yield from _outlines(old.loss, new.loss)


def _outlines(before: VMobject, after: VMobject) -> Iterator[tuple[VMobject, VMobject]]:
    parts = before.family_members_with_points(), after.family_members_with_points()
    return zip(*parts, strict=True)


def _look(part: VMobject) -> _Look:
    fill, stroke = part.get_fill_opacity(), part.get_stroke_opacity()
    return _Look(part.points.copy(), np.array([fill, stroke, part.get_stroke_width()]))
