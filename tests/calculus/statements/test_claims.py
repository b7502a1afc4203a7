"""The claims are the last lines of their derivations, and shapes follow the matrices."""

from __future__ import annotations

import pytest

from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Equation, Expression, Shape
from calculus.algebra.notation import Notation
from calculus.statements.claims import (
    bias_claim,
    forward_claim,
    input_claim,
    input_shapes,
    matrix_shape,
    product_claim,
    vector_shape,
    weight_claim,
    weight_shapes,
)
from calculus.writing.typst import typst


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), (2, 3), (6, 6)])
def test_the_claims_are_the_results_of_the_derivations(inputs: int, outputs: int) -> None:
    notation = Notation(inputs, outputs)
    pairs: list[tuple[Equation, Derivation]] = [
        (input_claim(notation), input_gradient(notation)),
        (weight_claim(notation), weight_gradient(notation)),
    ]
    for claim, derivation in pairs:
        assert claim.sides == (derivation.subject, derivation["result"].expression)


def test_a_row_keeps_the_place_of_its_columns() -> None:
    """So that the 2 of (2,) can be followed into (1, 2)."""
    vector = {atom.place: atom.sign for atom in vector_shape(2).atoms()}
    row = {atom.place: atom.sign for atom in matrix_shape(1, 2).atoms()}
    assert set(row) - set(vector) == {("shape", "rows")}
    assert vector["shape", "columns"] == row["shape", "columns"] == "2"


def test_shapes_are_written_as_numpy_writes_them() -> None:
    def text(shape: Shape) -> str:
        return "".join(str(atom.sign) for atom in shape.atoms())

    assert text(vector_shape(3)) == "(3,)"
    assert text(matrix_shape(2, 3)) == "(2,3)"
    assert text(matrix_shape("N", 3)) == "(N,3)"


@pytest.mark.parametrize(
    "expression",
    [
        vector_shape(2),
        matrix_shape(1, 2),
        matrix_shape("N", 2),
        product_claim(),
        bias_claim(),
        forward_claim(),
        input_shapes(Notation(2, 3)),
        weight_shapes(Notation(2, 3)),
    ],
)
def test_every_atom_is_marked_once_and_in_order(expression: Expression) -> None:
    typeset = typst(expression)
    places = [atom.place for atom in typeset.atoms]
    assert len(set(places)) == len(places)
    for number in range(len(places)):
        assert typeset.source.count(f"atom(#{number},") == 1
