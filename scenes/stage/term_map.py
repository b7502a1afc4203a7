"""All terms of ∂L/∂W as bars without text: for each weight one bar a path to L."""

from __future__ import annotations

from typing import Any

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    RoundedRectangle,
    VGroup,
)

from calculus.expressions import LOSS, Partial
from calculus.notation import Notation
from scenes.stage.formula import Formula, Sign
from scenes.stage.headers import Headers
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

Term = tuple[int, int, int]
"""(input i, output j, path k): the term of ∂L/∂w_ji through y_k."""

_GAP = units(20)
"""Between two entries."""

_MARGIN = units(12)
"""Free room inside an entry's frame."""

_BAR = units(56)
"""Greatest height of a bar with the room below it."""


class TermMap(VGroup):
    """Entry (i, j), named ∂L/∂w_ji, has M bars below each other, bar k for the path through y_k.

    Attributes:
        cells: the bars, by (i, j, k).
        zeros: the terms that vanish: all with k ≠ j.
        signs: a grey 0 for each of these, not on the stage at first.
    """

    def __init__(self, notation: Notation, theme: Theme, region: Region) -> None:
        outputs, inputs = notation.outputs, notation.inputs
        header = units(theme.sizes.headers) * 1.7
        box_width = min((region.width - header) / outputs - _GAP, units(260))
        box_height = (region.height - header) / inputs - _GAP
        step = min((box_height - 2 * _MARGIN) / outputs, _BAR)
        box_height = step * outputs + 2 * _MARGIN
        self.cells: dict[Term, RoundedRectangle] = {}
        frames: dict[tuple[int, int], RoundedRectangle] = {}
        names: list[Formula] = []
        for i in notation.input_range:
            for j in notation.output_range:
                box = RoundedRectangle(
                    width=box_width,
                    height=box_height,
                    corner_radius=units(8),
                    stroke_width=theme.strokes.frame,
                    stroke_color=theme.muted,
                ).move_to([j * (box_width + _GAP), -i * (box_height + _GAP), 0])
                frames[i, j] = box
                place = ("map", i, j)
                name = Formula(Partial(place, LOSS, notation.w(j, i)), theme, theme.sizes.headers)
                left = _MARGIN
                # Where boxes are small, the headers alone say which entry this is.
                if name.height + _MARGIN < box_height and name.width * 2.2 < box_width:
                    names.append(name.next_to(box.get_left(), RIGHT, buff=_MARGIN))
                    left += name.width + _MARGIN
                for k in notation.output_range:
                    bar = RoundedRectangle(
                        width=box_width - left - _MARGIN,
                        height=step * 0.75,
                        corner_radius=step * 0.19,
                        stroke_width=0,
                        fill_color=theme.colour("gradient"),
                        fill_opacity=1,
                    )
                    bar.move_to([0, box.get_top()[1] - _MARGIN - (k - 0.5) * step, 0])
                    bar.next_to([box.get_right()[0] - _MARGIN, bar.get_y(), 0], LEFT, buff=0)
                    self.cells[i, j, k] = bar
        around = VGroup(*frames.values())
        heads = Headers(
            {i: frames[i, 1] for i in notation.input_range},
            {j: frames[1, j] for j in notation.output_range},
            around,
            notation,
            theme,
        )
        super().__init__(heads, *frames.values(), *names, *self.cells.values())
        # The boxes, not boxes and headers, stand in the middle.
        self.shift([region.center[0] - around.get_x(), region.center[1] - self.get_y(), 0])
        if self.get_left()[0] < region.left:
            self.shift(RIGHT * (region.left - self.get_left()[0]))
        self.zeros = [term for term in self.cells if term[1] != term[2]]
        self.signs = {
            (i, j, k): Sign(
                ("map", i, j, "zero", k),
                "0",
                theme.colour("zero"),
                min(theme.sizes.shape, step / units(1)),
            ).move_to(self.cells[i, j, k])
            for i, j, k in self.zeros
        }

    def become_zero(self, **options: Any) -> Animation:
        """Each bar that vanishes turns into a small grey 0, one after the other."""
        turns = [
            AnimationGroup(FadeOut(self.cells[term], scale=0.3), FadeIn(self.signs[term]))
            for term in self.zeros
        ]
        return LaggedStart(*turns, lag_ratio=0.15, **options)

    def vanish(self, **options: Any) -> Animation:
        """The zeros leave; what stays is a staircase in every row."""
        return FadeOut(*self.signs.values(), **options)
