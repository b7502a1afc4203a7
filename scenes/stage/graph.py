"""The computational graph Y = X·W + B (affine-graph), large for its chapters and as a compass.

Forward arrows bear the colours of what they carry, backward ones are coral and run in parallel
at their right-hand side: beneath, or beside B's arrow, which rises. On every arrow's straight
stretch its name stands at the one side, its gradient at the other; shapes are tags below.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, Literal

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Circle,
    Dot,
    FadeIn,
    Line,
    Transform,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from calculus.claims import matrix_shape, product, vector_shape
from calculus.expressions import LOSS, Expression, Named, Place, Shape, Symbol
from calculus.gradients import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y
from calculus.notation import Notation
from scenes.stage.formula import Formula, Words, symbol_formula
from scenes.stage.labels import shape_tag, tagged
from scenes.stage.regions import Region, Regions
from scenes.stage.theme import Theme, units
from scenes.stage.wires import Wire, beside, up_to_circle

Quantity = Literal["X", "W", "XW", "B", "Y"]
QUANTITIES: Final[tuple[Quantity, ...]] = ("X", "W", "XW", "B", "Y")

Unknown = Literal["inputs", "weights"]
"""The two gradients to be found: ① toward X and ② toward W, named like their chapters."""

NUMBERS: Final[dict[Unknown, str]] = {"inputs": "①", "weights": "②"}

_ROLES: Final[dict[Quantity, str]] = {"X": "x", "W": "w", "XW": "ink", "B": "ink", "Y": "y"}
_NODE_RADIUS = units(72)
_PARALLEL = units(24)
"""Distance of a backward arrow from its forward arrow."""

_GAP = units(16)
"""Between an arrow and what is written beside it."""


class Node(VGroup):
    """An operation: a circle with its sign.

    Attributes:
        circle: the outline.
        sign: what it does, "dot" or "+".
    """

    def __init__(self, sign: VMobject, theme: Theme, center: np.ndarray) -> None:
        self.circle = Circle(
            radius=_NODE_RADIUS,
            stroke_color=theme.ink,
            stroke_width=theme.strokes.node,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(center)
        self.sign = sign.move_to(center)
        super().__init__(self.circle, self.sign)


class Graph(VGroup):
    """The computational graph, fitted into a region.

    Args:
        notation: gives the shapes.
        theme: colours and sizes.
        region: is filled.
        samples: the number of rows of X and Y, or a letter for any number; None for one vector.

    Attributes:
        nodes: "dot" and "+".
        forward: arrows by quantity. backward: the gradients' arrows by quantity.
        names: by quantity. shapes: beside the names, (2,) and (2, 3) or (N, 2) and (2, 3).
        sizes: the shapes as expressions.
        loss: L at the right end.
    """

    def __init__(
        self, notation: Notation, theme: Theme, region: Region, samples: int | str | None = None
    ) -> None:
        self.theme = theme
        plan = _Plan(region, units(theme.sizes.label))
        self.nodes = {
            "dot": Node(Words("dot", theme, theme.sizes.shape), theme, plan.dot),
            "+": Node(_plus(units(22), theme.ink, theme.strokes.arrow), theme, plan.plus),
        }
        self.forward: dict[Quantity, Wire] = {}
        self.backward: dict[Quantity, Wire] = {}
        self._level = plan.stretches()
        for quantity, (points, target, origin) in plan.runs().items():
            width = theme.strokes.arrow
            there = points if target is None else up_to_circle(points, target, _NODE_RADIUS)
            back = beside(points, _PARALLEL)
            if target is not None:
                back = up_to_circle(back, target, _NODE_RADIUS)
            back = back[::-1]
            if origin is not None:
                there = up_to_circle(there[::-1], origin, _NODE_RADIUS)[::-1]
                back = up_to_circle(back, origin, _NODE_RADIUS)
            self.forward[quantity] = Wire(there, theme.colour(_ROLES[quantity]), width)
            self.backward[quantity] = Wire(back, theme.colour("gradient"), width)
        self.loss = symbol_formula(LOSS, theme, theme.sizes.formula, ("loss",)).move_to(plan.loss)
        # L itself is no gradient.
        self.loss.set_fill(theme.ink)
        self.names = {
            quantity: Formula(expression, theme, theme.sizes.label)
            for quantity, expression in _names().items()
        }
        self.sizes = _shapes(notation, samples)
        self.shapes = {quantity: shape_tag(shape, theme) for quantity, shape in self.sizes.items()}
        for quantity, name in self.names.items():
            self.name_above(quantity, name, self.shapes[quantity])
        super().__init__(
            *self.forward.values(),
            *self.backward.values(),
            *self.nodes.values(),
            *self.names.values(),
            *self.shapes.values(),
            self.loss,
        )

    def name_above(self, quantity: Quantity, name: Formula, shape: Formula) -> VGroup:
        """Put a name with its shape above an arrow's stretch, or to the left of B's."""
        middle, written = self._level[quantity], tagged(name, shape)
        if quantity == "B":
            return written.next_to(middle, LEFT, buff=1.5 * _GAP)
        return written.next_to(middle, UP, buff=_GAP)

    def gradient_below(self, quantity: Quantity, label: VGroup) -> VGroup:
        """Put a label beneath a backward arrow's stretch, or to the right of B's."""
        middle, side = self._level[quantity], RIGHT if quantity == "B" else DOWN
        return label.next_to(middle + _PARALLEL * side, side, buff=_GAP)

    def product_sources(self) -> dict[Place, list[VMobject]]:
        """Where the name X·W comes from: the names of X and W."""
        return {
            ("x",): [self.names["X"].part("name")],
            ("w",): [self.names["W"].part("name")],
        }

    def carry(self, quantity: Quantity, **options: Any) -> Animation:
        """A value runs along a forward arrow; its shape is written as it passes."""
        written = FadeIn(
            self.shapes[quantity], rate_func=squish_rate_func(smooth, 0.3, 0.7), **options
        )
        return AnimationGroup(self.forward[quantity].pulse(self.theme, **options), written)

    def shrink(self, rest: VGroup, sign: Compass, **options: Any) -> AnimationGroup:
        """What is left of the graph on the stage draws together into the compass."""
        nodes = VGroup(*self.nodes.values())
        small = rest.copy()
        factor = sign.nodes.width / nodes.width
        small.scale(factor, about_point=nodes.get_center())
        small.shift(sign.nodes.get_center() - nodes.get_center()).fade(1)
        appear = FadeIn(sign, rate_func=squish_rate_func(smooth, 0.5, 1))
        leave = Transform(rest, small, rate_func=squish_rate_func(smooth, 0, 0.85), remover=True)
        return AnimationGroup(leave, appear, **options)

    def forward_part(self) -> VGroup:
        """Everything but the gradients' arrows."""
        parts = (self.forward, self.nodes, self.names, self.shapes)
        return VGroup(*(part for group in parts for part in group.values()), self.loss)

    def branch(self, quantity: Quantity) -> VGroup:
        """All that belongs to one quantity's forward direction: arrow, name, shape."""
        return VGroup(self.forward[quantity], self.names[quantity], self.shapes[quantity])


