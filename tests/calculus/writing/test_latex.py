"""LaTeX to paste: what is written, and that braces and environments close."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from calculus.affine import batch, nudging
from calculus.affine.forward import forward
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import LOSS, Delta, Named, Number, Product, Shape, Sum, Symbol
from calculus.algebra.notation import Notation
from calculus.lessons.lesson import Lesson, load_lesson
from calculus.statements import claims
from calculus.verification.trials import trials
from calculus.writing.latex import latex, latex_derivation, markdown
from tests.calculus.strategies import lessons

POST = load_lesson(Path(__file__).parents[3] / "assets" / "lessons" / "post.toml")
NOTATION = POST.notation


def test_the_claims():
    dy = r"\frac{\partial L}{\partial \boldsymbol{Y}}"
    assert latex(claims.input_claim(NOTATION)) == (
        rf"\frac{{\partial L}}{{\partial \boldsymbol{{X}}}} = {dy} \cdot "
        r"\boldsymbol{W}^{\mathsf{T}}"
    )
    assert latex(claims.weight_claim(NOTATION)).endswith(
        rf"\boldsymbol{{X}}^{{\mathsf{{T}}}} \cdot {dy}"
    )
    assert r"\partial (\boldsymbol{X} \cdot \boldsymbol{W})" in latex(claims.product_claim())


def test_symbols_and_signs():
    wide = Notation(2, 11)
    assert latex(Named((), wide.w(11, 2))) == "w_{11,2}"
    assert latex(Named((), wide.x(1, sample=2))) == "x_{1}^{(2)}"
    assert latex(Delta((), LOSS)) == r"\Delta L"
    assert (latex(Shape((), 2)), latex(Shape((), 2, 1))) == ("(2,)", "(1, 2)")
    minus = Number((), Fraction(-1, 10), "-0.1")
    assert latex(Product((), (minus, minus), dot=True)) == r"(-0.1) \cdot (-0.1)"
    two, three = (Number(("t", n), Fraction(n), str(n)) for n in (2, 3))
    assert latex(Sum((), (two, three, two), frozenset({0, 2}))) == "- 2 + 3 - 2"
    factor = Product((), (Sum((), (two, three)), Named((), Symbol("W"))))
    assert latex(factor) == r"\left( 2 + 3 \right) \, \boldsymbol{W}"


def test_a_derivation_has_a_line_each():
    derivation = forward(NOTATION)
    text = latex_derivation(derivation)
    assert text.startswith("\\begin{aligned}\n\\boldsymbol{Y} &= \\begin{pmatrix} x_{1} & x_{2}")
    assert text.count("&=") == len(derivation.lines)
    assert r"w_{11} \, x_{1} + w_{12} \, x_{2} & w_{21}" in text


def test_markdown_has_a_heading_and_a_block_each():
    text = markdown({"①": input_gradient(NOTATION), "②": weight_gradient(NOTATION)})
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["①", "②"]
    assert text.count("\n$$\n") == 4
    assert not re.search(r"\n\n[^#$\n]", text)  # an empty line would end the block


def test_the_slope():
    slope = nudging.nudge(POST, "w", (1, 1)).slope_equation()
    assert latex(slope) == r"\frac{\Delta L}{\Delta w_{11}} = \frac{0.00006}{0.001} = 0.06"


COMMANDS = {
    "begin", "end", "frac", "partial", "boldsymbol", "mathsf", "cdot", "left", "right", "Delta",
    "approx", "times", "sum", "cdots", "vdots", "ddots",
}  # fmt: skip


def require_wellformed(text: str) -> None:
    """Braces nest, environments close in order, only known commands, a & only in an environment."""
    assert set(re.findall(r"\\([A-Za-z]+)", text)) <= COMMANDS
    assert text.isascii()
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\left(") == text.count(r"\right)")
    open_: list[str] = []
    for word, name in re.findall(r"\\(begin|end)\{(\w+)\}|&|\\\\", text):
        if word == "begin":
            open_.append(name)
        elif word == "end":
            assert open_.pop() == name
        else:
            assert open_
    assert not open_


@given(lessons(largest=3))
def test_everything_a_lesson_says_can_be_pasted(lesson: Lesson):
    for trial in trials(lesson).values():
        for derivation in trial.derivations.values():
            require_wellformed(latex_derivation(derivation))
        for equation in trial.equations.values():
            require_wellformed(latex(equation))
        for general in trial.general.values():
            require_wellformed(latex(general.equation))
        for steps, _ in trial.steps.values():
            for line in steps.lines:
                require_wellformed(latex(line.expression))


@pytest.mark.parametrize("samples", [1, 3])
def test_matrices_have_as_many_columns_in_every_row(samples):
    for build in (batch.weight_gradient_batch, batch.input_gradient_batch):
        for line in build(NOTATION, samples).lines:
            for body in re.findall(
                r"\\begin\{pmatrix\} ((?:(?!\\begin).)*?) \\end\{pmatrix\}", latex(line.expression)
            ):
                assert len({row.count("&") for row in body.split(r"\\")}) == 1
