"""A nudge as bars at the nodes: what is changed, and by how much every output moves.

The bars are the lesson's numbers (of its first sample) with their signs: right of the tick at
zero is more, left of it is less. The shifts of the outputs are to the nudge as their weights are
to 1. Only what is too small to be seen is drawn a little longer than it is.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    GrowFromPoint,
    Line,
    RoundedRectangle,
    VGroup,
)

from calculus.affine.nudged_input import nudged_input
from calculus.algebra.expressions import STEP, Expression, Named, Role, find
from calculus.lessons.lesson import Lesson
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula
from scenes.stage.network.network import Network
from scenes.stage.network.node import Node
from scenes.stage.theme import Theme, pixels, units

_SWELL = 1.12
_VISIBLE = units(4)
"""Even a change of 0 is drawn this long."""

_LONGEST = 1.5
"""In radii of the nodes: a longer bar would touch the edges."""

_FAINT = 0.2
"""If all weights are smaller than this, the shifts are drawn larger than the nudge's scale."""

_TICK = 1.7
"""Height of the tick at zero, in thicknesses of the bar."""

_NICE = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Scales are these times a power of ten."""


class NudgeBars:
    """The bars of a nudge of one input and what each is called.

    Args:
        network: the network.
        lesson: the numbers.
        i: the input that is nudged.

    Attributes:
        unit: what a change of an output as large as the nudge measures, in Manim units.
        nudge: the bar over the input, called Δ, at ("nudge",).
        shifts: by output that is written out, the bar over it, called w_ki Δ, at
            ("shift", k, "read") and ("shift", k, "step").
        magnified: how many times larger than the nudge the shifts are drawn: once, but for
            weights that are all very small.
    """

    def __init__(self, network: Network, lesson: Lesson, i: int) -> None:
        self.network, self.i = network, i
        self._tempo = network.theme.tempo
        weights = {k: float(lesson.W[i - 1][k - 1].value) for k in range(1, lesson.M + 1)}
        nudge, self.magnified = _scales(weights.values(), _LONGEST * network.radius)
        self.unit = nudge * self.magnified
        self.nudge = bar_over(network, network.inputs[i], nudge, "x", Named(("nudge",), STEP))
        shifts = nudged_input(network.notation, i).shifts
        self.shifts = {
            k: bar_over(
                network,
                network.outputs[k],
                self.unit * weights[k],
                "y",
                find(shifts[k].expression, ("shift", k, "value")),
            )
            for k in network.notation.written_outputs
        }

    def swell(self) -> tuple[Animation, ...]:
        """The input grows a little and its nudge stands over it."""
        node, run_time = self.network.inputs[self.i], self._tempo.move
        # Grouped, they would take the circle out of the network: so each on its own.
        return (
            node.circle.animate(run_time=run_time).scale(_SWELL).build(),
            self.nudge.grow(run_time=run_time),
            FadeIn(self.nudge.label, run_time=run_time),
        )

    def shift_outputs(self, *, run_time: float) -> Animation:
        """Every output moves; by how much is not said yet."""
        moves = (bar.grow(run_time=run_time) for bar in self.shifts.values())
        return AnimationGroup(*moves, run_time=run_time)

    def name_shifts(self, outputs: Collection[int], *, run_time: float) -> Animation:
        """Shifts are called w_ki Δ: the weights come from their edges, the Δ is the bar's."""
        moves = []
        for k in outputs:
            label = self.shifts[k].label
            sources = {
                place: [atom]
                for place in label.atoms
                if place[2] == "read"
                for atom in self.network.labels[k, self.i].atoms.values()
            }
            moves.append(Rewrite(label, sources, run_time=run_time))
        return AnimationGroup(*moves, run_time=run_time)

    @property
    def shown(self) -> VGroup:
        """Everything that stands on the stage at the end."""
        return VGroup(self.nudge, *self.shifts.values())


class Bar(VGroup):
    """A horizontal bar.

    Args:
        zero: where it begins, the middle of its end; shape (3,).
        length: Manim units; negative to the left.
        thickness: Manim units.
        theme: looks.
        role: gives the colour.
        tick: whether zero is marked by a tick of its own.
    """

    def __init__(
        self,
        zero: np.ndarray,
        length: float,
        thickness: float,
        theme: Theme,
        role: Role,
        *,
        tick: bool = False,
    ) -> None:
        width = max(abs(length), _VISIBLE)
        self.zero = zero
        self.body = RoundedRectangle(
            width=width,
            height=thickness,
            corner_radius=min(units(3), width / 3, thickness / 3),
            stroke_width=0,
            fill_color=theme.colour(role),
            fill_opacity=1,
        ).move_to(zero, aligned_edge=LEFT if length >= 0 else RIGHT)
        half = UP * thickness * _TICK / 2
        self.tick = Line(
            zero - half, zero + half, color=theme.muted, stroke_width=theme.strokes.frame
        )
        super().__init__(*([self.tick] if tick else []), self.body)

    def grow(self, *, run_time: float) -> Animation:
        """Come out of zero."""
        grown = GrowFromPoint(self.body, self.zero, run_time=run_time)
        if self.tick not in self.submobjects:
            return grown
        return AnimationGroup(Create(self.tick, run_time=run_time), grown)


class NamedBar(Bar):
    """A bar and its name, which stands where it shall; the rest is a `Bar`'s."""

    def __init__(
        self,
        zero: np.ndarray,
        length: float,
        thickness: float,
        theme: Theme,
        role: Role,
        label: Formula,
        *,
        tick: bool = False,
    ) -> None:
        super().__init__(zero, length, thickness, theme, role, tick=tick)
        self.label = label
        self.add(label)


def bar_over(network: Network, node: Node, length: float, role: Role, name: Expression) -> NamedBar:
    """A bar that begins over the middle of a node, and its name over it."""
    radius = network.radius
    foot = node.circle.get_top() + UP * (radius * (_SWELL - 1) + units(6))
    thickness = min(units(18), radius * 0.3)
    size = max(OVERVIEW, min(network.theme.sizes.label, pixels(radius) * 0.75))
    label = overview(Formula(name, network.theme, size))
    zero = foot + UP * thickness * _TICK / 2
    label.next_to(zero, UP, buff=thickness * _TICK / 2 + units(size) * 0.12)
    return NamedBar(zero, length, thickness, network.theme, role, label, tick=True)


def nice_scale(most: float) -> float:
    """The largest of the scales 1, 1.5, 2, 3, ... that is not above `most` (> 0)."""
    power = 10.0 ** np.floor(np.log10(most))
    return max(float(nice * power) for nice in _NICE if nice * power <= most * (1 + 1e-9))


def scale_text(scale: float) -> str:
    """How a scale is written: 20, 1.5."""
    return f"{scale:.10g}"


def _scales(weights: Collection[float], full: float) -> tuple[float, float]:
    """Length of the nudge's bar so that no bar is longer than `full`, and what shifts are times."""
    largest = max(map(abs, weights))
    if 0 < largest < _FAINT:
        return full, nice_scale(1 / largest)
    return full / max(1.0, largest), 1.0
