"""What moves on a card: a bar at every node that does, as where the chain rule was found."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, GrowFromPoint, Line, RoundedRectangle, VGroup

from calculus.lessons.lesson import Lesson
from scenes.beats.batch.cards import Pill, SampleCard
from scenes.stage.theme import units

_THICKNESS: Final = units(10)
_BELOW: Final = units(6)
"""Between a node and its bar."""

_LONGEST = 0.45
"""Of x1's width: to one side of its middle."""

_SHORTEST: Final = units(4)
"""Even a change of 0 is drawn this long."""


class MovedBars(VGroup):
    """A mobject: x1 of a card moves by a unit, each y by its weight; a bar below each node.

    To the right of the little axis is more, to the left is less. Where nodes stand so close that
    there is no room, there are no bars.

    Args:
        card: of the sample.
        lesson: gives the weights.

    Attributes:
        nudge: the bar at x1, or nothing. shifts: those at the outputs.
    """

    def __init__(self, card: SampleCard, lesson: Lesson) -> None:
        weights = {k: float(lesson.W[0][k - 1].value) for k in card.outputs}
        largest = max([1.0, *(abs(weight) for weight in weights.values())])
        self.nudge, self.shifts = VGroup(), VGroup()
        less = any(weight < 0 for weight in weights.values())
        if card.room_below_nodes > _BELOW + _THICKNESS:
            self.nudge = _bar(card, card.inputs[1], 1 / largest, less)
            self.shifts = VGroup(
                *(_bar(card, node, weights[k] / largest, less) for k, node in card.outputs.items())
            )
        super().__init__(self.nudge, self.shifts)

    def grow_nudge(self, **options: float) -> list[Animation]:
        """The bar at x1 comes out of its axis."""
        return [_grow(bar, **options) for bar in (self.nudge,) if len(bar)]

    def grow_shifts(self, **options: float) -> list[Animation]:
        """The bars at the outputs come out of their axes."""
        return [_grow(bar, **options) for bar in self.shifts]


def _bar(card: SampleCard, node: Pill, part: float, less: bool) -> VGroup:
    """The axis and the bar; `part` of the longest, negative to the left (`less`: if any is)."""
    full = card.inputs[1].rim.width * _LONGEST * (1 if less else 2)
    zero = node.rim.get_bottom() + DOWN * (_BELOW + _THICKNESS / 2)
    if not less:
        zero += LEFT * full / 2
    width = max(abs(part) * full, _SHORTEST)
    body = RoundedRectangle(
        width=width,
        height=_THICKNESS,
        corner_radius=min(units(3), width / 3),
        stroke_width=0,
        fill_color=node.rim.get_stroke_color(),
        fill_opacity=1,
    ).move_to(zero, aligned_edge=LEFT if part >= 0 else RIGHT)
    half = np.array([0.0, _THICKNESS * 0.75, 0.0])
    axis = Line(zero - half, zero + half, stroke_color=card.theme.muted)
    return VGroup(axis.set_stroke(width=card.theme.strokes.frame), body)


def _grow(bar: VGroup, **options: float) -> Animation:
    return GrowFromPoint(bar, bar[0].get_center(), **options)
