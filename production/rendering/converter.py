"""RGB to the colours of video, only where a frame changed."""

from __future__ import annotations

from collections.abc import Sequence

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from production.rendering.frames import Pixels
from production.rendering.shots import Box

MOST_SIZES = 100
"""Sizes of which what converts them is kept."""

_REACH = 8
"""Pixels around a change whose colour it may touch: video has one colour for several pixels."""


class Converter:
    """Keeps a frame of BT.709 video up to date; for 4:2:0 of the size that is drawn.

    Args:
        width: in pixels, even.
        height: in pixels, even.
    """

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}
        self._frame: av.VideoFrame | None = None
        self._planes: list[np.ndarray] = []

    def converted(self, pixels: Pixels, dirty: Sequence[Box] | None) -> av.VideoFrame:
        """The frame of video, which is the same object each time: it is good until the next call.

        Args:
            pixels: the frame as it is drawn.
            dirty: where it is other than at the call before; None when that is not known.
        """
        if dirty is None or self._frame is None:
            self._frame = self._reformat(pixels)
            self._planes = planes(self._frame)
        else:
            for box in dirty:
                self._renew(pixels, box)
        return self._frame

    def _renew(self, pixels: Pixels, box: Box) -> None:
        left, top, right, bottom = self._around(box, _REACH)
        source = self._around((left, top, right, bottom), _REACH)
        part = self._reformat(pixels[source[1] : source[3], source[0] : source[2]])
        for number, (new, plane) in enumerate(zip(planes(part), self._planes, strict=True)):
            size = 2 if number else 1
            x, y = (left - source[0]) // size, (top - source[1]) // size
            wide, high = (right - left) // size, (bottom - top) // size
            plane[top // size :, left // size :][:high, :wide] = new[y : y + high, x : x + wide]

    def _around(self, box: Box, reach: int) -> Box:
        left, top, right, bottom = box
        return (
            max(0, left - reach),
            max(0, top - reach),
            min(self._width, right + reach),
            min(self._height, bottom + reach),
        )

    def _reformat(self, pixels: Pixels) -> av.VideoFrame:
        height, width, _ = pixels.shape
        # One that is given another size than before sets itself up anew.
        reformatter = self._reformatters.get((width, height))
        if reformatter is None:
            if len(self._reformatters) >= MOST_SIZES:
                self._reformatters.clear()
            reformatter = self._reformatters[width, height] = VideoReformatter()
        return reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            width,
            height,
            "yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )


def planes(frame: av.VideoFrame) -> list[np.ndarray]:
    """Views of a frame's brightness and its two colours."""
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    ]
