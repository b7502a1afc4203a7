from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import typst

from calculus.affine.batch import weight_gradient_batch
from calculus.affine.forward import forward
from calculus.affine.in_numbers import input_gradient_numbers
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Expression
from calculus.lessons.lesson import load_lesson
from calculus.statements.claims import input_claim, product_claim
from production.documents.formulas import FORMATS, formulas, typst_source
from production.errors import InputError
from production.order.order import Order
from production.paths import DEFAULT_LESSON

Orders = Callable[..., Order]


@pytest.mark.parametrize("form", FORMATS)
def test_every_derivation_is_printed_under_its_chapters_title(order: Orders, form: str) -> None:
    text = formulas(order(language="en"), form)
    for title in ("X·W, written out", "∂L/∂X", "∂L/∂W"):
        assert title in text


def test_only_the_wanted_chapters_are_printed(order: Orders) -> None:
    assert formulas(order("inputs"), "latex").count(r"\begin{aligned}") == 1


def test_chapters_without_a_derivation_are_refused(order: Orders) -> None:
    with pytest.raises(InputError, match="forward, inputs, weights and batch"):
        formulas(order("question"), "latex")


def expressions() -> Iterator[Expression]:
    lesson = load_lesson(DEFAULT_LESSON)
    notation = lesson.notation
    yield input_claim(notation)
    yield product_claim()
    for derivation in (
        forward(notation),
        input_gradient(notation),
        weight_gradient(notation),
        weight_gradient_batch(notation, 2),
        input_gradient_numbers(lesson),
    ):
        yield from (line.expression for line in derivation.lines)


def test_typst_source_bears_no_marks_and_compiles() -> None:
    sources = list(map(typst_source, expressions()))
    assert not any("atom" in source for source in sources)
    document = "".join(f"$ {source} $\n" for source in sources)
    assert typst.compile(document.encode(), format="svg")


def test_printed_typst_compiles(order: Orders) -> None:
    assert typst.compile(formulas(order(), "typst").encode(), format="svg")
