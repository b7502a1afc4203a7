"""The network with the example's numbers: in its nodes, on its edges, and what a nudge moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeOut, VMobject

from calculus.algebra.expressions import Number, Place
from calculus.algebra.notation import Notation
from scenes.beats.example.edge_numbers import PULSES, Edge, EdgeNumbers
from scenes.beats.example.network_plan import (
    COLUMN,
    with_names_outside,
    with_numbers_beside,
)
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import Route
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Typeset, symbol_formula
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.node import Node
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

Numbers = Mapping[int, tuple[Number, VMobject]]
"""By node, the number and where it comes from."""

InNetwork = tuple[Sequence[Number], Mapping[Edge, Number]]
"""Numbers in nodes, and on edges by (output, input)."""

_FILL = 0.8
"""Of the room across a node that a number may take."""

_APART = 0.29
"""In radii, how far from the middle two numbers in one node stand."""

_CLEAR, _BELOW = 1.6, 1.9
"""In radii, how near to the middle of L a number may fly, and how far below it flies if nearer."""

_CORNER, _ABOVE_LEVEL = (0.76, 0.76), (0.98, 0.36)
"""In radii, right of and above the middle of an output, where the corner of its name is."""

_ASIDE = units(40)
"""Between the nodes of the inputs and numbers on their way to the lower ones."""

_MAKING_ROOM = 0.3
"""Of a movement's time, by which Y's numbers make room before ∂L/∂Y's set out."""

_CLOSE, _BESIDE_CORNER, _BESIDE = units(10), units(6), units(20)
"""Between a node and its name at the left, its name at the corner, and a number beside it."""


