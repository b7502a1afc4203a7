"""What travels sets out from its source, passes its corners and ends in the line."""

from __future__ import annotations

import numpy as np
import pytest

from calculus.lessons.lesson import Lesson
from calculus.statements.batch import Batch
from scenes.beats.batch.sample_numbers import RaisedNumber, digits_of
from scenes.beats.batch.travel import Travel, Way
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]


def test_a_body_passes_its_corners_and_arrives_in_its_size(post: Lesson) -> None:
    line = Formula(Batch(post).loss_total(), THEME, 40)
    source = Formula(Batch(post).loss_parts()[0], THEME, 80).shift([3, 2, 0])
    body = line.part("total", "sum", "term", 1)
    end, height = body.get_center(), body.height
    corner = np.array([-2.0, 2.0, 0.0])
    move = Travel(line, {("total", "sum", "term", 1): Way(source, [corner])})
    move.begin()
    assert body.get_center() == pytest.approx(source.get_center())
    assert body.height == pytest.approx(source.height)
    passed = []
    for alpha in np.linspace(0, 1, 101):
        move.interpolate(float(alpha))
        passed.append(body.get_center())
    assert min(float(np.linalg.norm(spot - corner)) for spot in passed) < 0.15
    assert body.get_center() == pytest.approx(end)
    assert body.height == pytest.approx(height)


@pytest.mark.parametrize("n", [1, 2])
def test_a_raised_number_is_told_from_the_subscript(post: Lesson, n: int) -> None:
    atom = Formula(Batch(post).inputs(), THEME, 48).atoms["x", n, 2]
    number = RaisedNumber(atom)
    assert (len(number.base), len(number.parentheses), len(number.digits)) == (2, 2, 1)
    assert number.digits.get_bottom()[1] > number.base[1].get_top()[1]
    left, right = number.parentheses
    assert left.get_x() < number.digits.get_x() < right.get_x()


@pytest.mark.parametrize(("text", "n"), [("データ 12", 12), ("sample 3", 3)])
def test_the_number_in_a_name_is_found(text: str, n: int) -> None:
    name = Words(text, THEME)
    digits = digits_of(name, n)
    assert len(digits) == len(str(n))
    assert digits.get_right()[0] == pytest.approx(name.get_right()[0])
