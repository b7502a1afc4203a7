"""The page of the worked example: the ledger above, the network below it, room to work beside."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, UP, Animation, VMobject

from calculus import worked
from calculus.expressions import Expression, Number, Place, find
from calculus.lesson import Lesson
from scenes.stage.formula import Words
from scenes.stage.ledger import Ledger
from scenes.stage.moves import Rewrite
from scenes.stage.network import Network
from scenes.stage.network_values import NetworkValues
from scenes.stage.regions import Region
from scenes.stage.statement_grid import Forms, Statement, StatementGrid
from scenes.stage.theme import Theme, units

_NAME_ROOM = 0.5
"""Room at the left of the network into which the inputs' names step out, in Manim units."""


class ExamplePage:
    """Ledger, network and the room for work.

    Attributes:
        ledger: all matrices. network: with L. room: where things are worked out.
        heading, below_heading: the room's parts where a product and its calculation stand.
    """

    def __init__(self, lesson: Lesson, theme: Theme, body: Region) -> None:
        self.lesson, self.theme = lesson, theme
        above, _, below = body.rows(4.0 + 0.85 * lesson.D, 0.3, 6.8)
        left, _, self.room = below.columns(6.6, 0.5, 6.4)
        self.heading, self.below_heading = self.room.rows(1, 3.6)
        self.ledger = Ledger(lesson, theme, above)
        inner = Region(left.left + _NAME_ROOM, left.right, left.bottom, left.top - units(30))
        self.network = Network(lesson.notation, theme, region=inner, with_loss=True)
        self._values = NetworkValues(self.network, theme)

    def output_lines(self) -> tuple[Statement, ...]:
        """y_j = ..., to be worked out."""
        outputs, size = self.lesson.notation.output_range, self.theme.sizes.formula
        return self._lines([worked.output_worked(self.lesson, j) for j in outputs], self.room, size)

    def input_lines(self) -> tuple[Statement, ...]:
        """∂L/∂x_i = ..., to be worked out below the heading."""
        inputs = self.lesson.notation.input_range
        lines = [worked.input_gradient_worked(self.lesson, i) for i in inputs]
        return self._lines(lines, self.below_heading, self.theme.sizes.overview)

    def _lines(
        self, lines: Sequence[worked.Worked], place: Region, size: float
    ) -> tuple[Statement, ...]:
        """Statements one below the other."""
        grid = StatementGrid(
            [[Forms(line.lines, below=line.below)] for line in lines],
            self.lesson.notation,
            self.theme,
            place,
            size=size,
            row_gap=0.8,
        )
        return tuple(grid)

    def inputs_enter(self, run_time: float) -> Animation:
        """X's numbers fly from the ledger into the input nodes."""
        numbers = {
            i: (self._number(worked.inputs, ("x", i)), self.ledger.inputs.now.atoms["x", i])
            for i in self.lesson.notation.input_range
        }
        return self._values.enter("x", numbers, run_time=run_time)

    def weights_enter(self, run_time: float) -> Animation:
        """W's numbers fly from the ledger onto the edges."""
        numbers = {
            (i, j): (
                self._number(worked.weights, ("w", i, j)),
                self.ledger.weights.now.atoms["w", i, j],
            )
            for i in self.lesson.notation.input_range
            for j in self.lesson.notation.output_range
        }
        return self._values.weights(numbers, run_time=run_time)

    def outputs_enter(self, run_time: float) -> Animation:
        """Y's numbers fly from the ledger into the output nodes."""
        numbers = {
            j: (
                self._number(worked.outputs, ("entry", j)),
                self.ledger.outputs.now.atoms["entry", j],
            )
            for j in self.lesson.notation.output_range
        }
        return self._values.enter("y", numbers, run_time=run_time)

    def upstream_enters(self, run_time: float) -> Animation:
        """∂L/∂Y's numbers fly from the ledger onto the edges between L and the outputs."""
        numbers = {
            j: (
                self._number(worked.upstream, ("upstream", j)),
                self.ledger.upstream.now.atoms["upstream", j],
            )
            for j in self.lesson.notation.output_range
        }
        return self._values.on_loss_edges(numbers, run_time=run_time)

    def output_factors(self, line: Statement, j: int, run_time: float) -> Rewrite:
        """In the line of y_j numbers from X and W take the places of the symbols."""
        ledger = self.ledger
        sources: dict[Place, list[VMobject]] = {}
        for i in self.lesson.notation.input_range:
            term = ("entry", j, "term", i)
            sources[*term, "w"] = [ledger.weights.now.atoms["w", i, j]]
            sources[*term, "x"] = [ledger.inputs.now.atoms["x", i]]
        if ledger.biases:
            sources["entry", j, "b"] = [ledger.biases.now.atoms["b", j]]
        return line.become(sources=sources, run_time=run_time)

    def input_factors(self, line: Statement, i: int, run_time: float) -> Rewrite:
        """In the line of ∂L/∂x_i numbers from ∂L/∂Y and W take the places of the symbols."""
        ledger = self.ledger
        sources: dict[Place, list[VMobject]] = {}
        for k in self.lesson.notation.output_range:
            term = ("entry", i, "term", k)
            sources[*term, "upstream"] = [ledger.upstream.now.atoms["upstream", k]]
            sources[*term, "w"] = [ledger.weights.now.atoms["w", i, k]]
        return line.become(sources=sources, run_time=run_time)

    def loss_sources(self) -> dict[Place, list[VMobject]]:
        """Where the signs of `simplest_loss` come from: the slopes on the edges, the names."""
        sources: dict[Place, list[VMobject]] = {}
        if self.network.loss is not None:
            sources["loss", "L"] = list(self.network.loss.symbol.atoms.values())
        for k in self.lesson.notation.output_range:
            term = ("loss", "term", k)
            sources[*term, "upstream"] = [self._values.slopes[k].atoms["upstream", k]]
            sources[*term, "y"] = list(self._values.names["y", k].atoms.values())
        return sources

    def entry(self, kind: str, index: tuple[int, ...]) -> VMobject:
        """The entry of ∂L/∂W or ∂L/∂X in the ledger.

        Args:
            kind: "w" or "x".
            index: (output, input) of a weight, (i,) of an input.
        """
        ledger = self.ledger
        gradient = ledger.weights_gradient if kind == "w" else ledger.inputs_gradient
        return gradient.now.atoms["entry", *index[::-1]]

    @property
    def weights(self) -> list[tuple[str, tuple[int, ...]]]:
        """("w", (output, input)) of every weight, as the entries of W are read."""
        notation = self.lesson.notation
        return [("w", (j, i)) for i in notation.input_range for j in notation.output_range]

    @property
    def inputs(self) -> list[tuple[str, tuple[int, ...]]]:
        """("x", (i,)) of every input."""
        return [("x", (i,)) for i in self.lesson.notation.input_range]

    def _number(self, forms: object, place: Place) -> Number:
        expression: Expression = forms(self.lesson)[-1]  # type: ignore[operator]
        found = find(expression, place)
        assert isinstance(found, Number)
        return found


def sample_label(title: Words, text: str, theme: Theme) -> Words:
    """Which sample the chapter follows, behind its title on the same baseline."""
    label = Words(text, theme, theme.sizes.shape, theme.muted)
    label.next_to(title, RIGHT, buff=units(40))
    return label.shift(UP * (title.anchor.get_y() - label.anchor.get_y()))
