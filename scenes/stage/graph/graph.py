"""The computational graph Y = X·W + B (affine-graph), large for its chapters.

Forward arrows bear the colours of what they carry, backward ones are coral and run in parallel
at their right-hand side: beneath, or beside B's arrow, which rises. On every arrow's straight
stretch its name stands at the one side, its gradient at the other; shapes are tags below.
"""

from __future__ import annotations

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
    FadeIn,
    Transform,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from calculus.algebra.expressions import LOSS, Expression, Named, Place, Shape, Symbol
from calculus.algebra.notation import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, Notation
from calculus.statements.claims import matrix_shape, product, vector_shape
from scenes.stage.formulas.formula import Formula, Words, symbol_formula
from scenes.stage.formulas.shape_tag import shape_tag
from scenes.stage.graph.arrows import BentArrow, beside, plus_sign, up_to_circle
from scenes.stage.graph.labels import tagged
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

Quantity = Literal["X", "W", "XW", "B", "Y"]
QUANTITIES: Final[tuple[Quantity, ...]] = ("X", "W", "XW", "B", "Y")

_ROLES: Final[dict[Quantity, str]] = {"X": "x", "W": "w", "XW": "ink", "B": "ink", "Y": "y"}
_NODE_RADIUS = units(72)
_PARALLEL = units(24)
"""Distance of a backward arrow from its forward arrow."""

_GAP = units(16)
"""Between an arrow and what is written beside it."""


class Node(VGroup):
    """A mobject: an operation, a circle with its sign.

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
    """A mobject: the computational graph, fitted into a region.

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
            "+": Node(plus_sign(units(22), theme.ink, theme.strokes.arrow), theme, plan.plus),
        }
        self.forward: dict[Quantity, BentArrow] = {}
        self.backward: dict[Quantity, BentArrow] = {}
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
            self.forward[quantity] = BentArrow(there, theme.colour(_ROLES[quantity]), width)
            self.backward[quantity] = BentArrow(back, theme.colour("gradient"), width)
        self.loss = symbol_formula(LOSS, theme, theme.sizes.formula, ("loss",)).move_to(plan.loss)
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

    def shrink(self, rest: VGroup, sign: SmallGraph, **options: Any) -> AnimationGroup:
        """What is left of the graph on the stage draws together into the small graph."""
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