class NumberNetwork:
    """A network into which numbers fall.

    Where they fit they stand in the nodes, whose names step out, and on the edges; there the
    network has L. Otherwise the names stay, and the numbers of the outputs stand beside them.

    Args:
        notation: shape and names.
        theme: looks.
        region: what all of it fits into.
        numbers: by how many digits they have, the numbers that shall stand in the nodes and, by
            (output, input), on the edges; the most digits that have room are taken.

    Attributes:
        network: with the weights' names at first.
        weights: the numbers on the edges.
        names: ("x", i) or ("y", k) -> the name beside its node, when it has stepped out.
        holds_numbers: whether they stand in the nodes.
        digits: that the numbers in it have.
    """

    def __init__(
        self, notation: Notation, theme: Theme, region: Region, numbers: Mapping[int, InNetwork]
    ) -> None:
        self.theme, self.notation = theme, notation
        plan = with_names_outside(notation, region)
        sizes = theme.sizes.digits, theme.sizes.small_digits
        fitting = [
            (digits, size)
            for digits, (in_nodes, _) in numbers.items()
            for size in sizes
            if self._fit(in_nodes, plan.radius, size)
        ]
        self.holds_numbers = bool(fitting)
        if fitting:
            self.digits, self._size = fitting[0]
        else:
            self.digits, self._size = next(iter(numbers)), theme.sizes.small_digits
            plan = with_numbers_beside(notation, region)
        self.network = Network(
            notation,
            theme,
            region=plan,
            label_size=theme.sizes.label,
            with_loss=self.holds_numbers,
        )
        self.names: dict[tuple[str, int], Formula] = {}
        self._values = Typeset()
        on_edges = [each for _, each in numbers.values()] if self.holds_numbers else []
        self.weights = EdgeNumbers(self.network, on_edges)

    def pulse(
        self, edges: Collection[EdgeKey], *, forward: bool = False, **options: Any
    ) -> list[Animation]:
        """A bright stroke runs along edges, below their labels.

        Args:
            edges: where; without any there is nothing to play.
            forward: toward L, in ink; else back from it, in the colour of gradients.
            options: of the animation.
        """
        if not edges:
            return []
        colour = self.theme.ink if forward else self.theme.colour("gradient")
        pulse = self.network.pulse(edges, colour, backward=not forward, **options)
        pulse.mobject.set_z_index(PULSES)
        return [pulse]

    def name_of_output(self, k: int) -> Typeset:
        """The name of an output, wherever it stands."""
        return self.names["y", k] if self.holds_numbers else self.network.outputs[k].symbol

    def enter_inputs(self, numbers: Numbers, *, run_time: float) -> Rewrite:
        """X's numbers fall into the nodes, from the right; the names step out to the left."""
        beside = self.network.radius + _ASIDE
        places = {number.place for number, _ in numbers.values()}

        def from_the_right(
            place: Place, start: np.ndarray, end: np.ndarray
        ) -> Sequence[np.ndarray]:
            return [end + np.array([beside, 0.4 * beside, 0.0])] if place in places else ()

        return self._enter("x", numbers, route=from_the_right, run_time=run_time)

    def enter_outputs(self, numbers: Numbers, *, run_time: float) -> Rewrite:
        """Y's numbers fall into the nodes (or stand beside them)."""
        if self.holds_numbers:
            return self._enter("y", numbers, route=self._around_loss(numbers), run_time=run_time)
        return self._stand_beside(numbers, 0, run_time=run_time)

    def enter_upstream(self, numbers: Numbers, *, run_time: float) -> Rewrite:
        """∂L/∂Y's numbers come into the nodes, below those of Y, which make room."""
        if not self.holds_numbers:
            return self._stand_beside(numbers, 1, run_time=run_time)
        new: list[Typeset] = []
        left: list[VMobject] = []
        sources: dict[Place, list[VMobject]] = {}
        for k, (number, source) in numbers.items():
            node = self.network.outputs[k]
            apart = _APART * self.network.radius
            above = node.symbol.copy().shift(UP * apart)
            below = self._number(number, self._size).move_to(node.circle).shift(DOWN * apart)
            sources |= {place: [atom] for place, atom in node.symbol.atoms.items()}
            sources[number.place] = [source]
            left.append(node.symbol)
            both = Typeset(above, below)
            node.symbol = both  # type: ignore[assignment]
            node.submobjects = [node.circle, both]
            new.append(both)
        return Rewrite(
            Typeset(*new),
            sources,
            replaced=left,
            route=self._around_loss(numbers),
            lag=lambda place: 1.0 if place[0] == "upstream" else 0.0,
            spread=_MAKING_ROOM,
            run_time=run_time,
        )

    def clear_outputs(self) -> list[Animation]:
        """The values beside the outputs leave: what these move by will stand there."""
        return [] if self.holds_numbers else [FadeOut(self._values)]

    def _enter(self, side: str, numbers: Numbers, **options: Any) -> Rewrite:
        new: list[Formula] = []
        left: list[VMobject] = []
        sources: dict[Place, list[VMobject]] = {}
        nodes = self.network.inputs if side == "x" else self.network.outputs
        for index, (number, source) in numbers.items():
            node = nodes[index]
            symbol = self.notation.x(index) if side == "x" else self.notation.y(index)
            place = ("name", side, index)
            name = overview(symbol_formula(symbol, self.theme, self.theme.sizes.label, place))
            self._place_name(name, node, side)
            formula = self._number(number, self._size).move_to(node.circle)
            sources |= {place: list(node.symbol.atoms.values()), number.place: [source]}
            left.append(node.symbol)
            node.symbol = formula
            node.submobjects = [node.circle, formula]
            self.names[side, index] = name
            self.network.submobjects.append(name)
            new += [name, formula]
        return Rewrite(Typeset(*new), sources, replaced=left, **options)

    def _around_loss(self, numbers: Numbers) -> Route:
        """Below L, if the straight way leads over it."""
        loss, radius = self.network.loss, self.network.radius
        places = {number.place for number, _ in numbers.values()}

        def route(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
            if loss is None or place not in places:
                return ()
            center, way = loss.circle.get_center(), end - start
            part = float((center - start) @ way / (way @ way))
            missed = float(np.linalg.norm(start + part * way - center))
            if not 0 < part < 1 or missed > _CLEAR * radius:
                return ()
            return [center + DOWN * _BELOW * radius]

        return route

    def _place_name(self, name: Formula, node: Node, side: str) -> None:
        """Beside an input; on the side of an output that the edge to L leaves free."""
        circle = node.circle
        if side == "x":
            name.next_to(circle, LEFT, buff=_CLOSE)
            return
        loss = self.network.loss
        assert loss is not None
        radius, height = self.network.radius, circle.get_y() - loss.circle.get_y()
        # The way to L of an output beside it is level: its name stands just above that.
        across, up = _CORNER if abs(height) > 0.5 * radius else _ABOVE_LEVEL
        down = -1.0 if height < -0.5 * radius else 1.0
        corner = circle.get_center() + radius * np.array([across, up * down, 0.0])
        name.move_to(corner, aligned_edge=np.array([-1.0, -down, 0.0]))
        name.shift(RIGHT * _BESIDE_CORNER)

    def _stand_beside(self, numbers: Numbers, column: int, *, run_time: float) -> Rewrite:
        """Numbers in a column beside the outputs."""
        new: list[Formula] = []
        sources: dict[Place, list[VMobject]] = {}
        for k, (number, source) in numbers.items():
            new.append(self.in_column(self._number(number, self._size), k, column))
            sources[number.place] = [source]
        found = Typeset(*new)
        if column == 0:
            self._values = found
        return Rewrite(found, sources, run_time=run_time)

    def in_column(self, formula: Formula, k: int, column: int) -> Formula:
        """Put something into one of the two columns beside the outputs."""
        circle = self.network.outputs[k].circle
        formula.next_to(circle, RIGHT, buff=_BESIDE + column * COLUMN)
        return formula.set_y(circle.get_y())

    def _number(self, number: Number, size: float) -> RoundedNumber:
        return overview(RoundedNumber(number, self.theme, size))

    def _fit(self, numbers: Sequence[Number], radius: float, size: float) -> bool:
        """Whether two of them, one above the other, have air in a node."""
        half = _APART * radius + 0.35 * units(size)
        if half >= radius:
            return False
        across = 2 * float(np.sqrt(radius**2 - half**2))
        return all(self._number(each, size).width <= _FILL * across for each in numbers)
