"""What a chapter is run with."""

from __future__ import annotations

from dataclasses import dataclass

from calculus.lessons.lesson import Lesson
from production.media.quality import Quality
from scenes.script.reading_time import caption_times
from scenes.stage.settings import Settings

BeatTimings = tuple[tuple[tuple[str, str], tuple[float, ...]], ...]
"""Seconds of speech of each caption of a (chapter, beat), in a form that can be compared."""


@dataclass(frozen=True)
class ChapterRequest:
    """What a chapter is run with.

    Attributes:
        chapter: its name.
        lesson: whose numbers, shape and notation are shown.
        settings: language, theme, aspect.
        quality: pixels and frame rate.
        timings: its beats that are spoken, with the seconds of speech of each caption.
    """

    chapter: str
    lesson: Lesson
    settings: Settings
    quality: Quality
    timings: BeatTimings = ()

    def captions(self, beat: str) -> tuple[float, ...]:
        """Seconds that each caption of a beat has."""
        speech = dict(self.timings).get((self.chapter, beat))
        return caption_times(self.chapter, beat, self.lesson, self.settings.language, speech)
