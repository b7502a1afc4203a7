"""The forward equations (math4) as they stand aside: every derivative is read off here."""

from __future__ import annotations

from collections.abc import Iterable

from manim import DOWN, RIGHT

from calculus.affine.forward import equation
from calculus.algebra.notation import Notation
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units


class Equations(Typeset):
    """y_1 = w_11 x_1 + ..., one below the other, aligned at the equals sign.

    Atoms stand at ("equation", j, ...); `lines[j]` is the formula of output j. Equations left out
    are dots at ("equation", 0), below the equals signs.

    Args:
        notation: the symbols' names.
        theme: sizes and colours.
        size: font size in pixels at 1080p; None for the theme's overview size.
        leading: distance of the baselines in em.
        outputs: which have a line; None for those of the notation's range.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        size: float | None = None,
        leading: float = 1.55,
        outputs: Iterable[int] | None = None,
    ) -> None:
        self.lines = {
            j: Formula(equation(notation, j), theme, theme.sizes.overview if size is None else size)
            for j in (notation.output_range if outputs is None else outputs)
        }
        first = next(iter(self.lines.values()))
        axis = first.part("equation", 1, "equals").get_center()[0]
        for position, (j, line) in enumerate(self.lines.items()):
            line.set_baseline(-position * units(first.size) * leading)
            line.shift(RIGHT * (axis - line.part("equation", j, "equals").get_center()[0]))
        super().__init__(*self.lines.values())
        self.move_to([0, 0, 0], aligned_edge=DOWN)