def _names() -> dict[Quantity, Expression]:
    wholes: dict[Quantity, Symbol] = {"X": WHOLE_X, "W": WHOLE_W, "B": WHOLE_B, "Y": WHOLE_Y}
    names: dict[Quantity, Expression] = {"XW": product()}
    for quantity, whole in wholes.items():
        names[quantity] = Named(("name",), whole)
    return names


def _shapes(notation: Notation, samples: int | str | None) -> dict[Quantity, Shape]:
    def rows(columns: int) -> Shape:
        return vector_shape(columns) if samples is None else matrix_shape(samples, columns)

    return {
        "X": rows(notation.inputs),
        "W": matrix_shape(notation.inputs, notation.outputs),
        "XW": rows(notation.outputs),
        "B": vector_shape(notation.outputs),
        "Y": rows(notation.outputs),
    }


class _Plan:
    """Where everything stands, worked out from the region and the size of a label."""

    def __init__(self, region: Region, em: float) -> None:
        self.left, self.right = region.left, region.right
        axis = float(region.center[1])
        self.rise = region.height / 4
        self.dot = np.array([region.left + 0.37 * region.width, axis, 0.0])
        self.plus = np.array([region.left + 0.7 * region.width, axis, 0.0])
        self.loss = np.array([region.right - 0.45 * em, axis, 0.0])
        self.bias = np.array([self.plus[0], axis - 0.46 * region.height, 0.0])

    def runs(
        self,
    ) -> dict[Quantity, tuple[list[np.ndarray], np.ndarray | None, np.ndarray | None]]:
        """Points, the node it enters and the node it leaves, by quantity."""
        dot, plus = self.dot, self.plus
        before_loss = self.loss + LEFT * (_PARALLEL + _GAP)
        return {
            "X": (self._enter(dot[1] + self.rise), dot, None),
            "W": (self._enter(dot[1] - self.rise), dot, None),
            "XW": ([dot, plus], plus, dot),
            "B": ([self.bias, plus], plus, None),
            "Y": ([plus, before_loss], None, plus),
        }

    def _enter(self, level: float) -> list[np.ndarray]:
        """From the left, level, then slanting into `dot`."""
        corner = np.array([self.dot[0] - self.rise, level, 0.0])
        return [np.array([self.left, level, 0.0]), corner, self.dot]

    def stretches(self) -> dict[Quantity, np.ndarray]:
        """Middle of each forward arrow's straight stretch, of B's the lower half."""
        middles: dict[Quantity, np.ndarray] = {}
        for quantity, (points, target, origin) in self.runs().items():
            start, end = points[0].copy(), points[1].copy()
            start[0] += _NODE_RADIUS if origin is not None else 0
            end[0] -= _NODE_RADIUS if target is not None and origin is not None else 0
            middles[quantity] = (start + end) / 2
        middles["B"] = self.bias + UP * (self.plus[1] - self.bias[1]) / 4
        return middles


