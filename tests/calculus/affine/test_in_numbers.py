"""The derivations in numbers: math12 to math15 with every product right, and the nudge."""

from fractions import Fraction
from pathlib import Path

import autograd.numpy as np
import numpy
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from calculus.affine.in_numbers import (
    forward_numbers,
    input_gradient_numbers,
    weight_gradient_numbers,
)
from calculus.affine.nudging import every_nudge, nudge, simplest_loss
from calculus.algebra.expressions import Number, children
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson, Rows, load_lesson
from calculus.statements import worked
from calculus.values.evaluate import evaluate
from calculus.values.layer import Layer
from tests.calculus.strategies import lessons

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"
POST = load_lesson(LESSONS / "post.toml")
BATCH = load_lesson(LESSONS / "batch.toml")


def signs(expression) -> str:
    """What is drawn, in one line."""
    written = (atom.sign for atom in expression.atoms())
    return " ".join(s if isinstance(s, str) else s.letter + s.subscript for s in written)


def lines(derivation) -> dict[str, str]:
    return {line.name: signs(line.expression) for line in derivation.lines}


def floats(rows: Rows) -> numpy.ndarray:
    return numpy.array([[float(exact.value) for exact in row] for row in rows])


def shown(derivation) -> list[float]:
    return [float(part.value) for part in children(derivation["values"].expression)]


def test_the_forward_pass_of_the_post():
    assert lines(forward_numbers(POST)) == {
        "matrices": "( 0.2 0.5 ) · ( 0.1 0.3 0.5 0.9 0.2 0.1 )",
        "factors": "( 0.2 · 0.1 + 0.5 · 0.9 0.2 · 0.3 + 0.5 · 0.2 0.2 · 0.5 + 0.5 · 0.1 )",
        "products": "( 0.02 + 0.45 0.06 + 0.1 0.1 + 0.05 )",
        "values": "( 0.47 0.16 0.15 )",
    }


def test_the_gradient_of_the_inputs_of_the_post():
    assert lines(input_gradient_numbers(POST)) == {
        "matrices": "( 0.3 0.01 -0.1 ) · ( 0.1 0.9 0.3 0.2 0.5 0.1 )",
        "factors": "( 0.3 · 0.1 + 0.01 · 0.3 + ( -0.1 ) · 0.5 "
        "0.3 · 0.9 + 0.01 · 0.2 + ( -0.1 ) · 0.1 )",
        "products": "( 0.03 + 0.003 − 0.05 0.27 + 0.002 − 0.01 )",
        "values": "( -0.017 0.262 )",
    }


def test_the_gradient_of_the_weights_of_the_post():
    assert lines(weight_gradient_numbers(POST)) == {
        "matrices": "( 0.2 0.5 ) · ( 0.3 0.01 -0.1 )",
        "factors": "( 0.2 · 0.3 0.2 · 0.01 0.2 · ( -0.1 ) 0.5 · 0.3 0.5 · 0.01 0.5 · ( -0.1 ) )",
        "values": "( 0.06 0.002 -0.02 0.15 0.005 -0.05 )",
    }


def test_a_bias_is_added_to_every_entry():
    found = lines(forward_numbers(BATCH))
    assert found["matrices"] == "( 1 2 ) · ( 0.5 2 -1 1 -0.5 0.2 ) + ( 0.1 0.2 -0.3 )"
    assert found["products"] == "( 0.5 + 2 2 − 1 -1 + 0.4 ) + ( 0.1 0.2 -0.3 )"
    assert found["biased"] == "( 0.5 + 2 + 0.1 2 − 1 + 0.2 -1 + 0.4 − 0.3 )"
    assert found["values"] == "( 2.6 1.2 -0.9 )"
    line = forward_numbers(BATCH)["biased"]
    assert line.origins["entry", 3, "b"] == (("b", 3),)
    assert line.origins["entry", 3, "plus", "b"] == (("sum", "plus", "b"),)


