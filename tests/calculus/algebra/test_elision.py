"""What stands at an elided index is drawn as dots, and the lines with dots are true as well."""

from __future__ import annotations

from itertools import product

import pytest

from calculus.affine.forward import equation, forward
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.elision import elided
from calculus.algebra.expressions import Dots, Expression, Matrix, Sum, children, find
from calculus.algebra.notation import ELIDED, WRITTEN_OUT, Notation, written_range
from calculus.values.evaluate import evaluate
from calculus.values.layer import Layer
from calculus.verification.faults import verify_derivation
from calculus.writing.latex import latex
from calculus.writing.typst import typst

SHAPES = [(d, m) for d, m in product((1, 2, 7, 64), repeat=2) if max(d, m) > WRITTEN_OUT]


def dots_in(expression: Expression) -> list[Dots]:
    if isinstance(expression, Dots):
        return [expression]
    return [dots for part in children(expression) for dots in dots_in(part)]


def directions(rows: tuple[tuple[Expression, ...], ...]) -> list[str]:
    """The dots of a matrix as a picture: - across, | down, \\ aslant, . for an entry."""
    signs = {"across": "-", "down": "|", "aslant": "\\"}
    return ["".join(signs[e.direction] if isinstance(e, Dots) else "." for e in r) for r in rows]


def test_up_to_six_all_is_written_out():
    assert written_range(WRITTEN_OUT) == (1, 2, 3, 4, 5, 6)
    notation = Notation(WRITTEN_OUT, WRITTEN_OUT)
    for line in (*weight_gradient(notation).lines, *input_gradient(notation).lines):
        assert elided(line.expression) == line.expression


def test_a_larger_matrix_shows_two_dots_and_the_last():
    assert written_range(64) == (1, 2, ELIDED, 64)
    matrix = elided(Notation(64, 7).w_matrix(("w",)))
    assert isinstance(matrix, Matrix)
    assert directions(matrix.rows) == ["..-.", "..-.", "||\\|", "..-."]


@pytest.mark.parametrize(
    ("matrix", "wanted"),
    [
        (Notation(7, 7).x_row(("x",)), ["..-."]),
        (Notation(7, 7).x_column(("x",)), [".", ".", "|", "."]),
        (Notation(2, 7).w_matrix(("w",)), ["..-.", "..-."]),
        (Notation(7, 2).w_matrix(("w",)), ["..", "..", "||", ".."]),
        (Notation(7, 1).w_transposed(("w",)), ["..-."]),
    ],
)
def test_dots_run_where_something_is_left_out(matrix, wanted):
    shown = elided(matrix)
    assert isinstance(shown, Matrix)
    assert directions(shown.rows) == wanted


def test_dots_stand_at_the_place_of_the_term_they_replace():
    terms = find(input_gradient(Notation(2, 20))["paths"].expression, ("entry", 1))
    shown = elided(terms)
    assert isinstance(shown, Sum)
    assert [term.place for term in shown.terms] == [("entry", 1, "term", k) for k in (1, 2, 0, 20)]
    assert shown.terms[2] == Dots(("entry", 1, "term", ELIDED), "across", "ink")


def test_dots_have_the_colour_of_what_they_replace():
    shown = elided(Notation(7, 7).upstream_row(("upstream",)))
    assert [dots.role for dots in dots_in(shown)] == ["gradient"]
    zeros = elided(weight_gradient(Notation(1, 7))["zeros"].expression)
    assert {dots.role for dots in dots_in(zeros)} >= {"zero"}


def test_an_elided_line_is_nothing_but_dots():
    assert elided(equation(Notation(7, 7), ELIDED)) == Dots(("equation", ELIDED), "down", "ink")


def test_dots_are_typeset_as_one_atom():
    set_ = typst(Notation(64, 1).x_row(("x",)))
    assert [atom.sign for atom in set_.atoms if atom.place == ("x", ELIDED)] == ["⋯"]
    assert "dots.h.c" in set_.source
    assert r"\cdots" in latex(Notation(64, 1).x_row(("x",)))


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
@pytest.mark.parametrize("convention", ["output-first", "input-first"])
def test_every_line_with_dots_is_true(inputs, outputs, convention):
    notation = Notation(inputs, outputs, convention)
    trials = [Layer.random_as_written(1, inputs, outputs, seed) for seed in (1, 2)]
    for derivation in (input_gradient(notation), weight_gradient(notation)):
        assert verify_derivation("lines", derivation, notation, trials) == []
    layers = [trial.without_bias() for trial in trials]
    assert verify_derivation("lines", forward(notation), notation, layers) == []


def test_the_elided_index_counts_in_a_value():
    notation = Notation(7, 1)
    layer = Layer.random_as_written(1, 7, 1, seed=3).without_bias()
    left, right = equation(notation, 1).sides
    assert evaluate(left, layer) == evaluate(right, layer)
    assert isinstance(right, Sum)
    without = Sum(right.place, tuple(t for t in right.terms if ELIDED not in t.place))
    assert evaluate(without, layer) != evaluate(right, layer)
