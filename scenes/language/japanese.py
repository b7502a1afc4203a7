"""All that is Japanese: wordings, reading aloud, reading speeds, and where captions break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from scenes.language.formula_reading import (
    CIRCLED,
    DECIMAL,
    MINUS,
    PARTIAL,
    PLUS,
    POWER,
    SHAPE,
    SIZE,
    SUM_WITH_DOTS,
    TRANSPOSED,
    VARIABLE,
    Reading,
    circled_number,
    constant,
    integers_in,
    joined_integers,
    split_power,
    split_variable,
)
from scenes.language.language import Language, LineRule, Noun, Side

if TYPE_CHECKING:
    from budoux import Parser

_KANA_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
"""Of subscripts, which are a part of the symbol's name; に would be taken for a particle."""


def _number_in_kana(number: int) -> str:
    """0 to 99 as it is said: 21 is ニジューイチ; larger numbers stay digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _KANA_DIGITS[ones]
    ten = ("" if tens == 1 else _KANA_DIGITS[tens]) + "ジュー"
    return ten + _KANA_DIGITS[ones] if ones else ten


class _Wording:
    """With counters; つ counts things, 項 terms, 本 edges."""

    _NOUNS: Mapping[Noun, tuple[str, str]] = {
        "input": ("つ", "の入力"),
        "output": ("つ", "の出力"),
        "edge": ("本", ""),
        "weight": ("つ", "の重み"),
        "term": ("項", ""),
        "summand": ("つ", "の項"),
        "path": ("本", ""),
    }

    def number(self, count: int) -> str:
        return self._with_counter(count, "つ")

    def amount(self, count: int) -> str:
        return str(count)

    def counted(self, count: int, noun: Noun) -> str:
        counter, rest = self._NOUNS[noun]
        return self._with_counter(count, counter) + rest

    def every_output(self, count: int) -> str:
        return f"{self.number(count)}{'とも' if count <= 9 else 'すべて'}"

    def equations(self, count: int) -> str:
        return "この式" if count == 1 else f"この {self.number(count)}の式"

    def others(self, count: int) -> str:
        return f"残りの {self.number(count)}"

    def other_entries(self, count: int) -> str:
        return f"{self.others(count)}の成分"

    def share(self, samples: int) -> str:
        return "の、1 つ目のデータの分" if samples > 1 else ""

    def side(self, side: Side) -> str:
        return {"input": "入力", "output": "出力"}[side]

    def span(self, first: str, last: str) -> str:
        return f"{first}〜{last}"

    def together(self, names: Sequence[str]) -> str:
        # A comma, or y1 と y3〜y6 would be heard as one range.
        return (" と、" if any("〜" in name for name in names) else " と ").join(names)

    def row(self, numbers: Sequence[str]) -> str:
        return "、".join(numbers)

    def about(self, numbers: str) -> str:
        return f"約 {numbers}"

    @staticmethod
    def _with_counter(count: int, counter: str) -> str:
        # つ counts up to nine only.
        return f"{count} {'個' if counter == 'つ' and count > 9 else counter}"


_KANA_LETTERS = {
    "B": "ビー",
    "L": "エル",
    "N": "エヌ",
    "T": "ティー",
    "W": "ダブリュー",
    "X": "エックス",
    "Y": "ワイ",
    "i": "アイ",
    "j": "ジェー",
    "k": "ケー",
    "w": "ダブリュー",
    "x": "エックス",
    "y": "ワイ",
}
_KANA_WORDS = {
    "Affine": "アフィン",
    "NumPy": "ナンパイ",
    "dot": "ドット",
}


def _power(match: re.Match[str]) -> str:
    factor, exponent = split_power(match[0])
    sign = "マイナス" if "−" in factor else ""
    return f"{sign}{factor.strip('()−')}かける10の{exponent.replace('−', 'マイナス')}乗"


def _span(match: re.Match[str]) -> str:
    first, last = map(_variable, match[0].split("〜"))
    return f"{first}から{last}まで"


def _variable(variable: str) -> str:
    letter, parts = split_variable(variable)
    # 2,11 as in an address, since ニジューイチ would be 21.
    separator = "の・" if "," in variable else ""
    spoken = (_number_in_kana(int(p)) if p.isdecimal() else _KANA_LETTERS[p] for p in parts)
    return _KANA_LETTERS.get(letter, letter) + separator.join(spoken)


def _partial(match: re.Match[str]) -> str:
    return "・".join(
        f"ラウンド{_variable(variable)}" for variable in re.findall(VARIABLE, match[0])
    )


def _signed_number(match: re.Match[str]) -> str:
    sign = "マイナス" if "−" in match[0] else ""
    return sign + match[0].strip("()−")


def _size(match: re.Match[str]) -> str:
    rows, columns = integers_in(match)
    return f"{rows}行{columns}列"


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", "", text).replace("？", "?")
    text = re.sub(r"、{2,}", "、", text)
    text = re.sub(r"(?<![ァ-ヶーの])・", "", text)
    return re.sub(r"、([。?])", r"\1", text)


_READING = Reading(
    ways={
        "partial": (PARTIAL, _partial),
        "transposed": (TRANSPOSED, lambda match: _KANA_LETTERS[match[0][0]] + "転置"),
        "shape": (SHAPE, joined_integers("、", str)),
        "power": (POWER, _power),
        "size": (SIZE, _size),
        "over_n": (r"1/N", constant("エヌ分の1")),
        "decimal": (DECIMAL, _signed_number),
        "circled": (CIRCLED, lambda match: "マル" + _KANA_DIGITS[circled_number(match)]),
        "word": ("|".join(map(re.escape, _KANA_WORDS)), lambda match: _KANA_WORDS[match[0]]),
        "span": (f"{VARIABLE}〜{VARIABLE}", _span),
        "variables": (
            f"(?:{VARIABLE})+",
            lambda match: "・".join(map(_variable, re.findall(VARIABLE, match[0]))),
        ),
        "zero": (r"(?<!\d)0(?!\d)", constant("ゼロ")),
        "dots": (SUM_WITH_DOTS, constant("、と続けて、たす、")),
        "and_so_on": (r"、…、", constant("、と続いて、")),
        "plus": (PLUS, constant("、たす、")),
        "minus": (MINUS, constant("、ひく、")),
        "plus_node": (r"\+", constant("プラス")),
        "row": (r"(?<!\d)(?<!\d )行(?!列)", constant("ぎょう")),
        "column": (r"列(?=×)|(?<=×)列", constant("れつ")),
        "spaced_times": (r" × |·", constant("、かける、")),
        "times": (r"×", constant("かける")),
        "equals": (r" = ", constant("、イコール、")),
        "about": (r" ?≈ ?", constant("、およそ、")),
        "delta": (r"Δ", constant("・デルタ")),
        "question": (r"？", constant("?")),
    },
    tidy=_tidy,
    unreadable_signs=r"[^ぁ-んァ-ヶー一-龠々0-9.、。?・「」]|(?<!\d)行(?!列)|\.(?!\d)",
)


def _width(text: str) -> float:
    """In full-width characters; others have half their width."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


