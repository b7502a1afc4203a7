"""From Manim's mobjects to items: what they look like now, exactly as Manim's camera draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.utils.family import extract_mobject_family_members

from production.rendering.shots import Box, Brush, Item, Lens, Outline, Paint, Picture, Stroke

MOST_ITEMS = 20_000
"""Items that are remembered before all are forgotten."""

MOST_SEEN = 5_000
"""Mobjects whose last item is remembered before all are forgotten."""

_POINTS_PER_CURVE = 4

_SUBPIXELS = 256
"""Cairo keeps outlines in whole 256ths of a pixel."""

_RELATIVE = 1e-5
_ABSOLUTE = 1e-6
"""How near points have to be for Manim to take them as one (`VMobject.consider_points_equals`)."""

_MITRE = 10
"""Cairo's limit: how many half widths a mitred corner of a stroke may reach out."""


_Looks = tuple[Any, ...] | None
"""Everything an item depends on: points, colours, widths; None for what has colour gradients."""


class _Seen(NamedTuple):
    """A mobject as it was recorded last; None for one that could not be seen."""

    mobject: VMobject
    looks: _Looks
    item: Item | None


class _New(NamedTuple):
    """A mobject to be recorded, and its place in the picture."""

    place: int
    mobject: VMobject
    looks: _Looks
    brush: Brush


class Recorder:
    """Records mobjects as pictures, in which what looks the same is the same item.

    Args:
        lens: where things come to lie.
    """

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._items: dict[tuple[bytes, Any], Item] = {}
        self._brushes: dict[tuple[Any, ...], Brush] = {}
        self._seen: dict[int, _Seen] = {}

    def picture(self, mobjects: Iterable[Mobject]) -> Picture:
        """What mobjects and their parts look like now, in the order in which they are drawn.

        Raises:
            TypeError: when one is no vectorised mobject.
        """
        return self.picture_of_family(family_of(mobjects))

    def picture_of_family(self, family: Iterable[Mobject]) -> Picture:
        """The same for mobjects that come with all of their parts, in drawing order."""
        picture: list[Item | None] = []
        new: list[_New] = []
        seen = self._seen
        for mobject in family:
            if len(mobject.points) < _POINTS_PER_CURVE:
                continue
            looks = _looks(mobject)
            known = seen.get(id(mobject))
            if known is not None and known.looks == looks:
                if known.item is not None:
                    picture.append(known.item)
                continue
            brush = self._brush(mobject, looks)
            if brush.below or brush.fill or brush.above:
                new.append(_New(len(picture), mobject, looks, brush))
                picture.append(None)
            else:
                self._remember(mobject, looks, None)
        if new:
            for entry, item in zip(new, self._items_of(new), strict=True):
                picture[entry.place] = item
                self._remember(entry.mobject, entry.looks, item)
        return tuple(item for item in picture if item is not None)

    def _remember(self, mobject: VMobject, looks: _Looks, item: Item | None) -> None:
        if looks is None:
            return
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen[id(mobject)] = _Seen(mobject, looks, item)

    def _brush(self, mobject: VMobject, looks: _Looks) -> Brush:
        if looks is None:
            return self._new_brush(mobject)
        paint = looks[1:]
        brush = self._brushes.get(paint)
        if brush is None:
            if len(self._brushes) >= MOST_ITEMS:
                self._brushes.clear()
            brush = self._brushes[paint] = self._new_brush(mobject)
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

    def _items_of(self, new: Sequence[_New]) -> list[Item | None]:
        """All outlines are worked out together: NumPy's calls cost more than their work.

        Returns:
            An item for each; None for what lies nowhere.
        """
        counts = [len(entry.mobject.points) // _POINTS_PER_CURVE for entry in new]
        points = np.concatenate(
            [entry.mobject.points[: 4 * n, :2] for entry, n in zip(new, counts, strict=True)]
        )
        if not np.isfinite(points).all():
            sound = [entry for entry in new if np.isfinite(entry.mobject.points).all()]
            items = iter(self._items_of(sound) if sound else [])
            return [next(items) if entry in sound else None for entry in new]
        lens = self._lens
        first = np.cumsum([0, *counts])
        paths = _paths(points.reshape(-1, 4, 2), first)
        fixed = np.empty((len(points) // 4, 8), dtype=np.int32)
        bounds = []
        for axis, (scale, origin) in enumerate(
            ((lens.scale_x, lens.left), (lens.scale_y, lens.top))
        ):
            along = np.rint((points[:, axis] * scale + origin) * _SUBPIXELS).reshape(-1, 4)
            fixed[:, axis::2] = along
            bounds += [
                _of_each(np.minimum, along, first) // _SUBPIXELS,
                _of_each(np.maximum, along, first) // _SUBPIXELS,
            ]
        left, right, top, bottom = (bound.astype(int).tolist() for bound in bounds)
        borders = first.tolist()
        content = fixed.data
        found: list[Item | None] = []
        for number, entry in enumerate(new):
            span = slice(borders[number], borders[number + 1])
            key = bytes(content[span]), entry.brush
            item = self._items.get(key)
            if item is None:
                corners = left[number], top[number], right[number], bottom[number]
                item = self._new_item(key, fixed[span], paths[number], corners)
            found.append(item)
        return found

    def _new_item(
        self,
        key: tuple[bytes, Brush],
        curves: np.ndarray,
        paths: tuple[tuple[int, int, bool], ...],
        corners: Sequence[int],
    ) -> Item:
        if len(self._items) >= MOST_ITEMS:
            self._items.clear()
        brush = key[1]
        item = Item(Outline(curves.copy(), paths), brush, self._box(brush, corners))
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


def _looks(mobject: Mobject) -> _Looks:
    if not isinstance(mobject, VMobject) or mobject.background_image:
        raise TypeError(f"a {type(mobject).__name__} cannot be recorded")
    fill, stroke = mobject.fill_rgbas, mobject.stroke_rgbas
    below = mobject.background_stroke_rgbas
    if len(fill) > 1 or len(stroke) > 1 or len(below) > 1:
        return None
    return (
        mobject.points.tobytes(),
        fill.tobytes(),
        stroke.tobytes(),
        below.tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.joint_type,
        mobject.cap_style,
    )


def _of_each(best: np.ufunc, along: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The lowest or highest coordinate of each outline; `along` has a row for each curve."""
    of_curves = best(best(along[:, 0], along[:, 1]), best(along[:, 2], along[:, 3]))
    result: np.ndarray = best.reduceat(of_curves, first[:-1])
    return result


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
