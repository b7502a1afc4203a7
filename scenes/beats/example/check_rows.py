"""Rows of the check's table: which entries have one, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from manim import VMobject

from calculus.affine.nudging import Nudge
from calculus.affine.number_matrices import number
from calculus.algebra.expressions import Named, Number, Place
from calculus.algebra.notation import Notation
from calculus.algebra.shortening import shortened
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.graph.small_graph import Unknown
from scenes.stage.theme import Theme, units

MOST_ROWS = 12
"""Entries of which each has a row; of more only some have."""

_SOME = 8
"""Rows of a table that shows only some entries."""

_SOME_INPUTS = 3
"""Of these, rows of ∂L/∂X."""


@dataclass(frozen=True)
class Group:
    """The entries of one gradient.

    Attributes:
        gradient: ① or ②.
        nudges: of those entries that have a row.
        is_whole: whether all have one.
    """

    gradient: Unknown
    nudges: tuple[Nudge, ...]
    is_whole: bool


def groups(nudges: Sequence[Nudge], notation: Notation) -> tuple[Group, Group]:
    """The entries of ∂L/∂X and of ∂L/∂W: all, or if they are many, the first of those written out.

    Args:
        nudges: of every entry.
        notation: says which are written out.
    """
    inputs = [nudge for nudge in nudges if nudge.symbol.letter == "x"]
    weights = [nudge for nudge in nudges if nudge.symbol.letter == "w"]
    if len(nudges) <= MOST_ROWS:
        return Group("inputs", tuple(inputs), True), Group("weights", tuple(weights), True)

    def is_written(nudge: Nudge) -> bool:
        *outputs, i = nudge.symbol.index
        return i in notation.written_inputs and set(outputs) <= {*notation.written_outputs}

    few = min(len(inputs), max(_SOME_INPUTS, _SOME - len(weights)))
    some_inputs = tuple(filter(is_written, inputs))[:few]
    some_weights = tuple(filter(is_written, weights))[: _SOME - len(some_inputs)]
    return (
        Group("inputs", some_inputs, len(some_inputs) == len(inputs)),
        Group("weights", some_weights, len(some_weights) == len(weights)),
    )


class CheckRow:
    """One entry: what is nudged, by how much L moves, the slope, what the formula gives, a tick.

    Places begin with `key`; behind it stands "name", "shift", "slope" or "entry".

    Args:
        nudge: of the entry.
        theme: looks.
        size: font size of the numbers in pixels.
        name_size: of the name.
        digits: to which long numbers are rounded.

    Attributes:
        nudge: the same.
        key: ("check", letter, *index) of what is nudged.
        name, shift, slope, entry, tick: its parts, from left to right.
    """

    def __init__(
        self, nudge: Nudge, theme: Theme, size: float, name_size: float, digits: int
    ) -> None:
        self.nudge = nudge
        self.key: Place = ("check", nudge.symbol.letter, *nudge.symbol.index)
        name = Named((*self.key, "name"), nudge.symbol)
        self.name = overview(Formula(name, theme, name_size))

        def cell(column: str, value: Fraction) -> RoundedNumber:
            shown = shortened(number((*self.key, column), value, "gradient"), digits)
            return overview(RoundedNumber(shown, theme, size))

        self.shift = cell("shift", nudge.loss_shift)
        self.slope = cell("slope", nudge.slope)
        self.entry = cell("entry", nudge.entry)
        self.tick = _tick(theme, size)

    @property
    def agrees(self) -> bool:
        """Whether nudging says what the formula says."""
        return self.nudge.slope == self.nudge.entry

    @property
    def numbers(self) -> tuple[RoundedNumber, RoundedNumber, RoundedNumber]:
        """From left to right."""
        return self.shift, self.slope, self.entry

    def move_to_height(self, y: float) -> None:
        """Move vertically; the name stands on the numbers' baseline."""
        for part in (*self.numbers, self.tick):
            part.set_y(y)
        self.name.on_baseline_of(self.entry)


def point(cell: RoundedNumber) -> float:
    """Where the decimal point of a number is, or would be."""
    assert isinstance(cell.expression, Number)
    figures = cell.expression.text.partition("e")[0]
    glyphs = cell.atoms[cell.expression.place].submobjects
    position = figures.find(".")
    if position < 0:
        return float(glyphs[len(figures) - 1].get_right()[0])
    return float(glyphs[position].get_left()[0])


def _tick(theme: Theme, size: float) -> VMobject:
    """The sign that both agree."""
    corners = np.array([[0.0, 0.0, 0.0], [0.24, -0.26, 0.0], [0.72, 0.36, 0.0]]) * units(size)
    tick = VMobject(stroke_color=theme.ink, stroke_width=theme.strokes.arrow, fill_opacity=0)
    return tick.set_points_as_corners(corners)
