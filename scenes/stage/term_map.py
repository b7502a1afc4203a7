"""All terms of ∂L/∂W as cells without text: for each weight one cell a path to L."""

from __future__ import annotations

from typing import Any

from manim import (
    Animation,
    FadeOut,
    LaggedStart,
    RoundedRectangle,
    VGroup,
)

from calculus.notation import Notation
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

Term = tuple[int, int, int]
"""(input i, output j, path k): the term of ∂L/∂w_ji through y_k."""


class TermMap(VGroup):
    """Entry (i, j) is a column of M cells, cell k for the path through y_k.

    Attributes:
        cells: by (i, j, k).
        zeros: the terms that vanish: all with k ≠ j.
    """

    def __init__(self, notation: Notation, theme: Theme, region: Region) -> None:
        outputs, inputs = notation.outputs, notation.inputs
        # Between two entries lies a gap of half a cell, sideways and downwards.
        step_x = region.width / (outputs + 0.3 * (outputs - 1) + 0.1)
        step_y = region.height / (inputs * (outputs + 0.8))
        width, height = min(step_x, units(130)), min(step_y, units(48))
        self.cells: dict[Term, RoundedRectangle] = {
            (i, j, k): RoundedRectangle(
                width=width * 0.92,
                height=height * 0.8,
                corner_radius=height * 0.2,
                stroke_width=0,
                fill_color=theme.colour("gradient"),
                fill_opacity=1,
            ).move_to([j * width * 1.3, -(i * (outputs + 0.8) + k) * height, 0])
            for i in notation.input_range
            for j in notation.output_range
            for k in notation.output_range
        }
        frames = (
            self._frame([self.cells[i, j, k] for k in notation.output_range], theme)
            for i in notation.input_range
            for j in notation.output_range
        )
        super().__init__(*frames, *self.cells.values())
        self.move_to(region.center)
        self.zeros = [term for term in self.cells if term[1] != term[2]]

    @staticmethod
    def _frame(cells: list[RoundedRectangle], theme: Theme) -> RoundedRectangle:
        """Around one entry's terms: it stays when they have gone."""
        group = VGroup(*cells)
        margin = min(units(14), cells[0].height * 0.5)
        return RoundedRectangle(
            width=group.width + margin,
            height=group.height + margin,
            corner_radius=units(8),
            stroke_width=theme.strokes.frame,
            stroke_color=theme.muted,
        ).move_to(group)

    def vanish(self, **options: Any) -> Animation:
        """The zeros go, one after the other; what stays is a staircase in every row."""
        gone = [FadeOut(self.cells[term], scale=0.3) for term in self.zeros]
        return LaggedStart(*gone, lag_ratio=0.15, **options)
