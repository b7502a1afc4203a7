"""The outer product's factors as headers of a table."""

from __future__ import annotations

from manim import Line, VGroup

from calculus.algebra import derivation
from calculus.algebra.elision import elided
from calculus.algebra.expressions import find
from calculus.algebra.notation import Notation
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.theme import Theme, units


def shared_factors(
    outer: derivation.Line, matrix: HeadedMatrix, notation: Notation, theme: Theme
) -> Typeset:
    """The factors of an outer product as headers: x_i beside row i, ∂L/∂y_j above column j."""
    size = matrix.formula.size
    gap = units(size) * 0.4
    brackets = matrix.formula.part("matrix")
    # As parts of the product, dots run the way they run there.
    product = elided(outer.expression)
    factors: list[Formula] = []
    for i in notation.input_range:
        part = Formula(find(product, ("x", i)), theme, size)
        row = matrix.formula.part("entry", i)
        left = brackets.get_left()[0] - gap - part.width / 2
        factors.append(part.move_to([left, row.get_center()[1], 0]))
    highest = 0.0
    for j in notation.output_range:
        part = Formula(find(product, ("upstream", j)), theme, size)
        column = matrix.formula.part("entry", 1, j)
        highest = max(highest, part.height)
        top = brackets.get_top()[1] + gap + highest / 2
        factors.append(part.move_to([column.get_center()[0], top, 0]))
    return overview(Typeset(*factors))


def table_rules(factors: Typeset, entries: VGroup, theme: Theme) -> VGroup:
    """The two thin rules of a multiplication table, between factors and products."""
    down = (factors.part("upstream").get_bottom()[1] + entries.get_top()[1]) / 2
    across = (factors.part("x").get_right()[0] + entries.get_left()[0]) / 2
    left, right = factors.part("x").get_left()[0], entries.get_right()[0]
    top, bottom = factors.part("upstream").get_top()[1], entries.get_bottom()[1]
    style = {"stroke_width": theme.strokes.frame, "color": theme.muted}
    return VGroup(
        Line([left, down, 0], [right, down, 0], **style),
        Line([across, top, 0], [across, bottom, 0], **style),
    )
