"""From pictures to pixels: only what changed is drawn again, and only where it changed."""

from __future__ import annotations

from collections.abc import Sequence

import cairo
import numpy as np

from production.rendering.frames import Pixels
from production.rendering.shots import Box, Colour, Item, Outline, Paint, Picture, Screen, Stroke
from production.rendering.tiles import Board, Tiles

MOST_PATHS = 2_000
"""Outlines that stand still whose paths are kept."""

_SUBPIXEL = 1 / 256
_IDENTITY = cairo.Matrix()
_FIXED = cairo.Matrix(xx=_SUBPIXEL, yy=_SUBPIXEL)


class Canvas:
    """A frame's pixels, on which the pictures of a shot are drawn one after the other.

    Args:
        screen: its size and its ground.

    Attributes:
        screen: as given.
        pixels: what has been drawn: uint8 of shape (height, width, 4), red, green, blue and
            opacity, the colours multiplied by the opacity.
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        lens = self._lens = screen.lens
        self.pixels: Pixels = np.empty((lens.height, lens.width, 4), dtype=np.uint8)
        self._ground = np.array(screen.ground, dtype=np.uint8).view(np.uint32)[0]
        # Clipped outlines are rounded differently where they cross the border. So things are drawn
        # whole, on a surface of which only what is dirty is cleared before and copied afterwards.
        self._board: Pixels = np.empty_like(self.pixels)
        self._surface = cairo.ImageSurface.create_for_data(
            self._board.data, cairo.FORMAT_ARGB32, lens.width, lens.height
        )
        self._context = cairo.Context(self._surface)
        self._scene = cairo.Matrix(xx=lens.scale_x, yy=lens.scale_y, x0=lens.left, y0=lens.top)
        self._tiles = Board(lens.width, lens.height)
        self._picture: Picture | None = None
        self._below: Canvas | None = None
        self._seen: dict[int, tuple[Item, cairo.Path | None]] = {}

    def draw(self, picture: Picture, still: int = 0) -> list[Box]:
        """Draw a picture over the one before.

        Args:
            picture: what is to be seen.
            still: how many of its lowest items stay for many pictures to come: they are drawn
                once, on a canvas of their own that the others are drawn over.

        Returns:
            The parts of the screen that may look different now; they do not overlap, and their
            edges lie on multiples of `TILE` or on the screen's edges.
        """
        dirty = self._dirty(picture)
        self._picture = picture
        boxes = self._tiles.rectangles(dirty)
        if boxes:
            self._clear(boxes, picture[:still])
            self._surface.mark_dirty()
            for item in picture[still:]:
                if self._tiles.touches(item.box, dirty):
                    self._draw_item(item)
            self._surface.flush()
            for left, top, right, bottom in boxes:
                self.pixels[top:bottom, left:right] = self._board[top:bottom, left:right]
        return boxes

    def _clear(self, boxes: Sequence[Box], still: Picture) -> None:
        """Leave nothing in boxes but the ground and what stands still."""
        if still:
            self._below = self._below or Canvas(self.screen)
            self._below.draw(still)
        for left, top, right, bottom in boxes:
            board = self._board[top:bottom, left:right].view(np.uint32)
            if still and self._below:
                below = self._below.pixels
                board[...] = below[top:bottom, left:right].view(np.uint32)
            else:
                board[...] = self._ground

    def _dirty(self, picture: Picture) -> Tiles:
        changed = None if self._picture is None else _changes(self._picture, picture)
        return self._tiles.everything() if changed is None else self._tiles.around(changed)

    def _draw_item(self, item: Item) -> None:
        context = self._context
        self._set_path(item)
        context.set_matrix(self._scene)
        below, fill, above = item.brush
        if below:
            self._stroke(below)
        if fill:
            _set_source(context, fill)
            context.fill_preserve()
        if above:
            self._stroke(above)

    def _stroke(self, stroke: Stroke) -> None:
        context = self._context
        _set_source(context, stroke.paint)
        context.set_line_width(stroke.width)
        context.set_line_join(stroke.join)
        context.set_line_cap(stroke.cap)
        context.stroke_preserve()

    def _set_path(self, item: Item) -> None:
        """The path of what is drawn a second time is kept, as Cairo has it, for the third."""
        context = self._context
        found = self._seen.get(id(item))
        context.new_path()
        if found is not None and found[1] is not None:
            context.set_matrix(_IDENTITY)
            context.append_path(found[1])
            return
        context.set_matrix(_FIXED)
        _trace(context, item.outline)
        path = None
        if found is not None:
            context.set_matrix(_IDENTITY)
            path = context.copy_path()
        elif len(self._seen) >= MOST_PATHS:
            self._seen.clear()
        self._seen[id(item)] = item, path


def _trace(context: cairo.Context, outline: Outline) -> None:
    rows = outline.curves.tolist()
    curve_to = context.curve_to
    for first, end, is_closed in outline.paths:
        context.new_sub_path()
        context.move_to(*rows[first][:2])
        for _, _, a, b, c, d, e, f in rows[first:end]:
            curve_to(a, b, c, d, e, f)
        if is_closed:
            context.close_path()


def _set_source(context: cairo.Context, paint: Paint) -> None:
    # Cairo's blue is the first byte, which is red for whoever reads the pixels.
    if paint.line is None:
        context.set_source_rgba(*_swapped(paint.colours[0]))
        return
    pattern = cairo.LinearGradient(*paint.line)
    for number, colour in enumerate(paint.colours):
        pattern.add_color_stop_rgba(number / (len(paint.colours) - 1), *_swapped(colour))
    context.set_source(pattern)


def _swapped(colour: Colour) -> Colour:
    red, green, blue, opacity = colour
    return blue, green, red, opacity


def _changes(before: Picture, after: Picture) -> list[Box] | None:
    """The boxes of what is in one picture only; None when common things changed their order."""
    if len(before) == len(after):
        boxes: list[Box] = []
        for old, new in zip(before, after, strict=True):
            if old is not new:
                boxes += old.box, new.box
        return boxes
    old_ids, new_ids = set(map(id, before)), set(map(id, after))
    if [i for i in before if id(i) in new_ids] != [i for i in after if id(i) in old_ids]:
        return None
    gone = [item.box for item in before if id(item) not in new_ids]
    return gone + [item.box for item in after if id(item) not in old_ids]
