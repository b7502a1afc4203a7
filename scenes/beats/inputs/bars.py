"""Why paths add: a nudge of an input as bars that travel through the network and add up at L.

The bars are the lesson's numbers (of its first sample) with their signs: right of zero is more,
left of it is less. The shifts of the outputs are to the nudge as their weights are to 1. What they
bring to L may be a hundred times smaller and has a scale of its own. Only what is too small to be
seen is drawn a little longer than it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import accumulate, pairwise

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
    ReplacementTransform,
    RoundedRectangle,
    VGroup,
)

from calculus.algebra.expressions import LOSS, Delta, Expression, Named, Product, Role, Symbol
from calculus.algebra.notation import ELIDED, Notation
from calculus.lessons.lesson import Lesson
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.network import Network
from scenes.stage.network.node import Node
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

NUDGE = Symbol("Δ")
"""By how much the input is moved."""

_SWELL = 1.12
_VISIBLE = units(4)
"""Even a change of 0 is drawn this long."""

_LONGEST = 1.5
"""In radii of the nodes: a longer bar would touch the edges."""

_FAINT = 0.2
"""If all weights are smaller than this, the shifts are drawn larger than the nudge's scale."""


class NudgeBars:
    """The bars of a nudge of one input and what each is called.

    Args:
        paths: the network with L.
        lesson: the numbers.
        i: the input that is nudged.
        region: where the bars add up, beside L.

    Attributes:
        nudge: the bar over the input, called Δ.
        shifts: by output that is written out, the bar over it, called w_ki·Δ.
        sum: the bars at L.
    """

    def __init__(self, paths: Pathways, lesson: Lesson, i: int, region: Region) -> None:
        network = paths.network
        self.network, self.upstream, self.i = network, paths.upstream, i
        self._tempo = network.theme.tempo
        every = range(1, lesson.M + 1)
        weights = {k: float(lesson.W[i - 1][k - 1].value) for k in every}
        shares = {k: float(lesson.upstream[0][k - 1].value) * weights[k] for k in every}
        nudge, unit = _scales(weights.values(), _LONGEST * network.radius)
        self.nudge = _over(network, network.inputs[i], nudge, "x", Named(("nudge",), NUDGE))
        self.shifts = {
            k: _over(network, network.outputs[k], unit * weights[k], "y", _shift(network, k, i))
            for k in network.notation.written_outputs
        }
        self.sum = RunningSum(network, i, _written(shares, network.notation), region)

    def swell(self) -> tuple[Animation, ...]:
        """The input grows a little and its nudge stands over it."""
        node, run_time = self.network.inputs[self.i], self._tempo.move
        # Grouped, they would take the circle out of the network: so each on its own.
        return (
            node.circle.animate(run_time=run_time).scale(_SWELL).build(),
            self.nudge.grow(run_time=run_time),
            FadeIn(self.nudge.label, run_time=run_time),
        )

    def shift_outputs(self) -> Animation:
        """Every output moves by its weight times the nudge; the names come from the edges."""
        run_time = self._tempo.slow
        moves: list[Animation] = []
        for k, bar in self.shifts.items():
            sources = {
                ("shift", k, "w"): [self.network.labels[k, self.i]],
                ("shift", k, "nudge"): [self.nudge.label],
            }
            moves += [bar.grow(run_time=run_time), Rewrite(bar.label, sources, run_time=run_time)]
        return AnimationGroup(*moves, run_time=run_time)

    def send(self, *outputs: int) -> Animation:
        """Bars run to L and become ∂L/∂y_k times as long."""
        moves: list[Animation] = []
        for k in outputs:
            share = self.sum.shares[k]
            if k == ELIDED:
                dots = self.network.part("y", ELIDED)
                moves += [
                    share.grow(run_time=self._tempo.slow),
                    Rewrite(share.label, {("share", ELIDED): [dots]}),
                ]
                continue
            shift = self.shifts[k]
            sources = {
                ("share", k, "w"): [shift.label.part("shift", k, "w")],
                ("share", k, "nudge"): [shift.label.part("shift", k, "nudge")],
            } | {("share", *place): [atom] for place, atom in self.upstream.labels[k].atoms.items()}
            moves += [
                ReplacementTransform(shift.body.copy(), share.body),
                Rewrite(share.label, sources),
            ]
        return AnimationGroup(*moves, run_time=self._tempo.slow)

    @property
    def shown(self) -> VGroup:
        """Everything that stands on the stage at the end."""
        return VGroup(self.nudge, *self.shifts.values(), self.sum)


