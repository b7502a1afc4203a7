"""The graph as a small sign in the title row that says which gradient is being sought."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Circle, Dot, VGroup, VMobject, smooth

from scenes.stage.formulas.formula import Words
from scenes.stage.graph.arrows import BentArrow, plus_sign, up_to_circle
from scenes.stage.regions import Regions
from scenes.stage.theme import Theme, units

Unknown = Literal["inputs", "weights"]
"""The two gradients to be found: ① toward X and ② toward W, named like their chapters."""

NUMBERS: Final[dict[Unknown, str]] = {"inputs": "①", "weights": "②"}


class SmallGraph(VGroup):
    """A mobject: the graph as a small sign of which of the two gradients is being sought.

    Attributes:
        forward: the arrows of X, W, X·W, Y and B, in this order, drawn or not.
        nodes: the two circles.
        signs: what is in them.
        wires: by what enters the first node, the arrow of the forward pass, where it is drawn.
        targets: by unknown gradient, its coral arrow and number (only those that are shown).
    """

    def __init__(
        self,
        theme: Theme,
        lit: Unknown | None = None,
        known: Collection[Unknown] = (),
        *,
        without_bias: bool = False,
    ) -> None:
        radius, step = units(24), units(96)
        dot, plus = np.zeros(3), RIGHT * step
        colour, width, tip = theme.muted, theme.strokes.frame, 0.5
        self.targets: dict[Unknown, VGroup] = {}
        starts: dict[Unknown, np.ndarray] = {
            "inputs": dot + LEFT * step + UP * units(36),
            "weights": dot + LEFT * step + DOWN * units(36),
        }
        inward = {name: up_to_circle([start, dot], dot, radius) for name, start in starts.items()}
        wires = [BentArrow(points, colour, width, tip) for points in inward.values()]
        wires += [
            BentArrow([dot + RIGHT * radius, plus + LEFT * radius], colour, width, tip),
            BentArrow([plus + RIGHT * radius, plus + RIGHT * 0.85 * step], colour, width, tip),
            BentArrow([plus + DOWN * units(54), plus + DOWN * radius], colour, width, tip),
        ]
        circles = [
            Circle(
                radius=radius,
                stroke_color=colour,
                stroke_width=width,
                fill_color=theme.panel,
                fill_opacity=0,
            ).move_to(center)
            for center in (dot, plus)
        ]
        self.nodes = VGroup(*circles)
        signs = [Dot(dot, radius=units(5), color=colour), plus_sign(units(9), colour, width)]
        signs[1].move_to(plus)
        if without_bias:
            VGroup(wires[-1], circles[1], signs[1]).set_opacity(theme.ghost)
            circles[1].set_fill(opacity=0)
        self.forward, self.signs = wires, signs
        super().__init__(*wires, *circles, *signs)
        self.wires: dict[Unknown, BentArrow] = dict(zip(starts, wires, strict=False))
        for name in starts:
            if name == lit or name in known:
                self.remove(self.wires.pop(name))
                self.targets[name] = self._target(theme, name, inward[name], name == lit)
                self.add(self.targets[name])

    @staticmethod
    def _target(theme: Theme, name: Unknown, inward: list[np.ndarray], lit: bool) -> VGroup:
        strokes = theme.strokes
        width = strokes.arrow if lit else strokes.frame
        wire = BentArrow(inward[::-1], theme.colour("gradient"), width, 0.75 if lit else 0.5)
        if not lit:
            return VGroup(wire)
        number = Words(NUMBERS[name], theme, theme.sizes.label, theme.colour("gradient"))
        return VGroup(wire, number.next_to(wire, LEFT, buff=units(8)))


def small_graph(
    theme: Theme,
    lit: Unknown | None = None,
    known: Collection[Unknown] = (),
    *,
    without_bias: bool = False,
) -> SmallGraph:
    """The small graph for the top right of the title row.

    Args:
        theme: colours and sizes.
        lit: the gradient being sought: its arrow turns coral and bears its number.
        known: gradients that have been found: their arrows are coral, thin.
        without_bias: whether + and B are pale, as long as the film leaves them out.
    """
    return SmallGraph(theme, lit, known, without_bias=without_bias)


def place_small_graph(regions: Regions, sign: SmallGraph) -> SmallGraph:
    """Put the small graph (or what takes its place) at the right end of the title row."""
    row = regions.title
    return sign.move_to([row.right, row.center[1], 0], aligned_edge=RIGHT)


class Answer(Animation):
    """An animation: a copy of the result shrinks into the small graph, onto its number.

    Args:
        result: the formula, which stays.
        sign: the small graph on the stage.
        unknown: which of the two questions it answers.
    """

    def __init__(
        self, result: VMobject, sign: SmallGraph, unknown: Unknown, run_time: float
    ) -> None:
        self._start = np.array(result.get_center())
        self._end = np.array(sign.targets[unknown].get_center())
        self._shape = result.copy()
        self._scale = sign.targets[unknown].width / result.width
        super().__init__(result.copy(), introducer=True, remover=True, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        part = smooth(alpha)
        shape = self._shape.copy().scale(1 + (self._scale - 1) * part)
        shape.move_to(self._start + (self._end - self._start) * part)
        shape.set_opacity(1 - max(0.0, part - 0.7) / 0.3)
        self.mobject.become(shape)