@cache
def _phrase_parser() -> Parser:
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def _cut(text: str) -> list[str]:
    """Phrases; a list of numbers, which the parser takes for one, is cut behind its commas."""
    phrases = _phrase_parser().parse(text)
    return [part for phrase in phrases for part in re.split("(?<=、)", phrase) if part]


_NAMES = frozenset({"Affine", "NumPy", "dot", "ReLU", "Python"})
"""Names that are written as in English."""

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z.'_-]+[A-Za-z]")
"""Three letters or more: fewer are symbols (L, yk, dW)."""

_CODE = re.compile(r"^np\.|\.T$|\w\.\w")
"""np.outer, x.T, dY.sum: what one types is the same everywhere."""


def _foreign_words(text: str) -> list[str]:
    return [
        word for word in _LATIN_WORD.findall(text) if word not in _NAMES and not _CODE.search(word)
    ]


JAPANESE = Language(
    code="ja",
    iso_639_2="jpn",
    own_name="日本語",
    name="Japanese",
    wording=_Wording(),
    width=_width,
    reading_speed=5.5,
    listening_speed=8,
    lines=LineRule(
        widest=13,
        unit="full-width characters",
        cut=_cut,
        sentence_ends="。?!？！.",
        pauses="、,:;：；",
        always_after="、",
    ),
    phrase_end=re.compile(r"[、。，；：？！]+|[.?!,:;]+(?=\s|$)"),
    reading=_READING,
    find_foreign_words=_foreign_words,
)