def test_factors_come_from_the_matrices():
    line = input_gradient_numbers(POST)["factors"]
    assert line.origins["entry", 2, "term", 3, "upstream"] == (("upstream", 3),)
    assert line.origins["entry", 2, "term", 3, "w"] == (("w", 2, 3),)
    line = weight_gradient_numbers(POST)["values"]
    assert ("entry", 2, 3, "upstream") in line.origins["entry", 2, 3]


def test_owners_keep_their_colour():
    def roles(derivation, name):
        return {atom.role for atom in derivation[name].expression.atoms()} - {"ink"}

    assert roles(forward_numbers(POST), "factors") == {"x", "w"}
    assert roles(forward_numbers(POST), "products") == set()
    assert roles(forward_numbers(POST), "values") == {"y"}
    assert roles(input_gradient_numbers(POST), "factors") == {"gradient", "w"}
    assert roles(input_gradient_numbers(POST), "products") == {"gradient"}
    assert roles(weight_gradient_numbers(POST), "values") == {"gradient"}


@given(lessons())
def test_numbers_agree_with_autograd(lesson: Lesson):
    x, w, upstream = floats(lesson.X[:1]), floats(lesson.W), floats(lesson.upstream[:1])
    b = floats((lesson.B,)) if lesson.B else 0.0

    def loss(x, w):
        return np.sum(upstream * (x @ w + b))

    assert numpy.allclose(shown(forward_numbers(lesson)), (x @ w + b).ravel())
    assert numpy.allclose(shown(input_gradient_numbers(lesson)), grad(loss, 0)(x, w).ravel())
    assert numpy.allclose(shown(weight_gradient_numbers(lesson)), grad(loss, 1)(x, w).ravel())


@given(lessons())
def test_every_line_in_numbers_is_exact(lesson: Lesson):
    sample = Layer.of_lesson(lesson).only_sample(1)
    for build in (forward_numbers, input_gradient_numbers, weight_gradient_numbers):
        derivation = build(lesson)
        wanted = evaluate(derivation.subject, sample)
        for line in derivation.lines:
            assert evaluate(line.expression, sample) == wanted, line.name


def test_the_simplest_loss():
    assert signs(simplest_loss(POST)) == "L = 0.3 y1 + 0.01 y2 − 0.1 y3"
    row = tuple(reversed(POST.upstream[0]))
    turned = Lesson("turned", POST.X, POST.W, (row,))
    assert signs(simplest_loss(turned)) == "L = − 0.1 y1 + 0.01 y2 + 0.3 y3"


def test_the_nudges_of_the_storyboard():
    found = nudge(POST, "w", (1, 1))
    assert found.output_shifts == (Fraction(2, 10000), 0, 0)
    assert found.loss_shift == Fraction(6, 100000)
    assert found.slope == found.entry == Fraction(6, 100)
    bar = "fraction bar"
    assert signs(found.slope_equation()) == f"Δ L {bar} Δ w11 = 0.00006 {bar} 0.001 = 0.06"
    assert signs(found.output_equation(1)) == "Δ y1 = 0.0002"
    assert signs(found.loss_equation()) == "Δ L = 0.00006"
    assert nudge(POST, "x", (1,)).loss_shift == Fraction(-17, 1000000)
    with pytest.raises(ValueError, match="only w and x"):
        nudge(POST, "b", (1,))


def test_every_entry_is_nudged_that_of_the_inputs_first():
    found = list(every_nudge(POST))
    names = [f"{nudge.symbol.letter}{nudge.symbol.subscript}" for nudge in found]
    assert names == ["x1", "x2", "w11", "w21", "w31", "w12", "w22", "w32"]
    gradients = (input_gradient_numbers(POST), weight_gradient_numbers(POST))
    entries = [part for each in gradients for part in children(each["values"].expression)]
    assert [nudge.slope for nudge in found] == [entry.value for entry in entries]


