"""Why paths add: what every output brings to L, as bars that are put together to L's own change.

What reaches L may be a hundred times smaller than the nudge; it has a scale of its own, which is
written down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import accumulate, pairwise

import numpy as np
from manim import (
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Line,
    VGroup,
)

from calculus.affine.nudged_input import nudged_input
from calculus.algebra.expressions import LOSS, Delta, Expression, find
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula, Sign
from scenes.stage.network.bars import NamedBar, NudgeBars, nice_scale
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

_PITCH = 2.9
"""Distance of the bars in the names' font size: fractions are 2.2 em high."""

_NAMES = 0.46
"""Part of the width that the names take at most."""

_HEAD = 1.2
"""Height of the axis's signs above the first bar, in the names' font size."""

_BEHIND = -1
"""Names fly behind the network: its discs and plates hide them."""


class RunningSum(VGroup):
    """The changes of L below each other, each from zero at first, and their sum.

    What outputs that are left out bring is one bar, called by dots.

    Args:
        paths: the network with L.
        lesson: the numbers.
        bars: of the nudge at the nodes.
        region: filled in width; the bars stand about its middle.

    Attributes:
        size: font size of the names in pixels.
        axis: where zero is, with − 0 + at its top.
        magnified: how many times larger than the bars at the nodes these are drawn.
        shares: by output, the bar and its name ∂L/∂y_k w_ki Δ, at ("entry", i, "term", k, ...).
        total: the bar of the sum and its name ΔL, at ("loss", "L").
        steps: lines from the end of each bar to the beginning of the next, the last to the total.
    """

    def __init__(self, paths: Pathways, lesson: Lesson, bars: NudgeBars, region: Region) -> None:
        network, i = paths.network, bars.i
        theme, notation = network.theme, network.notation
        self.paths, self.bars, self._tempo = paths, bars, theme.tempo
        changes = _changes(lesson, i)
        equation = nudged_input(notation, i).steps["paths"].expression
        names: list[Expression] = [
            *(find(equation, ("entry", i, "term", k)) for k in changes),
            Delta(("loss", "L"), LOSS),
        ]
        self.size = _size(names, region, theme)
        labels = [overview(Formula(name, theme, self.size)) for name in names]
        em = units(self.size)
        widest = max(label.width for label in labels)
        plot = (region.left + widest + em, region.right)
        lengths, zero = self._scaled(changes, *plot)

        pitch = min(em * _PITCH, (region.height - _HEAD * em) / len(names))
        top = region.center[1] + (pitch * (len(names) - 1) - _HEAD * em) / 2
        rows = [
            NamedBar(
                np.array([zero, top - pitch * row, 0.0]),
                length,
                em * 0.75,
                theme,
                "gradient",
                label,
            )
            for row, (label, length) in enumerate(zip(labels, lengths, strict=True))
        ]
        for row, label in zip(rows, labels, strict=True):
            label.move_to([region.left + widest, row.zero[1], 0], aligned_edge=RIGHT)
        *shares, self.total = rows
        self.shares = dict(zip(changes, shares, strict=True))
        ends = list(accumulate(lengths[:-1]))
        self._offsets = [0.0, *ends[:-1]]
        self.axis = self._axis(rows, pitch, plot, theme)
        self.steps = _steps(rows, zero, ends, theme)
        super().__init__(self.axis, self.steps, *rows)

    def _scaled(
        self, changes: Mapping[int, float], left: float, right: float
    ) -> tuple[list[float], float]:
        """The lengths of all bars, the last for the sum, and x of zero; Manim units."""
        ends = list(accumulate(changes.values()))
        lowest, highest = min(0.0, *ends, *changes.values()), max(0.0, *ends, *changes.values())
        largest = (right - left) / ((highest - lowest) or 1.0)
        self.magnified = nice_scale(largest / self.bars.unit) * self.bars.magnified
        unit = nice_scale(largest / self.bars.unit) * self.bars.unit
        spare = (right - left) - unit * (highest - lowest)
        zero = left + spare / 2 - lowest * unit
        return [unit * change for change in (*changes.values(), ends[-1])], zero

    def _axis(
        self, rows: list[NamedBar], pitch: float, sides: tuple[float, float], theme: Theme
    ) -> VGroup:
        """A line at zero and above it − 0 +, in the middle of what is less and what is more."""
        em, x = units(self.size), float(rows[0].zero[0])
        over = UP * pitch * 0.42
        line = Line(
            rows[0].zero + over,
            rows[-1].zero - over,
            color=theme.muted,
            stroke_width=theme.strokes.frame,
        )
        size = max(OVERVIEW, self.size * 0.8)
        y = line.get_top()[1] + _HEAD * em / 2
        signs = [("zero", "0", x)]
        for name, source, end in zip(("less", "more"), ("minus", "plus"), sides, strict=True):
            if abs(end - x) > em * 1.2:
                signs.append((name, source, (x + end) / 2))
        marks = [
            Sign(("axis", name), source, theme.muted, size).move_to([at, y, 0])
            for name, source, at in signs
        ]
        return VGroup(line, *marks)

    def send(self, outputs: Collection[int], *, run_time: float) -> Animation:
        """Shifts have run to L: what each brings grows from zero, ∂L/∂y_k times as long."""
        moves: list[Animation] = []
        for k in outputs:
            share = self.shares[k]
            moves.append(share.grow(run_time=run_time))
            share.label.set_z_index(_BEHIND)
            moves.append(Rewrite(share.label, self._sources(k), run_time=run_time))
        return AnimationGroup(*moves, run_time=run_time)

    def _sources(self, k: int) -> dict[tuple[str | int, ...], list[VGroup]]:
        """Where the signs of a name come from: from the edge to L and from the output's shift."""
        label = self.shares[k].label
        if k == ELIDED:
            return {place: [self.paths.network.part("y", ELIDED)] for place in label.atoms}
        found = {}
        for place in label.atoms:
            match place[4:]:
                case ("upstream", *rest):
                    found[place] = [self.paths.upstream.atoms["upstream", k, *rest]]
                case rest:
                    found[place] = [self.bars.shifts[k].label.atoms["shift", k, *rest]]
        return found

    def join(self, *, run_time: float) -> Animation:
        """Every bar moves to where the one before ends: paths add."""
        moves = [
            bar.body.animate.shift(RIGHT * offset)
            for bar, offset in zip(self.shares.values(), self._offsets, strict=True)
        ]
        return AnimationGroup(*moves, run_time=run_time)

    def add_up(self, *, run_time: float) -> tuple[Animation, ...]:
        """Each end leads to the next beginning, the last one to the sum, ΔL."""
        return (
            Create(self.steps, run_time=run_time),
            self.total.grow(run_time=run_time),
            FadeIn(self.total.label, run_time=run_time),
        )


