"""X·W written out: the row of X beside a column of W, and where the sums settle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from calculus.expressions import Place
from calculus.gradients import forward
from calculus.model import product_stated
from calculus.notation import Notation
from calculus.statements import stated
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset, symbol_formula
from scenes.stage.given import headers_within
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.naming import strip
from scenes.stage.network_moves import InPlace, Restyle, Style
from scenes.stage.regions import Region
from scenes.stage.rows import excerpt, fitted
from scenes.stage.theme import Theme, units

Line = Literal["sums", "names"]
"""The two lines of results."""

_GAP = 0.12
"""Between a weight and the input that comes to stand beside it, in em."""

_ROOM = 0.75
"""How far what follows a column moves aside for the inputs that come beside its weights, in em."""

_STRIP_MARGIN = 7
"""Around a column, in pixels: the strip stays clear of the bracket and of the next column."""

_SUMS_APART = 1.2
"""Free width between two sums in a row, in em: more than between terms."""

_LINES_APART = 1.1
"""Free height between the lines, in em."""

_SMALLEST_ROW = 30
"""Pixels; sums that would be smaller in one row stand below each other as equations instead."""


class HeadedProduct(Typeset):
    """Y = X·W = (x1 x2)(w11 ...; ...) with W's headers; a column makes room for the inputs.

    Atoms stand at ("x", i), ("w", i, j) and ("header", ...).
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self._notation, self._theme, self._size = notation, theme, size
        self._formula = Formula(product_stated(forward(notation)), theme, size)
        self._open: int | None = None
        super().__init__(self._formula, headers_within(self._formula, notation, theme))

    @property
    def equals(self) -> VGroup:
        """The first equals sign: those of the next lines stand below it."""
        return self.part("statement", "equals", 1)

    @property
    def model(self) -> VGroup:
        """X·W in letters."""
        return self.part("name", "product")

    def open(self, j: int | None) -> Shift:
        """What stands right of column j moves aside for the inputs; None closes the gap."""
        ways: dict[VMobject, np.ndarray] = {}
        for each in self._notation.output_range:
            way = self._room(each, j) - self._room(each, self._open)
            ways[self.part("header", "y", each)] = ways[self._weights(each)] = way
        # A bracket is opened or it is not: it stands right of every column.
        last = self._notation.outputs + 1
        ways[self._formula.part("w", "close")] = self._room(last, j) - self._room(last, self._open)
        self._open = j
        return Shift(self, ways)

    def _room(self, column: int, opened: int | None) -> np.ndarray:
        aside = opened is not None and column > opened
        return RIGHT * units(self._size) * (_ROOM if aside else 0.0)

    def beside(self, j: int) -> Typeset:
        """The row of X, upright: each input beside its weight in column j, at ("beside", i).

        Column j is where it stands while no gap is open.
        """
        inputs = []
        for i in self._notation.input_range:
            place: Place = ("beside", i)
            copy = symbol_formula(self._notation.x(i), self._theme, self._size, place)
            weight = self.part("w", i, j)
            copy.next_to(weight, RIGHT, buff=units(self._size) * _GAP)
            inputs.append(copy.align_to(weight, DOWN))
        return Typeset(*inputs)

    def bring_beside(self, beside: Typeset) -> Rewrite:
        """Copies of the row's entries swing down to their weights."""
        sources = {place: [self.atoms["x", *place[1:]]] for place in beside.atoms}
        return Rewrite(beside, sources, arc=-0.2)

    def strip(self, j: int, *, with_inputs: bool = False) -> RoundedRectangle:
        """A strip behind column j and its header, and behind the inputs beside it."""
        column = VGroup(self.part("header", "y", j), self._weights(j))
        if with_inputs:
            column.add(self.beside(j))
        return strip(column, self._theme, "y", margin=_STRIP_MARGIN)

    def light(self, j: int | None) -> Restyle:
        """Column j comes forward and the others step back; None brings all back."""
        styles: dict[VMobject, Style] = {}
        for each in self._notation.output_range:
            opacity = 1.0 if j in (None, each) else self._theme.dimmed
            styles[self._weights(each)] = Style(fill_opacity=opacity)
            opacity = 1.0 if j == each else self._theme.ghost
            styles[self.part("header", "y", each)] = Style(fill_opacity=opacity)
        return Restyle(self, styles)

    def _weights(self, j: int) -> VGroup:
        return self._formula.parts(("w", i, j) for i in self._notation.input_range)


