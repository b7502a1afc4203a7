"""What holds for any size gives, with numbers for its letters, the entries of the derivations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Equation, Expression, Named, Symbol, find
from calculus.algebra.notation import WRITTEN_OUT, Convention, Notation
from calculus.statements.general import (
    General,
    input_entry,
    local_input,
    other_weight,
    own_weight,
    weight_entry,
)
from calculus.values.evaluate import evaluate
from calculus.values.layer import EvaluationError, Layer
from calculus.verification.faults import verify_equation, verify_writing
from calculus.writing.latex import latex
from calculus.writing.typst import typst
from tests.calculus.strategies import notations

POST, INPUT_FIRST = Notation(2, 3), Notation(2, 3, "input-first")
EVERY = [input_entry, weight_entry, local_input, own_weight, other_weight]


def signs(expression: Expression) -> list[Symbol | str]:
    return [atom.sign for atom in expression.atoms()]


def test_both_lines_in_both_conventions() -> None:
    dx, dw = (rf"\frac{{\partial L}}{{\partial {by}}} = " for by in ("x_{i}", "w_{ki}"))
    dy = r"\frac{\partial L}{\partial y_{k}}"
    assert latex(input_entry(POST).equation) == rf"{dx}\sum_{{k}} {dy} \, w_{{ki}}"
    assert latex(weight_entry(POST).equation) == rf"{dw}x_{{i}} \, {dy}"
    assert latex(input_entry(INPUT_FIRST).equation) == rf"{dx}\sum_{{k}} {dy} \, w_{{ik}}"
    assert latex(weight_entry(INPUT_FIRST).equation).startswith(
        r"\frac{\partial L}{\partial w_{ik}}"
    )


def test_local_derivatives() -> None:
    dy = r"\frac{\partial y_{k}}{\partial "
    assert latex(local_input(POST).equation) == dy + "x_{i}} = w_{ki}"
    assert latex(own_weight(POST).equation) == dy + "w_{ki}} = x_{i}"
    assert latex(other_weight(POST).equation) == dy + "w_{ji}} = 0"


@given(notations())
def test_with_numbers_they_are_the_entries_of_the_derivations(notation: Notation) -> None:
    def same(equation: Equation, left: Expression, right: Expression) -> bool:
        return [signs(side) for side in equation.sides] == [signs(left), signs(right)]

    inputs, weights = input_gradient(notation), weight_gradient(notation)
    for numbers, equation in input_entry(notation).instances(notation):
        entry = ("entry", numbers["i"])
        sides = (find(inputs[n].expression, entry) for n in ("definition", "derivatives"))
        assert same(equation, *sides)
    for numbers, equation in weight_entry(notation).instances(notation):
        entry = ("entry", numbers["i"], numbers["k"])
        left = find(weights["definition"].expression, entry)
        right = find(weights["pattern"].expression, (*entry, "term", numbers["k"]))
        assert same(equation, left, right)


@pytest.mark.parametrize(
    ("inputs", "outputs"), [(1, 1), (1, 3), (3, 1), (2, 3), (4, 2), (WRITTEN_OUT + 1, 2)]
)
@pytest.mark.parametrize("convention", ["output-first", "input-first"])
@pytest.mark.parametrize("make", EVERY)
def test_all_instances_are_true(
    make: Callable[[Notation], General], inputs: int, outputs: int, convention: Convention
) -> None:
    notation = Notation(inputs, outputs, convention)
    layers = [Layer.random_as_written(1, inputs, outputs, seed) for seed in (1, 2)]
    general = make(notation)
    assert verify_writing("it", general.equation, notation) == []
    times = 0
    for _, equation in general.instances(notation):
        assert verify_equation("it", equation, notation, layers) == []
        times += 1
    d, m = len(notation.input_range), len(notation.output_range)
    assert times == {input_entry: d, other_weight: d * m * (m - 1)}.get(make, d * m)


def test_terms_stand_at_the_places_of_their_outputs() -> None:
    (_, equation), *_ = input_entry(POST).instances(POST)
    read = find(equation, ("general", "x", "sum", "term", 3, "read"))
    assert read == Named(read.place, POST.w(3, 1))
    find(equation, ("general", "x", "sum", "term", 2, "upstream"))


def test_swapped_letters_are_found() -> None:
    general = input_entry(POST)
    place = ("general", "x", "sum", "term", "read")
    total = general.equation.sides[1]
    weight = find(total, place)
    assert isinstance(weight, Named)
    # The name of the other convention, and a weight that does not exist.
    for symbol in (INPUT_FIRST.w("k", "i"), Symbol("w", ("i", "k"), "ik")):
        wrong = Equation(("it",), (replace(weight, symbol=symbol),))
        (fault,) = verify_writing("it", wrong, POST)
        assert fault.kind == "name"


def test_letters_have_no_value() -> None:
    layer = Layer.random(1, 2, 3, 1)
    for side in (*input_entry(POST).equation.sides, *own_weight(POST).equation.sides):
        with pytest.raises(EvaluationError):
            evaluate(side, layer)


@pytest.mark.parametrize("make", EVERY)
def test_every_atom_is_marked_once(make: Callable[[Notation], General]) -> None:
    typeset = typst(make(POST).equation)
    places = [atom.place for atom in typeset.atoms]
    assert len(set(places)) == len(places)
    for number in range(len(places)):
        assert typeset.source.count(f"atom(#{number},") == 1


def test_a_sigma_has_its_index_below() -> None:
    typeset = typst(input_entry(POST).equation)
    found = {atom.place: atom.sign for atom in typeset.atoms}
    assert found["general", "x", "sum", "sigma"] == "Σ"
    assert found["general", "x", "sum", "index"] == "k"
    assert "attach(limits(" in typeset.source
    assert 'w_italic("ki")' in typeset.source
