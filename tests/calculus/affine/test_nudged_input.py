"""Why paths add: what is said of a small step is true, and ≈ stands only where it has to."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from calculus.affine.input_gradient import input_gradient
from calculus.affine.nudged_input import nudged_input
from calculus.algebra.derivation import DerivationError, Steps, lend
from calculus.algebra.expressions import (
    LOSS,
    STEP,
    Delta,
    Equation,
    Expression,
    Named,
    Partial,
    Product,
    Quotient,
    Sum,
    find,
)
from calculus.algebra.notation import Convention, Notation
from calculus.statements.given import entry_stated
from calculus.values.bent_layer import BentLayer
from calculus.values.evaluate import evaluate
from calculus.values.layer import EvaluationError, Layer
from calculus.verification.faults import Fault
from calculus.verification.limits import verify_steps
from calculus.writing.latex import latex
from calculus.writing.typst import typst
from tests.calculus.strategies import layers, notations

POST = Notation(2, 3)
X1 = POST.x(1)


def signs(expression: Expression) -> str:
    found = (atom.sign for atom in expression.atoms())
    text = " ".join(s if isinstance(s, str) else s.letter + s.subscript for s in found)
    return text.replace("∂ L fraction bar ∂ ", "∂L/∂")


def test_the_steps_of_the_post() -> None:
    nudged = nudged_input(POST, 1)
    assert [signs(line.expression) for line in nudged.shifts.values()] == [
        "Δ y1 = w11 Δ",
        "Δ y2 = w21 Δ",
        "Δ y3 = w31 Δ",
    ]
    total = "∂L/∂y1 w11 + ∂L/∂y2 w21 + ∂L/∂y3 w31"
    assert {line.name: signs(line.expression) for line in nudged.steps.lines} == {
        "shares": "Δ L ≈ ∂L/∂y1 Δ y1 + ∂L/∂y2 Δ y2 + ∂L/∂y3 Δ y3",
        "paths": "Δ L ≈ ∂L/∂y1 w11 Δ + ∂L/∂y2 w21 Δ + ∂L/∂y3 w31 Δ",
        "total": f"Δ L ≈ ( {total} ) Δ",
        "slope": f"Δ L fraction bar Δ ≈ {total}",
        "gradient": f"∂L/∂x1 = {total}",
    }


SHAPES = pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), (1, 3), (3, 1), (2, 3), (4, 2)])


@SHAPES
@pytest.mark.parametrize("convention", ["output-first", "input-first"])
def test_any_input_of_any_shape_is_without_fault(
    inputs: int, outputs: int, convention: Convention
) -> None:
    notation = Notation(inputs, outputs, convention)
    for i in notation.input_range:
        nudged = nudged_input(notation, i)
        for steps in (nudged.steps, *(Steps((line,)) for line in nudged.shifts.values())):
            assert verify_steps("it", steps, notation.x(i), notation, layers(notation)) == []


@given(notations())
def test_the_last_step_is_the_entry_of_the_derivation(notation: Notation) -> None:
    for i in notation.input_range:
        last = nudged_input(notation, i).steps["gradient"].expression
        assert last == entry_stated(input_gradient(notation), ("entry", i), "derivatives")


def test_every_symbol_can_be_followed_to_the_end() -> None:
    steps = nudged_input(POST, 1).steps
    became = steps.descendants_between("shares", "gradient")
    assert ("entry", 1, "term", 2, "read") in became["entry", 1, "term", 2, "shift", "name"]
    assert became["loss", "L", "name"] == (("entry", 1, "of", "name"),)
    merged = steps["total"].origins["total", "step"]
    assert merged == tuple(("entry", 1, "term", k, "step") for k in (1, 2, 3))
    by = steps["gradient"].origins["entry", 1, "by", "name"]
    assert by == (("slope", "step"),)


def test_the_weights_of_the_paths_are_those_that_were_read_off() -> None:
    nudged = nudged_input(POST, 2)
    assert nudged.loan.origins["entry", 2, "term", 3, "read"] == (("shift", 3, "read"),)
    assert nudged.loan.origins["entry", 2, "term", 3, "step"] == (("shift", 3, "step"),)
    assert nudged.shifts[3].readings == {("shift", 3, "read"): ("equation", 3, "term", 2, "w")}
    with pytest.raises(DerivationError, match="is not found"):
        lend(nudged.loan.line, nudged.loan.sources, {("entry", 2, "term", 3, "read"): ("shift", 1)})


def faults(name: str, change: Callable[[Equation], Equation]) -> list[Fault]:
    steps = nudged_input(POST, 1).steps
    expression = steps[name].expression
    assert isinstance(expression, Equation)
    lines = (
        replace(line, expression=change(expression)) if line.name == name else line
        for line in steps.lines
    )
    return verify_steps("it", Steps(tuple(lines)), X1, POST, layers(POST))


def kinds(name: str, change: Callable[[Equation], Equation]) -> set[str]:
    return {fault.kind for fault in faults(name, change) if fault.line == name}


@pytest.mark.parametrize("name", ["shares", "paths", "total", "slope"])
def test_an_equals_sign_instead_of_nearly_is_found(name: str) -> None:
    wrong = faults(name, lambda equation: replace(equation, nearly=frozenset()))
    assert "side 2 holds only while L does not bend." in {fault.what for fault in wrong}


def test_nearly_instead_of_an_equals_sign_is_found() -> None:
    wrong = faults("gradient", lambda equation: replace(equation, nearly=frozenset({1})))
    assert "≈ stands in front of side 2, which is exact." in {fault.what for fault in wrong}


def test_a_missing_path_is_found() -> None:
    def shorter(equation: Equation) -> Equation:
        total = equation.sides[1]
        assert isinstance(total, Sum)
        return replace(equation, sides=(equation.sides[0], replace(total, terms=total.terms[:-1])))

    for name in ("shares", "paths", "slope", "gradient"):
        assert "value" in kinds(name, shorter)


def test_a_forgotten_step_is_found() -> None:
    def without_step(equation: Equation) -> Equation:
        product = equation.sides[1]
        assert isinstance(product, Product)
        return replace(equation, sides=(equation.sides[0], product.factors[0]))

    assert "value" in kinds("total", without_step)


def test_what_is_no_equation_is_found() -> None:
    steps = nudged_input(POST, 1).steps
    lines = tuple(replace(line, expression=Delta((), LOSS)) for line in steps.lines[:1])
    found = verify_steps("it", Steps(lines), X1, POST, layers(POST))
    assert "it is no equation." in {fault.what for fault in found}


def test_a_bent_loss_has_the_gradient_at_rest_and_only_there() -> None:
    layer = Layer.random(1, 2, 3, 7)
    bent = BentLayer.of(layer)
    for symbol in (X1, POST.y(2), POST.w(3, 1)):
        gradient = Partial((), LOSS, symbol)
        assert evaluate(gradient, bent) == evaluate(gradient, layer)
    slope = Quotient((), Delta((), LOSS), Named((), STEP))
    assert evaluate(slope, layer.nudged(X1, Fraction(1))) == evaluate(Partial((), LOSS, X1), layer)
    assert evaluate(slope, bent.nudged(X1, Fraction(1))) != evaluate(Partial((), LOSS, X1), bent)


def test_there_is_a_step_only_where_one_number_is_nudged() -> None:
    layer, step = Layer.random(1, 2, 3, 7), Named((), STEP)
    assert evaluate(step, layer.nudged(X1, Fraction(2))) == ((Fraction(2),),)
    for other in (layer, layer.nudged(X1, Fraction(2)).nudged(POST.x(2), Fraction(1))):
        with pytest.raises(EvaluationError, match="no Δ"):
            evaluate(step, other)


def test_a_tall_sum_has_tall_parentheses_and_a_single_term_none() -> None:
    typeset = typst(nudged_input(POST, 1).steps["total"].expression)
    (pair,) = typeset.closing.items()
    assert [typeset.atoms[number].sign for number in pair] == ["(", ")"]
    assert "lr((" in typeset.source
    single = nudged_input(Notation(2, 1), 1).steps["total"].expression
    assert (
        latex(single) == r"\Delta L \approx \frac{\partial L}{\partial y_{1}} \, w_{11} \, \Delta"
    )
    total = find(single, ("total",))
    assert isinstance(total, Product) and not typst(single).closing
