"""Frames to one H.264 stream, as players and video sites like it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    VideoReformatter,
)

from production.frames import Pixels
from production.quality import Quality

PRESET = "veryfast"
QUANTISER = "20"
"""x264's constant rate factor; text stays crisp, and a film of formulas is small all the same."""


class FrameEncoder:
    """Writes frames into an MP4 file with one video stream; a `FrameSink`.

    High profile, 4:2:0, BT.709 converted and tagged, two B-frames, a closed group of pictures
    every half second, one thread (so that the same frames give the same file).

    Args:
        path: the file; it is complete after the `with` block.
        quality: size and frame rate.
    """

    def __init__(self, path: Path, quality: Quality) -> None:
        self.frames = 0
        self._time_base = Fraction(1, quality.frame_rate)
        self._container = av.open(str(path), "w", format="mp4")
        stream = self._container.add_stream(
            "libx264",
            rate=quality.frame_rate,
            options={
                "preset": PRESET,
                "crf": QUANTISER,
                "profile": "high",
                "bf": "2",
                "flags": "+cgop",
                "threads": "1",
            },
        )
        stream.width, stream.height = quality.width, quality.height
        stream.pix_fmt = "yuv420p"
        stream.gop_size = max(1, quality.frame_rate // 2)
        context = stream.codec_context
        context.color_range = ColorRange.MPEG
        context.colorspace = Colorspace.ITU709
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        self._stream = stream
        self._converter = VideoReformatter()

    def write(self, pixels: Pixels, repeat: int = 1) -> None:
        """Add a frame that is shown `repeat` times in a row."""
        picture = self._converter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )
        picture.time_base = self._time_base
        for _ in range(repeat):
            picture.pts = self.frames
            self._container.mux(self._stream.encode(picture))
            self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()
