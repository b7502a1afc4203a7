"""The network: inputs at the left, outputs at the right, an edge with its weight for every pair."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from manim import Animation, Circle, Line, RoundedRectangle, VMobject

from calculus.expressions import LOSS, Place, Symbol
from calculus.notation import Notation
from scenes.stage.edge_labels import place_labels
from scenes.stage.formula import Formula, Typeset, symbol_formula
from scenes.stage.network_moves import Pulse, Restyle, Style, Tremble, Turn
from scenes.stage.regions import Region
from scenes.stage.theme import PIXELS_PER_UNIT, Theme, units

EdgeKey = tuple[int, int] | int
"""(j, i) is the edge from input i to output j; j alone is the edge from output j to L."""

_SMALLEST_LABEL = 22
"""Pixels; below this a label would be a smudge, so labels of large networks may touch instead."""

_RIM = 3
"""Pixels that a node's rim reaches beyond its radius."""

_FEW_EDGES = 12
"""Up to here edges are drawn in full width; more of them would hide their labels."""

_COLUMN_SPREAD = 0.56
"""Height of the shorter column of nodes as a part of the longer one's."""


class Node(Typeset):
    """A circle with a symbol in it.

    Attributes:
        circle: the rim, filled so that edges end at it.
        symbol: the formula inside.
    """

    def __init__(
        self, symbol: Symbol, place: Place, center: np.ndarray, radius: float, theme: Theme
    ) -> None:
        self.circle = Circle(
            radius=radius,
            color=theme.colour(symbol.role),
            stroke_width=theme.strokes.node,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(center)
        size = min(theme.sizes.formula, radius * PIXELS_PER_UNIT * 0.8)
        self.symbol = symbol_formula(symbol, theme, size, place)
        self.symbol.move_to(center)
        super().__init__(self.symbol)
        self.submobjects = [self.circle, self.symbol]


class Network(Typeset):
    """D inputs, M outputs and D·M edges, fitted into a region.

    Atoms stand at ("x", i), ("y", j), ("w", i, j) and ("L",), as on the lines of the forward
    derivation, so that they can fly to and from formulas.

    Args:
        notation: shape and names.
        theme: looks.
        region: what the network fills; nodes and edges stay inside.
        labels: whether the edges bear their weights' names.
        label_size: font size of these names in pixels; None for the theme's. A network with many
            edges takes smaller ones until they have room.
        with_loss: whether a node L at the right collects the outputs.

    Attributes:
        inputs: by i, the nodes of the inputs.
        outputs: by j, the nodes of the outputs.
        edges: by (j, i), the lines from rim to rim, pointing to the output.
        labels: by (j, i), the weights' names; empty without labels.
        gaps: by (j, i), what keeps the edge from running through its label.
        loss: the node L, or None.
        loss_edges: by j, the lines from the outputs to L.
        mirrored: whether the outputs stand at the left.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        *,
        region: Region,
        labels: bool = True,
        label_size: float | None = None,
        with_loss: bool = False,
    ) -> None:
        self.notation = notation
        self.theme = theme
        self.mirrored = False
        self.radius, columns = _plan(notation, region, with_loss)
        self.inputs = {
            i: Node(notation.x(i), ("x", i), columns[0][i - 1], self.radius, theme)
            for i in notation.input_range
        }
        self.outputs = {
            j: Node(notation.y(j), ("y", j), columns[1][j - 1], self.radius, theme)
            for j in notation.output_range
        }
        self.loss: Node | None = None
        if with_loss:
            self.loss = Node(LOSS, ("L",), columns[2][0], self.radius, theme)
        self.edges = {
            (j, i): self._edge(self.inputs[i], self.outputs[j], "w")
            for i in notation.input_range
            for j in notation.output_range
        }
        self.loss_edges = {
            j: self._edge(node, self.loss, "gradient")
            for j, node in self.outputs.items()
            if self.loss is not None
        }
        for key, line in self._lines().items():
            line.set_stroke(width=self._width(key))
        self.labels: dict[tuple[int, int], Formula] = {}
        self.gaps: dict[tuple[int, int], RoundedRectangle] = {}
        if labels:
            self._write_labels(theme.sizes.label if label_size is None else label_size)
        nodes = [*self.inputs.values(), *self.outputs.values()]
        if self.loss is not None:
            nodes.append(self.loss)
        super().__init__(*self.labels.values(), *nodes)
        self.submobjects = [
            *self.loss_edges.values(),
            *self.edges.values(),
            *self.gaps.values(),
            *self.labels.values(),
            *nodes,
        ]

    def line(self, edge: EdgeKey) -> Line:
        """The line of an edge."""
        return self.loss_edges[edge] if isinstance(edge, int) else self.edges[edge]

    def into(self, j: int) -> list[tuple[int, int]]:
        """The edges that lead to output j."""
        return [(j, i) for i in self.inputs]

    def out_of(self, i: int) -> list[tuple[int, int]]:
        """The edges that leave input i."""
        return [(j, i) for j in self.outputs]

    def light(self, edges: Collection[EdgeKey], *, nodes: bool = True, **options: Any) -> Animation:
        """These edges become thick, the others step back.

        Args:
            edges: what is lit.
            nodes: whether nodes that none of these edges touches step back as well.
            options: of the animation; by default it takes the theme's brisk time.
        """
        touched = {node for edge in edges for node in self._ends(edge)}
        styles: dict[VMobject, Style] = {}
        for key, line in self._lines().items():
            lit = key in edges
            width = self.theme.strokes.lit if lit else self._width(key)
            opacity = 1.0 if lit else self.theme.dimmed
            styles[line] = Style(stroke_opacity=opacity, stroke_width=width)
            if key in self.labels:
                styles[self.labels[key]] = Style(fill_opacity=opacity)
        for node in self._nodes():
            styles.update(self._node_styles(node, not nodes or node in touched))
        return self._restyle(styles, options)

    def restore(self, **options: Any) -> Animation:
        """Everything as at the beginning: no edge lit, none stepped back."""
        styles: dict[VMobject, Style] = {}
        for key, line in self._lines().items():
            styles[line] = Style(stroke_opacity=1.0, stroke_width=self._width(key))
        for label in self.labels.values():
            styles[label] = Style(fill_opacity=1.0)
        for node in self._nodes():
            styles.update(self._node_styles(node, True))
        return self._restyle(styles, options)

    def pulse(
        self,
        edges: Collection[EdgeKey],
        colour: str | None = None,
        *,
        backward: bool = False,
        **options: Any,
    ) -> Animation:
        """A bright stroke runs along each of the edges, all at the same time.

        Args:
            edges: where.
            colour: of the strokes; None for ink.
            backward: from the outputs to the inputs (from L to the outputs).
            options: of the animation; by default it takes the theme's time for a movement.
        """
        ways = [self.line(edge).get_start_and_end() for edge in edges]
        if backward:
            ways = [(end, start) for start, end in ways]
        options.setdefault("run_time", self.theme.tempo.move)
        return Pulse(ways, colour or self.theme.ink, self.theme.strokes.lit * 1.4, **options)

    def tremble(self, edge: tuple[int, int], **options: Any) -> Animation:
        """The edge trembles with its label, and so does the output it leads to, nothing else."""
        options.setdefault("run_time", self.theme.tempo.slow)
        followers = [self.gaps[edge], self.labels[edge]] if edge in self.labels else []
        return Tremble(
            self, self.edges[edge], followers, self.outputs[edge[0]], self.radius * 0.3, **options
        )

    def mirror(self, **options: Any) -> Animation:
        """Turn about a vertical axis; names stay upright, edges and labels go with their nodes.

        The axis is the middle of the network. What was at the left (inputs) is at the
        right afterwards; played again, it turns back.
        """
        self.mirrored = not self.mirrored
        options.setdefault("run_time", self.theme.tempo.sweep)
        lines = [(line, *self._ends(key)) for key, line in self._lines().items()]
        riders: list[VMobject] = [*self.gaps.values(), *self.labels.values()]
        across = [node.circle.get_center()[0] for node in self._nodes()]
        axis = (min(across) + max(across)) / 2
        return Turn(self, axis, self._nodes(), lines, riders, **options)

    def _edge(self, start: Node, end: Node, role: str) -> Line:
        a, b = start.circle.get_center(), end.circle.get_center()
        rim = (b - a) / np.linalg.norm(b - a) * self.radius
        return Line(a + rim, b - rim, color=self.theme.colour(role))

    def _write_labels(self, size: float) -> None:
        keys = list(self.edges)
        starts = np.array([line.get_start()[:2] for line in self.edges.values()])
        ends = np.array([line.get_end()[:2] for line in self.edges.values()])
        nodes = np.array([node.circle.get_center()[:2] for node in self._nodes()])
        while True:
            formulas = [
                symbol_formula(self.notation.w(j, i), self.theme, size, ("w", i, j))
                for j, i in keys
            ]
            margin = units(size) * 0.22
            width = max(formula.width for formula in formulas) + 2 * margin
            height = max(formula.height for formula in formulas) + 1.2 * margin
            parts, collisions = place_labels(starts, ends, (width, height), nodes, self.radius)
            if not collisions or size <= _SMALLEST_LABEL:
                break
            size = max(_SMALLEST_LABEL, size * 0.9)
        for key, formula, part in zip(keys, formulas, parts, strict=True):
            spot = self.edges[key].point_from_proportion(float(part))
            self.labels[key] = formula.move_to(spot)
            self.gaps[key] = RoundedRectangle(
                width=width,
                height=height,
                corner_radius=height * 0.3,
                stroke_width=0,
                fill_color=self.theme.ground,
                fill_opacity=1,
            ).move_to(spot)

    def _lines(self) -> dict[EdgeKey, Line]:
        keys: list[EdgeKey] = [*self.edges, *self.loss_edges]
        return {key: self.line(key) for key in keys}

    def _nodes(self) -> list[Node]:
        loss = [] if self.loss is None else [self.loss]
        return [*self.inputs.values(), *self.outputs.values(), *loss]

    def _ends(self, edge: EdgeKey) -> tuple[Node, Node]:
        if isinstance(edge, int):
            if self.loss is None:
                raise KeyError(f"this network has no edge {edge} to L")
            return self.outputs[edge], self.loss
        return self.inputs[edge[1]], self.outputs[edge[0]]

    def _width(self, edge: EdgeKey) -> float:
        strokes = self.theme.strokes
        if isinstance(edge, int):
            return strokes.frame
        return strokes.edge if len(self.edges) <= _FEW_EDGES else strokes.frame

    def _node_styles(self, node: Node, full: bool) -> dict[VMobject, Style]:
        opacity = 1.0 if full else self.theme.dimmed
        return {
            node.circle: Style(stroke_opacity=opacity),
            node.symbol: Style(fill_opacity=opacity),
        }

    def _restyle(self, styles: dict[VMobject, Style], options: dict[str, Any]) -> Animation:
        options.setdefault("run_time", self.theme.tempo.brisk)
        return Restyle(self, styles, **options)


def _plan(
    notation: Notation, region: Region, with_loss: bool
) -> tuple[float, tuple[np.ndarray, ...]]:
    """The nodes' radius and the centres of each column, each of shape (nodes, 3)."""
    most = max(notation.inputs, notation.outputs, 2)
    # Nodes and the gaps between them share the height; a node takes at most three fifths.
    radius = min(0.5, region.height / most * 0.3, region.width * 0.1)
    outside = radius + units(_RIM)
    pitch = min(4.4 * radius, (region.height - 2 * outside) / (most - 1))
    left, right = region.left + outside, region.right - outside
    places = (left, left + (right - left) * 0.66, right) if with_loss else (left, right)
    counts = (notation.inputs, notation.outputs, 1)
    middle = region.center[1]

    def column(x: float, count: int) -> np.ndarray:
        step = pitch
        if 1 < count < most:
            step *= max(1.0, _COLUMN_SPREAD * (most - 1) / (count - 1))
        heights = middle + step * ((count - 1) / 2 - np.arange(count))
        return np.stack([np.full(count, x), heights, np.zeros(count)], axis=1)

    return radius, tuple(column(x, n) for x, n in zip(places, counts, strict=False))
