"""Shapes as tags beside or below what has them."""

from __future__ import annotations

from calculus.algebra.expressions import Equation, Shape
from scenes.stage.formulas.formula import Formula
from scenes.stage.theme import Theme


def shape_tag(shape: Shape | Equation, theme: Theme) -> Formula:
    """A shape, or an equation of shapes, smaller than what it belongs to: no factor of it."""
    return Formula(shape, theme, theme.sizes.headers)
