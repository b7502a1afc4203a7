"""What the film says is true, and `verify` notices when any of it is not."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculus.affine import in_numbers
from calculus.affine import input_gradient as input_gradients
from calculus.affine.forward import equation, forward
from calculus.affine.input_gradient import input_gradient
from calculus.affine.nudged_input import nudged_input
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation, DerivationError, Line, Reason
from calculus.algebra.expressions import (
    Equation,
    Expression,
    Matrix,
    Named,
    Number,
    Partial,
    Place,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Zero,
    children,
    find,
)
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson, load_lesson
from calculus.values.layer import Layer
from calculus.verification import verify as verification
from calculus.verification.faults import Fault, verify_derivation, verify_equation, verify_loan
from calculus.verification.trials import trials
from calculus.verification.verify import TRIED, verify
from tests.calculus.strategies import layers, lessons, notations, seeds

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"
POST = load_lesson(LESSONS / "post.toml")
NOTATION = POST.notation


def with_part(expression: Expression, place: Place, change: Callable) -> Expression:
    """The expression with `change` applied to the part at a place."""
    if expression.place == place:
        return change(expression)

    def below(parts):
        return tuple(with_part(part, place, change) for part in parts)

    match expression:
        case Sum(terms=terms):
            return replace(expression, terms=below(terms))
        case Product(factors=factors):
            return replace(expression, factors=below(factors))
        case Equation(sides=sides):
            return replace(expression, sides=below(sides))
        case Quotient():
            raise AssertionError("no test changes a quotient")
        case Matrix(rows=rows):
            return replace(expression, rows=tuple(map(below, rows)))
        case _:
            return expression


def with_line(derivation: Derivation, name: str, **changes) -> Derivation:
    """The derivation with fields of one line replaced."""
    lines = (replace(line, **changes) if line.name == name else line for line in derivation.lines)
    return replace(derivation, lines=tuple(lines))


def mutant(derivation: Derivation, name: str, place: Place, change: Callable) -> Derivation:
    """The derivation with one part of one line changed."""
    find(derivation[name].expression, place)
    changed = with_part(derivation[name].expression, place, change)
    return with_line(derivation, name, expression=changed)


def faults(derivation: Derivation, notation: Notation = NOTATION) -> list[Fault]:
    unbiased = [layer.without_bias() for layer in layers(notation)]
    return verify_derivation("it", derivation, notation, unbiased)


def kinds(derivation: Derivation, notation: Notation = NOTATION) -> set[str]:
    return {fault.kind for fault in faults(derivation, notation)}


def named(part: Named) -> Callable:
    return lambda old: replace(old, symbol=part)


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("index", ["output-first", "input-first"])
def test_the_lessons_are_without_fault(path, index):
    assert verify(load_lesson(path).with_index(index)) == []


@given(lessons(largest=3))
def test_any_lesson_is_without_fault(lesson: Lesson):
    assert verify(lesson) == []


@given(notations(), seeds)
def test_any_derivation_is_without_fault(notation: Notation, seed: int):
    for derivation in (input_gradient(notation), weight_gradient(notation)):
        assert verify_derivation("it", derivation, notation, layers(notation, 1, seed)) == []


def test_everything_a_lesson_says_is_tried():
    tried = trials(POST).values()
    names = {name for trial in tried for name in trial.derivations}
    assert {"forward", "inputs", "weights", "weights of the batch", "weights in numbers"} <= names
    assert all(trial.layers for trial in tried)
    for trial in tried:
        assert trial.derivations or trial.equations or trial.steps or trial.general


def test_a_swapped_index_is_found():
    read = ("entry", 1, "term", 2, "read")
    wrong = mutant(input_gradient(NOTATION), "derivatives", read, named(NOTATION.w(1, 2)))
    assert {"value", "origin"} <= kinds(wrong)
    (fault, *_) = faults(wrong)
    assert (fault.derivation, fault.line) == ("it", "derivatives")
    assert fault.what.startswith("row 1, column 1 is ")


def test_two_swapped_weights_in_the_forward_pass_are_found():
    wrong = mutant(forward(NOTATION), "product", ("w", 1, 2), named(NOTATION.w(1, 2)))
    assert "value" in kinds(wrong)


def test_a_subscript_of_the_other_convention_is_found():
    other = replace(NOTATION.w(3, 1), subscript="13")
    wrong = mutant(forward(NOTATION), "product", ("w", 1, 3), named(other))
    assert "name" in kinds(wrong)
    assert "value" not in kinds(wrong)


def test_a_symbol_outside_the_layer_is_found():
    wrong = mutant(forward(NOTATION), "names", ("entry", 1), named(Symbol("y", (4,), "4")))
    assert {"name", "value"} <= kinds(wrong)


def test_a_flipped_sign_is_found():
    def flipped(old: Sum) -> Sum:
        return replace(old, subtracted=frozenset({1}))

    wrong = mutant(input_gradient(NOTATION), "paths", ("entry", 2), flipped)
    assert "value" in kinds(wrong)


def test_a_dropped_term_is_found():
    def shorter(old: Sum) -> Sum:
        return replace(old, terms=old.terms[:-1])

    wrong = mutant(input_gradient(NOTATION), "paths", ("entry", 1), shorter)
    assert {"value", "origin"} <= kinds(wrong)
    # The value does not tell that a term is missing that is 0 anyway.
    wrong = mutant(weight_gradient(NOTATION), "paths", ("entry", 1, 1), shorter)
    assert kinds(wrong) == {"origin", "zero"}


def test_a_forgotten_transpose_is_found():
    wrong = mutant(
        input_gradient(NOTATION), "result", ("w",), lambda old: Named(old.place, old.symbol)
    )
    assert "value" in kinds(wrong)
    square = Notation(2, 2)
    wrong = mutant(
        input_gradient(square), "result", ("w",), lambda old: Named(old.place, old.symbol)
    )
    assert "value" in kinds(wrong, square)


def test_factors_in_the_wrong_order_are_found():
    def swapped(old: Product) -> Product:
        return replace(old, factors=old.factors[::-1])

    wrong = mutant(weight_gradient(NOTATION), "result", ("outer",), swapped)
    assert "value" in kinds(wrong)


def test_a_zero_where_the_weight_occurs_is_found():
    def zero(old: Expression) -> Expression:
        return Zero(old.place)

    wrong = mutant(weight_gradient(NOTATION), "zeros", ("entry", 1, 2, "term", 2), zero)
    assert {"zero", "value"} <= kinds(wrong)


def test_a_zero_where_the_weight_occurs_is_found_even_if_the_input_is_zero():
    def zero(old: Expression) -> Expression:
        return Zero(old.place)

    wrong = mutant(weight_gradient(NOTATION), "zeros", ("entry", 1, 2, "term", 2), zero)
    own, *random = layers(NOTATION)
    own = replace(own, X=((Fraction(), own.X[0][1]),))
    assert verify_derivation("it", weight_gradient(NOTATION), NOTATION, [own, *random]) == []
    found = verify_derivation("it", wrong, NOTATION, [own, *random])
    assert {"zero", "value"} <= {fault.kind for fault in found}


def test_a_zero_that_is_missing_is_found():
    original = weight_gradient(NOTATION)
    place = ("entry", 1, 2, "term", 1)
    term = find(original["paths"].expression, place)
    wrong = mutant(original, "zeros", place, lambda _: term)
    assert "value" not in kinds(wrong)
    assert "zero" in kinds(wrong)


def test_a_zero_from_nowhere_is_found():
    place = ("entry", 1, 2)

    def longer(old: Sum) -> Sum:
        return replace(old, terms=(*old.terms, Zero((*place, "term", 9))))

    assert "zero" in kinds(mutant(weight_gradient(NOTATION), "zeros", place, longer))


def test_a_number_that_says_another_value_is_found():
    derivation = in_numbers.weight_gradient_numbers(POST)
    place = ("entry", 1, 1)
    own = [Layer.of_lesson(POST)]

    def found(change: Callable) -> set[str]:
        wrong = mutant(derivation, "values", place, change)
        return {fault.kind for fault in verify_derivation("it", wrong, NOTATION, own)}

    assert found(lambda old: old) == set()
    # The misprint of math15: 0.2·0.3 = 0.6.
    assert found(lambda old: replace(old, text="0.6")) == {"number"}
    assert found(lambda old: replace(old, value=Fraction(6, 10), text="0.6")) == {"value"}
    assert found(lambda old: replace(old, text="-0.06")) == {"number"}
    assert found(lambda old: replace(old, text="6e-2")) == {"number"}
    assert found(lambda old: replace(old, text="３/50")) == {"number"}


def test_only_the_right_rounding_is_accepted():
    def found(value: str, text: str) -> set[str]:
        number = Number(("n",), Fraction(value), text)
        return {f.kind for f in verify_equation("it", _equal(number), NOTATION, [])}

    assert found("0.123456", "0.1235") == set()
    assert found("0.123456", "0.1234") == {"number"}
    assert found("0.123456", "0.12346") == {"number"}
    assert found("0.123456", "0.123") == {"number"}
    assert found("123456.789", "123457") == set()
    assert found("123456.789", "123500") == {"number"}
    assert found("0.00000000012345", "1.235e-10") == set()
    assert found("0.00000000012345", "1.235e-9") == {"number"}


def test_a_rounded_number_behind_an_equals_sign_is_found(monkeypatch):
    equation = _equal(Number(("n",), Fraction("0.123456"), "0.1235"))
    assert not verify_equation("it", equation, NOTATION, [])
    monkeypatch.setattr(Equation, "relation", lambda equation, position: "=")
    (fault,) = verify_equation("it", equation, NOTATION, [])
    assert fault.kind == "number" and "≈" in fault.what


def _equal(number: Number) -> Equation:
    return Equation(("it",), (Named(("name",), NOTATION.y(1)), number))


def test_an_equation_that_does_not_hold_is_found():
    layer = [layer.without_bias() for layer in layers(NOTATION)]
    right = equation(NOTATION, 2)
    assert verify_equation("y2", right, NOTATION, layer) == []
    wrong = with_part(right, ("equation", 2, "y"), named(NOTATION.y(3)))
    (fault,) = verify_equation("y2", wrong, NOTATION, layer)
    assert fault.kind == "value"
    assert "does not hold" in fault.what


def changed_record(name: str, change: Callable[[Line], dict]) -> set[str]:
    derivation = weight_gradient(NOTATION)
    return kinds(with_line(derivation, name, **change(derivation[name])))


PLACE = ("entry", 2, 1, "term", 1, "upstream", "by", "name")
OTHER = ("entry", 2, 3, "term", 3, "upstream", "by", "name")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("survivors", lambda line: {"origins": without(line.origins, PLACE)}),
        ("survivors", lambda line: {"origins": {**line.origins, PLACE: ()}}),
        ("survivors", lambda line: {"origins": {**line.origins, PLACE: (OTHER,)}}),
        ("survivors", lambda line: {"origins": {**line.origins, PLACE: (PLACE, OTHER)}}),
        ("survivors", lambda line: {"origins": {**line.origins, PLACE: (("nowhere",),)}}),
        ("survivors", lambda line: {"origins": {**line.origins, ("nowhere",): (PLACE,)}}),
        ("survivors", lambda line: {"gone": without(line.gone, next(iter(line.gone)))}),
        ("survivors", lambda line: {"gone": {**line.gone, PLACE: Reason.ADDS_NOTHING}}),
        ("survivors", lambda line: {"gone": {**line.gone, ("nowhere",): Reason.ADDS_NOTHING}}),
        ("survivors", lambda line: {"born": {**line.born, PLACE: Reason.ADDS_NOTHING}}),
        ("survivors", lambda line: {"before": "pattern"}),
        ("survivors", lambda line: {"before": None}),
        ("definition", lambda line: {"before": "result"}),
        ("definition", lambda line: {"born": {}}),
        ("derivatives", lambda line: {"readings": shifted(line.readings)}),
        ("derivatives", lambda line: {"readings": dict.fromkeys(line.readings, ("nowhere",))}),
    ],
)
def test_a_wrong_record_of_origins_is_found(name, change):
    assert changed_record(name, change) == {"origin"}


def without(mapping, key):
    return {place: value for place, value in mapping.items() if place != key}


def shifted(mapping):
    """Every value goes to the next key."""
    values = list(mapping.values())
    return dict(zip(mapping, values[1:] + values[:1], strict=True))


def test_a_name_that_grows_out_of_another_entry_is_found():
    derivation = forward(NOTATION)
    origins = derivation["names"].origins
    swapped = {**origins, ("entry", 1): origins["entry", 2], ("entry", 2): origins["entry", 1]}
    assert kinds(with_line(derivation, "names", origins=swapped)) == {"origin"}


@pytest.mark.parametrize("name", ["derivatives", "columns"])
def test_a_weight_that_is_read_off_for_another_derivative_is_found(name):
    derivation = input_gradient(NOTATION)
    line = derivation[name]
    exchanged = {**line.origins}
    first, second = list(line.readings)[:2]
    exchanged[first], exchanged[second] = exchanged[second], exchanged[first]
    assert kinds(with_line(derivation, name, origins=exchanged)) == {"origin"}


def test_two_atoms_in_one_place_are_found():
    wrong = mutant(
        forward(NOTATION), "names", ("entry", 2), lambda old: replace(old, place=("entry", 1))
    )
    assert "place" in kinds(wrong)


def test_two_lines_of_one_name_are_found():
    derivation = forward(NOTATION)
    doubled = replace(derivation, lines=(*derivation.lines, derivation["names"]))
    assert "place" in kinds(doubled)


def leaves(expression: Expression) -> list[Expression]:
    parts = children(expression)
    return [leaf for part in parts for leaf in leaves(part)] if parts else [expression]


def other_symbols(symbol: Symbol) -> list[Symbol]:
    """Symbols of the same sort with another index."""
    if symbol.letter == "w":
        every = [NOTATION.w(j, i) for j in NOTATION.output_range for i in NOTATION.input_range]
    elif symbol.letter in "xy":
        make = NOTATION.x if symbol.letter == "x" else NOTATION.y
        every = [make(k) for k in range(1, 3 if symbol.letter == "x" else 4)]
    else:
        return [Symbol(letter) for letter in "XWYB" if letter != symbol.letter]
    return [other for other in every if other != symbol]


@given(st.data())
def test_any_wrong_symbol_anywhere_is_found(data):
    """A mutation test of `verify` itself: one symbol of one line is exchanged for another."""
    derivation = data.draw(
        st.sampled_from([forward(NOTATION), input_gradient(NOTATION), weight_gradient(NOTATION)])
    )
    line = data.draw(st.sampled_from(derivation.lines))
    leaf = data.draw(
        st.sampled_from(
            [leaf for leaf in leaves(line.expression) if not isinstance(leaf, Zero | Number)]
        )
    )

    def changed(old: Expression) -> Expression:
        if isinstance(old, Partial):
            field = data.draw(st.sampled_from(["by"] if old.is_gradient else ["of", "by"]))
            symbol = data.draw(st.sampled_from(other_symbols(getattr(old, field))))
            return replace(old, **{field: symbol})
        assert isinstance(old, Named | Transpose)
        return replace(old, symbol=data.draw(st.sampled_from(other_symbols(old.symbol))))

    assert faults(mutant(derivation, line.name, leaf.place, changed))


def test_a_line_that_cannot_be_written_is_a_fault_not_a_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def contradiction(notation: Notation) -> Derivation:
        raise DerivationError("line 'collect': the symbol at ('w', 1, 1) appears without a reason")

    monkeypatch.setattr(input_gradients, "input_gradient", contradiction)
    (fault,) = verify(POST)
    assert fault.kind == "origin" and "'collect'" in fault.what
    assert fault.derivation == fault.trial == "inputs"


def test_a_loan_of_another_sign_is_found():
    loan = nudged_input(NOTATION, 1).loan
    assert verify_loan("it", loan) == []
    place, other = ("entry", 1, "term", 1, "read"), ("shift", 2, "read")

    def found(**changes: object) -> str:
        (fault,) = verify_loan("it", replace(loan, **changes))
        assert (fault.derivation, fault.line, fault.kind) == ("it", "paths", "origin")
        return fault.what

    assert "where w21 stands" in found(origins={**loan.origins, place: (other,)})
    assert "nothing stands" in found(origins={**loan.origins, place: (("nowhere",),)})
    assert "no part" in found(origins={**loan.origins, ("nowhere",): (other,)})
    assert "not all taken" in found(origins=without(loan.origins, place))


@pytest.mark.parametrize("name", TRIED)
def test_a_fault_says_in_which_trial_it_was_found(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*what: object) -> list[Fault]:
        return [Fault("it", "", "value", "It is wrong.")]

    monkeypatch.setattr(verification, "verify_derivation", fails)
    monkeypatch.setattr(verification, "verify_equation", fails)
    monkeypatch.setattr(verification, "verify_steps", fails)
    assert name in {fault.trial for fault in verify(POST)}
