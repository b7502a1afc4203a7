"""How formulas are read aloud: what each language's reading is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

Reader = Callable[[re.Match[str]], str]

VARIABLE = r"[A-Za-z](?:\d+(?:,\d+)?|[ijk])?"
"""A letter with its subscript as captions write it: w21, w2,11, yk, X."""

_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")


def split_power(text: str) -> tuple[str, str]:
    """(−1.234×10⁻⁹) as "−1.234" and "−9"."""
    factor, _, exponent = text.strip("()").partition("×10")
    return factor, exponent.translate(_LOWERED)


def integers_in(match: re.Match[str]) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", match[0])]


def split_variable(variable: str) -> tuple[str, list[str]]:
    """The letter and the parts of its subscript: a weight's is said index by index."""
    letter, subscript = variable[0], variable[1:]
    if letter == "w" and "," not in subscript:
        return letter, list(subscript)
    return letter, [part for part in subscript.split(",") if part]
