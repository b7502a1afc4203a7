"""Takes: each chapter rendered once, in a process of its own, and kept until something changes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from production.cache import take_key
from production.errors import WorkError
from production.frames import FrameSink, Pixels
from production.order import Order
from production.selection import Wanted
from production.staging import Staging, run_chapter
from production.times import Times, expected_seconds, times_file, whole_times
from production.workers import Report, Task, run_tasks

REPORT_EVERY = 15
"""Frames that are made between two reports of progress."""

Progress = Callable[[str, str, int], None]
"""Called with a chapter, its beat, and how many frames were made since the last call."""


@dataclass(frozen=True)
class Take:
    """A rendered chapter, or some beats of one.

    Attributes:
        wanted: which chapter and beats.
        path: the video.
        times: from the video's start.
    """

    wanted: Wanted
    path: Path
    times: Times


def take_path(order: Order, wanted: Wanted) -> Path:
    """Where a take is kept; its times lie beside it in a JSON file."""
    return order.cache / "takes" / f"{take_key(order.staging(wanted), wanted.beats)}.mp4"


def missing_takes(order: Order) -> list[Wanted]:
    """What has to be rendered, the longest first."""
    return sorted(
        (
            wanted
            for wanted in order.selection.chapters
            if order.fresh or not take_path(order, wanted).with_suffix(".json").exists()
        ),
        key=lambda wanted: -expected_frames(order, wanted),
    )


def expected_frames(order: Order, wanted: Wanted) -> int:
    """How many frames a take will have, as known from earlier times or from its captions."""
    seconds = expected_seconds(order.cache, order.staging(wanted), wanted.beats)
    return order.quality.frames(seconds)


def make_takes(
    order: Order,
    on_progress: Progress = lambda chapter, beat, frames: None,
    on_take: Callable[[str, int], None] = lambda chapter, frames: None,
) -> list[Take]:
    """The takes of all wanted chapters in the film's order; renders those that are missing.

    Args:
        order: what is wanted.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Raises:
        WorkError: when chapters could not be rendered; those that could are kept.
    """
    folder = order.cache / "takes"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=folder) as unfinished:
        tasks = [
            Task(
                wanted.chapter,
                render_take,
                (
                    order.staging(wanted),
                    wanted.beats,
                    Path(unfinished),
                    take_path(order, wanted),
                    times_file(order.cache, order.staging(wanted)),
                ),
            )
            for wanted in missing_takes(order)
        ]
        run_tasks(tasks, order.jobs, on_progress, on_take)
    paths = [(wanted, take_path(order, wanted)) for wanted in order.selection.chapters]
    return [Take(wanted, path, Times.read(path.with_suffix(".json"))) for wanted, path in paths]


def render_take(
    staging: Staging,
    beats: tuple[str, ...] | None,
    unfinished: Path,
    path: Path,
    times_path: Path,
    report: Report,
) -> int:
    """Render a take to `path`, which appears only when it is complete; gives its frames.

    Raises:
        WorkError: when it cannot be rendered, or has not as many frames as its times say.
    """
    from production.encoder import FrameEncoder

    video = unfinished / path.name
    with FrameEncoder(video, staging.quality) as encoder:
        sink = _ReportingSink(encoder, report)
        ran = run_chapter(staging, sink, beats, on_beat=sink.enter)
    times = whole_times(ran)
    if beats is None:
        times.write(times_path)
    else:
        times = times.only(beats)
    if encoder.frames != staging.quality.frames(times.seconds):
        raise WorkError(
            f"The chapter {staging.chapter} has {encoder.frames} frames but its beats last "
            f"{staging.quality.frames(times.seconds)}."
        )
    path.with_suffix(".json").unlink(missing_ok=True)
    os.replace(video, path)
    times.write(path.with_suffix(".json"))
    return encoder.frames


class _ReportingSink:
    """Hands frames on and reports now and then how many there were."""

    def __init__(self, sink: FrameSink, report: Report) -> None:
        self._sink = sink
        self._report = report
        self._beat = ""
        self._unreported = 0

    def enter(self, beat: str) -> None:
        """A beat begins."""
        self._report(beat, self._unreported)
        self._beat, self._unreported = beat, 0

    def write(self, pixels: Pixels, repeat: int) -> None:
        """Take over a frame that is shown `repeat` times in a row."""
        self._sink.write(pixels, repeat)
        self._unreported += repeat
        if self._unreported >= REPORT_EVERY:
            self.enter(self._beat)
