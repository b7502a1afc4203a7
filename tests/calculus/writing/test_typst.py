"""Typst to paste: it bears no marks, and Typst reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typst as compiler

from calculus.affine.batch import weight_gradient_batch
from calculus.affine.forward import forward
from calculus.affine.in_numbers import input_gradient_numbers
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Expression, GradientOfProduct, Named, Shape, Symbol
from calculus.lessons.lesson import load_lesson
from calculus.statements.claims import input_claim, product_claim
from calculus.writing.typst import typst, typst_source

POST = load_lesson(Path(__file__).parents[3] / "assets" / "lessons" / "post.toml")


def expressions() -> Iterator[Expression]:
    yield input_claim(POST.notation)
    yield product_claim()
    for derivation in (
        forward(POST.notation),
        input_gradient(POST.notation),
        weight_gradient(POST.notation),
        weight_gradient_batch(POST.notation, 2),
        input_gradient_numbers(POST),
    ):
        yield from (line.expression for line in derivation.lines)


def test_typst_source_bears_no_marks_and_compiles() -> None:
    sources = list(map(typst_source, expressions()))
    assert not any("atom" in source for source in sources)
    document = "".join(f"$ {source} $\n" for source in sources)
    assert compiler.compile(document.encode(), format="svg")


def test_marks_are_numbered_as_the_atoms_are_counted() -> None:
    for expression in expressions():
        written = typst(expression)
        found = [written.source.count(f"atom(#{n}, ") for n in range(len(written.atoms))]
        closing = set(written.closing.values())
        assert found == [0 if n in closing else 1 for n in range(len(written.atoms))]


@pytest.mark.parametrize(
    ("expression", "source"),
    [
        (Named((), Symbol("x", subscript="1")), 'x_"1"'),
        (Shape((), 3, "N"), '"("N"," thin "3"")"'),
        (
            GradientOfProduct((), (Symbol("x"), Symbol("w"))),
            'display(frac(partial L, partial"("x dot.op w")"))',
        ),
    ],
)
def test_without_marks_words_stay_apart_and_signs_stay_tight(
    expression: Expression, source: str
) -> None:
    assert typst_source(expression) == source
