"""Takes: each chapter rendered once, in a process of its own, and kept until something changes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.cache import take_key
from production.errors import WorkError
from production.formats import MP4, Format
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


@dataclass(frozen=True)
class Plan:
    """A take that is wanted: where it is kept, and whether it has to be made.

    Attributes:
        wanted: which chapter and beats.
        staging: what the chapter is run with.
        path: where the video is kept; its times lie beside it in a JSON file.
        times_path: where the whole chapter's times are kept.
        frames: how many frames it will have, as known from earlier or guessed from its captions.
        is_missing: whether it has to be rendered.
        form: what the video is for.
    """

    wanted: Wanted
    staging: Staging
    path: Path
    times_path: Path
    frames: int
    is_missing: bool
    form: Format = MP4


def plan_takes(order: Order) -> list[Plan]:
    """The takes of all wanted chapters in the film's order."""
    plans = []
    for wanted in order.selection.chapters:
        staging = order.staging(wanted)
        key = take_key(staging, wanted.beats, order.form)
        path = order.cache / "takes" / f"{key}.{order.form.picture.suffix}"
        times_path = times_file(order.cache, staging)
        seconds = expected_seconds(times_path, staging, wanted.beats)
        is_missing = order.fresh or not path.with_suffix(".json").exists()
        frames = order.quality.frames(seconds)
        plans.append(Plan(wanted, staging, path, times_path, frames, is_missing, order.form))
    return plans


def make_takes(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress = lambda chapter, beat, frames: None,
    on_take: Callable[[str, int], None] = lambda chapter, frames: None,
) -> list[Take]:
    """Render those of the planned takes that are missing, the longest first.

    Args:
        plans: what is wanted, in the film's order.
        jobs: how many are rendered at a time.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Returns:
        All planned takes, in their order.

    Raises:
        WorkError: when chapters could not be rendered; those that could are kept.
    """
    missing = sorted((plan for plan in plans if plan.is_missing), key=lambda plan: -plan.frames)
    if missing:
        folder = missing[0].path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="unfinished-", dir=folder) as unfinished:
            tasks = [
                Task(plan.wanted.chapter, render_take, (plan, Path(unfinished))) for plan in missing
            ]
            run_tasks(tasks, jobs, on_progress, on_take)
    return [
        Take(plan.wanted, plan.path, Times.read(plan.path.with_suffix(".json"))) for plan in plans
    ]


def render_take(plan: Plan, unfinished: Path, report: Report) -> int:
    """Render a take, which appears under its path only when it is complete; gives its frames.

    Raises:
        WorkError: when it cannot be rendered, or has not as many frames as its times say.
    """
    from production.encoder import FrameEncoder

    video = unfinished / plan.path.name
    quality, beats = plan.staging.quality, plan.wanted.beats
    with FrameEncoder(video, quality, plan.form) as encoder:
        sink = _ReportingSink(encoder, report)
        ran = run_chapter(
            plan.staging, sink, beats, on_beat=sink.enter, is_transparent=plan.form.is_transparent
        )
    times = whole_times(ran)
    if beats is None:
        times.write(plan.times_path)
    else:
        times = times.only(beats)
    if encoder.frames != quality.frames(times.seconds):
        raise WorkError(
            f"The chapter {plan.staging.chapter} has {encoder.frames} frames but its beats last "
            f"{quality.frames(times.seconds)}."
        )
    record = plan.path.with_suffix(".json")
    record.unlink(missing_ok=True)
    os.replace(video, plan.path)
    times.write(record)
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
        """Hand on a frame that is shown `repeat` times in a row."""
        self._sink.write(pixels, repeat)
        self._unreported += repeat
        if self._unreported >= REPORT_EVERY:
            self.enter(self._beat)
