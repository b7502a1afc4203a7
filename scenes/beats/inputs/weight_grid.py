"""W on a square grid, so that its transpose is a true reflection about the main diagonal."""

from __future__ import annotations

from typing import Literal

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, RoundedRectangle, VGroup

from calculus.algebra.expressions import Direction, Dots, Expression, Named, Place, Transpose
from calculus.algebra.notation import ELIDED, WHOLE_W, Notation
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import context, overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

_HEADER_ROOM = 0.8
"""Width of the strip of the headers, in cells."""

_LARGEST = units(118)
"""Side of a square at most."""

_FILL = 0.84
"""Part of a square's side that its entry may take."""

_SAMPLE = 100.0
"""Font size in pixels at which widths are measured."""

_APART = 0.7
"""Distance of two grids that stand side by side, in cells."""


class WeightGrid(Typeset):
    """W or Wᵀ with its headers on a grid of squares; its name stands in the corner.

    Entries stand at ("w", i, j), headers at ("header", "x", i) and ("header", "y", j), the name at
    ("name", "w", ...), in both alike.

    Args:
        notation: shape and names.
        theme: looks.
        cell: side of a square in Manim units.
        corner: where the rows and the columns begin, shape (3,).
        transposed: Wᵀ: outputs head the rows, inputs the columns.

    Attributes:
        frame: the outline around the entries.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        cell: float,
        corner: np.ndarray,
        *,
        transposed: bool = False,
    ) -> None:
        self.notation, self.theme, self.cell = notation, theme, cell
        self.corner, self.transposed = corner, transposed
        self._widest = _widest(notation, theme)
        self._slots = {
            "x": {i: slot for slot, i in enumerate(notation.input_range)},
            "y": {j: slot for slot, j in enumerate(notation.output_range)},
        }
        parts = [self._entry(i, j) for i in notation.input_range for j in notation.output_range]
        headers = [self._header("x", i) for i in notation.input_range]
        headers += [self._header("y", j) for j in notation.output_range]
        for header in headers:
            context(header).set_opacity(theme.ghost)
        super().__init__(*parts, *headers, self._name())
        overview(self)
        height, width = (cell * count for count in self._shape)
        self.frame = RoundedRectangle(
            width=width,
            height=height,
            corner_radius=units(10),
            stroke_color=theme.muted,
            stroke_width=theme.strokes.frame,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(corner + RIGHT * width / 2 + DOWN * height / 2)

    @classmethod
    def overlaid(
        cls, notation: Notation, theme: Theme, region: Region
    ) -> tuple[WeightGrid, WeightGrid]:
        """W and Wᵀ with one corner, in the middle of a region."""
        most = max(_counts(notation)) + _HEADER_ROOM
        cell = min(_LARGEST, region.width / most, region.height / most)
        offset = (most / 2 - _HEADER_ROOM) * cell
        corner = region.center + offset * (LEFT + UP)
        return (
            cls(notation, theme, cell, corner),
            cls(notation, theme, cell, corner, transposed=True),
        )

    @classmethod
    def side_by_side(
        cls, notation: Notation, theme: Theme, region: Region
    ) -> tuple[WeightGrid, WeightGrid]:
        """W and Wᵀ next to each other, level at the top, in the middle of a region."""
        inputs, outputs = _counts(notation)
        wide = inputs + outputs + 2 * _HEADER_ROOM + _APART
        high = max(inputs, outputs) + _HEADER_ROOM
        cell = min(_LARGEST, region.width / wide, region.height / high)
        left = region.center[0] + (_HEADER_ROOM - wide / 2) * cell
        top = region.center[1] + (high / 2 - _HEADER_ROOM) * cell
        right = left + (outputs + _APART + _HEADER_ROOM) * cell
        return (
            cls(notation, theme, cell, np.array([left, top, 0.0])),
            cls(notation, theme, cell, np.array([right, top, 0.0]), transposed=True),
        )

    def outline(self) -> RoundedRectangle:
        """A frame in W's colour, to say "equal"."""
        return frame(self.frame, self.theme, "w", margin=0)

    def diagonal(self) -> VGroup:
        """The main diagonal, drawn only between the entries that stand on it."""
        last = min(self._shape)
        if self.notation.inputs != self.notation.outputs and self._elided:
            last = min(last, 3)  # behind the dots it would meet an entry that is not on it
        strokes = VGroup()
        for node in range(last + 1):
            first = node - (0.2 if node else 0.08)
            second = node + (0.2 if node < last else 0.45)
            strokes.add(
                Line(
                    self.corner + first * self.cell * (RIGHT + DOWN),
                    self.corner + second * self.cell * (RIGHT + DOWN),
                    color=self.theme.ink,
                    stroke_width=self.theme.strokes.frame,
                )
            )
        return strokes

    def slot_frame(
        self, *, output: int | None = None, input: int | None = None
    ) -> RoundedRectangle:
        """A frame around the entries that belong to an output or to an input."""
        entries = VGroup(
            *(
                self.part("w", i, j)
                for i in self.notation.input_range
                for j in self.notation.output_range
                if output in (None, j) and input in (None, i)
            )
        )
        column = (output is not None) != self.transposed
        height, width = (self.cell * count for count in self._shape)
        name = units(self._size) * self._widest
        room = max(0.88 * self.cell, min(self.cell, name + units(14)))
        return RoundedRectangle(
            width=room if column else width - self.cell + room,
            height=height - self.cell + room if column else room,
            corner_radius=units(10),
            stroke_color=self.theme.colour("gradient" if output is None else "y"),
            stroke_width=self.theme.strokes.arrow,
        ).move_to(self._middle(entries))

    def flip_onto(self, other: WeightGrid, *, run_time: float) -> Rewrite:
        """Every entry crosses the diagonal to its place in `other`; the headers swap sides."""
        return Rewrite(
            other,
            {place: [atom] for place, atom in self.atoms.items() if other.has(*place)},
            leaving=[atom for place, atom in self.atoms.items() if place not in other.atoms],
            replaced=[self],
            arc=0.28,
            lag=self._order,
            spread=0.5,
            run_time=run_time,
        )

    def _order(self, place: tuple[str | int, ...]) -> float:
        """Entries set out one after the other, the headers after them."""
        if place[0] != "w":
            return 1.0
        _, i, j = place
        inputs, outputs = _counts(self.notation)
        position = self._slots["x"][int(i)] * outputs + self._slots["y"][int(j)]
        return 0.75 * position / max(1, inputs * outputs - 1)

    @property
    def _shape(self) -> tuple[int, int]:
        shape = _counts(self.notation)
        return shape[::-1] if self.transposed else shape

    @property
    def _size(self) -> float:
        largest = pixels(self.cell) * _FILL / self._widest
        return min(self.theme.sizes.formula, max(OVERVIEW, pixels(self.cell) * 0.46), largest)

    @property
    def _elided(self) -> bool:
        return ELIDED in (*self.notation.input_range, *self.notation.output_range)

    def _entry(self, i: int, j: int) -> Formula:
        down, right = self._slots["x"][i] + 0.5, self._slots["y"][j] + 0.5
        place: Place = ("w", i, j)
        if ELIDED in (i, j):
            direction = "aslant" if i == j else self._along("y" if j == ELIDED else "x")
            return self._put(Dots(place, direction, "w"), down, right)
        return self._put(Named(place, self.notation.w(j, i)), down, right)

    def _header(self, letter: Literal["x", "y"], index: int) -> Formula:
        place: Place = ("header", letter, index)
        symbol = self.notation.x(index) if letter == "x" else self.notation.y(index)
        header: Expression = Named(place, symbol)
        if index == ELIDED:
            header = Dots(place, self._along(letter), letter)
        before, along = -_HEADER_ROOM / 2, self._slots[letter][index] + 0.5
        i, j = (along, before) if letter == "x" else (before, along)
        return self._put(header, i, j, 0.85)

    def _along(self, letter: str) -> Direction:
        """Which way inputs ("x") or outputs ("y") follow each other."""
        return "down" if (letter == "x") != self.transposed else "across"

    def _name(self) -> Formula:
        before = -_HEADER_ROOM / 2
        name: Expression = Named(("name", "w", "name"), WHOLE_W)
        if self.transposed:
            name = Transpose(("name", "w"), WHOLE_W)
        return self._put(name, before, before)

    def _put(self, expression: Expression, i: float, j: float, part: float = 1.0) -> Formula:
        """Set an expression at a place given in cells: `i` along the inputs, `j` the outputs."""
        formula = Formula(expression, self.theme, self._size * part)
        down, right = (j, i) if self.transposed else (i, j)
        spot = self.corner + self.cell * np.array([right, -down, 0.0])
        formula.shift(spot - VGroup(*formula.atoms.values()).get_center())
        return formula

    @staticmethod
    def _middle(group: VGroup) -> np.ndarray:
        return np.array(group.get_center())


def _counts(notation: Notation) -> tuple[int, int]:
    """How many rows and columns of W are drawn, dots included."""
    return len(notation.input_range), len(notation.output_range)


def _widest(notation: Notation, theme: Theme) -> float:
    """Width of the widest weight's name in em."""
    last = notation.w(notation.output_range[-1], notation.input_range[-1])
    return float(pixels(Formula(Named(("widest",), last), theme, _SAMPLE).width)) / _SAMPLE


def name_diagonal(diagonal: VGroup, text: str, theme: Theme) -> Words:
    """A word at the lower end of the diagonal."""
    words = Words(text, theme, theme.sizes.headers, theme.muted)
    return words.next_to(diagonal.get_corner(DOWN + RIGHT), RIGHT, buff=units(12))


def labels_into(grid: WeightGrid, labels: Typeset, *, run_time: float) -> Rewrite:
    """Copies of the network's edge labels settle in their slots (chapter 3's rule)."""
    sources = {place: [labels.atoms[place]] for place in grid.atoms if place in labels.atoms}
    return Rewrite(grid, sources, run_time=run_time)
