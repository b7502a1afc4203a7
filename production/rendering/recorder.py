"""From Manim's mobjects to items: what they look like now, exactly as Manim's camera draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import cairo
import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.utils.family import extract_mobject_family_members

from production.rendering.shots import (
    Box,
    Brush,
    Item,
    Lens,
    Outline,
    Paint,
    Picture,
    Stroke,
    item_digest,
)

MOST_ITEMS = 20_000
"""Items that are remembered before all are forgotten."""

_POINTS_PER_CURVE = 4

_SUBPIXELS = 256
"""Cairo keeps outlines in whole 256ths of a pixel."""

_RELATIVE = 1e-5
_ABSOLUTE = 1e-6
"""How near points have to be for Manim to take them as one (`VMobject.consider_points_equals`)."""

_MITRE = 10
"""Cairo's limit: how many half widths a mitred corner of a stroke may reach out."""


class Recorder:
    """Takes pictures, in which what looks the same is the same item.

    Args:
        lens: where things come to lie.
    """

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._items: dict[tuple[bytes, Any], Item] = {}
        self._brushes: dict[tuple[Any, ...], Brush] = {}

    def picture(self, mobjects: Iterable[Mobject]) -> Picture:
        """What mobjects and their parts look like now, in the order in which they are drawn.

        Raises:
            TypeError: when one is no vectorised mobject.
        """
        return self.picture_of_family(family_of(mobjects))

    def picture_of_family(self, family: Iterable[Mobject]) -> Picture:
        """The same for mobjects that come with all of their parts, in drawing order."""
        shown: list[VMobject] = []
        brushes: list[Brush] = []
        for mobject in family:
            if len(mobject.points) < _POINTS_PER_CURVE:
                continue
            brush = self._brush(mobject)
            if brush.below or brush.fill or brush.above:
                shown.append(mobject)
                brushes.append(brush)
        return self._items_of(shown, brushes) if shown else ()

    def _brush(self, mobject: VMobject) -> Brush:
        if not isinstance(mobject, VMobject) or mobject.get_background_image():
            raise TypeError(f"a {type(mobject).__name__} cannot be recorded")
        fill = mobject.get_fill_rgbas()
        stroke = mobject.get_stroke_rgbas()
        below = mobject.get_stroke_rgbas(background=True)
        width = mobject.get_stroke_width()
        width_below = mobject.get_stroke_width(background=True)
        if len(fill) > 1 or len(stroke) > 1 or len(below) > 1:
            return self._new_brush(mobject)  # where its gradient lies changes as it moves
        key = (
            fill.tobytes(),
            *((stroke.tobytes(), width) if width else ()),
            *((below.tobytes(), width_below) if width_below else ()),
            mobject.joint_type,
            mobject.cap_style,
        )
        brush = self._brushes.get(key)
        if brush is None:
            if len(self._brushes) >= MOST_ITEMS:
                self._brushes.clear()
            brush = self._brushes[key] = self._new_brush(mobject)
        return brush

    def _new_brush(self, mobject: VMobject) -> Brush:
        fill = _paint(mobject, mobject.get_fill_rgbas())
        return Brush(
            self._stroke(mobject, below=True),
            fill if fill.is_visible else None,
            self._stroke(mobject, below=False),
        )

    def _stroke(self, mobject: VMobject, below: bool) -> Stroke | None:
        width = float(mobject.get_stroke_width(below))
        paint = _paint(mobject, mobject.get_stroke_rgbas(below))
        if not width or not paint.is_visible:
            return None
        return Stroke(
            paint,
            width * self._lens.stroke_unit,
            LINE_JOIN_MAP[mobject.joint_type],
            CAP_STYLE_MAP[mobject.cap_style],
        )

    def _items_of(self, mobjects: Sequence[VMobject], brushes: Sequence[Brush]) -> Picture:
        """All outlines are worked out together: NumPy's calls cost more than their work."""
        counts = [len(mobject.points) // _POINTS_PER_CURVE for mobject in mobjects]
        points = np.concatenate(
            [mobject.points[: 4 * n, :2] for mobject, n in zip(mobjects, counts, strict=True)]
        )
        if not np.isfinite(points).all():
            sound = [np.isfinite(mobject.points).all() for mobject in mobjects]
            kept = [i for i, is_sound in enumerate(sound) if is_sound]
            return self._items_of([mobjects[i] for i in kept], [brushes[i] for i in kept])
        lens = self._lens
        curves = points.reshape(-1, 4, 2)
        first = np.cumsum([0, *counts])
        paths = _paths(curves, first)
        on_screen = curves * (lens.scale_x, lens.scale_y) + (lens.left, lens.top)
        fixed = np.rint(on_screen * _SUBPIXELS).astype(np.int32).reshape(-1, 8)
        low = np.minimum.reduceat(fixed.reshape(-1, 4, 2).min(axis=1), first[:-1]) // _SUBPIXELS
        high = np.maximum.reduceat(fixed.reshape(-1, 4, 2).max(axis=1), first[:-1]) // _SUBPIXELS
        corners = np.concatenate([low, high], axis=1).tolist()
        borders = first.tolist()
        content = fixed.data
        picture = []
        for number, brush in enumerate(brushes):
            span = slice(borders[number], borders[number + 1])
            key = bytes(content[span]), brush
            item = self._items.get(key)
            if item is None:
                item = self._new_item(key, fixed[span], paths[number], corners[number])
            picture.append(item)
        return tuple(picture)

    def _new_item(
        self,
        key: tuple[bytes, Brush],
        curves: np.ndarray,
        paths: tuple[tuple[int, int, bool], ...],
        corners: Sequence[int],
    ) -> Item:
        if len(self._items) >= MOST_ITEMS:
            self._items.clear()
        content, brush = key
        outline = Outline(curves.copy(), paths)
        item = Item(outline, brush, self._box(brush, corners), item_digest(content, paths, brush))
        self._items[key] = item
        return item

    def _box(self, brush: Brush, corners: Sequence[int]) -> Box:
        """The pixels between corners, and as many around them as strokes may cover."""
        around = 1.0
        for stroke in (brush.below, brush.above):
            if stroke:
                reach = _MITRE if stroke.join == cairo.LineJoin.MITER else 2
                around = max(around, 1 + reach * stroke.width * self._lens.scale_x / 2)
        left, top, right, bottom = corners
        reach = int(np.ceil(around))
        return left - reach, top - reach, right + reach + 1, bottom + reach + 1


def family_of(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """Mobjects and their parts in the order in which they are drawn."""
    found: list[Mobject] = extract_mobject_family_members(mobjects, use_z_index=True)
    return found


def _paint(mobject: VMobject, rgbas: np.ndarray) -> Paint:
    colours = tuple((r, g, b, a) for r, g, b, a in rgbas.tolist())
    if len(colours) == 1:
        return Paint(colours)
    start, end = mobject.get_gradient_start_and_end_points()
    return Paint(colours, (float(start[0]), float(start[1]), float(end[0]), float(end[1])))


def _paths(curves: np.ndarray, first: np.ndarray) -> list[tuple[tuple[int, int, bool], ...]]:
    """For each outline its paths, curves counted from the outline's first.

    Args:
        curves: of all outlines, shape (n, 4, 2), Manim units.
        first: the first curve of each outline, and n.
    """
    starts, ends = curves[:, 0], curves[:, 3]
    begins = np.ones(len(curves), dtype=bool)
    begins[1:] = ~_near(ends[:-1], starts[1:])
    begins[first[:-1]] = True
    path_starts = np.flatnonzero(begins)
    path_ends = np.append(path_starts[1:], len(curves))
    closed = _near(starts[path_starts], ends[path_ends - 1]).tolist()
    outline = np.searchsorted(first, path_starts, side="right") - 1
    offset = first[outline]
    found: list[list[tuple[int, int, bool]]] = [[] for _ in range(len(first) - 1)]
    for number, start, end, is_closed in zip(
        outline.tolist(),
        (path_starts - offset).tolist(),
        (path_ends - offset).tolist(),
        closed,
        strict=True,
    ):
        found[number].append((start, end, is_closed))
    return [tuple(paths) for paths in found]


def _near(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    near = np.abs(some - others) <= _ABSOLUTE + _RELATIVE * np.abs(others)
    result: np.ndarray = np.all(near, axis=1)
    return result
