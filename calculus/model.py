"""The model as a whole, Y = X·W, with the names of the matrices where the stage finds them."""

from __future__ import annotations

from calculus.derivation import Derivation
from calculus.expressions import Equation, Named, Product
from calculus.gradients import WHOLE_W, WHOLE_X, WHOLE_Y


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
