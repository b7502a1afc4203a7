"""∂Y/∂W has no natural matrix: for each output a card of W's shape, and what ② takes from them."""

from __future__ import annotations

from collections.abc import Callable

from calculus.affine.forward import local_derivative
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Loan, lend
from calculus.algebra.expressions import Equation, Expression, Matrix, Partial, Place
from calculus.algebra.notation import WHOLE_W, Notation
from calculus.statements.given import given_upstream


def card(notation: Notation, k: int) -> Matrix:
    """Card k: ∂y_k/∂w_ji at ("card", k, i, j), in row i and column j."""
    return _grid(
        notation,
        ("card", k),
        lambda place, i, j: Partial(place, notation.y(k), notation.w(j, i)),
    )


def card_stated(notation: Notation, k: int) -> Equation:
    """∂y_k/∂W, at ("name", "card", k), is card k."""
    name = Partial(("name", "card", k), notation.y(k), WHOLE_W)
    return Equation(("statement", "card", k), (name, card(notation, k)))


def card_values(notation: Notation, k: int) -> Equation:
    """Card k is x_i in column k and 0 in all others, at ("card-value", k, i, j)."""
    values = _grid(
        notation,
        ("card-value", k),
        lambda place, i, j: local_derivative(notation, place, k, notation.w(j, i)),
    )
    return Equation(("statement", "card-value", k), (card(notation, k), values))


def terms_from_cards(notation: Notation) -> Loan:
    """Line `paths` of ②: ∂L/∂y_k is the row's ("upstream", k), ∂y_k/∂w_ji card k's."""
    parts: dict[Place, Place] = {}
    for i, j, k in _triples(notation):
        term: Place = ("entry", i, j, "term", k)
        parts[*term, "upstream"] = ("upstream", k)
        parts[*term, "local"] = ("card", k, i, j)
    return _loan(notation, "paths", parts)


def columns_from_cards(notation: Notation) -> Loan:
    """Line `row-column` of ②: the rows are the row's copies, a column an entry of every card."""
    parts: dict[Place, Place] = {}
    for i, j, k in _triples(notation):
        parts["entry", i, j, "row"] = ("upstream",)
        parts["entry", i, j, "column", k] = ("card", k, i, j)
    return _loan(notation, "row-column", parts)


def _loan(notation: Notation, line: str, parts: dict[Place, Place]) -> Loan:
    cards = (card_stated(notation, k) for k in notation.output_range)
    return lend(weight_gradient(notation)[line], (given_upstream(notation), *cards), parts)


def _triples(notation: Notation) -> list[tuple[int, int, int]]:
    outputs = notation.output_range
    return [(i, j, k) for i in notation.input_range for j in outputs for k in outputs]


def _grid(
    notation: Notation, place: Place, build: Callable[[Place, int, int], Expression]
) -> Matrix:
    return Matrix(
        place,
        tuple(
            tuple(build((*place, i, j), i, j) for j in notation.output_range)
            for i in notation.input_range
        ),
    )
