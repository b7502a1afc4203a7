"""Expressions as Typst source: plain, or with every atom marked with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import count

from calculus.algebra.elision import elided
from calculus.algebra.expressions import (
    LOSS,
    Atom,
    Delta,
    Direction,
    Dots,
    Equation,
    Expression,
    GradientOfProduct,
    Index,
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
    children,
    needs_parentheses,
)


@dataclass(frozen=True)
class Typst:
    """Typst mathematics and what its marks mean.

    Attributes:
        source: mathematics in which `atom(#n, ...)` wraps the n-th atom.
        atoms: the atoms, in the order of their numbers.
        closing: number of each opening parenthesis of a matrix or a tall sum -> number of its
            closing one. Typst colours both alike, with the opening's number; the closing one is
            drawn later.
    """

    source: str
    atoms: tuple[Atom, ...]
    closing: Mapping[int, int]


def typst(expression: Expression) -> Typst:
    """Typeset an expression, fractions in full (display) size; at elided indices stand dots."""
    shown = elided(expression)
    writer = _Writer()
    source = writer.write(shown)
    return Typst(source, tuple(shown.atoms()), writer.closing)


def typst_source(expression: Expression) -> str:
    """The same as plain Typst mathematics, without the stage's marks."""
    return _Writer(marked=False).write(elided(expression))


def symbol_source(symbol: Symbol) -> str:
    """A symbol alone, without a mark."""
    # A sign that is no letter (a question mark) is text: as mathematics it would be punctuation.
    letter = symbol.letter if symbol.letter.isalpha() else f'"{symbol.letter}"'
    letter = f"bold({letter})" if symbol.is_whole else letter
    below = f"_{_subscript_source(symbol.subscript)}" if symbol.subscript else ""
    above = f"^{_sample_source(symbol.sample)}" if symbol.sample is not None else ""
    return f"{letter}{below}{above}"


def _sample_source(sample: Index) -> str:
    """A sample's number in parentheses, or the letter for each of them, slanted."""
    # Set tight: a space beside quoted text would be shown.
    return f'("("{sample}")")' if isinstance(sample, str) else f'"({sample})"'


def _subscript_source(subscript: str) -> str:
    """Numbers upright, letters that stand for numbers slanted, both set tight."""
    slanted = any(character.isalpha() for character in subscript)
    return f'italic("{subscript}")' if slanted else f'"{subscript}"'


_DOTS: Mapping[Direction, str] = {
    "across": "dots.h.c",
    "down": "dots.v",
    "aslant": "dots.down",
}


RELATIONS: Mapping[Relation, str] = {"=": "=", "≈": "approx"}
"""The signs between the sides of an equation."""


