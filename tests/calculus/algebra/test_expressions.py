"""Trees of formulas: their atoms, places and signs, and what Typst is given of them."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given

from calculus.affine import input_gradient, weight_gradient
from calculus.algebra.expressions import (
    LOSS,
    Delta,
    Equation,
    Expression,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Quotient,
    Sum,
    Symbol,
    Zero,
    children,
    find,
)
from calculus.algebra.notation import Notation
from calculus.writing.typst import typst
from tests.calculus.strategies import notations

W11 = Symbol("w", (1, 1), "11")


def number(key: int, text: str) -> Number:
    return Number(("s", key), Fraction(text), text)


def signs(expression: Expression) -> list[str]:
    return [
        atom.sign if isinstance(atom.sign, str) else atom.sign.letter + atom.sign.subscript
        for atom in expression.atoms()
    ]


def test_two_occurrences_of_a_symbol_differ_by_place_only():
    product = Product(("p",), (Named(("p", 1), W11), Named(("p", 2), W11)))
    first, second = product.atoms()
    assert first.sign == second.sign
    assert first.place != second.place


def test_a_plus_belongs_to_the_term_behind_it():
    total = Sum(("s",), (number(1, "2"), number(2, "3")))
    assert signs(total) == ["2", "+", "3"]
    assert [atom.place for atom in total.atoms()][1] == ("s", "plus", 2)


def test_subtracted_terms_have_a_minus_sign_also_in_front():
    total = Sum(("s",), (number(1, "2"), number(2, "3"), number(3, "4")), frozenset({0, 2}))
    assert signs(total) == ["−", "2", "+", "3", "−", "4"]


def test_numbers_with_a_minus_sign_are_parenthesised_in_a_product():
    product = Product(("p",), (number(1, "-2"), number(2, "3"), number(3, "-0")), dot=True)
    assert signs(product) == ["(", "-2", ")", "·", "3", "·", "(", "-0", ")"]


def test_everything_in_a_gradient_of_the_loss_bears_its_colour():
    assert {atom.role for atom in Partial(("p",), LOSS, W11).atoms()} == {"gradient"}
    local = Partial(("p",), Symbol("y", (1,), "1"), W11)
    assert [atom.role for atom in local.atoms()] == ["ink", "y", "ink", "ink", "w"]


def test_a_quotient_of_shifts_reads_from_top_to_bottom():
    quotient = Quotient(("q",), Delta(("q", "above"), LOSS), Delta(("q", "below"), W11))
    assert signs(quotient) == ["Δ", "L", "fraction bar", "Δ", "w11"]
    assert children(quotient) == (quotient.above, quotient.below)


def test_find_gives_the_part_at_a_place():
    matrix = Matrix(("m",), ((Zero(("m", 1)), Sum(("m", 2), (number(1, "2"),))),))
    assert find(Equation(("e",), (matrix,)), ("s", 1)) == number(1, "2")
    with pytest.raises(KeyError):
        find(matrix, ("nowhere",))


def test_subscripts_follow_the_convention_and_wide_layers_have_commas():
    assert Notation(2, 3).w(3, 1).subscript == "31"
    assert Notation(2, 3, "input-first").w(3, 1).subscript == "13"
    assert Notation(2, 11).w(11, 2).subscript == "11,2"
    assert Notation(2, 3).w(3, 1).index == Notation(2, 3, "input-first").w(3, 1).index


@given(notations())
def test_every_atom_of_every_line_is_marked_once_for_typst(notation: Notation):
    for derivation in (
        input_gradient.input_gradient(notation),
        weight_gradient.weight_gradient(notation),
    ):
        for line in derivation.lines:
            typeset = typst(line.expression)
            marked = [int(n) for n in re.findall(r"atom\(#(\d+)", typeset.source)]
            closing = list(typeset.closing.values())
            assert Counter(marked + closing) == Counter(range(len(typeset.atoms)))
