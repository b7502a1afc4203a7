"""Captions as tracks: short cues of at most two lines, as SubRip and WebVTT."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from budoux import Parser, load_default_japanese_parser

LINE_WIDTH = {"ja": 13.0, "en": 42.0}
"""Widest line: full-width characters in Japanese, characters in English."""

LINES = 2
LONGEST = 7.0
"""Seconds a cue stays at most."""

SHORTEST = 5 / 6
"""Seconds a cue stays at least, unless its caption is shorter."""

GAP = 2 / 15
"""Seconds without a cue between two of them; two frames at the lowest frame rate."""

FASTEST = {"ja": 8.0, "en": 20.0}
"""Most characters a second (full-width characters in Japanese) of a cue that is also heard."""

TICKS_PER_SECOND = 15

_OPERATORS = "=+−-×·*@<>≈→"
_OPENING, _CLOSING = "([（「『", ")]）」』"
_LEADING_WORDS = (
    *("a", "an", "the", "this", "no", "one", "two", "three"),
    *("of", "in", "to", "by", "for", "with", "and", "is", "are"),
)
"""English words that belong to what follows: a line had better not end with one."""

_SENTENCE_ENDS, _PAUSES = "。?!？！.", "、,:;：；"

_CLAUSE = re.compile(r".+?(?:[。？！、：；]+|[.?!,:;]+(?=\s|$)|$)\s*")
"""A part of a text up to its next mark of punctuation; the point in 0.3 is none."""


@dataclass(frozen=True)
class TimedCaption:
    """A caption and when it is shown, in seconds.

    Attributes:
        start: when it comes, and when its first word is said.
        end: when it goes.
        text: its words.
        phrases: how long each phrase of its speech lasts, with the pause after it; empty if
            unknown.
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


def cues(captions: Iterable[TimedCaption], language: str) -> list[Cue]:
    """Captions as cues; a caption that needs more than two lines becomes several in a row."""
    return [cue for caption in captions for cue in _cues_of(caption, language)]


def srt(shown: Iterable[Cue]) -> str:
    """Cues as a SubRip file."""
    blocks = (
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n" + "\n".join(cue.lines)
        for number, cue in enumerate(shown, 1)
    )
    return "".join(f"{block}\n\n" for block in blocks)


def vtt(shown: Iterable[Cue]) -> str:
    """Cues as a WebVTT file."""
    blocks = (
        f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n"
        + "\n".join(map(_escaped, cue.lines))
        for cue in shown
    )
    return "WEBVTT\n\n" + "".join(f"{block}\n\n" for block in blocks)


def lines_of(text: str, language: str) -> list[tuple[str, ...]]:
    """A caption's text laid out: for each cue its one or two lines."""
    pieces = _pieces(text, language)
    best = _best_layout(tuple(pieces), LINE_WIDTH[language], language)
    return [tuple("".join(line).strip() for line in cue) for cue in best]


def width(text: str, language: str) -> float:
    """How wide a text is, in the unit of `LINE_WIDTH`."""
    if language != "ja":
        return float(len(text))
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _cues_of(caption: TimedCaption, language: str) -> Iterator[Cue]:
    layout = lines_of(caption.text, language)
    widths = [max(1.0, sum(width(line, language) for line in cue)) for cue in layout]
    least = _least_times(widths, caption.end - caption.start, language)
    ends = _spoken_ends(caption, widths, language)
    start = caption.start
    for number, (cue, end) in enumerate(zip(layout, ends, strict=True), 1):
        if number < len(layout):
            latest = caption.end - sum(least[number:])
            end = max(min(end, latest), start + least[number - 1])
            # Rounded down if up would take from the shortest time of what follows.
            end = min(
                _on_tick(end), math.floor(latest * TICKS_PER_SECOND + 1e-6) / TICKS_PER_SECOND
            )
            leaves = end - GAP
        else:
            end = leaves = caption.end
        yield Cue(start, min(leaves, start + LONGEST), cue)
        start = end


def _least_times(widths: Sequence[float], seconds: float, language: str) -> list[float]:
    """Seconds each cue of a caption needs, with the gap after it.

    As `FASTEST` says; a caption with too little time for that is shared evenly by its text.
    """
    gaps = [GAP] * (len(widths) - 1) + [0.0]
    for fastest in (FASTEST[language], sum(widths) / max(seconds - sum(gaps), SHORTEST)):
        least = [max(SHORTEST, w / fastest) + gap for w, gap in zip(widths, gaps, strict=True)]
        if sum(least) <= seconds + 1e-6:
            return least
    return [SHORTEST + gap for gap in gaps]


