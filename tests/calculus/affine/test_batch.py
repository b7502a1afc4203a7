"""Many samples and the bias, in symbols and in numbers, against the measured gradients."""

from pathlib import Path

import autograd.numpy as np
import numpy
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from calculus.affine.batch import (
    bias_gradient,
    forward_batch,
    input_gradient_batch,
    weight_gradient_batch,
)
from calculus.affine.batch_in_numbers import (
    bias_gradient_numbers,
    forward_batch_numbers,
    input_gradient_batch_numbers,
    weight_gradient_batch_numbers,
)
from calculus.algebra.expressions import Matrix, Sum, children, find
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson, load_lesson
from calculus.values.evaluate import evaluate
from calculus.values.layer import Layer
from tests.calculus.affine.test_in_numbers import floats, lines, shown, signs
from tests.calculus.strategies import layers, lessons, notations, seeds

BATCH = load_lesson(Path(__file__).parents[3] / "assets" / "lessons" / "batch.toml")
GRADIENTS = (input_gradient_batch, weight_gradient_batch, bias_gradient)


@given(notations(), st.integers(1, 3), seeds)
def test_every_line_is_the_measured_gradient_of_the_total(
    notation: Notation, samples: int, seed: int
):
    for layer in layers(notation, samples, seed):
        for build in GRADIENTS:
            derivation = build(notation, samples)
            wanted = evaluate(derivation.subject, layer)
            for line in derivation.lines:
                assert evaluate(line.expression, layer) == wanted, line.name
        layer, derivation = layer.without_bias(), forward_batch(notation, samples)
        for line in derivation.lines:
            assert evaluate(line.expression, layer) == evaluate(derivation.subject, layer)


def test_a_sheet_a_sample():
    sheets = weight_gradient_batch(Notation(2, 3), 4)["sheets"].expression
    assert isinstance(sheets, Sum)
    assert [sheet.place for sheet in sheets.terms] == [("sheet", n) for n in (1, 2, 3, 4)]
    assert all(isinstance(sheet, Matrix) and sheet.shape == (2, 3) for sheet in sheets.terms)
    entry = find(sheets, ("sheet", 4, 2, 3))
    assert signs(entry) == "x2 ∂ L fraction bar ∂ y3"
    assert {atom.sign.sample for atom in entry.atoms() if hasattr(atom.sign, "sample")} == {4, None}


def test_the_sheets_are_laid_on_one_another():
    line = weight_gradient_batch(Notation(2, 3), 2)["added"]
    assert line.origins["entry", 2, 3, "term", 2, "x"] == (("sheet", 2, 2, 3, "x"),)
    assert line.origins["entry", 2, 3, "plus", 2] == (("sheets", "plus", 2),)


def test_the_inner_dimension_is_the_sample():
    x, upstream = weight_gradient_batch(Notation(2, 3), 4)["product"].expression.factors
    assert (x.shape, upstream.shape) == ((2, 4), (4, 3))
    assert x.rows[1][3].place == ("x", 4, 2)


def test_the_bias_adds_the_rows():
    paths = bias_gradient(Notation(2, 2), 2)["paths"].expression
    upstream = "∂ L fraction bar ∂"
    first, second = (f"{upstream} {y} + {upstream} {y}" for y in ("y1", "y2"))
    assert signs(paths) == f"( {first} {second} )"
    assert find(paths, ("entry", 2, "term", 1)).by.sample == 1


def test_the_batch_lesson_in_numbers():
    assert shown(forward_batch_numbers(BATCH)) == [2.6, 1.2, -0.9, 0.6, 6.7, -3.5]
    assert shown(input_gradient_batch_numbers(BATCH)) == [-0.4, 0.31, 1.25, -0.19]
    assert lines(weight_gradient_batch_numbers(BATCH)) == {
        "matrices": "( 1 3 2 -1 ) ( 0.2 -0.1 0.3 0.1 0.5 -0.2 )",
        "factors": "( 1 · 0.2 1 · ( -0.1 ) 1 · 0.3 2 · 0.2 2 · ( -0.1 ) 2 · 0.3 ) + "
        "( 3 · 0.1 3 · 0.5 3 · ( -0.2 ) ( -1 ) · 0.1 ( -1 ) · 0.5 ( -1 ) · ( -0.2 ) )",
        "sheets": "( 0.2 -0.1 0.3 0.4 -0.2 0.6 ) + ( 0.3 1.5 -0.6 -0.1 -0.5 0.2 )",
        "added": "( 0.2 + 0.3 -0.1 + 1.5 0.3 − 0.6 0.4 − 0.1 -0.2 − 0.5 0.6 + 0.2 )",
        "values": "( 0.5 1.4 -0.3 0.3 -0.7 0.8 )",
    }
    assert lines(bias_gradient_numbers(BATCH)) == {
        "rows": "( 0.2 + 0.1 -0.1 + 0.5 0.3 − 0.2 )",
        "values": "( 0.3 0.4 0.1 )",
    }


@given(lessons(largest=3))
def test_numbers_agree_with_autograd_and_exactly(lesson: Lesson):
    x, w, upstream = floats(lesson.X), floats(lesson.W), floats(lesson.upstream)
    b = floats((lesson.B,)) if lesson.B else numpy.zeros((1, lesson.M))

    def loss(x, w, b):
        return np.sum(upstream * (x @ w + b))

    builds = input_gradient_batch_numbers, weight_gradient_batch_numbers, bias_gradient_numbers
    own = Layer.of_lesson(lesson)
    for position, build in enumerate(builds):
        derivation = build(lesson)
        assert numpy.allclose(shown(derivation), grad(loss, position)(x, w, b).ravel())
        for line in derivation.lines:
            assert evaluate(line.expression, own) == evaluate(derivation.subject, own), line.name
    forward = forward_batch_numbers(lesson)
    assert numpy.allclose(shown(forward), (x @ w + b).ravel())
    for line in forward.lines:
        assert evaluate(line.expression, own) == evaluate(forward.subject, own), line.name


def test_one_sample_is_a_batch_of_one():
    definition = input_gradient_batch(Notation(2, 3), 1)["definition"].expression
    assert [part.place for part in children(definition)] == [("entry", 1, 1), ("entry", 1, 2)]
