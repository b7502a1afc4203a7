"""The cards hold what ② needs: its terms and its columns are found on them, sign by sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calculus.affine.input_gradient import columns_from_derivatives
from calculus.algebra.derivation import DerivationError, Loan, lend
from calculus.algebra.expressions import Equation, Matrix, Named, Symbol, Zero, find
from calculus.algebra.notation import WRITTEN_OUT, Convention, Notation
from calculus.statements.cards import (
    card,
    card_stated,
    card_values,
    columns_from_cards,
    terms_from_cards,
)
from calculus.values.layer import Layer
from calculus.verification.faults import verify_equation, verify_loan
from tests.calculus.strategies import layers

POST = Notation(2, 3)
SHAPES = [(1, 1), (1, 3), (3, 1), (2, 3), (4, 2), (2, WRITTEN_OUT + 1)]
ANY = [
    pytest.mark.parametrize(("inputs", "outputs"), SHAPES),
    pytest.mark.parametrize("convention", ["output-first", "input-first"]),
]


def any_shape(test):  # type: ignore[no-untyped-def]
    for mark in ANY:
        test = mark(test)
    return test


@any_shape
def test_every_card_holds_the_measured_derivatives(
    inputs: int, outputs: int, convention: Convention
) -> None:
    notation = Notation(inputs, outputs, convention)
    trials = [Layer.random_as_written(1, inputs, outputs, seed) for seed in (1, 2)]
    for k in notation.output_range:
        for equation in (card_stated(notation, k), card_values(notation, k)):
            assert verify_equation("card", equation, notation, trials) == []


def test_a_card_has_x_in_its_own_column_and_zeros_elsewhere() -> None:
    values = card_values(POST, 2).sides[1]
    assert isinstance(values, Matrix)
    assert values.shape == card(POST, 2).shape == (2, 3)
    for i in (1, 2):
        for j in (1, 2, 3):
            found = find(values, ("card-value", 2, i, j))
            assert found == (Named(found.place, POST.x(i)) if j == 2 else Zero(found.place))


def test_a_wrong_value_on_a_card_is_found() -> None:
    stated = card_values(POST, 2)
    values = stated.sides[1]
    assert isinstance(values, Matrix)
    wrong = Equation(stated.place, (stated.sides[0], replace(values, rows=values.rows[::-1])))
    (fault,) = verify_equation("card", wrong, POST, layers(POST))
    assert fault.kind == "value"


@any_shape
def test_all_symbols_of_the_lines_are_taken_from_the_cards_and_the_row(
    inputs: int, outputs: int, convention: Convention
) -> None:
    notation = Notation(inputs, outputs, convention)
    for loan in (terms_from_cards(notation), columns_from_cards(notation)):
        assert verify_loan("it", loan) == []
        symbols = {
            atom.place for atom in loan.line.expression.atoms() if isinstance(atom.sign, Symbol)
        }
        assert symbols <= set(loan.origins)
    columns = columns_from_derivatives(notation)
    assert verify_loan("it", columns) == []
    assert set(columns.origins) == set(columns.line.readings)


def origin(loan: Loan, *place: str | int) -> tuple[str | int, ...]:
    ((*source,),) = loan.origins[place]
    return tuple(source)


def test_where_a_term_and_a_column_come_from() -> None:
    terms, columns = terms_from_cards(POST), columns_from_cards(POST)
    local = origin(terms, "entry", 2, 1, "term", 3, "local", "by", "name")
    assert local == ("card", 3, 2, 1, "by", "name")
    upstream = origin(terms, "entry", 2, 1, "term", 3, "upstream", "bar")
    assert upstream == ("upstream", 3, "bar")
    entry = origin(columns, "entry", 2, 1, "column", 3, "of", "name")
    assert entry == ("card", 3, 2, 1, "of", "name")
    assert origin(columns, "entry", 2, 1, "row", "open") == ("upstream", "open")
    read = origin(columns_from_derivatives(POST), "entry", 2, "column", 3)
    assert read == ("entry", 2, "term", 3, "read")


def test_the_wrong_card_does_not_lend() -> None:
    loan = terms_from_cards(POST)
    with pytest.raises(DerivationError, match="is not found"):
        lend(loan.line, loan.sources, {("entry", 1, 2, "term", 2, "local"): ("card", 1, 1, 2)})
