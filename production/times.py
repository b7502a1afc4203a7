"""The times of chapters and beats, found by running the chapters without drawing, and kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from pathlib import Path

from production.cache import timing_key
from production.order import Order
from production.staging import Beat, Staging, run_chapter
from production.workers import Report, Task, run_tasks
from scenes.script import beat_caption_times, load_script

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
    def read(cls, path: Path) -> Times:
        """Times as `write` left them."""
        data = json.loads(path.read_text(encoding="utf-8"))
        beats = (Beat(**{**beat, "captions": tuple(beat["captions"])}) for beat in data["beats"])
        return cls(tuple(beats), data["seconds"])

    def write(self, path: Path) -> None:
        """Save as JSON; the file appears only when it is complete."""
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
        unfinished.write_text(json.dumps(asdict(self)), encoding="utf-8")
        os.replace(unfinished, path)

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
    paths = [times_file(order.cache, staging) for staging in stagings]
    tasks = [
        Task(staging.chapter, find_times, (staging, path))
        for staging, path in zip(stagings, paths, strict=True)
        if order.fresh or not path.exists()
    ]
    run_tasks(tasks, order.jobs)
    return [
        Times.read(path) if wanted.beats is None else Times.read(path).only(wanted.beats)
        for wanted, path in zip(order.selection.chapters, paths, strict=True)
    ]


def find_times(staging: Staging, path: Path, report: Report) -> None:
    """Run a chapter without drawing and save its times."""
    whole_times(run_chapter(staging, on_beat=lambda beat: report(beat, 0))).write(path)


def whole_times(beats: tuple[Beat, ...]) -> Times:
    """The times of a whole chapter."""
    return Times(beats, beats[-1].end)


def times_file(cache: Path, staging: Staging) -> Path:
    """Where a chapter's times are kept."""
    return cache / "times" / f"{timing_key(staging)}.json"


def expected_seconds(kept: Path, staging: Staging, beats: tuple[str, ...] | None) -> float:
    """How long a chapter, or some of its beats, will last: as `kept`, or as its captions last."""
    if kept.exists():
        times = Times.read(kept)
        return (times if beats is None else times.only(beats)).seconds
    language, timings = staging.settings.language, dict(staging.timings)
    seconds = 0.0 if beats else _ENTRANCE_AND_RESULT
    for name in beats or load_script(language).beats(staging.chapter):
        speech = timings.get((staging.chapter, name), ())
        spoken = language if speech else None
        reading = beat_caption_times(staging.chapter, name, staging.lesson, spoken)
        seconds += sum(map(max, zip_longest(reading, speech, fillvalue=0.0)))
    return seconds
