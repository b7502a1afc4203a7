"""Numbers as they are said."""

from __future__ import annotations

KANA_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
"""Of subscripts, which are a part of the symbol's name; に would be taken for a particle."""

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


def number_in_kana(number: int) -> str:
    """0 to 99 as it is said: 21 is ニジューイチ; larger numbers stay digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return KANA_DIGITS[ones]
    return ("" if tens == 1 else KANA_DIGITS[tens]) + "ジュー" + (KANA_DIGITS[ones] if ones else "")


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
