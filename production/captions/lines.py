"""Where the lines of a caption break."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from budoux import Parser, load_default_japanese_parser

LINE_WIDTH = {"ja": 13.0, "en": 42.0}
"""Widest line: full-width characters in Japanese, characters in English."""

LINES = 2

_OPERATORS = "=+−-×·*@<>≈→"
_OPENING, _CLOSING = "([（「『", ")]）」』"
_LEADING_WORDS = (
    *("a", "an", "the", "this", "no", "one", "two", "three"),
    *("of", "in", "to", "by", "for", "with", "and", "is", "are"),
)
"""English words that belong to what follows: a line had better not end with one."""

_SENTENCE_ENDS, _PAUSES = "。?!？！.", "、,:;：；"

CLAUSE = re.compile(r".+?(?:[。？！、：；]+|[.?!,:;]+(?=\s|$)|$)\s*")
"""A part of a text up to its next mark of punctuation; the point in 0.3 is none."""


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