def test_entries_that_are_not_written_out_are_nudged_too():
    wide = Lesson(
        "wide", ((POST.X[0][0],) * 9,), ((POST.W[0][0],) * 8,) * 9, ((POST.W[0][1],) * 8,)
    )
    found = list(every_nudge(wide))
    assert len(found) == 9 + 9 * 8
    assert all(nudge.slope == nudge.entry for nudge in found)


def test_the_rows_in_which_results_are_worked_out():
    assert [signs(row) for row in worked.output_rows(POST)] == [
        "Y = ( 0.02 + 0.45 0.06 + 0.1 0.1 + 0.05 )",
        "Y = ( 0.47 0.16 0.15 )",
    ]
    assert [signs(row) for row in worked.output_rows(BATCH)] == [
        "Y = ( 0.5 + 2 2 − 1 -1 + 0.4 ) + ( 0.1 0.2 -0.3 )",
        "Y = ( 2.5 + 0.1 1 + 0.2 -0.6 − 0.3 )",
        "Y = ( 2.6 1.2 -0.9 )",
    ]
    rows = [signs(row).partition("= ")[2] for row in worked.inputs_gradient_rows(POST)]
    assert rows[1:] == [
        "( 0.3 0.01 -0.1 ) · ( 0.1 0.9 0.3 0.2 0.5 0.1 )",
        "( 0.03 + 0.003 − 0.05 0.27 + 0.002 − 0.01 )",
        "( -0.017 0.262 )",
    ]


def test_a_single_product_is_the_sum():
    one = Lesson("one", ((POST.X[0][0],),), (POST.W[0],), POST.upstream)
    assert [signs(row) for row in worked.output_rows(one)] == ["Y = ( 0.02 0.06 0.1 )"]
    assert signs(worked.output_worked(one, 1)) == "y1 = 0.2 · 0.1 = 0.02"


@given(lessons(largest=3), st.sampled_from([Fraction(1, 1000), Fraction(-2), Fraction(1, 8)]))
def test_every_slope_is_an_entry_of_a_gradient(lesson: Lesson, step: Fraction):
    notation = lesson.notation
    for i in notation.input_range:
        found = nudge(lesson, "x", (i,), step)
        assert found.slope == found.entry
        for j in notation.output_range:
            found = nudge(lesson, "w", (j, i), step)
            assert found.slope == found.entry
            assert not any(s for k, s in enumerate(found.output_shifts, 1) if k != j)


def test_a_rounded_entry_turns_the_sign_in_front_of_its_matrix():
    long = Lesson("long", ((Exact.of("0.33333"), Exact.of("1")),), POST.W, POST.upstream)
    statement, value = worked.weights_gradient(long)
    assert statement.relation(1) == "="
    assert value.relation(1) == "≈"
    assert signs(value).endswith("≈ ( 0.1 0.003333 -0.03333 0.3 0.01 -0.1 )")


def test_what_is_calculated_with_a_rounded_number_is_exact():
    long = Lesson("long", ((Exact.of("0.333333"), Exact.of("1")),), POST.W, POST.upstream)
    first = worked.output_worked(long, 1)
    assert signs(first) == "y1 = 0.333333 · 0.1 + 1 · 0.9 ≈ 0.03333 + 0.9 ≈ 0.9333"
    (value,) = (side.value for side in first.sides[-1:])
    assert value == Fraction("0.9333333")


def test_a_number_that_happens_to_be_zero_stays():
    zero = Lesson("zero", POST.X, POST.W, ((POST.upstream[0][0], *_zeros(2)),))
    values = children(weight_gradient_numbers(zero)["values"].expression)
    assert [part.text for part in values] == ["0.06", "0", "0", "0.15", "0", "0"]
    assert all(isinstance(part, Number) and part.role == "gradient" for part in values)


def _zeros(count: int):
    return [Exact.of("0")] * count
