"""Expressions and derivations as LaTeX for people to paste; needs amsmath (or KaTeX, MathJax)."""

from __future__ import annotations

from collections.abc import Mapping

from calculus.algebra.derivation import Derivation
from calculus.algebra.elision import elided
from calculus.algebra.expressions import (
    STEP,
    Delta,
    Direction,
    Dots,
    Equation,
    Expression,
    GradientOfProduct,
    Matrix,
    Named,
    Number,
    Partial,
    Product,
    Quotient,
    Relation,
    Shape,
    Sum,
    SumOver,
    Symbol,
    Transpose,
    Zero,
    needs_parentheses,
)

_DOTS: Mapping[Direction, str] = {"across": r"\cdots", "down": r"\vdots", "aslant": r"\ddots"}


_RELATIONS: Mapping[Relation, str] = {"=": "=", "≈": r"\approx"}


def latex(expression: Expression) -> str:
    """An expression as LaTeX for math mode, on one line; at elided indices stand dots."""
    return _latex(elided(expression))


def _latex(expression: Expression) -> str:
    match expression:
        case Named(symbol=symbol):
            return symbol_latex(symbol)
        case Number(text=text):
            digits, _, power = text.partition("e")
            return rf"{digits} \times 10^{{{power}}}" if power else text
        case Zero():
            return "0"
        case Dots(direction=direction):
            return _DOTS[direction]
        case Partial(of=of, by=by):
            return rf"\frac{{\partial {symbol_latex(of)}}}{{\partial {symbol_latex(by)}}}"
        case GradientOfProduct(factors=(first, second)):
            product = rf"{symbol_latex(first)} \cdot {symbol_latex(second)}"
            return rf"\frac{{\partial L}}{{\partial ({product})}}"
        case Delta(symbol=symbol):
            return rf"\Delta {symbol_latex(symbol)}"
        case Transpose(symbol=symbol):
            return rf"{symbol_latex(symbol)}^{{\mathsf{{T}}}}"
        case Sum() as total:
            return _sum(total)
        case SumOver(index=index, term=term):
            return rf"\sum_{{{index}}} {_latex(term)}"
        case Product(factors=factors, dot=dot):
            return (r" \cdot " if dot else r" \, ").join(map(_factor, factors))
        case Quotient(above=above, below=below):
            return rf"\frac{{{latex(above)}}}{{{latex(below)}}}"
        case Matrix(rows=rows):
            body = r" \\ ".join(" & ".join(map(_latex, row)) for row in rows)
            return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
        case Shape(columns=columns, rows=None):
            return f"({columns},)"
        case Shape(columns=columns, rows=rows):
            return f"({rows}, {columns})"
        case Equation(sides=sides):
            left, *others = sides
            signs = (_RELATIONS[expression.relation(p)] for p in range(1, len(others) + 1))
            stated = (f" {sign} {_latex(side)}" for sign, side in zip(signs, others, strict=True))
            return _latex(left) + "".join(stated)


def symbol_latex(symbol: Symbol) -> str:
    """A symbol: wholes bold, the sample's number as a superscript in parentheses."""
    letter = rf"\boldsymbol{{{symbol.letter}}}" if symbol.is_whole else symbol.letter
    letter = r"\Delta" if symbol == STEP else letter
    below = f"_{{{symbol.subscript}}}" if symbol.subscript else ""
    above = f"^{{({symbol.sample})}}" if symbol.sample is not None else ""
    return letter + below + above


def latex_derivation(derivation: Derivation) -> str:
    """A whole derivation as an `aligned` block, a line each, without math delimiters."""
    chain = Equation((), (derivation.subject, *(line.expression for line in derivation.lines)))
    subject, *others = map(latex, chain.sides)
    signs = (_RELATIONS[chain.relation(p)] for p in range(1, len(chain.sides)))
    first, *rest = (f"&{sign} {side}" for sign, side in zip(signs, others, strict=True))
    lines = [f"{subject} {first}", *rest]
    # A little more room between the lines than LaTeX leaves between rows of fractions.
    body = " \\\\[1ex]\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def markdown(derivations: Mapping[str, Derivation]) -> str:
    """Derivations under their titles as headings, each in a `$$` block."""
    return "\n".join(
        f"## {title}\n\n$$\n{latex_derivation(derivation)}\n$$\n"
        for title, derivation in derivations.items()
    )


def _sum(total: Sum) -> str:
    parts = []
    for position, term in enumerate(total.terms):
        sign = {"+": "+ ", "−": "- ", "": ""}[total.sign(position)]
        parts.append(sign + _latex(term))
    return " ".join(parts)


def _factor(factor: Expression) -> str:
    text = _latex(factor)
    if not needs_parentheses(factor):
        return text
    return f"({text})" if isinstance(factor, Number) else rf"\left( {text} \right)"
