"""The page of the worked example: all matrices, the network if it has room, and room for work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from manim import Animation, VMobject

from calculus.algebra.expressions import Equation, Number, Place, find
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.beats.example.matrices import Ledger, LedgerAbove, LedgerBeside, can_be_read
from scenes.beats.example.network_beside import Numbers, Paths
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.matrices.statement import Statement
from scenes.stage.matrices.work_lines import WorkPage, work_pages
from scenes.stage.network.network import Network
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_NAME_ROOM = 0.5
"""Room at the left of the network into which the inputs' names step out, in Manim units."""

_MOST_NODES = 3
"""Inputs or outputs up to which the network has room for numbers on all its edges."""


_LONGEST = 5
"""Characters of the longest number that can be read in a node or on an edge."""


class ExamplePage:
    """The layout of the example: all matrices (the ledger), the network and room for work.

    Up to three inputs and outputs the network stands below the ledger; with more of them the
    ledger takes its room, so that all numbers can be read.

    Attributes:
        ledger: all matrices. paths: the network with L, if there is one.
        room: where the outputs are worked out.
        beside: where ① and ② and the check are worked out: all of it or, while ∂L/∂W stands at its
            left, the right part.
        heading, below_heading: the parts where a product and its calculation stand.
    """

    def __init__(self, lesson: Lesson, theme: Theme, body: Region) -> None:
        self.lesson, self.theme = lesson, theme
        network = None
        above, _, below = body.rows(4.0 + 0.85 * lesson.D, 0.3, 6.8)
        few = max(lesson.D, lesson.M) <= _MOST_NODES and _longest(lesson) <= _LONGEST
        if few and can_be_read(ledger := LedgerAbove(lesson, theme, above)):
            self.ledger: Ledger = ledger
            left, _, self.room = below.columns(6.6, 0.5, 6.4)
            inner = Region(left.left + _NAME_ROOM, left.right, left.bottom, left.top - units(30))
            network = Network(lesson.notation, theme, region=inner, with_loss=True)
            self.beside = self.room
            self.heading, self.below_heading = self.room.rows(1, 3.6)
            self.heading_of_table, self.table_room = self.heading, self.below_heading
        else:
            self.ledger = beside = LedgerBeside(lesson, theme, body)
            self.room, self.beside = beside.room, beside.beside_gradient
            self.heading, self.below_heading = self.room.rows(1, 3.6)
            self.heading_of_table, self.table_room = self.beside.rows(1, 4)
        self.paths = Paths(network, theme)

    def output_pages(self) -> list[WorkPage]:
        """y_j = ..., to be worked out."""
        lines = {
            j: None if j == ELIDED else worked.output_worked(self.lesson, j)
            for j in self.lesson.notation.output_range
        }
        size = self.theme.sizes.formula
        return work_pages(lines, self.lesson.notation, self.theme, self.room, size)

    def input_pages(self) -> list[WorkPage]:
        """∂L/∂x_i = ..., to be worked out below the heading."""
        lines = {
            i: None if i == ELIDED else worked.input_gradient_worked(self.lesson, i)
            for i in self.lesson.notation.input_range
        }
        size = self.theme.sizes.overview
        return work_pages(lines, self.lesson.notation, self.theme, self.below_heading, size)

    def inputs_enter(self, run_time: float) -> list[Animation]:
        """X's numbers fly from the ledger into the input nodes."""
        places: dict[int, Place] = {i: ("x", i) for i in self.lesson.notation.written_inputs}
        numbers = self._row(worked.inputs, self.ledger.inputs, places)
        return self.paths.enter("x", numbers, run_time)

    def weights_enter(self, run_time: float) -> list[Animation]:
        """W's numbers fly from the ledger onto the edges."""
        notation, now = self.lesson.notation, self.ledger.weights.now
        equation = worked.weights(self.lesson)[-1]
        numbers = {
            (i, j): (_number(equation, ("w", i, j)), now.atoms["w", i, j])
            for i in notation.written_inputs
            for j in notation.written_outputs
        }
        return self.paths.weights(numbers, run_time)

    def outputs_enter(self, run_time: float) -> list[Animation]:
        """Y's numbers fly from the ledger into the output nodes."""
        places: dict[int, Place] = {j: ("entry", j) for j in self.lesson.notation.written_outputs}
        numbers = self._row(worked.outputs, self.ledger.outputs, places)
        return self.paths.enter("y", numbers, run_time)

    def upstream_enters(self, run_time: float) -> list[Animation]:
        """∂L/∂Y's numbers fly from the ledger onto the edges between L and the outputs."""
        outputs = self.lesson.notation.written_outputs
        places: dict[int, Place] = {j: ("upstream", j) for j in outputs}
        return self.paths.slopes(self._row(worked.upstream, self.ledger.upstream, places), run_time)

    def output_factors(self, line: Statement, j: int, run_time: float) -> Rewrite:
        """In the line of y_j numbers from X and W take the places of the symbols."""
        ledger = self.ledger
        sources: dict[Place, list[VMobject]] = {}
        for i in self.lesson.notation.written_inputs:
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
        for k in self.lesson.notation.written_outputs:
            term = ("entry", i, "term", k)
            sources[*term, "upstream"] = [ledger.upstream.now.atoms["upstream", k]]
            sources[*term, "w"] = [ledger.weights.now.atoms["w", i, k]]
        return line.become(sources=sources, run_time=run_time)

    def loss_sources(self) -> dict[Place, list[VMobject]]:
        """Where the signs of `simplest_loss` come from: the slopes on the edges, the names."""
        sources: dict[Place, list[VMobject]] = {}
        network, values = self.paths.network, self.paths.values
        if network is not None and network.loss is not None:
            sources["loss", "L"] = list(network.loss.symbol.atoms.values())
        for k in self.lesson.notation.written_outputs:
            term = ("loss", "term", k)
            if values is not None:
                sources[*term, "upstream"] = [values.slopes[k].atoms["upstream", k]]
                sources[*term, "y"] = list(values.names["y", k].atoms.values())
            else:
                sources[*term, "upstream"] = [self.ledger.upstream.now.atoms["upstream", k]]
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
        """("w", (output, input)) of every weight written out, as the entries of W are read."""
        notation = self.lesson.notation
        return [("w", (j, i)) for i in notation.written_inputs for j in notation.written_outputs]

    @property
    def inputs(self) -> list[tuple[str, tuple[int, ...]]]:
        """("x", (i,)) of every input written out."""
        return [("x", (i,)) for i in self.lesson.notation.written_inputs]

    def _row(
        self,
        forms: Callable[[Lesson], Iterable[Equation]],
        statement: Statement,
        places: dict[int, Place],
    ) -> Numbers:
        """By node, the number at its place in the last form, and where it stands."""
        *_, equation = forms(self.lesson)
        atoms = statement.now.atoms
        return {node: (_number(equation, place), atoms[place]) for node, place in places.items()}


def _longest(lesson: Lesson) -> int:
    """Characters of the longest number that would stand in the network."""
    forms = worked.inputs, worked.weights, worked.outputs, worked.upstream
    signs = (atom.sign for build in forms for atom in build(lesson)[-1].atoms())
    return max(len(sign) for sign in signs if isinstance(sign, str) and sign[-1].isdigit())


def _number(equation: Equation, place: Place) -> Number:
    found = find(equation, place)
    assert isinstance(found, Number)
    return found
