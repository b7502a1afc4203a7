"""What there is to know of a language; each has it in one file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from scenes.language.formula_reading import Reading

Noun = Literal["input", "output", "edge", "weight", "term", "summand", "path"]
"""What the script counts; a term of a sum that is spread out is a summand."""

Side = Literal["input", "output"]


class Wording(Protocol):
    """The wordings of the script's values that depend on a number; numbers are from 1 on.

    `scenes.script.values` has examples of each in English and in Japanese.
    """

    def number(self, count: int) -> str:
        """How many there are: three."""
        ...

    def amount(self, count: int) -> str:
        """The same before a noun that is not counted by pieces."""
        ...

    def counted(self, count: int, noun: Noun) -> str:
        """three edges."""
        ...

    def every_output(self, count: int) -> str:
        """both outputs, all three outputs."""
        ...

    def equations(self, count: int) -> str:
        """this equation, these three equations."""
        ...

    def others(self, count: int) -> str:
        """the other five."""
        ...

    def other_entries(self, count: int) -> str:
        """the other entry, the other five entries."""
        ...

    def share(self, samples: int) -> str:
        """What stands before a gradient of one sample; empty if there is one sample only."""
        ...

    def side(self, side: Side) -> str:
        """Whose number a subscript is."""
        ...

    def span(self, first: str, last: str) -> str:
        """y3 to y6."""
        ...

    def together(self, names: Sequence[str]) -> str:
        """y1 and y3."""
        ...

    def row(self, numbers: Sequence[str]) -> str:
        """0.2, 0.5."""
        ...

    def about(self, numbers: str) -> str:
        """What is said of rounded numbers."""
        ...


@dataclass(frozen=True)
class LineRule:
    """Where the lines of captions break.

    Attributes:
        widest: how wide a line may be, in `unit`.
        unit: what widths are counted in, as messages say it: "characters".
        cut: gives the pieces of a text between which a line may end; joined, they are the text.
        sentence_ends: marks after which a line ends best.
        pauses: marks after which it ends well.
        always_after: marks that a line may end with even inside of a formula.
        leading_words: words, in small letters, that a line had better not end with: they belong to
            what follows.
    """

    widest: float
    unit: str
    cut: Callable[[str], list[str]]
    sentence_ends: str = ".?!"
    pauses: str = ",:;"
    always_after: str = ""
    leading_words: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the film.

    Attributes:
        code: its ISO 639-1 code, which names its script, its recordings and its files.
        iso_639_2: its code of three letters, as containers want it.
        own_name: what its speakers call it.
        name: what it is called in English.
        wording: of the script's values that depend on a number.
        width: how wide a text is, in the unit of `lines`; speeds are in that unit, too.
        reading_speed: how much of a caption is read in a second beside a moving picture.
        listening_speed: the same of a caption that is spoken at the same time.
        lines: where the lines of captions break.
        phrase_end: where a phrase ends, in a caption and in what is said: at a pause. The marks,
            if need be with what has to follow.
        reading: how formulas are read aloud; None when nobody has worked that out. Then a person
            may record the captions, but no synthesiser speaks them.
        find_foreign_words: gives the words of a text that belong to another language; None when
            there is no rule. Then `render.py check` says that it does not look for them.
    """

    code: str
    iso_639_2: str
    own_name: str
    name: str
    wording: Wording
    width: Callable[[str], float]
    reading_speed: float
    listening_speed: float
    lines: LineRule
    phrase_end: re.Pattern[str]
    reading: Reading | None = None
    find_foreign_words: Callable[[str], list[str]] | None = None

    def read_aloud(self, text: str) -> str:
        """A caption in the words a speaker says; as it is written where there is no reading."""
        return self.reading.aloud(text) if self.reading else text

    def unreadable(self, spoken: str) -> str:
        """The signs of a spoken text that a voice may drop or spell; "" if none."""
        return self.reading.unreadable(spoken) if self.reading else ""

    def foreign_words(self, text: str) -> list[str]:
        """The words of a text that belong to another language; none where there is no rule."""
        return self.find_foreign_words(text) if self.find_foreign_words else []

    def phrases(self, text: str) -> tuple[str, ...]:
        """A caption, or what is said, cut where phrases end, with the space after each.

        No phrase ends inside of parentheses; what holds nothing but marks is no phrase.
        """
        marks = [mark for mark in self.phrase_end.finditer(text) if not _is_enclosed(text, mark)]
        ends = [_after_space(text, mark.end()) for mark in marks]
        pieces = [text[a:b] for a, b in pairwise([0, *ends, len(text)])]
        return tuple(p for p in pieces if self.phrase_end.sub("", p).strip()) or (text,)


def split_at_spaces(text: str) -> list[str]:
    """The words of a text, each with the space after it: where a line may end in many languages."""
    return re.findall(r"[^ ]* |[^ ]+$", text)


def _is_enclosed(text: str, mark: re.Match[str]) -> bool:
    before = text[: mark.start()]
    return before.count("(") > before.count(")")


def _after_space(text: str, place: int) -> int:
    return len(text) - len(text[place:].lstrip())
