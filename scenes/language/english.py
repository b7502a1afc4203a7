"""All that is English: wordings, reading aloud, reading speeds, and where captions break."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scenes.language.formula_reading import (
    CIRCLED,
    DECIMAL,
    MINUS,
    PARTIAL,
    POWER,
    SHAPE,
    SIZE,
    SUM_WITH_DOTS,
    TRANSPOSED,
    VARIABLE,
    Reading,
    circled_number,
    constant,
    joined_integers,
    split_power,
    split_variable,
)
from scenes.language.language import Language, LineRule, Noun, Side, split_at_spaces

_DIGITS = (
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
)
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIZES = (
    *((10**9, " billion"), (10**6, " million")),
    *((1000, " thousand"), (100, " hundred")),
)


def _number_in_words(number: int) -> str:
    """A number that is not negative in words.

    Not by num2words, whose "one hundred and twenty-one" would have to be undone for the voice, and
    which a captions-only film would have to install.
    """
    if number < 20:
        return (*_DIGITS, *_TEENS)[number]
    for size, name in _SIZES:
        if number >= size:
            most, rest = divmod(number, size)
            return _number_in_words(most) + name + _followed_by(rest)
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + _followed_by(ones)


def _followed_by(rest: int) -> str:
    return f" {_number_in_words(rest)}" if rest else ""


class _Wording:
    """Small numbers in words, nouns in the plural."""

    _NOUNS: Mapping[Noun, str] = {"summand": "term"}

    def number(self, count: int) -> str:
        return _number_in_words(count) if count <= 10 else str(count)

    def amount(self, count: int) -> str:
        return self.number(count)

    def counted(self, count: int, noun: Noun) -> str:
        return self._plural(count, self._NOUNS.get(noun, noun))

    def every_output(self, count: int) -> str:
        return "both outputs" if count == 2 else f"all {self.counted(count, 'output')}"

    def equations(self, count: int) -> str:
        return "this equation" if count == 1 else f"these {self._plural(count, 'equation')}"

    def others(self, count: int) -> str:
        return f"the other {self.number(count)}"

    def other_entries(self, count: int) -> str:
        return "the other entry" if count == 1 else f"{self.others(count)} entries"

    def share(self, samples: int) -> str:
        return "sample 1's share of " if samples > 1 else ""

    def side(self, side: Side) -> str:
        return side

    def span(self, first: str, last: str) -> str:
        return f"{first} to {last}"

    def together(self, names: Sequence[str]) -> str:
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def row(self, numbers: Sequence[str]) -> str:
        return ", ".join(numbers)

    def about(self, numbers: str) -> str:
        return f"about {numbers}"

    def _plural(self, count: int, noun: str) -> str:
        return f"{self.number(count)} {noun}{'' if count == 1 else 's'}"


def _power(match: re.Match[str]) -> str:
    factor, exponent = split_power(match[0])
    return f"{_signed_number(factor)} times ten to the power {_signed_number(exponent)}"


def _variable(variable: str) -> str:
    letter, parts = split_variable(variable)
    spoken = (_number_in_words(int(p)) if p.isdecimal() else p for p in parts)
    return " ".join((letter, *spoken))


def _partial(match: re.Match[str]) -> str:
    return " ".join(f"partial {_variable(variable)}" for variable in re.findall(VARIABLE, match[0]))


def _signed_number(text: str) -> str:
    sign = "minus " if "−" in text else ""
    whole, _, decimals = text.strip("()−").partition(".")
    words = [_number_in_words(int(whole))]
    if decimals:
        words += ["point", *(_DIGITS[int(digit)] for digit in decimals)]
    return sign + " ".join(words)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;:?])", r"\1", text)
    text = re.sub(r",{2,}", ",", text)
    return re.sub(r"(?:^|[.?] )(?:number|partial)\b", _with_capital, text)


def _with_capital(match: re.Match[str]) -> str:
    *before, word = match[0].rpartition(" ")
    return "".join(before) + word.capitalize()


_READING = Reading(
    ways={
        # A pause tells where one fraction ends and the next factor begins.
        "factor": (rf"{PARTIAL}(?=·| times)", lambda match: _partial(match) + ","),
        "partial": (PARTIAL, _partial),
        "transposed": (TRANSPOSED, lambda match: f"{match[0][0]} transpose"),
        "shape": (SHAPE, joined_integers(" by ", _number_in_words)),
        "power": (POWER, _power),
        "size": (SIZE, joined_integers(" by ", _number_in_words)),
        "over_n": (r"1/N", constant("one over N")),
        "decimal": (DECIMAL, lambda match: _signed_number(match[0])),
        "circled": (CIRCLED, lambda match: f"number {_DIGITS[circled_number(match)]}"),
        "variables": (
            r"\b(?:[wxy](?:\d+(?:,\d+)?|[ijk]\b))+",
            lambda match: " ".join(map(_variable, re.findall(VARIABLE, match[0]))),
        ),
        "integer": (r"\d+", lambda match: _number_in_words(int(match[0]))),
        "dots": (SUM_WITH_DOTS, constant(" plus, and so on, plus ")),
        "and_so_on": (r", …, ", constant(", and so on, to ")),
        "plus": (r"\+", constant(" plus ")),
        "minus": (MINUS, constant(" minus ")),
        "times": (r"[×·]", constant(" times ")),
        "equals": (r"=", constant(" equals ")),
        "about": (r"≈", constant(" is about ")),
        "delta": (r"Δ", constant(" delta ")),
    },
    tidy=_tidy,
    unreadable_signs=r"[^A-Za-z0-9 ,.:;?'-]|[A-Za-z]\d",
)

_JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]+")

_LEADING_WORDS = (
    *("a", "an", "the", "this", "no", "one", "two", "three"),
    *("of", "in", "to", "by", "for", "with", "and", "is", "are"),
)

ENGLISH = Language(
    code="en",
    iso_639_2="eng",
    own_name="English",
    name="English",
    wording=_Wording(),
    width=len,
    reading_speed=14,
    listening_speed=20,
    lines=LineRule(
        widest=42,
        unit="characters",
        cut=split_at_spaces,
        leading_words=frozenset(_LEADING_WORDS),
    ),
    phrase_end=re.compile(r"[.?!,:;]+(?=\s|$)"),
    reading=_READING,
    find_foreign_words=_JAPANESE.findall,
)
