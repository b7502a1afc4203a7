"""The times of chapters and beats, found by running the chapters without drawing, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from production.errors import WorkError
from production.files import read, write
from production.order.chapter_order import Staging
from production.order.keys import pace_key
from production.order.order import Order
from production.running.run import run_chapter
from production.workers.tasks import Report, Task, run_tasks
from scenes.script.script import load_script
from scenes.stage.clock import Beat, Pace

_ENTRANCE_AND_RESULT = 5.0
"""Seconds a chapter lasts beyond its captions, at least; for estimates only."""


@dataclass(frozen=True)
class Times:
    """When the beats of a chapter (or of a part of it) happen.

    Attributes:
        beats: in order, seconds from the start.
        seconds: how long it lasts.
    """

    beats: tuple[Beat, ...]
    seconds: float

    @classmethod
    def of(cls, pace: Pace, staging: Staging) -> Times:
        """The times of a whole chapter of such a pace with a staging's captions."""
        clock = pace.clock(staging.captions)
        return cls(tuple(clock.beats), clock.seconds)

    def only(self, beats: Iterable[str]) -> Times:
        """The times of some beats that follow each other without what lay between them."""
        wanted = set(beats)
        kept: list[Beat] = []
        seconds = 0.0
        for beat in self.beats:
            if beat.name in wanted:
                kept.append(shifted(beat, seconds - beat.start))
                seconds = kept[-1].end
        return Times(tuple(kept), seconds)


def shifted(beat: Beat, seconds: float) -> Beat:
    """A beat that happens some seconds later."""
    return replace(
        beat,
        start=beat.start + seconds,
        end=beat.end + seconds,
        captions=tuple(caption + seconds for caption in beat.captions),
    )


def times_of_chapters(order: Order) -> list[Times]:
    """The times of the wanted chapters, whole or in part, without drawing anything.

    Raises:
        WorkError: when a chapter cannot be run.
    """
    stagings = [order.staging(wanted) for wanted in order.selection.chapters]
    paths = [pace_file(order.cache, staging) for staging in stagings]
    tasks = [
        Task(staging.chapter, find_pace, (staging, path))
        for staging, path in zip(stagings, paths, strict=True)
        if order.fresh or read(path, Pace) is None
    ]
    run_tasks(tasks, order.jobs)
    whole = [
        Times.of(kept_pace(path, staging), staging)
        for path, staging in zip(paths, stagings, strict=True)
    ]
    return [
        times if wanted.beats is None else times.only(wanted.beats)
        for times, wanted in zip(whole, order.selection.chapters, strict=True)
    ]


def find_pace(staging: Staging, path: Path, report: Report) -> None:
    """Run a chapter without drawing and save its pace."""
    write(path, run_chapter(staging, on_beat=lambda beat: report(beat, 0)).pace)


def pace_file(cache: Path, staging: Staging) -> Path:
    """Where a chapter's pace is kept."""
    return cache / "pace" / f"{pace_key(staging)}.json"


def kept_pace(path: Path, staging: Staging) -> Pace:
    """A pace that was just found.

    Raises:
        WorkError: when it is gone already.
    """
    pace = read(path, Pace)
    if pace is None:
        raise WorkError(f"The times of the chapter {staging.chapter} did not stay in {path}.")
    return pace


def expected_seconds(kept: Path, staging: Staging, beats: tuple[str, ...] | None) -> float:
    """How long a chapter, or some of its beats, will last: as `kept`, or as its captions last."""
    if (pace := read(kept, Pace)) is not None:
        times = Times.of(pace, staging)
        return (times if beats is None else times.only(beats)).seconds
    script = load_script(staging.settings.language)
    seconds = 0.0 if beats else _ENTRANCE_AND_RESULT
    return seconds + sum(
        sum(staging.captions(beat)) for beat in beats or script.beats(staging.chapter)
    )