def _changes(lesson: Lesson, i: int) -> dict[int, float]:
    """What each output brings to L for a nudge of 1; those left out together."""
    weights, upstream, notation = lesson.W[i - 1], lesson.upstream[0], lesson.notation
    shares = {
        k: float(upstream[k - 1].value * weights[k - 1].value) for k in range(1, lesson.M + 1)
    }
    left_out = sum(share for k, share in shares.items() if k not in notation.written_outputs)
    return {k: shares.get(k, left_out) for k in notation.output_range}


def _size(names: list[Expression], region: Region, theme: Theme) -> float:
    widest = max(Formula(name, theme, 100).width for name in names)
    most = (
        100 * _NAMES * region.width / widest,
        pixels(region.height) / (len(names) * _PITCH + _HEAD),
    )
    return max(OVERVIEW, min(theme.sizes.label, *most))


def _steps(rows: list[NamedBar], zero: float, ends: list[float], theme: Theme) -> VGroup:
    half = rows[0].body.height / 2
    lines = (
        Line(
            [zero + end, upper.zero[1] - half, 0],
            [zero + end, lower.zero[1] + half, 0],
        )
        for end, (upper, lower) in zip(ends, pairwise(rows), strict=True)
    )
    return VGroup(*lines).set_stroke(theme.colour("gradient"), theme.strokes.frame)
