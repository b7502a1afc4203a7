"""The lines of ② that the last beats of the chapter show; derived once for a shape."""

from __future__ import annotations

from functools import cache

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Equation, Expression, Place, find
from calculus.algebra.notation import Notation
from calculus.statements.given import stated


def stated_line(notation: Notation, name: str) -> Equation:
    """∂L/∂W = a line."""
    return stated(_derivation(notation), name)


def product_of_ends(notation: Notation, i: int, k: int) -> tuple[Place, Expression]:
    """x_i ∂L/∂y_k at its place in the line `pattern`, and that place."""
    place: Place = ("entry", i, k, "term", k)
    return place, find(_derivation(notation)["pattern"].expression, place)


@cache
def _derivation(notation: Notation) -> Derivation:
    return weight_gradient(notation)
