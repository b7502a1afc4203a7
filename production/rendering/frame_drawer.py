"""Draws the frames of shots."""

from __future__ import annotations

from production.rendering.canvas import Canvas
from production.rendering.frames import FrameSink
from production.rendering.shots import Shot


class FrameDrawer:
    """Draws shots and hands their frames on; called with each shot.

    Args:
        sink: takes the frames.
    """

    def __init__(self, sink: FrameSink) -> None:
        self._sink = sink
        self._canvas: Canvas | None = None

    def __call__(self, shot: Shot) -> None:
        if self._canvas is None or self._canvas.screen != shot.screen:
            self._canvas = Canvas(shot.screen)
        if not shot.frames:
            return
        canvas, still = self._canvas, shot.still
        for picture in shot.pictures:
            dirty = canvas.draw(picture, still)
            self._sink.write(canvas.pixels, shot.frames if shot.is_hold else 1, dirty)
