"""The network: inputs at the left, outputs at the right, an edge with its weight for every pair."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from manim import Animation, Line, RoundedRectangle, VMobject

from calculus.algebra.expressions import LOSS, Dots, Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.animations.pulse import Pulse, Span, span_behind
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.network.animations import Tremble, Turn
from scenes.stage.network.edge_labels import LabelPlan, collisions, plan_labels
from scenes.stage.network.node import Node
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

EdgeKey = tuple[int, int] | int
"""(j, i) is the edge from input i to output j; j alone is the edge from output j to L."""

_FEW_EDGES = 12
"""Up to here edges are drawn in full width; more of them would hide their labels."""


class Network(Typeset):
    """A mobject: D inputs, M outputs and D·M edges, fitted into a region.

    Atoms stand at ("x", i), ("y", j), ("w", i, j) and ("L",), as on the lines of the forward
    derivation, so that they can fly to and from formulas. Of many inputs or outputs the first
    two and the last have nodes and edges; dots stand between, at ("x", 0) and ("y", 0).

    The edges bear their weights' names. Where not every name has its place to itself (between
    many edges), only those of lit edges are seen, as long as none of them covers another:
    those out of one input, or into one output, always have room.

    Args:
        notation: shape and names.
        theme: looks.
        region: what the network fills, nodes and edges staying inside; or where its nodes stand.
        labels: whether the edges bear their weights' names.
        label_size: font size of these names in pixels; None for the theme's.
        smallest: down to this size (pixels) names are made smaller until they have room.
        with_loss: whether a node L at the right collects the outputs.

    Attributes:
        inputs: by i, the nodes of the inputs that are written out.
        outputs: by j, the nodes of the outputs that are written out.
        dots: by ("x", 0) or ("y", 0), what stands for the nodes left out; empty if none are.
        edges: by (j, i), the lines from rim to rim, pointing to the output.
        labels: by (j, i), the weights' names, seen or not; empty without labels.
        gaps: by (j, i), what keeps the edge from running through its label.
        covers: by edge, what covers it where its name stands: gaps, and those of names to L.
        shows_all_labels: whether all names are seen at once.
        loss: the node L, or None.
        loss_edges: by j, the lines from the outputs to L.
        mirrored: whether the outputs stand at the left.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        *,
        region: Region | NetworkPlan,
        labels: bool = True,
        label_size: float | None = None,
        smallest: float = OVERVIEW,
        with_loss: bool = False,
    ) -> None:
        self.notation = notation
        self.theme = theme
        self.mirrored = False
        if isinstance(region, Region):
            region = NetworkPlan.within(notation, region, with_loss=with_loss)
        self.radius = region.radius
        self.dots: dict[Place, Formula] = {}
        self.inputs = self._column("x", notation.input_range, region.inputs)
        self.outputs = self._column("y", notation.output_range, region.outputs)
        self.loss: Node | None = None
        if with_loss:
            self.loss = Node(LOSS, ("L",), region.loss[0], self.radius, theme)
        self.edges = {
            (j, i): self._edge(self.inputs[i], self.outputs[j], "w")
            for i in self.inputs
            for j in self.outputs
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
        self.covers: dict[EdgeKey, VMobject] = {}
        self.shows_all_labels = self._all_labels_fit = True
        if labels:
            largest = theme.sizes.label if label_size is None else label_size
            self._write_labels(self._plan_labels(largest, smallest))
        nodes: list[Typeset] = [*self.inputs.values(), *self.outputs.values(), *self.dots.values()]
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

    def of_dots(self, letter: str) -> list[Formula]:
        """The dots in the column of the inputs ("x") or of the outputs ("y"), if there are any."""
        return [dots for place, dots in self.dots.items() if place[0] == letter]

    def lay_on_edges(self, *mobjects: VMobject) -> None:
        """Make things a part of the network, drawn over its edges and under the names of these."""
        over = [*self.gaps.values(), *self.labels.values(), *self.inputs.values()]
        first = self.submobjects.index(over[0])
        self.submobjects[first:first] = mobjects

    def put_behind_nodes(self, *mobjects: VMobject) -> None:
        """Make things a part of the network, drawn over its edges and hidden by its nodes."""
        first = self.submobjects.index(next(iter(self.inputs.values())))
        self.submobjects[first:first] = mobjects

    def light(self, edges: Collection[EdgeKey], *, nodes: bool = True, **options: Any) -> Animation:
        """These edges become thick, the others step back.

        Args:
            edges: what is lit; of those left out there is nothing to light.
            nodes: whether nodes that none of these edges touches step back as well.
            options: of the animation; by default it takes the theme's brisk time.
        """
        edges = self._drawn(edges)
        touched = {node for edge in edges for node in self._ends(edge)}
        styles = self._label_styles(edges)
        for key, line in self._lines().items():
            lit = key in edges
            width = self.theme.strokes.lit if lit else self._width(key)
            opacity = 1.0 if lit else self.theme.dimmed
            styles[line] = Style(stroke_opacity=opacity, stroke_width=width)
        for node in self._nodes():
            styles.update(self._node_styles(node, not nodes or node in touched))
        for (letter, *_), dots in self.dots.items():
            column = self.inputs if letter == "x" else self.outputs
            full = not nodes or touched.issuperset(column.values())
            styles[dots] = Style(fill_opacity=1.0 if full else self.theme.dimmed)
        return self._restyle(styles, options)

    def restore(self, **options: Any) -> Animation:
        """Everything as at the beginning: no edge lit, none stepped back."""
        styles = self._label_styles(None)
        for key, line in self._lines().items():
            styles[line] = Style(stroke_opacity=1.0, stroke_width=self._width(key))
        for node in self._nodes():
            styles.update(self._node_styles(node, True))
        for dots in self.dots.values():
            styles[dots] = Style(fill_opacity=1.0)
        return self._restyle(styles, options)

    def show_labels(self) -> None:
        """When everything is restored, all edges bear their names again, if these have room."""
        self.shows_all_labels = self._all_labels_fit

    def hide_labels(self) -> None:
        """Only edges that are lit bear their names from now on."""
        self.shows_all_labels = False
        for key, label in self.labels.items():
            label.set_opacity(0)
            self.gaps[key].set_opacity(0)

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
            edges: where; over those left out nothing runs.
            colour: of the strokes; None for ink.
            backward: from the outputs to the inputs (from L to the outputs).
            options: of the animation; by default it takes the theme's time for a movement.
        """
        drawn = self._drawn(edges)
        ways = [self.line(edge).get_start_and_end() for edge in drawn]
        if backward:
            ways = [(end, start) for start, end in ways]
        hidden = [self._span_behind_name(edge, way) for edge, way in zip(drawn, ways, strict=True)]
        options.setdefault("run_time", self.theme.tempo.move)
        width = self.theme.strokes.lit * 1.4
        return Pulse(ways, colour or self.theme.ink, width, hidden, **options)

    def _span_behind_name(self, edge: EdgeKey, way: tuple[np.ndarray, np.ndarray]) -> Span | None:
        """Where a pulse passes behind the name of its edge."""
        name = self.covers.get(edge)
        if name is None or not name.get_fill_opacity():
            return None
        return span_behind(way, name)

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
        riders: list[VMobject] = [
            *self.gaps.values(),
            *self.labels.values(),
            *self.dots.values(),
        ]
        across = [node.circle.get_center()[0] for node in self._nodes()]
        axis = (min(across) + max(across)) / 2
        return Turn(self, axis, self._nodes(), lines, riders, **options)

    def _column(
        self, letter: str, indices: tuple[int, ...], centers: np.ndarray
    ) -> dict[int, Node]:
        name = {"x": self.notation.x, "y": self.notation.y}[letter]
        nodes = {}
        for index, center in zip(indices, centers, strict=True):
            place, symbol = (letter, index), name(index)
            if index == ELIDED:
                dots = Formula(Dots(place, "down", symbol.role), self.theme)
                self.dots[place] = dots.move_to(center)
            else:
                nodes[index] = Node(symbol, place, center, self.radius, self.theme)
        return nodes

    def _edge(self, start: Node, end: Node, role: str) -> Line:
        a, b = start.circle.get_center(), end.circle.get_center()
        rim = (b - a) / np.linalg.norm(b - a) * self.radius
        return Line(a + rim, b - rim, color=self.theme.colour(role))

    def _label(self, edge: tuple[int, int], size: float) -> Formula:
        j, i = edge
        return symbol_formula(self.notation.w(j, i), self.theme, size, ("w", i, j))

    def _plan_labels(self, largest: float, smallest: float) -> LabelPlan:
        keys = np.array(list(self.edges))
        measured = [self._label((j, i), largest) for j, i in self.edges]
        lengths = [len(label.family_members_with_points()) for label in measured]
        # Names of one length get boxes of one width.
        widest = {
            length: max(
                label.width for label, each in zip(measured, lengths, strict=True) if each == length
            )
            for length in lengths
        }
        widths = np.array([widest[length] for length in lengths])
        height = max(label.height for label in measured)

        def boxes_at(size: float) -> np.ndarray:
            scale, margin = size / largest, units(size) * 0.22
            heights = np.full_like(widths, height * scale + 1.2 * margin)
            return np.stack([widths * scale + 2 * margin, heights], axis=1)

        ends = np.array([line.get_start_and_end() for line in self.edges.values()])[:, :, :2]
        nodes = np.array([node.circle.get_center()[:2] for node in self._nodes()])
        meeting = (keys[:, None] == keys).any(axis=2)
        sizes = (largest, min(smallest, largest))
        return plan_labels(ends, meeting, nodes, self.radius, sizes, boxes_at)

    def _write_labels(self, plan: LabelPlan) -> None:
        self._all_labels_fit = self.shows_all_labels = plan.all_at_once
        for key, part, (width, height) in zip(self.edges, plan.parts, plan.boxes, strict=True):
            spot = self.edges[key].point_from_proportion(float(part))
            label = self._label(key, plan.size).move_to(spot)
            self.labels[key] = overview(label) if plan.size < FIRST_READING else label
            self.gaps[key] = RoundedRectangle(
                width=width,
                height=height,
                corner_radius=height * 0.3,
                stroke_width=0,
                fill_color=self.theme.ground,
                fill_opacity=1,
            ).move_to(spot)
            if not self.shows_all_labels:
                self.labels[key].set_opacity(0)
                self.gaps[key].set_opacity(0)
        self.covers.update(self.gaps)

    def _label_styles(self, lit: Collection[EdgeKey] | None) -> dict[VMobject, Style]:
        """The looks of names and gaps when these edges are lit, or none in particular."""
        if self.shows_all_labels:
            everything: dict[VMobject, Style] = {
                label: Style(fill_opacity=1.0 if lit is None or edge in lit else self.theme.dimmed)
                for edge, label in self.labels.items()
            }
            return everything | {gap: Style(fill_opacity=1.0) for gap in self.gaps.values()}
        shown = [] if lit is None else [edge for edge in self.labels if edge in lit]
        gaps = [self.gaps[edge] for edge in shown]
        centers = np.array([gap.get_center()[:2] for gap in gaps]).reshape(-1, 2)
        boxes = np.array([(gap.width, gap.height) for gap in gaps]).reshape(-1, 2)
        if collisions(centers, boxes).any():
            shown = []
        styles: dict[VMobject, Style] = {}
        for edge, label in self.labels.items():
            style = Style(fill_opacity=1.0 if edge in shown else 0.0)
            styles[label] = styles[self.gaps[edge]] = style
        return styles

    def _drawn(self, edges: Collection[EdgeKey]) -> list[EdgeKey]:
        lines = self._lines()
        return [edge for edge in edges if edge in lines]

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
