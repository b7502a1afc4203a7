"""A multiplication table: rounded values say so, and values may come straight from the factors."""

from __future__ import annotations

from fractions import Fraction

from calculus.algebra.expressions import Expression, Matrix, Number, Product
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.matrices.times_table import TimesTable
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

_THEME = THEMES["dark"]
_X = Number(("x", 1), Fraction("0.1234"), "0.1234", "x")
_DY = Number(("upstream", 1), Fraction("0.0567"), "0.0567", "gradient")
_ROUNDED = Number(("entry", 1, 1), _X.value * _DY.value, "0.006997", "gradient")
_EXACT = Number(("entry", 1, 1), Fraction("0.06"), "0.06", "gradient")


def _table(value: Expression) -> TimesTable:
    matrices = Product(("outer",), (Matrix(("x",), ((_X,),)), Matrix(("upstream",), ((_DY,),))))
    region = Region(-4, 4, -2, 2)
    return TimesTable(matrices, [Matrix(("matrix",), ((value,),))], _THEME, region)


def test_a_rounded_value_stands_behind_about() -> None:
    table = _table(_ROUNDED)
    table.fill([(1, 1)], 0, table.meeting([(1, 1)]))
    about, value = table.filled.part("entry", 1, 1, "about"), table.filled.atoms["entry", 1, 1]
    assert about.get_right()[0] < value.get_left()[0]
    assert table.shown((1, 1)).get_left()[0] >= table.field.get_left()[0]


def test_an_exact_value_stands_alone() -> None:
    assert not RoundedNumber(_EXACT, _THEME, 40).has("entry", 1, 1, "about")


def test_a_value_comes_from_both_factors() -> None:
    table = _table(_EXACT)
    origins = table.meeting([(1, 1)])["entry", 1, 1]
    assert origins == [table.heads.atoms["x", 1], table.heads.atoms["upstream", 1]]
