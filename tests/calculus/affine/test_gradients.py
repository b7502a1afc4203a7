"""The derivations of the film: the post's lines, for any shape, equal to the measured gradients."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import example, given

from calculus.affine.forward import equation, forward, local_derivative
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Named, Partial, Product, Zero, children, find
from calculus.algebra.notation import CONVENTIONS, WRITTEN_OUT, Convention, Notation
from calculus.values.evaluate import evaluate
from calculus.verification.faults import verify_derivation
from tests.calculus.strategies import layers, notations, seeds

POST = Notation(2, 3)


def letters(expression) -> str:
    signs = (atom.sign for atom in expression.atoms())
    return " ".join(s if isinstance(s, str) else s.letter + s.subscript for s in signs)


def count(expression, kind) -> int:
    parts = sum(count(part, kind) for part in children(expression))
    return parts + isinstance(expression, kind)


def test_the_lines_of_the_post():
    assert letters(forward(POST)["expand"].expression) == (
        "( w11 x1 + w12 x2 w21 x1 + w22 x2 w31 x1 + w32 x2 )"
    )
    assert letters(equation(POST, 2)) == "y2 = w21 x1 + w22 x2"
    definition = weight_gradient(POST)["definition"].expression
    assert [part.by.subscript for part in children(definition)] == [
        "11", "21", "31", "12", "22", "32",
    ]  # fmt: skip
    collected = input_gradient(POST)["collect"].expression.factors[1]
    assert letters(collected) == "( w11 w12 w21 w22 w31 w32 )"
    assert collected.shape == (3, 2)
    bar = "fraction bar"
    assert letters(weight_gradient(POST)["result"].expression) == f"X T · ∂ L {bar} ∂ Y"
    assert letters(input_gradient(POST)["result"].expression) == f"∂ L {bar} ∂ Y · W T"


def test_the_lines_bear_the_names_the_chapters_ask_for():
    def names(derivation):
        return [line.name for line in derivation.lines]

    assert names(forward(POST)) == ["product", "expand", "names"]
    assert names(input_gradient(POST)) == [
        "definition", "paths", "derivatives", "row-column", "named", "columns", "collect", "result",
    ]  # fmt: skip
    assert names(weight_gradient(POST)) == [
        "definition", "row-column", "paths", "zeros", "survivors", "derivatives", "pattern",
        "outer", "result",
    ]  # fmt: skip


@example(Notation(WRITTEN_OUT, WRITTEN_OUT, "input-first"), 1)
@given(notations(), seeds)
def test_every_line_is_the_measured_gradient(notation: Notation, seed: int):
    for layer in layers(notation, seed=seed):
        for derivation in (input_gradient(notation), weight_gradient(notation)):
            wanted = evaluate(derivation.subject, layer)
            for line in derivation.lines:
                assert evaluate(line.expression, layer) == wanted, line.name
        layer = layer.without_bias()
        for line in forward(notation).lines:
            assert evaluate(line.expression, layer) == evaluate(forward(notation).subject, layer)
        for j in notation.output_range:
            evaluate(equation(notation, j), layer)


@given(notations())
def test_of_every_entry_one_term_survives(notation: Notation):
    d, m = notation.inputs, notation.outputs
    derivation = weight_gradient(notation)
    assert count(derivation["zeros"].expression, Zero) == d * m * (m - 1)
    assert count(derivation["survivors"].expression, Product) == d * m
    for i in notation.input_range:
        for j in notation.output_range:
            find(derivation["survivors"].expression, ("entry", i, j, "term", j))


@given(notations())
def test_a_local_derivative_is_read_off_the_equation(notation: Notation):
    for k in notation.output_range:
        for i in notation.input_range:
            by_input = local_derivative(notation, (), k, notation.x(i))
            assert by_input == Named((), notation.w(k, i))
            for j in notation.output_range:
                by_weight = local_derivative(notation, (), k, notation.w(j, i))
                assert by_weight == (Named((), notation.x(i)) if j == k else Zero(()))


@given(notations())
def test_partials_of_the_derivatives_lines_are_gradients_only(notation: Notation):
    """After the reading off, no ∂y is left."""
    for derivation in (input_gradient(notation), weight_gradient(notation)):
        waiting = [derivation["derivatives"].expression]
        while waiting:
            part = waiting.pop()
            assert not isinstance(part, Partial) or part.is_gradient
            waiting.extend(children(part))


def test_every_read_symbol_knows_where_it_is_read():
    line = weight_gradient(POST)["derivatives"]
    assert line.readings["entry", 2, 3, "term", 3, "read"] == ("equation", 3, "term", 2, "x")


SHAPES = [(1, 1), (1, 3), (3, 1), (2, 3), (4, 2)]
BOTH = pytest.mark.parametrize("convention", CONVENTIONS)
SHAPED = pytest.mark.parametrize(("inputs", "outputs"), SHAPES)


@BOTH
@SHAPED
def test_every_shape_is_without_fault(inputs: int, outputs: int, convention: Convention):
    notation = Notation(inputs, outputs, convention)
    for derivation in (input_gradient(notation), weight_gradient(notation)):
        assert verify_derivation("it", derivation, notation, layers(notation)) == []


@BOTH
@SHAPED
def test_what_is_read_off_has_the_place_of_its_derivative_as_origin(
    inputs: int, outputs: int, convention: Convention
):
    notation = Notation(inputs, outputs, convention)
    pairs = list(product(notation.input_range, notation.output_range))
    gradients = input_gradient(notation), weight_gradient(notation)
    terms, columns, survivors = (
        derivation[name]
        for derivation, name in zip(
            (gradients[0], *gradients), ("derivatives", "columns", "derivatives"), strict=True
        )
    )
    for line, per_pair in (
        (terms, lambda i, k: ("entry", i, "term", k)),
        (survivors, lambda i, k: ("entry", i, k, "term", k)),
    ):
        assert set(line.readings) == {(*per_pair(i, k), "read") for i, k in pairs}
        for i, k in pairs:
            (*parts,) = line.origins[(*per_pair(i, k), "read")]
            assert {part[: len(per_pair(i, k)) + 1] for part in parts} == {
                (*per_pair(i, k), "local")
            }
    for i, k in pairs:
        place = ("entry", i, "column", k)
        assert columns.readings[place] == ("equation", k, "term", i, "w")
        assert {part[:4] for part in columns.origins[place]} == {place}
        assert find(columns.expression, place) == Named(place, notation.w(k, i))


def test_lines_follow_others_than_the_one_before():
    def before(derivation):
        return {line.name: line.before for line in derivation.lines}

    inputs, weights = before(input_gradient(POST)), before(weight_gradient(POST))
    assert inputs["derivatives"] == inputs["row-column"] == "paths"
    assert inputs["named"] == inputs["columns"] == "row-column"
    assert weights["row-column"] == weights["paths"] == "definition"
    assert weights["zeros"] == "paths"


def test_a_local_derivative_grows_out_of_its_weight_backwards():
    """The stage shows `derivatives` first and plays its record backwards."""
    grown = input_gradient(POST).descendants_between("paths", "derivatives")
    assert grown["entry", 1, "term", 2, "local", "bar"] == (("entry", 1, "term", 2, "read"),)
    assert len(grown) == len(list(input_gradient(POST)["paths"].expression.atoms()))


def test_rows_merge_and_columns_are_pushed_together():
    line = input_gradient(POST)["collect"]
    assert line.origins["upstream", "open"] == (
        ("entry", 1, "row", "open"),
        ("entry", 2, "row", "open"),
    )
    assert line.origins["product", "dot", 1] == (("entry", 1, "dot", 1), ("entry", 2, "dot", 1))
    assert line.origins["w", 2, 3] == (("entry", 2, "column", 3),)
    assert line.origins["w", "open"] == (("entry", 1, "column", "open"),)
    assert line.origins["w", "close"] == (("entry", 2, "column", "close"),)


@pytest.mark.parametrize("build", [forward, input_gradient, weight_gradient])
def test_places_are_unique_on_every_line(build):
    for line in build(Notation(3, 4, "input-first")).lines:
        times = Counter(atom.place for atom in line.expression.atoms())
        assert max(times.values()) == 1
