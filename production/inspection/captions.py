"""Captions as a viewer gets them: width, lines, time, gaps, and whether they can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from production.captions.cues import FASTEST, LONGEST, SHORTEST, Cue, TimedCaption, cues
from production.captions.lines import LINE_WIDTH, LINES, width
from production.inspection.finding import Finding
from production.inspection.limits import ROUNDING
from scenes.language.foreign_words import foreign_words
from scenes.script.reading_time import GAP, reading_time
from scenes.stage.clock import Beat

_CLOCK = 0.001
"""Seconds by which a sum of times may be off."""


def caption_faults(
    chapter: str, beat: Beat, texts: Sequence[str], language: str
) -> Iterator[Finding]:
    """What is wrong with a beat's captions.

    Args:
        chapter: the chapter's name.
        beat: when it and its captions begin and end.
        texts: its captions as written.
        language: "ja" or "en".
    """

    def fault(what: str, where: str, kind: str = "caption") -> Finding:
        return Finding(chapter, beat.name, kind, what, where)

    for text in texts:
        words = foreign_words(text, language)
        if words:
            yield fault(f"not of the film's language: {', '.join(words)}", text, "language")
    needed = sum(reading_time(text, language) for text in texts)
    if beat.end - beat.start < needed - _CLOCK:
        yield fault(
            f"the beat lasts {beat.end - beat.start:.1f} s; its captions take {needed:.1f} s to "
            "read",
            texts[0],
        )
    timed = [
        TimedCaption(start, following - GAP, text)
        for text, (start, following) in zip(
            texts, pairwise([*beat.captions, beat.end]), strict=False
        )
    ]
    for what, where in cue_faults(cues(timed, language), language):
        yield fault(what, where)


def cue_faults(shown: Sequence[Cue], language: str) -> Iterator[tuple[str, str]]:
    """What is wrong with cues in a row: a sentence, and the text it is about."""
    for cue in shown:
        text = " / ".join(cue.lines)
        if len(cue.lines) > LINES:
            yield f"it has {len(cue.lines)} lines; {LINES} fit", text
        widest = max(width(line, language) for line in cue.lines)
        if widest > LINE_WIDTH[language]:
            unit = "full-width characters" if language == "ja" else "characters"
            yield f"a line has {widest:g} {unit}; {LINE_WIDTH[language]:g} fit", text
        seconds = cue.end - cue.start
        if seconds < SHORTEST - _CLOCK:
            yield f"it is shown for {seconds:.2f} s; at least {SHORTEST:.2f} s are needed", text
        speed = sum(width(line, language) for line in cue.lines) / max(seconds, _CLOCK)
        if speed > FASTEST[language] * (1 + ROUNDING):
            most = f"at most {FASTEST[language]:g} are read along with speech"
            yield f"it has {speed:.1f} characters a second; {most}", text
        if seconds > LONGEST + _CLOCK:
            yield f"it is shown for {seconds:.1f} s; at most {LONGEST:g} s are usual", text
    for before, after in pairwise(shown):
        if after.start - before.end < GAP - _CLOCK:
            gap = after.start - before.end
            yield f"{gap:.2f} s lie between it and the cue before", " / ".join(after.lines)
