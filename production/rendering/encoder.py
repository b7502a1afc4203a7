"""Frames to one video stream, as players, video sites and editors like it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from production.media.ffmpeg import address
from production.media.formats import MP4, Format, PictureCoding
from production.media.quality import Quality
from production.rendering.converter import Converter
from production.rendering.frames import Pixels
from production.rendering.shots import Box


class FrameEncoder:
    """Writes frames into a file with one video stream; a `FrameSink`.

    BT.709 converted and tagged, closed groups of pictures, one thread (so that the same frames
    give the same file); an MP4 file is H.264 of the High profile, 4:2:0, with two B-frames.

    Args:
        path: the file; it is complete after the `with` block.
        quality: size and frame rate.
        form: what the frames are for.
        converter: what has converted the frames before these, so that `dirty` can be relied upon
            from the first frame on; it has to fit the format. None converts each frame whole.
        is_still: whether nothing but `write_still` is called, once.
    """

    def __init__(
        self,
        path: Path,
        quality: Quality,
        form: Format = MP4,
        converter: Converter | None = None,
        is_still: bool = False,
    ) -> None:
        self.frames = 0
        self._coding = form.picture
        self._is_transparent = form.is_transparent
        self._quality = quality
        self._time_base = Fraction(1, quality.frame_rate)
        self._size = self._coding.size(quality)
        self._container = av.open(
            address(path), "w", format=self._coding.container, options={"fflags": "+bitexact"}
        )
        own = self._coding.still if is_still else None
        self._stream = _new_stream(self._container, self._coding, quality, own or {})
        self._reformatter = VideoReformatter()
        self._converter = converter
        self._group = _group(self._coding, quality)
        self._is_flushed = False

    def write(self, pixels: Pixels, repeat: int = 1, dirty: Sequence[Box] | None = None) -> None:
        """Add a frame that is shown `repeat` times in a row.

        Args:
            pixels: the frame.
            repeat: how many times.
            dirty: outside of these it is as the frame before; None when that is not known.
        """
        picture = self._converted(pixels, dirty)
        if not self._coding.group:
            self._repeat_packet(picture, repeat)
            return
        for _ in range(repeat):
            picture.pts = self.frames
            picture.pict_type = PictureType.NONE
            self._container.mux(self._stream.encode(picture))
            self.frames += 1

    def write_still(self, pixels: Pixels, dirty: Sequence[Box] | None = None) -> None:
        """Add one closed group of pictures in which nothing moves.

        Each frame depends on those before it alone. So what is written can be cut off after any
        frame, and repeated as often as one likes.

        Args:
            pixels: the frame.
            dirty: outside of these it is as the frame before; None when that is not known.
        """
        picture = self._converted(pixels, dirty)
        if self._coding.still is not None:
            self._write_key_frame_and_repeats(picture)
            return
        for _ in range(self._group):
            picture.pts = self.frames
            self._container.mux(self._stream.encode(picture))
            self.frames += 1

    def _write_key_frame_and_repeats(self, picture: av.VideoFrame) -> None:
        picture.pts, picture.pict_type = 0, PictureType.I
        (key_frame,) = *self._stream.encode(picture), *self._stream.encode(None)
        self._is_flushed = True
        repeats = repeats_of(self._coding, self._quality)
        key_frame.dts = -repeats.delay
        self._container.mux(key_frame)
        for number, content in enumerate(repeats.packets, 1):
            packet = av.Packet(content)
            packet.stream, packet.time_base = self._stream, self._time_base
            packet.pts, packet.dts, packet.duration = number, number - repeats.delay, 1
            self._container.mux(packet)
        self.frames += self._group

    def _converted(self, pixels: Pixels, dirty: Sequence[Box] | None) -> av.VideoFrame:
        picture = self._reformatted(pixels, dirty)
        picture.time_base = self._time_base
        return picture

    def _reformatted(self, pixels: Pixels, dirty: Sequence[Box] | None) -> av.VideoFrame:
        if self._converter is not None:
            return self._converter.converted(pixels, dirty)
        if self._is_transparent:
            pixels = straight(pixels)
        width, height = self._size
        drawn = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        if self._coding.is_rgb:
            return self._reformatter.reformat(drawn, width, height, self._coding.pixels, threads=1)
        return self._reformatter.reformat(
            drawn,
            width,
            height,
            self._coding.pixels,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )

    def _repeat_packet(self, picture: av.VideoFrame, repeat: int) -> None:
        """Encode once what depends on no other frame, and write it as often as it is shown."""
        picture.pts = self.frames
        (encoded,) = self._stream.encode(picture)
        content = bytes(encoded)
        for _ in range(repeat):
            packet = av.Packet(content)
            packet.stream, packet.time_base = self._stream, self._time_base
            packet.pts = packet.dts = self.frames
            packet.duration = 1
            packet.is_keyframe = True
            self._container.mux(packet)
            self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None and not self._is_flushed:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def _new_stream(
    file: OutputContainer, coding: PictureCoding, quality: Quality, own: Mapping[str, str]
) -> av.VideoStream:
    """A file's stream for frames of a quality; `own` are options beside or instead of the usual."""
    options = {**coding.options, **own}
    stream = file.add_stream(coding.codec, rate=quality.frame_rate, options=options)
    assert isinstance(stream, av.VideoStream)
    stream.width, stream.height = coding.size(quality)
    stream.pix_fmt = coding.pixels
    stream.gop_size = _group(coding, quality)
    stream.metadata.update(coding.tags)
    if not coding.is_rgb:
        context = stream.codec_context
        context.color_range = ColorRange.MPEG
        context.colorspace = Colorspace.ITU709
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
    return stream


def _group(coding: PictureCoding, quality: Quality) -> int:
    """Frames from one key frame to the next at most."""
    return max(1, int(quality.frame_rate * coding.group))


@dataclass(frozen=True)
class Repeats:
    """What follows a key frame in a closed group in which nothing moves.

    Attributes:
        packets: one a frame. Each says of all parts of the frame that they are as in the frame
            before, which is the same for every picture.
        delay: frames from the decoding of each to its being shown.
    """

    packets: tuple[bytes, ...]
    delay: int


@cache
def repeats_of(coding: PictureCoding, quality: Quality) -> Repeats:
    """What the encoder writes for a picture on which there is nothing."""
    width, height = coding.size(quality)
    picture = av.VideoFrame(width, height, coding.pixels)
    for plane in picture.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    picture.time_base = Fraction(1, quality.frame_rate)
    found: list[av.Packet] = []
    with av.open(os.devnull, "w", format="null") as file:
        stream = _new_stream(file, coding, quality, {})
        for number in range(_group(coding, quality)):
            picture.pts = number
            picture.pict_type = PictureType.P if number else PictureType.I
            found += stream.encode(picture)
        found += stream.encode(None)
    key_frame, *others = found
    assert key_frame.pts is not None and key_frame.dts is not None
    return Repeats(tuple(map(bytes, others)), key_frame.pts - key_frame.dts)


def straight(pixels: Pixels) -> Pixels:
    """Pixels whose colours are as bright as they were meant, not as much as they cover.

    Cairo draws colours multiplied by their opacity; video files keep the two apart.
    """
    opacity = pixels[..., 3]
    part = (opacity > 0) & (opacity < 255)
    covering = opacity[part].astype(np.uint16)[:, None]
    result = pixels.copy()
    colours = (pixels[part, :3].astype(np.uint16) * 255 + covering // 2) // covering
    result[part, :3] = np.minimum(colours, 255)
    return result
