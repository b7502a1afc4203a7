"""What is English: phrases, and how formulas and numbers are read aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scenes.language.reading import VARIABLE, split_power, split_variable

ENGLISH_DIGITS = (
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
)
_ENGLISH_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SIZES = (
    *((10**9, " billion"), (10**6, " million")),
    *((1000, " thousand"), (100, " hundred")),
)


def number_in_english(number: int) -> str:
    """A number that is not negative in words."""
    if number < 20:
        return (*ENGLISH_DIGITS, *_ENGLISH_TEENS)[number]
    for size, name in _ENGLISH_SIZES:
        if number >= size:
            most, rest = divmod(number, size)
            return number_in_english(most) + name + _followed_by(rest)
    tens, ones = divmod(number, 10)
    return _ENGLISH_TENS[tens - 2] + _followed_by(ones)


def _followed_by(rest: int) -> str:
    return f" {number_in_english(rest)}" if rest else ""


class English:
    """Small numbers in words, nouns in the plural."""

    _NOUNS: Mapping[str, str] = {"summand": "term"}

    def number(self, count: int) -> str:
        return number_in_english(count) if count <= 10 else str(count)

    def amount(self, count: int) -> str:
        return self.number(count)

    def counted(self, count: int, noun: str) -> str:
        noun = self._NOUNS.get(noun, noun)
        return f"{self.number(count)} {noun}{'' if count == 1 else 's'}"

    def every_output(self, count: int) -> str:
        return "both outputs" if count == 2 else f"all {self.counted(count, 'output')}"

    def equations(self, count: int) -> str:
        return "this equation" if count == 1 else f"these {self.counted(count, 'equation')}"

    def others(self, count: int) -> str:
        return f"the other {self.number(count)}"

    def other_entries(self, count: int) -> str:
        return "the other entry" if count == 1 else f"{self.others(count)} entries"

    def share(self, samples: int) -> str:
        return "sample 1's share of " if samples > 1 else ""

    def side(self, side: str) -> str:
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


def power_in_english(match: re.Match[str]) -> str:
    factor, exponent = split_power(match[0])
    return f"{_number_in_english(factor)} times ten to the power {_number_in_english(exponent)}"


def variable_in_english(variable: str) -> str:
    letter, parts = split_variable(variable)
    spoken = (number_in_english(int(p)) if p.isdecimal() else p for p in parts)
    return " ".join((letter, *spoken))


def partial_in_english(match: re.Match[str]) -> str:
    return " ".join(
        f"partial {variable_in_english(variable)}" for variable in re.findall(VARIABLE, match[0])
    )


def decimal_in_english(match: re.Match[str]) -> str:
    return _number_in_english(match[0])


def _number_in_english(text: str) -> str:
    sign = "minus " if "−" in text else ""
    whole, _, decimals = text.strip("()−").partition(".")
    words = [number_in_english(int(whole))]
    if decimals:
        words += ["point", *(ENGLISH_DIGITS[int(digit)] for digit in decimals)]
    return sign + " ".join(words)


def tidy_english(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;:?])", r"\1", text)
    text = re.sub(r",{2,}", ",", text)
    return re.sub(r"(?:^|[.?] )(?:number|partial)\b", _with_capital, text)


def _with_capital(match: re.Match[str]) -> str:
    *before, word = match[0].rpartition(" ")
    return "".join(before) + word.capitalize()