def _spoken_ends(caption: TimedCaption, widths: Sequence[float], language: str) -> list[float]:
    """When the words of each cue have been said: by the phrases' own lengths, if known.

    The phrases are those between pauses, which a text marks by its punctuation; if it has more
    or fewer marks than there were pauses, time passes evenly with the text.
    """
    passed = list(accumulate(widths))
    shares = [position / passed[-1] for position in passed]
    clauses = [width(clause, language) for clause in _CLAUSE.findall(caption.text)]
    if len(caption.phrases) != len(clauses) or not sum(caption.phrases):
        return [caption.start + share * (caption.end - caption.start) for share in shares]
    marks = [0.0, *(position / sum(clauses) for position in accumulate(clauses))]
    times = [0.0, *accumulate(caption.phrases)]
    return [caption.start + float(np.interp(share, marks, times)) for share in shares]


def _on_tick(seconds: float) -> float:
    """The first tick that is not before a time."""
    return math.ceil(round(seconds * TICKS_PER_SECOND, 6)) / TICKS_PER_SECOND


_Layout = tuple[tuple[tuple[str, ...], ...], ...]


def _best_layout(pieces: tuple[str, ...], widest: float, language: str) -> _Layout:
    """The layout of pieces in lines and cues that reads best.

    Few cues first, then few lines, breaks after pauses, and lines of like width.
    """

    def fits(line: tuple[str, ...]) -> bool:
        return len(line) == 1 or width("".join(line).strip(), language) <= widest

    @cache
    def best(start: int, lines_left: int) -> tuple[float, _Layout]:
        """The cheapest layout of the pieces from `start` on, in a cue with room for some lines."""
        if start == len(pieces):
            return 0.0, ()
        options = []
        for end in range(start + 1, len(pieces) + 1):
            line = pieces[start:end]
            if not fits(line):
                break
            cost = 100.0 + (widest - width("".join(line).strip(), language)) ** 2 / widest
            rest = _break_cost(line[-1]) if end < len(pieces) else 0.0
            if lines_left > 1 and end < len(pieces):
                following, layout = best(end, lines_left - 1)
                same_cue = ((line, *layout[0]), *layout[1:])
                options.append((cost + rest + following, same_cue))
            following, layout = best(end, LINES)
            new_cue = 1000.0 + 8 * rest if end < len(pieces) else 0.0
            options.append((cost + new_cue + following, ((line,), *layout)))
        return min(options, key=lambda option: option[0])

    return best(0, LINES)[1]


def _break_cost(before: str) -> float:
    last = before.rstrip()[-1:]
    if last in _SENTENCE_ENDS:
        return 0.0
    if last in _PAUSES:
        return 3.0
    return 16.0 if before.strip().lower() in _LEADING_WORDS else 10.0


def _pieces(text: str, language: str) -> list[str]:
    """A text cut wherever a line may end; joined, the pieces are the text."""
    raw = _japanese_pieces(text) if language == "ja" else _words(text)
    pieces: list[str] = []
    for piece in raw:
        if pieces and _belongs_together("".join(pieces), piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    widest = LINE_WIDTH[language]
    return [part for piece in pieces for part in _emergency_cuts(piece, widest, language)]


@cache
def _japanese_parser() -> Parser:
    return load_default_japanese_parser()


def _japanese_pieces(text: str) -> list[str]:
    """Phrases; a list of numbers, which the parser takes for one, is cut behind its commas."""
    phrases = _japanese_parser().parse(text)
    return [part for phrase in phrases for part in re.split("(?<=、)", phrase) if part]


def _words(text: str) -> list[str]:
    words = text.split(" ")
    return [word if number == len(words) else word + " " for number, word in enumerate(words, 1)]


def _belongs_together(before: str, after: str) -> bool:
    """Whether a line must not end here: inside a formula, or before a mark that closes."""
    left, right = before.rstrip()[-1:], after.lstrip()[:1]
    if not left or not right:
        return True
    if sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)):
        return True
    if right in _CLOSING + _SENTENCE_ENDS + _PAUSES or left in _OPENING:
        return True
    if left == "、":
        return False
    if left in _OPERATORS or right in _OPERATORS:
        return True
    spaced = before != before.rstrip() or after != after.lstrip()
    return not spaced and _is_latin(left) and _is_latin(right)


def _is_latin(character: str) -> bool:
    """Whether it may be a part of a formula or a Western word."""
    return unicodedata.east_asian_width(character) not in "WF"


def _emergency_cuts(piece: str, widest: float, language: str) -> list[str]:
    """A piece too wide for a line, cut before its operators; its symbols stay whole."""
    if width(piece.strip(), language) <= widest:
        return [piece]
    parts: list[str] = []
    for word in _words(piece):
        if not parts or word.strip() in tuple(_OPERATORS):
            parts.append(word)
        else:
            parts[-1] += word
    return parts


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
