"""Numbers as a lesson writes them: exact, and short enough to be shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from calculus.lessons.quoting import quoted

LONGEST_NUMBER = 12
"""Characters of the longest number that still fits its place on the stage."""

_DECIMAL = re.compile(r"([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?", re.ASCII)

_LOOK_ALIKES = str.maketrans({"\N{MINUS SIGN}": "-", ",": "."})


@dataclass(frozen=True)
class Exact:
    """A decimal kept exactly (0.1 is one tenth) together with the way it was written."""

    value: Fraction
    text: str

    @classmethod
    def of(cls, written: str) -> Exact:
        """Read a decimal such as "-0.10".

        It keeps its zeros; a plus sign and the minus sign of a zero are dropped, and an exponent
        is written out (1e-3 is 0.001).

        Raises:
            ValueError: when it is not a finite decimal of a length that can be shown; the message
                is a clause without a period.
        """
        text = written.strip()
        if not (match := _DECIMAL.fullmatch(text)):
            raise ValueError(f"{quoted(written)} is not a plain decimal number{_mend(text)}")
        sign, figures, exponent = match.groups()
        if len(text) <= LONGEST_NUMBER and exponent is not None:
            figures = _written_out(figures, int(exponent))
        negative = sign == "-" and any(figure in "123456789" for figure in figures)
        shown = ("-" if negative else "") + figures
        if max(len(text), len(shown)) > LONGEST_NUMBER:
            raise ValueError(
                f"{quoted(written)} has more than {LONGEST_NUMBER} characters when written out; "
                "give a shorter number"
            )
        return cls(Fraction(shown), shown)


def _written_out(figures: str, exponent: int) -> str:
    """The figures with their point moved; something too long if it would move very far."""
    if abs(exponent) > LONGEST_NUMBER:
        return "0" * (LONGEST_NUMBER + 1)
    whole, _, part = figures.partition(".")
    point = len(whole) + exponent
    digits = "0" * -point + whole + part + "0" * (point - len(whole) - len(part))
    point = max(point, 0)
    whole, part = digits[:point].lstrip("0") or "0", digits[point:]
    return f"{whole}.{part}" if part else whole


def _mend(text: str) -> str:
    """What was probably meant: full-width digits, a comma or a typographic minus sign."""
    meant = unicodedata.normalize("NFKC", text[:LONGEST_NUMBER]).translate(_LOOK_ALIKES)
    if len(text) <= LONGEST_NUMBER and _DECIMAL.fullmatch(meant):
        return f"; perhaps '{meant}' is meant"
    return " such as 0.25"
