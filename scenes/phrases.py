"""The phrases of the script that depend on a number, in each language: two inputs, these three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from scenes.number_words import number_in_english


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


PHRASES: Mapping[str, Phrases] = {"ja": Japanese(), "en": English()}
"""By language."""
