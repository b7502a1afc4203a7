"""Results as they are shown: exact as long as they are short, else rounded to four digits.

A rounded text stands for its exact value only behind ≈. Calculations never use it.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

SIGNIFICANT = 4
"""Digits to which a long result is rounded (its whole part always is shown in full)."""

LONGEST_EXACT = SIGNIFICANT + 2
"""Characters, without the minus sign, up to which a result of more digits is shown exactly."""

LONGEST_PLAIN = SIGNIFICANT + 6
"""Characters, without the minus sign, beyond which a result is written with a power of ten."""


def decimal_text(value: Fraction) -> str:
    """An exact decimal without superfluous zeros, with an ASCII minus: "-0.017".

    Raises:
        ValueError: when the value has no finite decimal (such as 1/3).
    """
    rest, count = value.denominator, {2: 0, 5: 0}
    for prime in count:
        while rest % prime == 0:
            rest //= prime
            count[prime] += 1
    if rest != 1:
        raise ValueError(f"{value} has no finite decimal.")
    digits = max(count.values())
    figures = str(abs(int(value * 10**digits))).zfill(digits + 1)
    whole, part = figures[: len(figures) - digits], figures[len(figures) - digits :]
    return ("-" if value < 0 else "") + (f"{whole}.{part}" if part else whole)


def result_text(value: Fraction, significant: int = SIGNIFICANT) -> str:
    """A result as it is shown; whether that is rounded, `Fraction(text) != value` tells.

    With four significant digits: exact up to 6 characters (0.00006 has few digits and is exact,
    too), else rounded ("0.1235"; only behind the point: "123457"). What would still be longer than
    10 characters is written with a power of ten ("1.235e-9"). With fewer digits all is shorter.

    Raises:
        ValueError: when the value has no finite decimal.
    """
    exact = decimal_text(value)
    text = exact if _is_short(exact, significant) else _rounded(exact, significant)
    fits = _length(text) - significant <= LONGEST_PLAIN - SIGNIFICANT
    return text if fits else _with_power(value, significant)


def is_short(text: str, significant: int = SIGNIFICANT) -> bool:
    """Whether a number as it is written is short enough to be shown like that."""
    return _length(text) - significant <= LONGEST_EXACT - SIGNIFICANT


def _is_short(text: str, significant: int) -> bool:
    digits = text.removeprefix("-").replace(".", "").lstrip("0")
    return len(digits) <= significant or is_short(text, significant)


def _rounded(text: str, significant: int) -> str:
    number = Decimal(text)
    last = min(0, number.adjusted() - significant + 1)
    return _plain(number.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP, _context(text)))


def _with_power(value: Fraction, significant: int) -> str:
    """m·10^e as "1.44e-20"."""
    text = decimal_text(value)
    number = Decimal(text)
    power = number.adjusted()
    mantissa = number.scaleb(-power, _context(text))
    unit = Decimal(1).scaleb(1 - significant)
    mantissa = mantissa.quantize(unit, ROUND_HALF_UP, _context(text))
    if abs(mantissa) >= 10:  # 9.9999 becomes 10
        mantissa, power = mantissa / 10, power + 1
    return f"{_plain(mantissa)}e{power}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _context(text: str) -> Context:
    """Room for all digits: Python's own context would round to 28 of them."""
    return Context(prec=len(text) + 10)


def _length(text: str) -> int:
    return len(text.removeprefix("-"))
