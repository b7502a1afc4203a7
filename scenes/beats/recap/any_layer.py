"""A layer of any size: one input and one output have names, and so has the edge between them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from typing import Any

import numpy as np
from manim import RIGHT, Animation, Circle, Create, Line, RoundedRectangle, VGroup, VMobject

from calculus.algebra.notation import Notation
from scenes.stage.animations.pulse import Pulse
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import context
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.network.node import Node
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_NODES = 7
"""In each column; how many there are in truth does not matter."""

_INPUT, _OUTPUT = 4, 2
"""Which of them have names, from above: their edge is slanted, so that it is not like the axis."""

_RADIUS, _SMALL = 0.46, 0.13
"""Of a node with a name and of one without, as parts of the distance between nodes."""

_FADE = 0.55
"""Opacity of the outermost node: the column goes on."""

_GAP = units(18)
"""Between y_k and its ∂L/∂y_k."""

_EdgeKey = tuple[int, int]
"""Numbers of an output and of an input, from above, from 0."""


class AnyLayer(Typeset):
    """A mobject: two columns of nodes, each of which stands for any number.

    Atoms stand at ("x", "i"), ("y", "k"), ("w", "i", "k") and ("upstream", ...).

    Attributes:
        edges: by numbers of output and input, from above.
        nodes: x_i and y_k, with names. upstream: ∂L/∂y_k beside y_k.
    """

    def __init__(self, notation: Notation, theme: Theme, region: Region) -> None:
        self.theme = theme
        pitch = region.height / (_NODES - 1 + 2 * _SMALL)
        rows = region.center[1] + pitch * ((_NODES - 1) / 2 - np.arange(_NODES))
        radius, small = _RADIUS * pitch, _SMALL * pitch
        columns = {"x": region.left + radius, "y": region.right - radius}
        named = {"x": _INPUT, "y": _OUTPUT}
        symbols = {"x": notation.x("i"), "y": notation.y("k")}
        self.nodes: dict[str, Node] = {}
        circles: dict[tuple[str, int], Circle] = {}
        for (letter, x), row in product(columns.items(), range(_NODES)):
            spot = np.array([x, rows[row], 0.0])
            if row == named[letter]:
                place = (letter, str(symbols[letter].index[0]))
                self.nodes[letter] = Node(symbols[letter], place, spot, radius, theme)
                circles[letter, row] = self.nodes[letter].circle
            else:
                circles[letter, row] = _unnamed(spot, small, row, theme.colour(letter))
        self.edges = {
            (k, i): _between(circles["x", i], circles["y", k], theme)
            for k, i in product(range(_NODES), repeat=2)
        }
        self.chosen: _EdgeKey = (_OUTPUT, _INPUT)
        label = symbol_formula(notation.w("k", "i"), theme, theme.sizes.words, ("w", "i", "k"))
        label.move_to(self.edges[self.chosen].get_center())
        self.gap = RoundedRectangle(
            width=label.width + units(20),
            height=label.height + units(14),
            corner_radius=units(8),
            stroke_width=0,
            fill_color=theme.ground,
            fill_opacity=1,
        ).move_to(label)
        self.upstream = Formula(notation.upstream(("upstream",), "k"), theme, theme.sizes.formula)
        self.upstream.next_to(self.nodes["y"], RIGHT, buff=_GAP)
        super().__init__(*self.nodes.values(), label, self.upstream)
        # What flies out of the layer passes behind its nodes and the name.
        for part in (self.gap, label, *self.nodes.values()):
            part.set_z_index(1)
        others = [circle for circle in circles.values() if circle not in self._rims()]
        self.submobjects = [
            *self.edges.values(),
            self.gap,
            label,
            *others,
            *self.nodes.values(),
            self.upstream,
        ]

    def out_of_input(self) -> list[_EdgeKey]:
        """All edges that leave x_i."""
        return [(k, _INPUT) for k in range(_NODES)]

    def light(self, edges: Collection[_EdgeKey], **options: Any) -> Animation:
        """These edges become thick, the others step back."""
        strokes, ghost = self.theme.strokes, self.theme.ghost
        styles: dict[VMobject, Style] = {}
        for key, line in self.edges.items():
            lit = key in edges
            styles[line] = Style(
                stroke_opacity=1.0 if lit else ghost / 2,
                stroke_width=strokes.edge if lit else strokes.hairline,
            )
        return Restyle(self, styles, **options)

    def pulse_back(self, edges: Collection[_EdgeKey], **options: Any) -> Animation:
        """Gradients run back along edges."""
        ways = [self.edges[edge].get_start_and_end()[::-1] for edge in edges]
        return Pulse(ways, self.theme.colour("gradient"), self.theme.strokes.lit, **options)

    def ends_meet(self, **options: Any) -> tuple[Animation, VGroup]:
        """What stands at the two ends of the chosen edge comes to its name: blue and coral."""
        start, end = self.edges[self.chosen].get_start_and_end()
        halves = [(start, self._beside_name(start), "x"), (end, self._beside_name(end), "gradient")]
        legs = VGroup(
            *(
                Line(a, b, color=self.theme.colour(role), stroke_width=self.theme.strokes.lit)
                for a, b, role in halves
            )
        )
        return Create(legs, lag_ratio=0, **options), legs

    def _beside_name(self, end: np.ndarray) -> np.ndarray:
        """Where the edge, seen from one of its ends, comes to the gap around its name."""
        middle = self.gap.get_center()
        way = end - middle
        room = np.array([self.gap.width, self.gap.height]) / 2
        part = min(room / np.maximum(np.abs(way[:2]), 1e-6))
        return np.asarray(middle + part * way)

    def _rims(self) -> list[Circle]:
        return [node.circle for node in self.nodes.values()]


def _unnamed(spot: np.ndarray, radius: float, row: int, colour: str) -> Circle:
    middle = (_NODES - 1) / 2
    opacity = 1 - (1 - _FADE) * (abs(row - middle) / middle) ** 2
    circle = Circle(radius=radius, stroke_width=0, fill_color=colour, fill_opacity=opacity)
    return circle.move_to(spot)


def _between(start: Circle, end: Circle, theme: Theme) -> Line:
    a, b = start.get_center(), end.get_center()
    along = (b - a) / np.linalg.norm(b - a)
    line = Line(a + along * start.width / 2, b - along * end.width / 2, color=theme.colour("w"))
    return context(line.set_stroke(width=theme.strokes.hairline, opacity=theme.ghost))