class Shift(InPlace):
    """Parts of a mobject move along straight ways together.

    Args:
        whole: what is on the stage.
        ways: by part, how far it goes, shape (3,).
    """

    def __init__(
        self, whole: VMobject, ways: Mapping[VMobject, np.ndarray], **options: Any
    ) -> None:
        self._ways = ways
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._starts = [
            (glyph, glyph.points.copy(), way)
            for part, way in self._ways.items()
            for glyph in part.get_family()
            if len(glyph.points)
        ]

    def at(self, alpha: float) -> None:
        for glyph, start, way in self._starts:
            glyph.points = start + alpha * way


class ResultRows(VGroup):
    """= (w11x1 + w12x2 ...) and, each below its sum, = (y1 y2 y3)."""

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        derivation = forward(notation)
        sums, names = (
            Formula(stated(derivation, line), theme, size) for line in ("expand", "names")
        )
        _draw_together(sums, notation, units(size) * _SUMS_APART)
        names.next_to(sums, DOWN, buff=units(size) * _LINES_APART, aligned_edge=LEFT)
        names.part("matrix", "close").match_x(sums.part("matrix", "close"))
        for j in notation.output_range:
            names.part("entry", j).match_x(sums.part("entry", j))
        lines = ("statement",), ("matrix",), ("entry",)
        self._sums, self._names = (excerpt(formula, *lines) for formula in (sums, names))
        self._theme, self._slots = theme, dict[tuple[Line, int], RoundedRectangle]()
        self._others = notation.output_range[1:]
        super().__init__(self._sums, self._names)

    def fill_slot(self, line: Line, j: int) -> list[Animation]:
        """What happens to the empty frames of a line when its entry j is written.

        With the first entry come frames for all others; each of these leaves its frame.
        """
        if j > 1:
            return [FadeOut(self._slots.pop((line, j)))]
        entries = self._sums if line == "sums" else self._names
        for other in self._others:
            slot = frame(entries.part("entry", other), self._theme, "shape", margin=3)
            self._slots[line, other] = slot.set_stroke(opacity=self._theme.ghost)
        return [FadeIn(self._slots[line, other]) for other in self._others]

    @property
    def equals(self) -> VGroup:
        """The first line's equals sign."""
        return self._sums.part("statement", "equals")

    def sum_of(self, j: int) -> Typeset:
        """The sum of output j; the first brings its line's brackets."""
        return excerpt(self._sums, ("entry", j), *_brackets(j))

    def name_of(self, j: int) -> Typeset:
        """The name of output j, where it settles; the first brings its line's brackets."""
        return excerpt(self._names, ("entry", j), *_brackets(j))

    def name_place(self, j: int) -> Place:
        """The place of output j's name."""
        return ("entry", j)

    def equation_sources(self, j: int) -> dict[Place, list[VMobject]]:
        """For the places of the equation of output j, what stands here for them."""
        sums = {
            ("equation", *place[1:]): [atom]
            for place, atom in self._sums.atoms.items()
            if place[:2] == ("entry", j)
        }
        return {**sums, ("equation", j, "y"): [self._names.part("entry", j)]}


def _draw_together(sums: Formula, notation: Notation, gap: float) -> None:
    """Leave only this much between the sums: their row decides how large the page can be."""
    closing, before = sums.part("matrix", "close"), sums.part("entry", 1)
    room = closing.get_left()[0] - sums.part("entry", notation.outputs).get_right()[0]
    for j in notation.output_range[1:]:
        entry = sums.part("entry", j)
        entry.shift(RIGHT * (before.get_right()[0] + gap - entry.get_left()[0]))
        before = entry
    closing.shift(RIGHT * (before.get_right()[0] + room - closing.get_left()[0]))


