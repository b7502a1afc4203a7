"""Whole statements for the stage: a line with its left-hand side, what is given, what is absent.

Their parts keep the places they have in the derivations, so that the record of origins holds.
"""

from __future__ import annotations

from calculus.affine.forward import local_derivative
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import (
    LOSS,
    Equation,
    Expression,
    Named,
    Partial,
    Place,
    Product,
    find,
)
from calculus.algebra.notation import WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def stated(derivation: Derivation, *lines: str) -> Equation:
    """subject = line (= line ...): named lines behind the derivation's left-hand side."""
    sides = (derivation.subject, *(derivation[name].expression for name in lines))
    return Equation(("statement",), sides)


def entry_stated(derivation: Derivation, entry: Place, *lines: str) -> Equation:
    """The same for one entry of the matrix: its entry of `definition` = its entry of a line ..."""
    names = ("definition", *lines)
    sides = tuple(find(derivation[name].expression, entry) for name in names)
    return Equation(("statement", *entry), sides)


def _named(name: Place, left: Expression, right: Expression) -> Equation:
    return Equation(("statement", *name), (left, right))


def given_inputs(notation: Notation) -> Equation:
    """X = (x1 x2), entries at ("x", i)."""
    return _named(("x",), Named(("name", "x"), WHOLE_X), notation.x_row(("x",)))


def given_weights(notation: Notation) -> Equation:
    """W = (w11 w21 ...; ...), entries at ("w", i, j)."""
    return _named(("w",), Named(("name", "w"), WHOLE_W), notation.w_matrix(("w",)))


def given_upstream(notation: Notation) -> Equation:
    """∂L/∂Y = (∂L/∂y1 ...), entries at ("upstream", j)."""
    left = Partial(("name", "upstream"), LOSS, WHOLE_Y)
    return _named(("upstream",), left, notation.upstream_row(("upstream",)))


def local_stated(notation: Notation, k: int, output: int, input: int) -> Equation:
    """∂y_k/∂w = 0, or = x where the weight occurs; read off the equation of y_k."""
    weight = notation.w(output, input)
    place: Place = ("local", k, input, output)
    left = Partial((*place, "left"), notation.y(k), weight)
    return _named(place, left, local_derivative(notation, (*place, "right"), k, weight))


def model() -> Equation:
    """Y = X·W; the names stand at ("name", "y"), ("name", "x") and ("name", "w")."""
    return Equation(("statement",), (_output_name(), _product_of_names()))


def product_stated(forward: Derivation) -> Equation:
    """Y = X·W = (x1 x2)(w11 ...; ...): the first line of math3, entries as on line `product`."""
    sides = (_output_name(), _product_of_names(), forward["product"].expression)
    return Equation(("statement",), sides)


def _output_name() -> Named:
    return Named(("name", "y"), WHOLE_Y)


def _product_of_names() -> Product:
    factors = (Named(("name", "x"), WHOLE_X), Named(("name", "w"), WHOLE_W))
    return Product(("name", "product"), factors, dot=True)
