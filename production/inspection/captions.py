"""Captions as a viewer gets them: width, lines, time, gaps, and whether they can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from production.captions.cues import LONGEST, SHORTEST, Cue, cues
from production.captions.lines import LINES
from production.inspection.finding import Finding
from production.inspection.limits import ROUNDING
from production.running.timeline import TimedBeat
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import GAP, reading_time

_CLOCK = 0.001
"""Seconds by which a sum of times may be off."""


def caption_faults(chapter: str, beat: TimedBeat, language: str) -> Iterator[Finding]:
    """What is wrong with a beat's captions.

    Args:
        chapter: the chapter's name.
        beat: it and its captions, and when they begin and end.
        language: the code of one of `LANGUAGES`.
    """

    def fault(what: str, where: str, kind: str = "caption") -> Finding:
        return Finding(chapter, beat.name, kind, what, where)

    subtitles = [caption.subtitle(language) for caption in beat.captions]
    texts = [subtitle.text for subtitle in subtitles]
    for text in texts:
        words = LANGUAGES[language].foreign_words(text)
        if words:
            yield fault(f"not of the film's language: {', '.join(words)}", text, "language")
    needed = sum(reading_time(text, language) for text in texts)
    if beat.end - beat.start < needed - _CLOCK:
        yield fault(
            f"the beat lasts {beat.end - beat.start:.1f} s; its captions take {needed:.1f} s to "
            "read",
            texts[0],
        )
    for what, where in cue_faults(cues(subtitles, language), language):
        yield fault(what, where)


def unchecked(language: str) -> str:
    """A sentence on what is not looked for in a language; empty when all is."""
    known = LANGUAGES[language]
    if known.find_foreign_words:
        return ""
    return f"Nothing says which words are foreign to {known.name}; they are not looked for."


def cue_faults(shown: Sequence[Cue], language: str) -> Iterator[tuple[str, str]]:
    """What is wrong with cues in a row: a sentence, and the text it is about."""
    known = LANGUAGES[language]
    for cue in shown:
        text = " / ".join(cue.lines)
        if len(cue.lines) > LINES:
            yield f"it has {len(cue.lines)} lines; {LINES} fit", text
        widths = [known.width(line) for line in cue.lines]
        if max(widths) > known.lines.widest:
            yield f"a line has {max(widths):g} {known.lines.unit}; {known.lines.widest:g} fit", text
        seconds = cue.end - cue.start
        if seconds < SHORTEST - _CLOCK:
            yield f"it is shown for {seconds:.2f} s; at least {SHORTEST:.2f} s are needed", text
        speed = sum(widths) / max(seconds, _CLOCK)
        if speed > known.listening_speed * (1 + ROUNDING):
            most = f"at most {known.listening_speed:g} are read along with speech"
            yield f"it has {speed:.1f} characters a second; {most}", text
        if seconds > LONGEST + _CLOCK:
            yield f"it is shown for {seconds:.1f} s; at most {LONGEST:g} s are usual", text
    for before, after in pairwise(shown):
        if after.start - before.end < GAP - _CLOCK:
            gap = after.start - before.end
            yield f"{gap:.2f} s lie between it and the cue before", " / ".join(after.lines)
