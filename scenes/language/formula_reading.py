"""How formulas are read aloud: what each language's reading is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

Reader = Callable[[re.Match[str]], str]
"""What is said for a part of a caption."""

VARIABLE = r"[A-Za-z](?:\d+(?:,\d+)?|[ijk])?"
"""A letter with its subscript as captions write it: w21, w2,11, yk, X."""

_OPERAND = r"[0-9A-Za-z)ᵀΔ]"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"

PARTIAL = rf"∂{VARIABLE}/∂{VARIABLE}"
TRANSPOSED = r"[A-Z]ᵀ"
SHAPE = r"\(\d+,(?: ?\d+)?\)"
"""(2, 3) or (2,)."""
POWER = r"\(−\d+(?:\.\d+)?×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+\)|−?\d+(?:\.\d+)?×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
SIZE = r"\d+×\d+"
"""Of a matrix: without spaces, which a product of numbers has."""
DECIMAL = r"\(−\d+(?:\.\d+)?\)|−?\d+\.\d+|−\d+"
CIRCLED = f"[{_CIRCLED}]"
SUM_WITH_DOTS = r" \+ … \+ "
PLUS = rf"(?<={_OPERAND}) \+ (?=[\w(∂−])"
MINUS = rf"(?<={_OPERAND}) − "

_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")


@dataclass(frozen=True)
class Reading:
    """How one language reads a caption with its formulas aloud.

    Attributes:
        ways: expressions and what is said for what they match, by a name of their own; tried in
            order at each place of a caption.
        tidy: puts spaces and marks right when all is in words.
        unreadable_signs: an expression for what a voice of the language may drop or spell.
    """

    ways: Mapping[str, tuple[str, Reader]]
    tidy: Callable[[str], str]
    unreadable_signs: str

    def aloud(self, text: str) -> str:
        """A caption with its formulas in the words a speaker says.

        Args:
            text: a caption, such as "∂y1/∂w11 = x1"; a product of numbers has spaces (0.2 × 0.3),
                the size of a matrix has none (2×3).
        """
        return self.tidy(self._pattern.sub(self._read, text))

    def unreadable(self, spoken: str) -> str:
        """The signs of a spoken text that a voice may drop or spell; "" if none."""
        return "".join(re.findall(self.unreadable_signs, spoken))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?P<{way}>{sign})" for way, (sign, _) in self.ways.items()))

    def _read(self, match: re.Match[str]) -> str:
        way = match.lastgroup
        assert way is not None
        _, reader = self.ways[way]
        return reader(match)


def constant(words: str) -> Reader:
    """Says the same words for whatever was matched."""
    return lambda match: words


def joined_integers(separator: str, name: Callable[[int], str]) -> Reader:
    """Says all whole numbers of what was matched."""
    return lambda match: separator.join(name(number) for number in integers_in(match))


def integers_in(match: re.Match[str]) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", match[0])]


def circled_number(match: re.Match[str]) -> int:
    """② as 2."""
    return _CIRCLED.index(match[0]) + 1


def split_power(text: str) -> tuple[str, str]:
    """(−1.234×10⁻⁹) as "−1.234" and "−9"."""
    factor, _, exponent = text.strip("()").partition("×10")
    return factor, exponent.translate(_LOWERED)


def split_variable(variable: str) -> tuple[str, list[str]]:
    """The letter and the parts of its subscript: a weight's is said index by index."""
    letter, subscript = variable[0], variable[1:]
    if letter == "w" and "," not in subscript:
        return letter, list(subscript)
    return letter, [part for part in subscript.split(",") if part]
