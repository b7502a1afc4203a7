"""Formulas as small immutable trees whose every occurrence of a symbol has a place.

A *symbol* says what something is (w21); a *place* says where it stands on a line
(("entry", 1, 2, "term", 3, "local")). Two occurrences of one symbol differ by place, so that
the film can say which of them flies where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Place = tuple[str | int, ...]
"""Where an occurrence stands on a line: never a joined string ("w112" would be ambiguous)."""

Index = int | str
"""Which one is meant: a number, or a letter in what holds for all of them."""

Role = Literal["ink", "x", "w", "y", "gradient", "zero", "shape"]
"""Whose a thing is; the stage gives every role one colour for the whole film."""

Direction = Literal["across", "down", "aslant"]
"""Which way dots run: over columns or terms, over rows, over both."""

Relation = Literal["=", "≈"]
"""What joins two sides of an equation: ≈ for a rounded number, or for a step that is not yet 0."""


@dataclass(frozen=True)
class Symbol:
    """A named quantity.

    Attributes:
        letter: "x", "w", "y", "b" for entries, "X", "W", "Y", "B" for whole matrices, "L".
        index: what is meant: (i,) for x, (k,) for y and b, (output, input) for w, () for wholes.
        subscript: how the lesson's convention writes the index ("21", "12", "2,11").
        sample: the sample's number from 1, a letter for each of them, or None where only one
            sample is followed.
    """

    letter: str
    index: tuple[Index, ...] = ()
    subscript: str = ""
    sample: Index | None = None

    @property
    def is_whole(self) -> bool:
        """Whether this names a matrix (set in bold) instead of one number."""
        return self.letter in "XWYB"

    @property
    def role(self) -> Role:
        """Whose colour the symbol bears."""
        roles: dict[str, Role] = {"x": "x", "w": "w", "y": "y", "L": "gradient"}
        return roles.get(self.letter if self.letter == "L" else self.letter.lower(), "ink")


LOSS = Symbol("L")

STEP = Symbol("Δ")
"""By how much a quantity is nudged."""

DOTS: Mapping[Direction, str] = {"across": "⋯", "down": "⋮", "aslant": "⋱"}
"""The sign of dots."""


@dataclass(frozen=True)
class Atom:
    """One occurrence of one sign on a line: what the stage can move.

    Attributes:
        place: where it stands.
        sign: what is drawn, equal for two atoms that look the same (a symbol or a mark's name).
        role: its colour's owner.
    """

    place: Place
    sign: Symbol | str
    role: Role


@dataclass(frozen=True)
class Named:
    """A symbol standing for itself."""

    place: Place
    symbol: Symbol

    def atoms(self) -> Iterator[Atom]:
        yield Atom(self.place, self.symbol, self.symbol.role)


@dataclass(frozen=True)
class Partial:
    """∂of/∂by. Every partial of L is a gradient and bears the gradient's colour as a whole."""

    place: Place
    of: Symbol
    by: Symbol

    @property
    def is_gradient(self) -> bool:
        """Whether this is a derivative of the loss, or of one sample's part of it."""
        return self.of.letter == LOSS.letter

    def atoms(self) -> Iterator[Atom]:
        mark: Role = "gradient" if self.is_gradient else "ink"
        of, by = self.of.role, self.by.role
        if self.is_gradient:
            of = by = "gradient"
        yield Atom((*self.place, "of", "d"), "∂", mark)
        yield Atom((*self.place, "of", "name"), self.of, of)
        yield Atom((*self.place, "bar"), "fraction bar", mark)
        yield Atom((*self.place, "by", "d"), "∂", mark)
        yield Atom((*self.place, "by", "name"), self.by, by)


@dataclass(frozen=True)
class Delta:
    """Δsymbol: by how much a quantity moves when another one is nudged."""

    place: Place
    symbol: Symbol

    def atoms(self) -> Iterator[Atom]:
        role = self.symbol.role
        yield Atom((*self.place, "d"), "Δ", "gradient" if role == "gradient" else "ink")
        yield Atom((*self.place, "name"), self.symbol, role)


@dataclass(frozen=True)
class Number:
    """An exact number that belongs to somebody (its owner's colour stays, also when it is 0).

    Attributes:
        value: what it is.
        text: what is written, perhaps rounded: "-0.017", "1.44e-20".
    """

    place: Place
    value: Fraction
    text: str
    role: Role = "ink"

    @property
    def is_rounded(self) -> bool:
        """Whether what is written is not quite what it is; ≈ has to stand in front of it."""
        return Fraction(self.text) != self.value

    @property
    def has_minus(self) -> bool:
        """Whether it is written with a minus sign."""
        return self.text.startswith("-")

    def atoms(self) -> Iterator[Atom]:
        yield Atom(self.place, self.text, self.role)


@dataclass(frozen=True)
class Zero:
    """A structural zero: a term that is 0 because the weight does not occur."""

    place: Place

    def atoms(self) -> Iterator[Atom]:
        yield Atom(self.place, "0", "zero")


@dataclass(frozen=True)
class Dots:
    """What is not written out: entries, terms or lines.

    Attributes:
        place: where they would stand.
        direction: which way they run.
        role: whose they are.
        total: what terms that are not written out add up to, if they are numbers.
        hidden: the numbers for which dots stand in a row or a column of given numbers.
    """

    place: Place
    direction: Direction = "across"
    role: Role = "ink"
    total: Fraction | None = None
    hidden: tuple[Fraction, ...] = ()

    def atoms(self) -> Iterator[Atom]:
        yield Atom(self.place, DOTS[self.direction], self.role)


@dataclass(frozen=True)
class Sum:
    """Terms joined by plus signs; a plus belongs to the term behind it and bears its key.

    Attributes:
        subtracted: positions (from 0) of the terms that are taken away: they have a minus sign
            instead, also in front of the first term.
    """

    place: Place
    terms: tuple[Expression, ...]
    subtracted: frozenset[int] = frozenset()

    def plus(self, term: Expression) -> Place:
        """The place of the plus or minus sign in front of a term."""
        return (*self.place, "plus", term.place[-1])

    def sign(self, position: int) -> Literal["+", "−", ""]:
        """What stands in front of the term at a position (from 0): nothing before the first."""
        if position in self.subtracted:
            return "−"
        return "+" if position else ""

    def atoms(self) -> Iterator[Atom]:
        for position, term in enumerate(self.terms):
            if sign := self.sign(position):
                yield Atom(self.plus(term), sign, "ink")
            yield from term.atoms()


@dataclass(frozen=True)
class SumOver:
    """Σ with an index under it: the sum of a term over all outputs.

    Attributes:
        index: the letter that runs; it occurs in the term's symbols.
    """

    place: Place
    index: str
    term: Expression

    def atoms(self) -> Iterator[Atom]:
        yield Atom((*self.place, "sigma"), "Σ", "ink")
        yield Atom((*self.place, "index"), self.index, "ink")
        yield from self.term.atoms()


@dataclass(frozen=True)
class Product:
    """Factors side by side; `dot` writes a centred dot between them."""

    place: Place
    factors: tuple[Expression, ...]
    dot: bool = False

    def atoms(self) -> Iterator[Atom]:
        for position, factor in enumerate(self.factors):
            if position and self.dot:
                yield Atom((*self.place, "dot", position), "·", "ink")
            if needs_parentheses(factor):
                yield Atom((*factor.place, "open"), "(", factor_role(factor))
                yield from factor.atoms()
                yield Atom((*factor.place, "close"), ")", factor_role(factor))
            else:
                yield from factor.atoms()


@dataclass(frozen=True)
class Matrix:
    """Rows of entries in parentheses; a row and a column are matrices of one row or column."""

    place: Place
    rows: tuple[tuple[Expression, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return len(self.rows), len(self.rows[0])

    def atoms(self) -> Iterator[Atom]:
        yield Atom((*self.place, "open"), "(", "ink")
        for row in self.rows:
            for entry in row:
                yield from entry.atoms()
        yield Atom((*self.place, "close"), ")", "ink")


@dataclass(frozen=True)
class Transpose:
    """A whole matrix's name with ᵀ."""

    place: Place
    symbol: Symbol

    def atoms(self) -> Iterator[Atom]:
        yield Atom((*self.place, "name"), self.symbol, self.symbol.role)
        yield Atom((*self.place, "T"), "T", self.symbol.role)


@dataclass(frozen=True)
class Quotient:
    """A fraction of two expressions, such as ΔL/Δw11."""

    place: Place
    above: Expression
    below: Expression

    def atoms(self) -> Iterator[Atom]:
        yield from self.above.atoms()
        yield Atom((*self.place, "bar"), "fraction bar", "ink")
        yield from self.below.atoms()


@dataclass(frozen=True)
class GradientOfProduct:
    """∂L/∂(a·b): the gradient of a product that has no name of its own."""

    place: Place
    factors: tuple[Symbol, Symbol]

    def atoms(self) -> Iterator[Atom]:
        first, second = self.factors
        yield Atom((*self.place, "of", "d"), "∂", "gradient")
        yield Atom((*self.place, "of", "name"), LOSS, "gradient")
        yield Atom((*self.place, "bar"), "wide fraction bar", "gradient")
        yield Atom((*self.place, "by", "d"), "∂", "gradient")
        yield Atom((*self.place, "by", "open"), "(", "gradient")
        yield Atom((*self.place, "by", "name", 1), first, "gradient")
        yield Atom((*self.place, "by", "dot"), "·", "gradient")
        yield Atom((*self.place, "by", "name", 2), second, "gradient")
        yield Atom((*self.place, "by", "close"), ")", "gradient")


@dataclass(frozen=True)
class Shape:
    """The shape of an array as NumPy writes it: (2,) if it has one axis, (1, 2) if it has two.

    The columns keep their place whether rows stand in front of them or not, so that the 2 of (2,)
    can be followed into (1, 2).

    Attributes:
        place: where it stands.
        columns: length of the last (or only) axis, a letter if it is left open (N).
        rows: length of the first of two axes, or a letter; None for an array of one axis.
    """

    place: Place
    columns: int | str
    rows: int | str | None = None

    def atoms(self) -> Iterator[Atom]:
        yield Atom((*self.place, "open"), "(", "shape")
        if self.rows is not None:
            yield Atom((*self.place, "rows"), str(self.rows), "shape")
            yield Atom((*self.place, "comma"), ",", "shape")
            yield Atom((*self.place, "columns"), str(self.columns), "shape")
        else:
            yield Atom((*self.place, "columns"), str(self.columns), "shape")
            yield Atom((*self.place, "comma"), ",", "shape")
        yield Atom((*self.place, "close"), ")", "shape")


@dataclass(frozen=True)
class Equation:
    """Sides joined by equals signs; a sign belongs to the side behind it.

    Attributes:
        nearly: positions (from 1) of the sides that equal the one before them only in the limit
            of a small step.
    """

    place: Place
    sides: tuple[Expression, ...]
    nearly: frozenset[int] = frozenset()

    def relation(self, position: int) -> Relation:
        """The sign in front of a side (from 1): ≈ if it equals the last one nearly, or rounded."""
        if position in self.nearly:
            return "≈"
        neighbours = self.sides[position - 1 : position + 1]
        return "≈" if any(map(holds_rounded, neighbours)) else "="

    def atoms(self) -> Iterator[Atom]:
        for position, side in enumerate(self.sides):
            if position:
                yield Atom((*self.place, "equals", position), self.relation(position), "ink")
            yield from side.atoms()


Expression = (
    Named
    | Partial
    | Delta
    | Number
    | Zero
    | Dots
    | Sum
    | SumOver
    | Product
    | Quotient
    | Matrix
    | Transpose
    | GradientOfProduct
    | Shape
    | Equation
)


def needs_parentheses(factor: Expression) -> bool:
    """A sum of several terms in a product, and a number with a minus sign, need parentheses."""
    if isinstance(factor, Sum):
        return len(factor.terms) > 1 or bool(factor.subtracted)
    return isinstance(factor, Number) and factor.has_minus


def factor_role(factor: Expression) -> Role:
    """The colour of a factor's parentheses: a negative number's own."""
    return factor.role if isinstance(factor, Number) else "ink"


def children(expression: Expression) -> tuple[Expression, ...]:
    """The parts an expression is built of, in reading order."""
    match expression:
        case Sum(terms=parts) | Product(factors=parts) | Equation(sides=parts):
            return parts
        case SumOver(term=term):
            return (term,)
        case Quotient(above=above, below=below):
            return above, below
        case Matrix(rows=rows):
            return tuple(entry for row in rows for entry in row)
        case _:
            return ()


def holds_rounded(expression: Expression) -> bool:
    """Whether a number in it is written rounded."""
    if isinstance(expression, Number):
        return expression.is_rounded
    return any(map(holds_rounded, children(expression)))


def find(expression: Expression, place: Place) -> Expression:
    """The part that stands at `place`.

    Raises:
        KeyError: when nothing stands there.
    """
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if part.place == place:
            return part
        waiting.extend(children(part))
    raise KeyError(place)
