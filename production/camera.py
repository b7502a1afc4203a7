"""A Manim camera that remembers the outlines it has drawn.

The film's glyphs travel without changing their shape. Manim hands every curve of every glyph to
Cairo anew for each frame, in Python, which takes more than half of the time for drawing; here a
shape is handed over once and then only put in its place.
"""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
from manim import Camera, VMobject

MOST_SHAPES = 3_000
"""Shapes that are remembered before all are forgotten; a changing shape fills the memory."""

EXACTNESS = 1e-6
"""Manim units; outlines that differ by less are the same (a pixel at 4K is 4e-3)."""


class RememberingCamera(Camera):
    """Draws what Manim's camera draws, sooner."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._shapes: dict[bytes, cairo.Path] = {}
        self._drawing_board = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
        # Cairo keeps outlines in 256ths of a pixel; where they will lie is not known yet.
        scale = 16 * self.pixel_height / self.frame_height
        self._magnified = cairo.Matrix(xx=scale, yy=scale)

    def set_cairo_context_path(self, ctx: cairo.Context, vmobject: VMobject) -> RememberingCamera:
        """Set the path to a mobject's outline."""
        points = vmobject.points
        ctx.new_path()
        if len(points) == 0 or not np.isfinite(points).all():
            return self
        x, y = points[0, 0], points[0, 1]
        shape = np.rint((points[:, :2] - (x, y)) / EXACTNESS).astype(np.int32).tobytes()
        path = self._shapes.get(shape)
        if path is None:
            path = self._shapes[shape] = self._path(vmobject, x, y)
        ctx.translate(x, y)
        ctx.append_path(path)
        ctx.translate(-x, -y)
        return self

    def _path(self, vmobject: VMobject, x: float, y: float) -> cairo.Path:
        """The outline as seen from (x, y)."""
        if len(self._shapes) >= MOST_SHAPES:
            self._shapes.clear()
        board = self._drawing_board
        board.set_matrix(self._magnified)
        board.translate(-x, -y)
        super().set_cairo_context_path(board, vmobject)
        board.set_matrix(self._magnified)
        return board.copy_path()


class TransparentCamera(RememberingCamera):
    """Leaves the ground out: where nothing is drawn, red, green, blue and opacity are 0."""

    def init_background(self) -> None:
        """Make the ground empty; with the theme's colour in it, edges would shine."""
        shape = (self.pixel_height, self.pixel_width, self.n_channels)
        self.background = np.zeros(shape, dtype=self.pixel_array_dtype)
