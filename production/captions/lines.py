"""Where the lines of a caption break."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from scenes.language.language import Language, LineRule, split_at_spaces
from scenes.language.languages import LANGUAGES

LINES = 2

_OPERATORS = "=+−-×·*@<>≈→"
_OPENING, _CLOSING = "([（「『", ")]）」』"


def lines_of(text: str, language: str) -> list[tuple[str, ...]]:
    """A caption's text laid out: for each cue its one or two lines."""
    known = LANGUAGES[language]
    best = _best_layout(tuple(_pieces(text, known)), known)
    return [tuple("".join(line).strip() for line in cue) for cue in best]


_Layout = tuple[tuple[tuple[str, ...], ...], ...]


def _best_layout(pieces: tuple[str, ...], language: Language) -> _Layout:
    """The layout of pieces in lines and cues that reads best.

    Few cues first, then few lines, breaks after pauses, and lines of like width.
    """
    rule = language.lines

    def width(line: Sequence[str]) -> float:
        return language.width("".join(line).strip())

    @cache
    def best(start: int, lines_left: int) -> tuple[float, _Layout]:
        """The cheapest layout of the pieces from `start` on, in a cue with room for some lines."""
        if start == len(pieces):
            return 0.0, ()
        options = []
        for end in range(start + 1, len(pieces) + 1):
            line = pieces[start:end]
            if len(line) > 1 and width(line) > rule.widest:
                break
            cost = 100.0 + (rule.widest - width(line)) ** 2 / rule.widest
            rest = _break_cost(line[-1], rule) if end < len(pieces) else 0.0
            if lines_left > 1 and end < len(pieces):
                following, layout = best(end, lines_left - 1)
                same_cue = ((line, *layout[0]), *layout[1:])
                options.append((cost + rest + following, same_cue))
            following, layout = best(end, LINES)
            new_cue = 1000.0 + 8 * rest if end < len(pieces) else 0.0
            options.append((cost + new_cue + following, ((line,), *layout)))
        return min(options, key=lambda option: option[0])

    return best(0, LINES)[1]


def _break_cost(before: str, rule: LineRule) -> float:
    last = before.rstrip()[-1:]
    if last in rule.sentence_ends:
        return 0.0
    if last in rule.pauses:
        return 3.0
    return 16.0 if before.strip().lower() in rule.leading_words else 10.0


def _pieces(text: str, language: Language) -> list[str]:
    """A text cut wherever a line may end; joined, the pieces are the text."""
    pieces: list[str] = []
    for piece in language.lines.cut(text):
        if pieces and _belongs_together("".join(pieces), piece, language.lines):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [part for piece in pieces for part in _emergency_cuts(piece, language)]


def _belongs_together(before: str, after: str, rule: LineRule) -> bool:
    """Whether a line must not end here: inside a formula, or before a mark that closes."""
    left, right = before.rstrip()[-1:], after.lstrip()[:1]
    if not left or not right:
        return True
    if sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)):
        return True
    if right in _CLOSING + rule.sentence_ends + rule.pauses or left in _OPENING:
        return True
    if left in rule.always_after:
        return False
    if left in _OPERATORS or right in _OPERATORS:
        return True
    spaced = before != before.rstrip() or after != after.lstrip()
    return not spaced and _is_latin(left) and _is_latin(right)


def _is_latin(character: str) -> bool:
    """Whether it may be a part of a formula or a Western word."""
    return unicodedata.east_asian_width(character) not in "WF"


def _emergency_cuts(piece: str, language: Language) -> list[str]:
    """A piece too wide for a line, cut before its operators; its symbols stay whole."""
    if language.width(piece.strip()) <= language.lines.widest:
        return [piece]
    parts: list[str] = []
    for word in split_at_spaces(piece):
        if not parts or word.strip() in tuple(_OPERATORS):
            parts.append(word)
        else:
            parts[-1] += word
    return parts