class ResultEquations(Equations):
    """y1 = w11x1 + ... below each other: for sums that would be too small in one row."""

    @property
    def equals(self) -> VGroup:
        """The equals signs."""
        return self.parts(("equation", j, "equals") for j in self.lines)

    def fill_slot(self, line: Line, j: int) -> list[Animation]:
        """Nothing: equations need no frames, as each is whole by itself."""
        return []

    def sum_of(self, j: int) -> Typeset:
        """The sum of output j."""
        return excerpt(self, ("equation", j, "term"), ("equation", j, "plus"))

    def name_of(self, j: int) -> Typeset:
        """The name of output j with its equals sign."""
        return excerpt(self, ("equation", j, "y"), ("equation", j, "equals"))

    def name_place(self, j: int) -> Place:
        """The place of output j's name."""
        return ("equation", j, "y")

    def equation_sources(self, j: int) -> dict[Place, list[VMobject]]:
        """For the places of the equation of output j, what stands here for them."""
        return {place: [atom] for place, atom in self.lines[j].atoms.items()}


def _brackets(j: int) -> tuple[Place, ...]:
    return (("statement",), ("matrix",)) if j == 1 else ()


class Multiplication(VGroup):
    """The product above its results, aligned at their equals signs.

    Attributes:
        product: Y = X·W = (x1 x2)(w11 ...; ...).
        results: where sums and names settle.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float, *, in_rows: bool) -> None:
        self.size = size
        self.product = HeadedProduct(notation, theme, size)
        self.results: ResultRows | ResultEquations
        if in_rows:
            self.results = ResultRows(notation, theme, size)
        else:
            self.results = ResultEquations(notation, theme, size)
        self.results.next_to(self.product, DOWN, buff=units(size) * 1.5 * _LINES_APART)
        self.results.shift(
            RIGHT * (self.product.equals.get_center()[0] - self.results.equals.get_center()[0])
        )
        super().__init__(self.product, self.results)

    @classmethod
    def within(cls, notation: Notation, theme: Theme, region: Region) -> Multiplication:
        """At the largest size that fits a region, sums in a row if that is not too small."""
        for in_rows in (True, False):
            build = partial(cls, notation, theme, in_rows=in_rows)
            found = fitted(build, region, theme.sizes.formula)
            if found.size >= _SMALLEST_ROW:
                break
        return found.move_to(region.center)

    def add_up(self, j: int, beside: Typeset) -> list[Animation]:
        """The pairs of column j fly together into their sum; copies of the weights stay."""
        total = self.results.sum_of(j)
        sources: dict[Place, list[VMobject]] = {}
        for place in total.atoms:
            if place[-1] == "w":
                sources[place] = [self.product.atoms["w", place[3], j]]
            elif place[-1] == "x":
                sources[place] = [beside.atoms["beside", place[3]]]
        return [Rewrite(total, sources, replaced=[beside]), *self.results.fill_slot("sums", j)]

    def bring_name(self, j: int, source: VMobject) -> list[Animation]:
        """The name of output j comes to its sum from where it stands on the stage."""
        name = Rewrite(self.results.name_of(j), {self.results.name_place(j): [source]})
        return [name, *self.results.fill_slot("names", j)]

    def set_aside(self, equations: Equations, **options: Any) -> Rewrite:
        """Sums and names become the equations; whatever else stands here leaves."""
        sources = {
            place: atoms
            for j in equations.lines
            for place, atoms in self.results.equation_sources(j).items()
        }
        used = {id(glyph) for atoms in sources.values() for glyph in VGroup(*atoms).get_family()}
        atoms = [
            atom
            for part in self.get_family()
            if isinstance(part, Typeset)
            for atom in part.atoms.values()
        ]
        leaving = [atom for atom in atoms if not used & {id(glyph) for glyph in atom.get_family()}]
        last = max(1, len(equations.lines) - 1)
        order = {
            place: (j - 1) / last for j, line in equations.lines.items() for place in line.atoms
        }
        return Rewrite(
            equations,
            sources,
            leaving=leaving,
            replaced=[self],
            lag=order.__getitem__,
            **options,
        )
