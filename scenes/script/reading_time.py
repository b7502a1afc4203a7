"""How long captions stay: until they have been read, in every language, and heard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculus.lessons.lesson import Lesson
from scenes.language.languages import LANGUAGES
from scenes.script.script import ScriptError, load_script

SHORTEST_TIME = 1.5
"""Seconds that even the shortest caption stays."""

GAP = 2 / 15
"""Seconds between a caption and the next; two frames at the lowest frame rate."""

TICKS_PER_SECOND = 15
"""Every duration is a multiple of 1/15 s, a whole number of frames at every quality."""


def reading_time(caption_text: str, language: str, is_spoken: bool = False) -> float:
    """Seconds a caption takes to read, with the gap to the next; a multiple of 1/15 s."""
    known = LANGUAGES[language]
    speed = known.listening_speed if is_spoken else known.reading_speed
    seconds = max(SHORTEST_TIME, known.width(caption_text) / speed) + GAP
    return math.ceil(round(seconds * TICKS_PER_SECOND, 6)) / TICKS_PER_SECOND


def beat_caption_times(
    chapter: str, beat: str, lesson: Lesson, spoken: str | None = None
) -> tuple[float, ...]:
    """Seconds for each caption of a beat: the longest over all languages, so one clock serves all.

    Args:
        chapter: the chapter's name.
        beat: the beat's name.
        lesson: whose captions they are.
        spoken: the language that the beat is spoken in, if it is.

    Raises:
        ScriptError: when the languages do not have the same number of captions.
    """
    times = []
    for language in LANGUAGES:
        captions = load_script(language).captions(chapter, beat, lesson)
        is_spoken = language == spoken
        times.append([reading_time(caption.text, language, is_spoken) for caption in captions])
    if len(set(map(len, times))) > 1:
        counts = ", ".join(f"{lang} {len(t)}" for lang, t in zip(LANGUAGES, times, strict=True))
        raise ScriptError(f"The beat {chapter}.{beat} has unequal numbers of captions: {counts}.")
    return tuple(max(column) for column in zip(*times, strict=True))


def caption_times(
    chapter: str, beat: str, lesson: Lesson, language: str, speech: Sequence[float] | None = None
) -> tuple[float, ...]:
    """Seconds that each caption of a beat has, to be read and, if it is spoken, heard.

    Args:
        chapter: the chapter's name.
        beat: the beat's name.
        lesson: whose captions they are.
        language: of the film.
        speech: seconds of speech of each caption, multiples of 1/15 s; None when it is not spoken.

    Raises:
        ScriptError: when the languages do not have the same number of captions.
    """
    if speech is None:
        return beat_caption_times(chapter, beat, lesson)
    reading = beat_caption_times(chapter, beat, lesson, language)
    return tuple(max(pair) for pair in zip(reading, speech, strict=True))