class RunningSum(VGroup):
    """The changes of L below each other, each from zero at first, and their sum.

    What outputs that are left out bring is one bar, called by dots.

    Args:
        network: gives names and looks.
        i: the input that is nudged.
        changes: by output, what it brings to L.
        region: filled in width; the bars stand about its middle.

    Attributes:
        axis: where zero is.
        shares: by output, the bar and its name ∂L/∂y_k·w_ki·Δ.
        total: the bar of the sum and its name ΔL.
        steps: lines from the end of each bar to the beginning of the next, the last to the total.
    """

    _NAMES = 0.46
    """Part of the width that is for the names."""

    _PITCH = 3.3
    """Distance of the bars in the names' font size."""

    def __init__(
        self, network: Network, i: int, changes: Mapping[int, float], region: Region
    ) -> None:
        theme, self._tempo = network.theme, network.theme.tempo
        column, _, plot, _ = region.columns(self._NAMES, 0.04, 0.94 - self._NAMES, 0.02)
        names: list[Expression] = [
            *(_share(network, k, i) for k in changes),
            Delta(("total",), LOSS),
        ]
        widest = max(Formula(name, theme, 100).width for name in names)
        most = (100 * column.width / widest, pixels(region.height) / len(names) / self._PITCH)
        size = max(OVERVIEW, min(theme.sizes.label, *most))

        ends = list(accumulate(changes.values()))
        lowest, highest = min(0.0, *ends, *changes.values()), max(0.0, *ends, *changes.values())
        unit = plot.width / ((highest - lowest) or 1.0)
        zero = plot.left - lowest * unit
        pitch = min(units(size) * self._PITCH, region.height / len(names))
        heights = [region.center[1] + pitch * (len(ends) / 2 - row) for row in range(len(names))]
        bars = []
        for name, change, y in zip(names, [*changes.values(), ends[-1]], heights, strict=True):
            bar = Bar(
                np.array([zero, y, 0.0]), change * unit, units(size) * 0.75, theme, "gradient"
            )
            label = overview(Formula(name, theme, size))
            bars.append(bar.called(label.move_to([column.right, y, 0], aligned_edge=RIGHT)))
        *shares, self.total = bars
        self.shares = dict(zip(changes, shares, strict=True))
        self._offsets = [unit * end for end in [0.0, *ends[:-1]]]

        overhang, half = UP * pitch * 0.42, bars[0].body.height / 2
        hairline = {"color": theme.muted, "stroke_width": theme.strokes.frame}
        self.axis = Line(bars[0].zero + overhang, bars[-1].zero - overhang, **hairline)
        self.steps = VGroup(
            *(
                Line([zero + unit * end, y - half, 0], [zero + unit * end, below + half, 0])
                for end, (y, below) in zip(ends, pairwise(heights), strict=True)
            )
        ).set_stroke(theme.colour("gradient"), theme.strokes.frame)
        super().__init__(self.axis, self.steps, *bars)

    def join(self) -> Animation:
        """Every bar moves to where the one before ends: paths add."""
        moves = [
            bar.body.animate.shift(RIGHT * offset)
            for bar, offset in zip(self.shares.values(), self._offsets, strict=True)
        ]
        return AnimationGroup(*moves, run_time=self._tempo.slow)

    def add_up(self) -> tuple[Animation, ...]:
        """Each end leads to the next beginning, the last one to the sum, ΔL."""
        run_time = self._tempo.move
        return (
            Create(self.steps, run_time=run_time),
            self.total.grow(run_time=run_time),
            FadeIn(self.total.label, run_time=run_time),
        )


class Bar(VGroup):
    """A horizontal bar and its name.

    Args:
        zero: where it begins, the middle of its end; shape (3,).
        length: Manim units; negative to the left.
        thickness: Manim units.
        theme: looks.
        role: gives the colour.
    """

    def __init__(
        self, zero: np.ndarray, length: float, thickness: float, theme: Theme, role: Role
    ) -> None:
        width = max(abs(length), _VISIBLE)
        self.zero = zero
        self.body = RoundedRectangle(
            width=width,
            height=thickness,
            corner_radius=min(units(3), width / 3),
            stroke_width=0,
            fill_color=theme.colour(role),
            fill_opacity=1,
        ).move_to(zero, aligned_edge=LEFT if length >= 0 else RIGHT)
        self.label = Formula(Named(("nudge",), NUDGE), theme)
        super().__init__(self.body)

    def called(self, label: Formula) -> Bar:
        """Give it a name that stands where it shall."""
        self.label = label
        self.add(label)
        return self

    def grow(self, *, run_time: float) -> Animation:
        """Come out of zero."""
        return GrowFromPoint(self.body, self.zero, run_time=run_time)


def _written(shares: Mapping[int, float], notation: Notation) -> dict[int, float]:
    """The shares of the outputs that are written out; of the others, their sum."""
    left_out = sum(share for k, share in shares.items() if k not in notation.written_outputs)
    return {k: shares.get(k, left_out) for k in notation.output_range}


def _scales(weights: Collection[float], full: float) -> tuple[float, float]:
    """Lengths of the nudge's bar and of a shift by 1, so that none is longer than `full`."""
    largest = max(map(abs, weights))
    unit = full / largest if 0 < largest < _FAINT else full / max(1.0, largest)
    return min(unit, full), unit


def _over(network: Network, node: Node, length: float, role: Role, name: Expression) -> Bar:
    """A bar that begins over the middle of a node, and its name over it."""
    radius = network.radius
    foot = node.circle.get_top() + UP * (radius * (_SWELL - 1) + units(6))
    thickness = min(units(18), radius * 0.3)
    bar = Bar(foot + UP * thickness / 2, length, thickness, network.theme, role)
    size = max(OVERVIEW, min(network.theme.sizes.label, pixels(radius) * 0.75))
    label = overview(Formula(name, network.theme, size))
    label.next_to(bar.zero, UP, buff=thickness / 2 + units(size) * 0.2)
    return bar.called(label)


def _shift(network: Network, k: int, i: int) -> Product:
    weight = Named(("shift", k, "w"), network.notation.w(k, i))
    return Product(("shift", k), (weight, Named(("shift", k, "nudge"), NUDGE)))


def _share(network: Network, k: int, i: int) -> Product:
    notation = network.notation
    return Product(
        ("share", k),
        (
            notation.upstream(("share", "upstream", k), k),
            Named(("share", k, "w"), notation.w(k, i)),
            Named(("share", k, "nudge"), NUDGE),
        ),
    )
