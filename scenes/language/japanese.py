"""What is Japanese: phrases, and how formulas and numbers are read aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scenes.language.reading import VARIABLE, integers_in, split_power, split_variable

KANA_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
"""Of subscripts, which are a part of the symbol's name; に would be taken for a particle."""


def number_in_kana(number: int) -> str:
    """0 to 99 as it is said: 21 is ニジューイチ; larger numbers stay digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return KANA_DIGITS[ones]
    return ("" if tens == 1 else KANA_DIGITS[tens]) + "ジュー" + (KANA_DIGITS[ones] if ones else "")


class Japanese:
    """With counters; つ counts things, 項 terms, 本 edges."""

    _NOUNS: Mapping[str, tuple[str, str]] = {
        "input": ("つ", "の入力"),
        "output": ("つ", "の出力"),
        "edge": ("本", ""),
        "weight": ("つ", "の重み"),
        "term": ("項", ""),
        "summand": ("つ", "の項"),
    }

    def number(self, count: int) -> str:
        return self._with_counter(count, "つ")

    def amount(self, count: int) -> str:
        return str(count)

    def counted(self, count: int, noun: str) -> str:
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

    def side(self, side: str) -> str:
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


KANA_LETTERS = {
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
KANA_WORDS = {
    "Affine": "アフィン",
    "NumPy": "ナンパイ",
    "dot": "ドット",
}


def power_in_japanese(match: re.Match[str]) -> str:
    factor, exponent = split_power(match[0])
    sign = "マイナス" if "−" in factor else ""
    return f"{sign}{factor.strip('()−')}かける10の{exponent.replace('−', 'マイナス')}乗"


def span_in_kana(match: re.Match[str]) -> str:
    first, last = map(variable_in_kana, match[0].split("〜"))
    return f"{first}から{last}まで"


def variable_in_kana(variable: str) -> str:
    letter, parts = split_variable(variable)
    # 2,11 as in an address, since ニジューイチ would be 21.
    separator = "の・" if "," in variable else ""
    spoken = (number_in_kana(int(p)) if p.isdecimal() else KANA_LETTERS[p] for p in parts)
    return KANA_LETTERS.get(letter, letter) + separator.join(spoken)


def partial_in_kana(match: re.Match[str]) -> str:
    return "・".join(
        f"ラウンド{variable_in_kana(variable)}" for variable in re.findall(VARIABLE, match[0])
    )


def number_in_japanese(match: re.Match[str]) -> str:
    sign = "マイナス" if "−" in match[0] else ""
    return sign + match[0].strip("()−")


def size_in_japanese(match: re.Match[str]) -> str:
    rows, columns = integers_in(match)
    return f"{rows}行{columns}列"


def tidy_japanese(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"、{2,}", "、", text)
    text = re.sub(r"(?<![ァ-ヶーの])・", "", text)
    return re.sub(r"、([。?])", r"\1", text)
