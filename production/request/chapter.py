"""Which chapter is asked for, and what it is run with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from calculus.lessons.lesson import Lesson
from production.media.quality import Quality
from production.request.selection import beats_of
from scenes.script.reading_time import caption_times
from scenes.stage.settings import Settings

BeatName = tuple[str, str]
"""A chapter and a beat."""

SpeechTimes = Mapping[BeatName, tuple[float, ...]]
"""Of each beat that is spoken, the seconds of speech of each caption."""

SILENT: Final[SpeechTimes] = MappingProxyType({})


@dataclass(frozen=True)
class ChapterRequest:
    """A chapter that is wanted, whole or in part, and what it is run with.

    Attributes:
        name: the chapter's.
        beats: the wanted ones in the storyboard's order; None for the whole chapter.
        lesson: whose numbers, shape and notation are shown.
        settings: language, theme, aspect.
        quality: pixels and frame rate.
        speech: of its beats that are spoken.
    """

    name: str
    beats: tuple[str, ...] | None
    lesson: Lesson
    settings: Settings
    quality: Quality
    speech: SpeechTimes = field(default_factory=dict)

    @property
    def wanted_beats(self) -> tuple[str, ...]:
        """The names of the wanted beats, of all if the whole chapter is wanted."""
        return beats_of(self.name) if self.beats is None else self.beats

    def captions(self, beat: str) -> tuple[float, ...]:
        """Seconds that each caption of a beat has."""
        spoken = self.speech.get((self.name, beat))
        return caption_times(self.name, beat, self.lesson, self.settings.language, spoken)
