"""The times of chapters and beats, found by running the chapters without drawing, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from production.errors import WorkError
from production.files import read, write
from production.request.chapter import ChapterRequest
from production.request.keys import timing_key
from production.request.order import Order
from production.running.run import run_chapter
from production.workers.tasks import Report, Task, run_tasks
from scenes.script.script import load_script
from scenes.stage.clock import Beat, ChapterTiming

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
    def of(cls, timing: ChapterTiming, chapter_order: ChapterRequest) -> Times:
        """The times of a whole chapter of such a timing with a chapter order's captions."""
        clock = timing.clock(chapter_order.captions)
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
    chapter_orders = [order.chapter_order(wanted) for wanted in order.selection.chapters]
    paths = [timing_file(order.cache, chapter_order) for chapter_order in chapter_orders]
    tasks = [
        Task(chapter_order.chapter, find_timing, (chapter_order, path))
        for chapter_order, path in zip(chapter_orders, paths, strict=True)
        if order.fresh or read(path, ChapterTiming) is None
    ]
    run_tasks(tasks, order.jobs)
    whole = [
        Times.of(kept_timing(path, chapter_order), chapter_order)
        for path, chapter_order in zip(paths, chapter_orders, strict=True)
    ]
    return [
        times if wanted.beats is None else times.only(wanted.beats)
        for times, wanted in zip(whole, order.selection.chapters, strict=True)
    ]


def find_timing(chapter_order: ChapterRequest, path: Path, report: Report) -> None:
    """Run a chapter without drawing and save its timing."""
    write(path, run_chapter(chapter_order, on_beat=lambda beat: report(beat, 0)).timing)


def timing_file(cache: Path, chapter_order: ChapterRequest) -> Path:
    """Where a chapter's timing is kept."""
    return cache / "timings" / f"{timing_key(chapter_order)}.json"


def kept_timing(path: Path, chapter_order: ChapterRequest) -> ChapterTiming:
    """A timing that was just found.

    Raises:
        WorkError: when it is gone already.
    """
    timing = read(path, ChapterTiming)
    if timing is None:
        raise WorkError(f"The times of the chapter {chapter_order.chapter} did not stay in {path}.")
    return timing


def expected_seconds(
    kept: Path, chapter_order: ChapterRequest, beats: tuple[str, ...] | None
) -> float:
    """How long a chapter, or some of its beats, will last: as `kept`, or as its captions last."""
    if (timing := read(kept, ChapterTiming)) is not None:
        times = Times.of(timing, chapter_order)
        return (times if beats is None else times.only(beats)).seconds
    script = load_script(chapter_order.settings.language)
    seconds = 0.0 if beats else _ENTRANCE_AND_RESULT
    return seconds + sum(
        sum(chapter_order.captions(beat)) for beat in beats or script.beats(chapter_order.chapter)
    )