class _Writer:
    """Writes a tree in the very order in which `Expression.atoms` yields, and counts along.

    Args:
        marked: whether `atom(#n, ...)` wraps the n-th atom.
    """

    def __init__(self, *, marked: bool = True) -> None:
        self._marked = marked
        self._numbers: Iterator[int] = count()
        self.closing: dict[int, int] = {}

    def _mark(self, body: str, number: int | None = None) -> str:
        """The body of an atom, wrapped in its mark: the next one if no number is given."""
        number = next(self._numbers) if number is None else number
        return f"atom(#{number}, {body})" if self._marked else body

    def write(self, expression: Expression) -> str:
        match expression:
            case Named(symbol=symbol):
                return self._mark(symbol_source(symbol))
            case Number(text=text):
                return self._mark(number_source(text))
            case Zero():
                return self._mark("0")
            case Dots(direction=direction):
                return self._mark(_DOTS[direction])
            case Partial(of=of, by=by):
                return self._partial(of, by)
            case Delta(symbol=symbol):
                return f"{self._mark('Delta')} {self._mark(symbol_source(symbol))}"
            case Quotient(above=above, below=below):
                return self._fraction(lambda: self.write(above), lambda: self.write(below))
            case Transpose(symbol=symbol):
                name = self._mark(symbol_source(symbol))
                return f"attach({name}, t: {self._mark('upright(T)')})"
            case GradientOfProduct(factors=factors):
                return self._gradient_of_product(factors)
            case Shape(rows=rows, columns=columns):
                return self._shape(rows, columns)
            case Sum() as total:
                return self._sum(total)
            case SumOver(index=index, term=term):
                sigma = f"attach(limits({self._mark('sum')}), b: {self._mark(index)})"
                return f"{sigma} {self.write(term)}"
            case Product() as product:
                return self._product(product)
            case Matrix(rows=rows):
                return self._matrix(rows)
            case Equation(sides=sides):
                first, *rest = sides
                parts = [self.write(first)]
                for position, side in enumerate(rest, 1):
                    sign = RELATIONS[expression.relation(position)]
                    parts += [self._mark(sign), self.write(side)]
                return " ".join(parts)

    def _partial(self, of: Symbol, by: Symbol) -> str:
        return self._fraction(
            lambda: f"{self._mark('partial')} {self._mark(symbol_source(of))}",
            lambda: f"{self._mark('partial')} {self._mark(symbol_source(by))}",
        )

    def _fraction(self, write_above: Callable[[], str], write_below: Callable[[], str]) -> str:
        above = write_above()
        bar = next(self._numbers)
        below = write_below()
        # The bar takes the colour that surrounds the fraction; numerator and denominator have
        # colours of their own.
        return self._mark(f"display(frac({above}, {below}))", bar)

    def _gradient_of_product(self, factors: tuple[Symbol, Symbol]) -> str:
        first, second = map(symbol_source, factors)
        below = ("partial", '"("', first, "dot.op", second, '")"')
        return self._fraction(
            lambda: f"{self._mark('partial')} {self._mark(symbol_source(LOSS))}",
            lambda: self._tight(*below),
        )

    def _shape(self, rows: int | str | None, columns: int | str) -> str:
        # Set tight: spaces between marks would be set as spaces. Only (1, 2) gets one.
        last = _length_source(columns)
        if rows is None:
            return self._tight('"("', last, '","', '")"')
        before = self._tight('"("', _length_source(rows), '","')
        behind = self._tight(last, '")"')
        return f"{before} thin {behind}"

    def _tight(self, *bodies: str) -> str:
        return reduce(_beside, map(self._mark, bodies))

    def _sum(self, total: Sum) -> str:
        parts = []
        for position, term in enumerate(total.terms):
            if sign := total.sign(position):
                parts.append(self._mark("+" if sign == "+" else "minus"))
            parts.append(self.write(term))
        return " ".join(parts)

    def _product(self, product: Product) -> str:
        parts = []
        for position, factor in enumerate(product.factors):
            if position:
                parts.append(self._mark("dot.op") if product.dot else "thin")
            if needs_parentheses(factor) and _is_tall(factor):
                parts.append(self._tall_parentheses(factor))
            elif needs_parentheses(factor):
                # Without spaces between: Typst would show them beside quoted text.
                parts.append(self._mark('"("') + self.write(factor) + self._mark('")"'))
            else:
                parts.append(self.write(factor))
        return " ".join(parts)

    def _tall_parentheses(self, factor: Expression) -> str:
        opening = next(self._numbers)
        body = self.write(factor)
        self.closing[opening] = next(self._numbers)
        return self._mark(f"lr(({body}))", opening)

    def _matrix(self, rows: tuple[tuple[Expression, ...], ...]) -> str:
        opening = next(self._numbers)
        body = "; ".join(", ".join(self.write(entry) for entry in row) for row in rows)
        self.closing[opening] = next(self._numbers)
        gap = "0.7em" if any(_is_tall(entry) for row in rows for entry in row) else "0.5em"
        # Around a plus there is room, too: entries must stand farther apart than terms.
        sums = any(isinstance(entry, Sum) for row in rows for entry in row)
        apart = ", column-gap: #2.8em" if sums else ""
        return self._mark(f"mat(row-gap: #{gap}{apart}, {body})", opening)


def _length_source(length: int | str) -> str:
    """The length of an axis: a number, or a letter if it is left open."""
    return length if isinstance(length, str) else f'"{length}"'


def _beside(left: str, right: str) -> str:
    """Two pieces of source without a space, unless they would become one word."""
    return f"{left} {right}" if left[-1:].isalnum() and right[:1].isalnum() else left + right


def number_source(text: str) -> str:
    """A decimal with a real minus sign, set tight (as a sign, not as a subtraction)."""
    digits, _, power = text.removeprefix("-").partition("e")
    minus = 'class("normal", minus)' if text.startswith("-") else ""
    return f'{minus}"{digits}"' + (f" times 10^({power})" if power else "")


def _is_tall(expression: Expression) -> bool:
    """Whether it holds a fraction: it needs tall parentheses, and room in a matrix."""
    return isinstance(expression, Partial | Quotient) or any(map(_is_tall, children(expression)))
