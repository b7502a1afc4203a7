"""Captions as cues: what is shown when, line by line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from production.captions.lines import lines_of
from scenes.language.language import Language
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import GAP, TICKS_PER_SECOND

LONGEST = 7.0
"""Seconds a cue stays at most."""

SHORTEST = 5 / 6
"""Seconds a cue stays at least, unless its caption is shorter."""


@dataclass(frozen=True)
class Subtitle:
    """A caption as readers of one language get it, and when it is shown, in seconds.

    Attributes:
        start: when it comes, and when its first word is said.
        end: when it goes.
        text: its words.
        phrases: how long each phrase of its text is heard, with the pause after it, in the order
            of `Language.phrases`; empty if unknown.
    """

    start: float
    end: float
    text: str
    phrases: tuple[float, ...] = ()


@dataclass(frozen=True)
class Cue:
    """What is shown at once: one or two lines, in seconds from the film's start."""

    start: float
    end: float
    lines: tuple[str, ...]


def cues(subtitles: Iterable[Subtitle], language: str) -> list[Cue]:
    """Subtitles as cues; one that needs more than two lines becomes several in a row."""
    return [cue for subtitle in subtitles for cue in _cues_of(subtitle, LANGUAGES[language])]


def _cues_of(subtitle: Subtitle, language: Language) -> Iterator[Cue]:
    layout = lines_of(subtitle.text, language.code)
    widths = [max(1.0, sum(map(language.width, cue))) for cue in layout]
    least = _least_times(widths, subtitle.end - subtitle.start, language)
    ends = _spoken_ends(subtitle, widths, language)
    start = subtitle.start
    for number, (cue, end) in enumerate(zip(layout, ends, strict=True), 1):
        if number < len(layout):
            latest = subtitle.end - sum(least[number:])
            end = max(min(end, latest), start + least[number - 1])
            # Rounded down if up would take from the shortest time of what follows.
            end = min(
                _on_tick(end), math.floor(latest * TICKS_PER_SECOND + 1e-6) / TICKS_PER_SECOND
            )
            leaves = end - GAP
        else:
            end = leaves = subtitle.end
        yield Cue(start, min(leaves, start + LONGEST), cue)
        start = end


def _least_times(widths: Sequence[float], seconds: float, language: Language) -> list[float]:
    """Seconds each cue of a caption needs, with the gap after it.

    At the speed of those who also listen; a caption with too little time for that is shared
    evenly by its text.
    """
    gaps = [GAP] * (len(widths) - 1) + [0.0]
    for fastest in (language.listening_speed, sum(widths) / max(seconds - sum(gaps), SHORTEST)):
        least = [max(SHORTEST, w / fastest) + gap for w, gap in zip(widths, gaps, strict=True)]
        if sum(least) <= seconds + 1e-6:
            return least
    return [SHORTEST + gap for gap in gaps]


def _spoken_ends(subtitle: Subtitle, widths: Sequence[float], language: Language) -> list[float]:
    """When the words of each cue have been said: by the phrases' own lengths, if known.

    Else, time passes evenly with the text.
    """
    passed = list(accumulate(widths))
    shares = [position / passed[-1] for position in passed]
    if not sum(subtitle.phrases):
        return [subtitle.start + share * (subtitle.end - subtitle.start) for share in shares]
    phrases = [language.width(phrase) for phrase in language.phrases(subtitle.text)]
    marks = [0.0, *(position / sum(phrases) for position in accumulate(phrases))]
    times = [0.0, *accumulate(subtitle.phrases)]
    return [subtitle.start + float(np.interp(share, marks, times)) for share in shares]


def _on_tick(seconds: float) -> float:
    """The first tick that is not before a time."""
    return math.ceil(round(seconds * TICKS_PER_SECOND, 6)) / TICKS_PER_SECOND
