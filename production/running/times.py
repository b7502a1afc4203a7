"""The times of chapters and beats, found by running the chapters without drawing, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from production.errors import WorkError
from production.files import read, write
from production.request.chapter import ChapterRequest
from production.request.keys import timing_key
from production.request.workshop import Workshop
from production.running.run import run_chapter
from production.workers.tasks import Report, Task, run_tasks
from scenes.stage.clock import Beat, ChapterTiming

_JOINT_AND_RESULT = 3.0
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
    def of(cls, timing: ChapterTiming, chapter: ChapterRequest) -> Times:
        """The times of a whole chapter of such a timing with the captions that it is run with."""
        clock = timing.clock(chapter.captions)
        return cls(tuple(clock.beats), clock.seconds)

    def wanted_in(self, chapter: ChapterRequest) -> Times:
        """The times of the wanted beats without what lies between them, of all or of some."""
        if chapter.beats is None:
            return self
        kept: list[Beat] = []
        seconds = 0.0
        for beat in self.beats:
            if beat.name in chapter.beats:
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


def times_of_chapters(chapters: Sequence[ChapterRequest], workshop: Workshop) -> dict[str, Times]:
    """The times of chapters, whole or in part as they are wanted, without drawing anything.

    Returns:
        By the chapters' names, in their order.

    Raises:
        WorkError: when a chapter cannot be run.
    """
    paths = {chapter.name: timing_file(workshop.cache, chapter) for chapter in chapters}
    tasks = [
        Task(chapter.name, find_timing, (chapter, paths[chapter.name]))
        for chapter in chapters
        if workshop.fresh or read(paths[chapter.name], ChapterTiming) is None
    ]
    run_tasks(tasks, workshop.jobs)
    return {
        chapter.name: Times.of(kept_timing(paths[chapter.name], chapter), chapter).wanted_in(
            chapter
        )
        for chapter in chapters
    }


def find_timing(chapter: ChapterRequest, path: Path, report: Report) -> None:
    """Run a chapter without drawing and save its timing."""
    write(path, run_chapter(chapter, on_beat=lambda beat: report(beat, 0)).timing)


def timing_file(cache: Path, chapter: ChapterRequest) -> Path:
    """Where a chapter's timing is kept."""
    return cache / "timings" / f"{timing_key(chapter)}.json"


def kept_timing(path: Path, chapter: ChapterRequest) -> ChapterTiming:
    """A timing that was just found.

    Raises:
        WorkError: when it is gone already.
    """
    timing = read(path, ChapterTiming)
    if timing is None:
        raise WorkError(f"The times of the chapter {chapter.name} did not stay in {path}.")
    return timing


def expected_seconds(kept: Path, chapter: ChapterRequest) -> float:
    """How long what is wanted of a chapter will last: as `kept`, or as its captions last."""
    if (timing := read(kept, ChapterTiming)) is not None:
        return Times.of(timing, chapter).wanted_in(chapter).seconds
    seconds = 0.0 if chapter.beats else _JOINT_AND_RESULT
    return seconds + sum(sum(chapter.captions(beat)) for beat in chapter.wanted_beats)
