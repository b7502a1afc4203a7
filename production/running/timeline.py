"""The timeline of a film: when its chapters, beats and captions happen, for people and programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from production.captions.cues import TimedCaption
from production.request.order import Order
from production.running.times import Times, shifted, times_of_chapters
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import GAP
from scenes.script.script import load_script
from scenes.stage.clock import Beat

Timeline = Mapping[str, Any]
"""Seconds from the film's start: {"lesson", "language", "quality", "frame_rate", "duration",
"chapters": [{"name", "title", "start", "end",
    "beats": [{"name", "start", "end",
        "captions": [{"start", "end", "text": by language}]}]}]}"""


def timeline(order: Order, chapters: Sequence[tuple[str, Times]]) -> Timeline:
    """The timeline of chapters that follow each other.

    Args:
        order: whose lesson, language and quality it is.
        chapters: names and times (from the chapter's start) in order.
    """
    start = 0.0
    entries = []
    for chapter, times in chapters:
        end = start + times.seconds
        entries.append(
            {
                "name": chapter,
                "title": load_script(order.settings.language).title(chapter, order.lesson),
                "start": _rounded(start),
                "end": _rounded(end),
                "beats": [_beat(order, chapter, shifted(beat, start)) for beat in times.beats],
            }
        )
        start = end
    return {
        "lesson": order.lesson.name,
        "language": order.settings.language,
        "quality": order.quality.name,
        "frame_rate": order.quality.frame_rate,
        "duration": _rounded(start),
        "chapters": entries,
    }


def find_timeline(order: Order) -> Timeline:
    """The timeline of the wanted chapters, without drawing anything.

    Raises:
        WorkError: when a chapter cannot be run.
    """
    chapters = (wanted.chapter for wanted in order.selection.chapters)
    return timeline(order, list(zip(chapters, times_of_chapters(order), strict=True)))


def as_text(table: Timeline) -> str:
    """A timeline to read: chapters and beats with their starts and lengths."""
    lines = []
    for chapter in table["chapters"]:
        lines.append(f"{_clock(chapter['start'])}  {chapter['name']}  {chapter['title']}")
        lines += [
            f"{_clock(beat['start'])}    {beat['name']:<16}{beat['end'] - beat['start']:6.1f} s"
            for beat in chapter["beats"]
        ]
    return "\n".join([*lines, f"{_clock(table['duration'])}  end"])


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):2}:{rest:04.1f}"


def captions_in(table: Timeline, language: str) -> Iterator[TimedCaption]:
    """All captions of a timeline in one language."""
    for chapter in table["chapters"]:
        for beat in chapter["beats"]:
            for caption in beat["captions"]:
                yield TimedCaption(caption["start"], caption["end"], caption["text"][language])


def _beat(order: Order, chapter: str, beat: Beat) -> dict[str, Any]:
    texts = {
        language: load_script(language).captions(chapter, beat.name, order.lesson)
        for language in LANGUAGES
    }
    spans = pairwise([*beat.captions, beat.end])
    return {
        "name": beat.name,
        "start": _rounded(beat.start),
        "end": _rounded(beat.end),
        "captions": [
            {
                "start": _rounded(start),
                "end": _rounded(following - GAP),
                "text": {language: texts[language][number].text for language in LANGUAGES},
            }
            for number, (start, following) in enumerate(spans)
        ],
    }


def _rounded(seconds: float) -> float:
    return round(seconds, 6)
