"""What holds for layers of any size: an entry of each gradient, with letters for its indices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations, product

from calculus.algebra.expressions import (
    LOSS,
    Equation,
    Expression,
    Index,
    Named,
    Partial,
    Place,
    Product,
    Sum,
    SumOver,
    Symbol,
    Zero,
)
from calculus.algebra.notation import Notation


@dataclass(frozen=True)
class General:
    """An equation that holds for every input i and all outputs j and k.

    Attributes:
        equation: with letters.
        outputs: the letters of outputs on its left side; two of them are never equal.
    """

    equation: Equation
    outputs: tuple[str, ...] = ()

    def instances(self, notation: Notation) -> Iterator[tuple[dict[str, int], Equation]]:
        """The same for every input and output of a layer, with the numbers of the letters."""
        chosen = permutations(notation.output_range, len(self.outputs))
        for i, outputs in product(notation.input_range, chosen):
            numbers = {"i": i, **dict(zip(self.outputs, outputs, strict=True))}
            yield numbers, self.instance(notation, numbers)

    def instance(self, notation: Notation, numbers: dict[str, int]) -> Equation:
        """The equation with numbers for its letters.

        Σ becomes a sum in which what stands at (..., "sum", "term", ...) stands, for output k, at
        (..., "sum", "term", k, ...).
        """
        sides = (_instance(side, notation, numbers) for side in self.equation.sides)
        return Equation(self.equation.place, tuple(sides))


def input_entry(notation: Notation) -> General:
    """∂L/∂x_i = Σ_k ∂L/∂y_k w_ki: all edges that leave x_i.

    The left side stands at ("general", "x", "left"), Σ at ("general", "x", "sum"), its
    factors at ("general", "x", "sum", "term", "upstream") and (..., "term", "read").
    """
    place: Place = ("general", "x")
    term: Place = (*place, "sum", "term")
    factors = (
        notation.upstream((*term, "upstream"), "k"),
        Named((*term, "read"), notation.w("k", "i")),
    )
    left = Partial((*place, "left"), LOSS, notation.x("i"))
    right = SumOver((*place, "sum"), "k", Product(term, factors))
    return General(Equation(place, (left, right)))


def weight_entry(notation: Notation) -> General:
    """∂L/∂w_ki = x_i ∂L/∂y_k: the two ends of one edge.

    The left side stands at ("general", "w", "left"), the factors at ("general", "w", "read") and
    ("general", "w", "upstream").
    """
    place: Place = ("general", "w")
    factors = (
        Named((*place, "read"), notation.x("i")),
        notation.upstream((*place, "upstream"), "k"),
    )
    left = Partial((*place, "left"), LOSS, notation.w("k", "i"))
    return General(Equation(place, (left, Product((*place, "product"), factors))), ("k",))


def own_weight(notation: Notation) -> General:
    """∂y_k/∂w_ki = x_i, at ("general", "own", "left") and ("general", "own", "right")."""
    right = Named(("general", "own", "right"), notation.x("i"))
    return _local(notation, "own", notation.w("k", "i"), right, ("k",))


def other_weight(notation: Notation) -> General:
    """∂y_k/∂w_ji = 0 for k ≠ j, at ("general", "other", "left") and (..., "right")."""
    right = Zero(("general", "other", "right"))
    return _local(notation, "other", notation.w("j", "i"), right, ("k", "j"))


def local_input(notation: Notation) -> General:
    """∂y_k/∂x_i = w_ki, at ("general", "input", "left") and ("general", "input", "right")."""
    right = Named(("general", "input", "right"), notation.w("k", "i"))
    return _local(notation, "input", notation.x("i"), right, ("k",))


def _local(
    notation: Notation, name: str, by: Symbol, right: Expression, outputs: tuple[str, ...]
) -> General:
    place: Place = ("general", name)
    left = Partial((*place, "left"), notation.y("k"), by)
    return General(Equation(place, (left, right)), outputs)


def _instance(expression: Expression, notation: Notation, numbers: dict[str, int]) -> Expression:
    match expression:
        case Named(symbol=symbol):
            return replace(expression, symbol=_numbered(symbol, notation, numbers))
        case Partial(of=of, by=by):
            return replace(
                expression,
                of=_numbered(of, notation, numbers),
                by=_numbered(by, notation, numbers),
            )
        case Product(factors=factors):
            return replace(
                expression, factors=tuple(_instance(f, notation, numbers) for f in factors)
            )
        case SumOver(place=place, index=index, term=term):
            terms = (
                _moved(_instance(term, notation, numbers | {index: k}), term.place, k)
                for k in notation.output_range
            )
            return Sum(place, tuple(terms))
        case Zero():
            return expression
        case _:
            raise ValueError(f"what stands at {expression.place} has no general form")


def _numbered(symbol: Symbol, notation: Notation, numbers: dict[str, int]) -> Symbol:
    index: list[Index] = [numbers.get(i, i) if isinstance(i, str) else i for i in symbol.index]
    match symbol.letter, index:
        case "x", [i]:
            return notation.x(i)
        case "y", [k]:
            return notation.y(k)
        case "w", [k, i]:
            return notation.w(k, i)
        case _:
            return symbol


def _moved(expression: Expression, place: Place, k: int) -> Expression:
    """The expression with `k` behind the prefix `place` of its own and its factors' places."""
    moved = (*place, k, *expression.place[len(place) :])
    if isinstance(expression, Product):
        factors = tuple(_moved(factor, place, k) for factor in expression.factors)
        return replace(expression, place=moved, factors=factors)
    return replace(expression, place=moved)
