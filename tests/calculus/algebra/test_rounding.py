"""Results are exact while they are short; a rounded text is the nearest one of four digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculus.algebra.rounding import decimal_text, result_text

values = st.builds(
    lambda digits, places: Fraction(digits, 10**places),
    st.integers(-(10**18), 10**18),
    st.integers(0, 40),
)


@given(st.integers(-(10**9), 10**9), st.integers(0, 12))
def test_decimal_text_is_exact_and_short(digits: int, places: int):
    value = Fraction(digits, 10**places)
    text = decimal_text(value)
    assert Fraction(text) == value
    assert "." not in text or not text.endswith(("0", "."))
    assert text.removeprefix("-").split(".")[0].isdecimal()


def test_decimal_text_by_example():
    for text in ("0", "7", "-0.017", "100", "0.5", "-3.25"):
        assert decimal_text(Fraction(text)) == text
    assert decimal_text(Fraction(1, 8)) == "0.125"
    with pytest.raises(ValueError, match="no finite decimal"):
        decimal_text(Fraction(1, 3))


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "-0.017",
        "0.262",
        "0.00006",
        "-0.000017",
        "0.000262",
        "119.76",
        "12345",
        "1234567",
        "-3",
    ],
)
def test_short_results_are_exact(text: str):
    assert result_text(Fraction(text)) == text


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("0.12345", "0.1235"),
        ("-0.12345", "-0.1235"),
        ("12.3456", "12.35"),
        ("99.99996", "100"),
        ("0.1199999", "0.12"),
        ("123456.789", "123457"),
        ("0.000001234567", "1.235e-6"),
        ("0.0000000000000000000144", "1.44e-20"),
        ("0.000000000999996", "1e-9"),
        ("123456789012345", "1.235e14"),
        ("1000000000000", "1e12"),
    ],
)
def test_long_results_by_example(exact: str, shown: str):
    assert result_text(Fraction(exact)) == shown


@given(values)
def test_a_rounded_result_is_near_and_short(value: Fraction):
    text = result_text(value)
    assert abs(Fraction(text) - value) <= abs(value) / 2000
    assert len(text.removeprefix("-")) <= 10
