"""How formulas are read aloud: a caption becomes words that a voice can speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scenes.number_words import ENGLISH_DIGITS, KANA_DIGITS, number_in_english, number_in_kana

Reader = Callable[[re.Match[str]], str]

_VARIABLE = r"[A-Za-z](?:\d+(?:,\d+)?|[ijk])?"
"""A letter with its subscript as captions write it: w21, w2,11, yk, X."""
_OPERAND = r"[0-9A-Za-z)ᵀΔ]"

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
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")
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


def _power_in_japanese(match: re.Match[str]) -> str:
    factor, exponent = _split_power(match[0])
    sign = "マイナス" if "−" in factor else ""
    return f"{sign}{factor.strip('()−')}かける10の{exponent.replace('−', 'マイナス')}乗"


def _power_in_english(match: re.Match[str]) -> str:
    factor, exponent = _split_power(match[0])
    return f"{_number_in_english(factor)} times ten to the power {_number_in_english(exponent)}"


def _split_power(text: str) -> tuple[str, str]:
    """(−1.234×10⁻⁹) as "−1.234" and "−9"."""
    factor, _, exponent = text.strip("()").partition("×10")
    return factor, exponent.translate(_LOWERED)


def _span_in_kana(match: re.Match[str]) -> str:
    first, last = map(_variable_in_kana, match[0].split("〜"))
    return f"{first}から{last}まで"


def _integers(match: re.Match[str]) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", match[0])]


def _split_variable(variable: str) -> tuple[str, list[str]]:
    """The letter and the parts of its subscript: a weight's is said index by index."""
    letter, subscript = variable[0], variable[1:]
    if letter == "w" and "," not in subscript:
        return letter, list(subscript)
    return letter, [part for part in subscript.split(",") if part]


def _variable_in_kana(variable: str) -> str:
    letter, parts = _split_variable(variable)
    # 2,11 as in an address, since ニジューイチ would be 21.
    separator = "の・" if "," in variable else ""
    spoken = (number_in_kana(int(p)) if p.isdecimal() else _KANA_LETTERS[p] for p in parts)
    return _KANA_LETTERS.get(letter, letter) + separator.join(spoken)


def _variable_in_english(variable: str) -> str:
    letter, parts = _split_variable(variable)
    spoken = (number_in_english(int(p)) if p.isdecimal() else p for p in parts)
    return " ".join((letter, *spoken))


def _partial_in_kana(match: re.Match[str]) -> str:
    return "・".join(
        f"ラウンド{_variable_in_kana(variable)}" for variable in re.findall(_VARIABLE, match[0])
    )


def _partial_in_english(match: re.Match[str]) -> str:
    return " ".join(
        f"partial {_variable_in_english(variable)}" for variable in re.findall(_VARIABLE, match[0])
    )


def _number_in_japanese(match: re.Match[str]) -> str:
    sign = "マイナス" if "−" in match[0] else ""
    return sign + match[0].strip("()−")


def _decimal_in_english(match: re.Match[str]) -> str:
    return _number_in_english(match[0])


def _number_in_english(text: str) -> str:
    sign = "minus " if "−" in text else ""
    whole, _, decimals = text.strip("()−").partition(".")
    words = [number_in_english(int(whole))]
    if decimals:
        words += ["point", *(ENGLISH_DIGITS[int(digit)] for digit in decimals)]
    return sign + " ".join(words)


def _size_in_japanese(match: re.Match[str]) -> str:
    rows, columns = _integers(match)
    return f"{rows}行{columns}列"


def _joined(separator: str, name: Callable[[int], str]) -> Reader:
    return lambda match: separator.join(name(number) for number in _integers(match))


def _constant(words: str) -> Reader:
    return lambda match: words


def _tidy_japanese(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"、{2,}", "、", text)
    text = re.sub(r"(?<![ァ-ヶーの])・", "", text)
    return re.sub(r"、([。?])", r"\1", text)


def _tidy_english(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;:?])", r"\1", text)
    text = re.sub(r",{2,}", ",", text)
    return re.sub(r"(?:^|[.?] )(?:number|partial)\b", _with_capital, text)


def _with_capital(match: re.Match[str]) -> str:
    *before, word = match[0].rpartition(" ")
    return "".join(before) + word.capitalize()


_PARTIAL = rf"∂{_VARIABLE}/∂{_VARIABLE}"
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
            "partial": (_PARTIAL, _partial_in_kana),
            "transposed": (_TRANSPOSED, lambda match: _KANA_LETTERS[match[0][0]] + "転置"),
            "shape": (_SHAPE, _joined("、", str)),
            "power": (_POWER, _power_in_japanese),
            "size": (_SIZE, _size_in_japanese),
            "over_n": (r"1/N", _constant("エヌ分の1")),
            "decimal": (_DECIMAL, _number_in_japanese),
            "circled": (
                f"[{_CIRCLED}]",
                lambda match: "マル" + KANA_DIGITS[_CIRCLED.index(match[0]) + 1],
            ),
            "word": ("|".join(map(re.escape, _KANA_WORDS)), lambda match: _KANA_WORDS[match[0]]),
            "span": (f"{_VARIABLE}〜{_VARIABLE}", _span_in_kana),
            "variables": (
                f"(?:{_VARIABLE})+",
                lambda match: "・".join(map(_variable_in_kana, re.findall(_VARIABLE, match[0]))),
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
        _tidy_japanese,
        r"[^ぁ-んァ-ヶー一-龠々0-9.、。?・「」]|(?<!\d)行(?!列)|\.(?!\d)",
    ),
    "en": _voice(
        {
            # A pause tells where one fraction ends and the next factor begins.
            "factor": (rf"{_PARTIAL}(?=·| times)", lambda match: _partial_in_english(match) + ","),
            "partial": (_PARTIAL, _partial_in_english),
            "transposed": (_TRANSPOSED, lambda match: f"{match[0][0]} transpose"),
            "shape": (_SHAPE, _joined(" by ", number_in_english)),
            "power": (_POWER, _power_in_english),
            "size": (_SIZE, _joined(" by ", number_in_english)),
            "over_n": (r"1/N", _constant("one over N")),
            "decimal": (_DECIMAL, _decimal_in_english),
            "circled": (
                f"[{_CIRCLED}]",
                lambda match: f"number {ENGLISH_DIGITS[_CIRCLED.index(match[0]) + 1]}",
            ),
            "variables": (
                r"\b(?:[wxy](?:\d+(?:,\d+)?|[ijk]\b))+",
                lambda match: " ".join(
                    _variable_in_english(variable) for variable in re.findall(_VARIABLE, match[0])
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
        _tidy_english,
        r"[^A-Za-z0-9 ,.:;?'-]|[A-Za-z]\d",
    ),
}
