"""The languages of the film: how each words phrases and reads formulas aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from scenes.language.english import (
    ENGLISH_DIGITS,
    English,
    decimal_in_english,
    number_in_english,
    partial_in_english,
    power_in_english,
    tidy_english,
    variable_in_english,
)
from scenes.language.japanese import (
    KANA_DIGITS,
    KANA_LETTERS,
    KANA_WORDS,
    Japanese,
    number_in_japanese,
    partial_in_kana,
    power_in_japanese,
    size_in_japanese,
    span_in_kana,
    tidy_japanese,
    variable_in_kana,
)
from scenes.language.reading import VARIABLE, Reader, integers_in

LANGUAGES = ("ja", "en")

_OPERAND = r"[0-9A-Za-z)ᵀΔ]"

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def read_aloud(text: str, language: str) -> str:
    """A caption with its formulas in the words a speaker says.

    Args:
        text: a caption, such as "∂y1/∂w11 = x1"; a product of numbers has spaces (0.2 × 0.3), the
            size of a matrix has none (2×3).
        language: "ja" or "en".
    """
    voice = _VOICES[language]
    return voice.tidy(voice.pattern.sub(voice.read, text))


def unreadable(text: str, language: str) -> str:
    """The signs of a spoken text that a voice of the language may drop or spell; "" if none."""
    return "".join(_VOICES[language].unreadable.findall(text))


@dataclass(frozen=True)
class _Voice:
    """The ways of one language, tried in order at each place of a caption."""

    pattern: re.Pattern[str]
    readers: Mapping[str, Reader]
    tidy: Callable[[str], str]
    unreadable: re.Pattern[str]

    def read(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        assert kind is not None
        return self.readers[kind](match)


def _voice(
    ways: Mapping[str, tuple[str, Reader]], tidy: Callable[[str], str], unreadable: str
) -> _Voice:
    pattern = "|".join(f"(?P<{kind}>{expression})" for kind, (expression, _) in ways.items())
    readers = {kind: reader for kind, (_, reader) in ways.items()}
    return _Voice(re.compile(pattern), readers, tidy, re.compile(unreadable))


def _joined(separator: str, name: Callable[[int], str]) -> Reader:
    return lambda match: separator.join(name(number) for number in integers_in(match))


def _constant(words: str) -> Reader:
    return lambda match: words


_PARTIAL = rf"∂{VARIABLE}/∂{VARIABLE}"
_TRANSPOSED = r"[A-Z]ᵀ"
_SHAPE = r"\(\d+,(?: ?\d+)?\)"
_POWER = r"\(−\d+(?:\.\d+)?×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+\)|−?\d+(?:\.\d+)?×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_SIZE = r"\d+×\d+"
_DECIMAL = r"\(−\d+(?:\.\d+)?\)|−?\d+\.\d+|−\d+"
_SUM_WITH_DOTS = r" \+ … \+ "
_PLUS = rf"(?<={_OPERAND}) \+ (?=[\w(∂−])"
_MINUS = rf"(?<={_OPERAND}) − "

_VOICES: Mapping[str, _Voice] = {
    "ja": _voice(
        {
            "partial": (_PARTIAL, partial_in_kana),
            "transposed": (_TRANSPOSED, lambda match: KANA_LETTERS[match[0][0]] + "転置"),
            "shape": (_SHAPE, _joined("、", str)),
            "power": (_POWER, power_in_japanese),
            "size": (_SIZE, size_in_japanese),
            "over_n": (r"1/N", _constant("エヌ分の1")),
            "decimal": (_DECIMAL, number_in_japanese),
            "circled": (
                f"[{_CIRCLED}]",
                lambda match: "マル" + KANA_DIGITS[_CIRCLED.index(match[0]) + 1],
            ),
            "word": ("|".join(map(re.escape, KANA_WORDS)), lambda match: KANA_WORDS[match[0]]),
            "span": (f"{VARIABLE}〜{VARIABLE}", span_in_kana),
            "variables": (
                f"(?:{VARIABLE})+",
                lambda match: "・".join(map(variable_in_kana, re.findall(VARIABLE, match[0]))),
            ),
            "zero": (r"(?<!\d)0(?!\d)", _constant("ゼロ")),
            "dots": (_SUM_WITH_DOTS, _constant("、と続けて、たす、")),
            "and_so_on": (r"、…、", _constant("、と続いて、")),
            "plus": (_PLUS, _constant("、たす、")),
            "minus": (_MINUS, _constant("、ひく、")),
            "plus_node": (r"\+", _constant("プラス")),
            "row": (r"(?<!\d)(?<!\d )行(?!列)", _constant("ぎょう")),
            "column": (r"列(?=×)|(?<=×)列", _constant("れつ")),
            "spaced_times": (r" × |·", _constant("、かける、")),
            "times": (r"×", _constant("かける")),
            "equals": (r" = ", _constant("、イコール、")),
            "about": (r" ?≈ ?", _constant("、およそ、")),
            "delta": (r"Δ", _constant("・デルタ")),
        },
        tidy_japanese,
        r"[^ぁ-んァ-ヶー一-龠々0-9.、。?・「」]|(?<!\d)行(?!列)|\.(?!\d)",
    ),
    "en": _voice(
        {
            # A pause tells where one fraction ends and the next factor begins.
            "factor": (rf"{_PARTIAL}(?=·| times)", lambda match: partial_in_english(match) + ","),
            "partial": (_PARTIAL, partial_in_english),
            "transposed": (_TRANSPOSED, lambda match: f"{match[0][0]} transpose"),
            "shape": (_SHAPE, _joined(" by ", number_in_english)),
            "power": (_POWER, power_in_english),
            "size": (_SIZE, _joined(" by ", number_in_english)),
            "over_n": (r"1/N", _constant("one over N")),
            "decimal": (_DECIMAL, decimal_in_english),
            "circled": (
                f"[{_CIRCLED}]",
                lambda match: f"number {ENGLISH_DIGITS[_CIRCLED.index(match[0]) + 1]}",
            ),
            "variables": (
                r"\b(?:[wxy](?:\d+(?:,\d+)?|[ijk]\b))+",
                lambda match: " ".join(
                    variable_in_english(variable) for variable in re.findall(VARIABLE, match[0])
                ),
            ),
            "integer": (r"\d+", lambda match: number_in_english(int(match[0]))),
            "dots": (_SUM_WITH_DOTS, _constant(" plus, and so on, plus ")),
            "and_so_on": (r", …, ", _constant(", and so on, to ")),
            "plus": (r"\+", _constant(" plus ")),
            "minus": (_MINUS, _constant(" minus ")),
            "times": (r"[×·]", _constant(" times ")),
            "equals": (r"=", _constant(" equals ")),
            "about": (r"≈", _constant(" is about ")),
            "delta": (r"Δ", _constant(" delta")),
        },
        tidy_english,
        r"[^A-Za-z0-9 ,.:;?'-]|[A-Za-z]\d",
    ),
}


class Phrases(Protocol):
    """The phrases of one language that depend on a number."""

    def number(self, count: int) -> str: ...
    def amount(self, count: int) -> str: ...
    def counted(self, count: int, noun: str) -> str: ...
    def every_output(self, count: int) -> str: ...
    def equations(self, count: int) -> str: ...
    def others(self, count: int) -> str: ...
    def other_entries(self, count: int) -> str: ...
    def share(self, samples: int) -> str: ...
    def side(self, side: str) -> str: ...
    def span(self, first: str, last: str) -> str: ...
    def together(self, names: Sequence[str]) -> str: ...
    def row(self, numbers: Sequence[str]) -> str: ...
    def about(self, numbers: str) -> str: ...


PHRASES: Mapping[str, Phrases] = {"ja": Japanese(), "en": English()}
"""By language."""