def _plus(size: float, colour: str, width: float) -> VGroup:
    return VGroup(
        Line(LEFT * size, RIGHT * size, stroke_color=colour, stroke_width=width),
        Line(DOWN * size, UP * size, stroke_color=colour, stroke_width=width),
    )


class Compass(VGroup):
    """The graph as a small sign: which of the two gradients is being sought.

    Attributes:
        nodes: the two circles.
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
        wires = [Wire(points, colour, width, tip) for points in inward.values()]
        wires += [
            Wire([dot + RIGHT * radius, plus + LEFT * radius], colour, width, tip),
            Wire([plus + RIGHT * radius, plus + RIGHT * 0.85 * step], colour, width, tip),
            Wire([plus + DOWN * units(54), plus + DOWN * radius], colour, width, tip),
        ]
        circles = [
            Circle(radius=radius, stroke_color=colour, stroke_width=width).move_to(center)
            for center in (dot, plus)
        ]
        self.nodes = VGroup(*circles)
        signs = [Dot(dot, radius=units(5), color=colour), _plus(units(9), colour, width)]
        signs[1].move_to(plus)
        if without_bias:
            VGroup(wires[-1], circles[1], signs[1]).set_opacity(theme.ghost)
            circles[1].set_fill(opacity=0)
        super().__init__(*wires, *circles, *signs)
        for name, wire in zip(starts, wires, strict=False):
            if name == lit or name in known:
                self.remove(wire)
                self.targets[name] = self._target(theme, name, inward[name], name == lit)
                self.add(self.targets[name])

    @staticmethod
    def _target(theme: Theme, name: Unknown, inward: list[np.ndarray], lit: bool) -> VGroup:
        strokes = theme.strokes
        width = strokes.arrow if lit else strokes.frame
        wire = Wire(inward[::-1], theme.colour("gradient"), width, 0.75 if lit else 0.5)
        if not lit:
            return VGroup(wire)
        number = Words(NUMBERS[name], theme, theme.sizes.label, theme.colour("gradient"))
        return VGroup(wire, number.next_to(wire, LEFT, buff=units(8)))


def compass(
    theme: Theme,
    lit: Unknown | None = None,
    known: Collection[Unknown] = (),
    *,
    without_bias: bool = False,
) -> Compass:
    """The small graph for the top right of the title row.

    Args:
        theme: colours and sizes.
        lit: the gradient being sought: its arrow turns coral and bears its number.
        known: gradients that have been found: their arrows are coral, thin.
        without_bias: whether + and B are pale, as long as the film leaves them out.
    """
    return Compass(theme, lit, known, without_bias=without_bias)


def place_compass(regions: Regions, sign: Compass) -> Compass:
    """Put the compass (or what takes its place) at the right end of the title row."""
    row = regions.title
    return sign.move_to([row.right, row.center[1], 0], aligned_edge=RIGHT)
