"""Equations break at their equals signs and in their sums, never inside a term."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calculus.algebra.expressions import Equation, Named, Number, Product, Sum, Symbol
from scenes.stage.formulas.line_breaks import BrokenEquation
from scenes.stage.theme import THEMES, units

THEME = THEMES["dark"]
SIZE = 28.0


def loss(count: int) -> Equation:
    """L = 0.1234 y1 − 0.1234 y2 + ..."""
    terms = []
    for k in range(1, count + 1):
        place = ("loss", "term", k)
        amount = Number((*place, "upstream"), Fraction("0.1234"), "0.1234", "gradient")
        terms.append(Product(place, (amount, Named((*place, "y"), Symbol("y", (k,), str(k))))))
    total = Sum(("loss",), tuple(terms), frozenset(range(1, count, 2)))
    return Equation(("loss",), (Named(("loss", "L"), Symbol("L")), total))


def test_what_fits_stands_in_one_line() -> None:
    assert BrokenEquation(loss(3), THEME, SIZE, 9.0).lines == 1


@pytest.mark.parametrize("width", [3.0, 4.0, 6.0])
def test_no_line_is_wider_than_it_may_be(width: float) -> None:
    broken = BrokenEquation(loss(6), THEME, SIZE, width)
    assert broken.lines > 1
    assert broken.width <= width + 1e-6


def test_a_term_stays_together_with_the_sign_in_front_of_it() -> None:
    broken = BrokenEquation(loss(6), THEME, SIZE, 4.0)
    for k in range(2, 7):
        term, sign = broken.part("loss", "term", k), broken.atoms["loss", "plus", k]
        assert abs(term.get_y() - sign.get_y()) < units(SIZE) / 2
        assert sign.get_right()[0] < term.get_left()[0]


def test_continued_lines_begin_below_the_first_side() -> None:
    broken = BrokenEquation(loss(6), THEME, SIZE, 4.0)
    indent = broken.part("loss", "term", 1).get_left()[0]
    first = [
        sign
        for k in range(2, 7)
        if (sign := broken.atoms["loss", "plus", k]).get_left()[0] < indent + units(SIZE) / 2
    ]
    assert len(first) == broken.lines - 1
    for sign in first:
        assert sign.get_left()[0] == pytest.approx(indent, abs=1e-6)
