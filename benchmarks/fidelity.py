"""How near an encoded film is to the frames drawn for it, and what encoding alone costs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import av
import numpy as np

from production.media.formats import MP4
from production.media.quality import Quality
from production.rendering.converter import Converter, planes
from production.rendering.frame_drawer import FrameDrawer
from production.rendering.frames import Pixels
from production.rendering.shots import Box
from production.request.chapter import ChapterRequest
from production.running.run import run_chapter

EVERY = 7
"""Of so many frames one is looked at."""

STOCK = {"preset": "medium", "crf": "23"}
"""Manim's settings of x264."""


class Fidelity:
    """Compares the frames of a chapter with those of its film; a `FrameSink`.

    Args:
        film: the chapter's encoded film.
        quality: of the frames.
        is_stock: whether Manim made it, which converts colours in another way, and whose film may
            run a frame ahead.
    """

    def __init__(self, film: Path, quality: Quality, is_stock: bool) -> None:
        self._is_stock = is_stock
        self._converter = Converter(quality.width, quality.height)
        self._decoded = _frames_of(film)
        self._near: list[list[np.ndarray]] = [next(self._decoded)] * 2
        self._number = 0
        self._errors: list[float] = []

    def write(self, pixels: Pixels, repeat: int, dirty: Sequence[Box] | None = None) -> None:
        """Compare a frame that is shown `repeat` times."""
        drawn = self._converted(pixels, dirty)
        for _ in range(repeat):
            if self._number % EVERY == 0:
                self._errors.append(min(_error(drawn, decoded) for decoded in self._near))
            self._number += 1
            self._near = [self._near[1], next(self._decoded, self._near[1])]

    @property
    def psnr(self) -> float:
        """Of brightness and colours together, in dB."""
        return float(10 * np.log10(255**2 / np.mean(self._errors)))

    def _converted(self, pixels: Pixels, dirty: Sequence[Box] | None) -> list[np.ndarray]:
        if self._is_stock:
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="yuv420p")
            return planes(frame)
        return [plane.copy() for plane in planes(self._converter.converted(pixels, dirty))]


def psnr(chapter: ChapterRequest, film: Path, is_stock: bool = False) -> float:
    """The PSNR of a chapter's film against the frames that were drawn for it, in dB."""
    fidelity = Fidelity(film, chapter.quality, is_stock)
    run_chapter(chapter, FrameDrawer(fidelity))
    return fidelity.psnr


def encoding_alone(film: Path, quality: Quality) -> tuple[float, float]:
    """CPU seconds that encoding all frames of a film takes: with our settings, with Manim's."""
    decoding = _encoding(film, quality, None)
    ours, stock = (_encoding(film, quality, options) for options in (MP4.picture.options, STOCK))
    return ours - decoding, stock - decoding


def _encoding(film: Path, quality: Quality, options: Mapping[str, str] | None) -> float:
    start = time.process_time()
    with av.open(str(film)) as source, av.open("/dev/null", "w", format="mp4") as target:
        if options is not None:
            stream = target.add_stream("libx264", rate=quality.frame_rate, options=dict(options))
            stream.width, stream.height = quality.width, quality.height
        for frame in source.decode(video=0):
            if options is not None:
                frame.pict_type = av.video.frame.PictureType.NONE
                target.mux(stream.encode(frame))
        if options is not None:
            target.mux(stream.encode(None))
    return time.process_time() - start


def _frames_of(film: Path) -> Iterator[list[np.ndarray]]:
    with av.open(str(film)) as file:
        for frame in file.decode(video=0):
            yield planes(frame)


def _error(some: list[np.ndarray], others: list[np.ndarray]) -> float:
    """The mean square of the difference of all values of two frames."""
    squares = sum(
        float(((a.astype(np.int32) - b) ** 2).sum()) for a, b in zip(some, others, strict=True)
    )
    return squares / sum(plane.size for plane in some)
