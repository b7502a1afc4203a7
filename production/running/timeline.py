"""The timeline of a film: when its chapters, beats and captions happen, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from production.captions.caption import Caption, Captions, TimedCaption
from production.captions.cues import Subtitle
from production.request.film import FilmRequest
from production.running.times import Times, shifted
from production.sound.track import Placed, Track
from scenes.script.reading_time import GAP
from scenes.script.script import load_script
from scenes.stage.clock import Beat


@dataclass(frozen=True)
class TimedBeat:
    """A beat, from and to which second, and its captions."""

    name: str
    start: float
    end: float
    captions: tuple[TimedCaption, ...]


@dataclass(frozen=True)
class TimedChapter:
    """A chapter, from and to which second, and its beats."""

    name: str
    title: str
    start: float
    end: float
    beats: tuple[TimedBeat, ...]


@dataclass(frozen=True)
class Timeline:
    """When what happens in a film, in seconds from its start, rounded to a microsecond.

    Attributes:
        lesson: its name.
        language: the film's.
        quality: its name.
        frame_rate: frames a second.
        chapters: one after the other, without gaps.
    """

    lesson: str
    language: str
    quality: str
    frame_rate: int
    chapters: tuple[TimedChapter, ...]

    @property
    def duration(self) -> float:
        """Seconds the film lasts."""
        return self.chapters[-1].end

    @property
    def captions(self) -> tuple[TimedCaption, ...]:
        """All captions, in order."""
        beats = (beat for chapter in self.chapters for beat in chapter.beats)
        return tuple(caption for beat in beats for caption in beat.captions)

    def subtitles(self, language: str) -> Iterator[Subtitle]:
        """All captions as readers of a language get them."""
        return (caption.subtitle(language) for caption in self.captions)

    def track(self) -> Track:
        """What is heard: each clip where its caption begins."""
        clips = [
            Placed(timed.start, timed.caption.clip.samples)
            for timed in self.captions
            if timed.caption.clip is not None
        ]
        return Track(clips, self.duration)


def timeline_of(request: FilmRequest, captions: Captions, times: Mapping[str, Times]) -> Timeline:
    """The timeline of chapters that follow each other.

    Args:
        request: whose lesson, language and quality it is.
        captions: of all beats.
        times: from each chapter's start, by the chapters' names in the film's order.
    """
    script = load_script(request.settings.language)
    start = 0.0
    chapters = []
    for name, own in times.items():
        end = start + own.seconds
        title = script.title(name, request.lesson)
        beats = tuple(
            timed_beat(shifted(beat, start), captions[name, beat.name]) for beat in own.beats
        )
        chapters.append(TimedChapter(name, title, _rounded(start), _rounded(end), beats))
        start = end
    return Timeline(
        request.lesson.name,
        request.settings.language,
        request.quality.name,
        request.quality.frame_rate,
        tuple(chapters),
    )


def timed_beat(beat: Beat, captions: Sequence[Caption]) -> TimedBeat:
    """A beat whose captions know when they are shown: each until shortly before the next."""
    spans = pairwise([*beat.captions, beat.end])
    timed = tuple(
        TimedCaption(caption, _rounded(start), _rounded(following - GAP))
        for caption, (start, following) in zip(captions, spans, strict=True)
    )
    return TimedBeat(beat.name, _rounded(beat.start), _rounded(beat.end), timed)


def as_text(timeline: Timeline) -> str:
    """A timeline to read: chapters and beats with their starts and lengths."""
    lines = []
    for chapter in timeline.chapters:
        lines.append(f"{_clock(chapter.start)}  {chapter.name}  {chapter.title}")
        lines += [
            f"{_clock(beat.start)}    {beat.name:<16}{beat.end - beat.start:6.1f} s"
            for beat in chapter.beats
        ]
    return "\n".join([*lines, f"{_clock(timeline.duration)}  end"])


def as_json(timeline: Timeline) -> str:
    """A timeline for programs: what timeline.json holds."""
    return json.dumps(_table(timeline), ensure_ascii=False, indent=2) + "\n"


def _table(timeline: Timeline) -> dict[str, Any]:
    return {
        "lesson": timeline.lesson,
        "language": timeline.language,
        "quality": timeline.quality,
        "frame_rate": timeline.frame_rate,
        "duration": timeline.duration,
        "chapters": [
            {
                "name": chapter.name,
                "title": chapter.title,
                "start": chapter.start,
                "end": chapter.end,
                "beats": [
                    {
                        "name": beat.name,
                        "start": beat.start,
                        "end": beat.end,
                        "captions": [
                            {"start": one.start, "end": one.end, "text": dict(one.caption.texts)}
                            for one in beat.captions
                        ],
                    }
                    for beat in chapter.beats
                ],
            }
            for chapter in timeline.chapters
        ],
    }


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):2}:{rest:04.1f}"


def _rounded(seconds: float) -> float:
    return round(seconds, 6)
