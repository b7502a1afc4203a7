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

from calculus.expressions import Dots, Place
from calculus.gradients import forward
from calculus.model import product_stated
from calculus.notation import ELIDED, Notation
from calculus.statements import stated
from scenes.stage.declared import overview
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset, symbol_formula
from scenes.stage.given import headers_within
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.naming import strip
from scenes.stage.network_moves import InPlace, Restyle, Style
from scenes.stage.regions import Region
from scenes.stage.rows import FIRST_READING, OVERVIEW, excerpt, fitted
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

_STEP = 0.95
"""From one font size to the next smaller one that is tried."""


class HeadedProduct(Typeset):
    """Y = X·W = (x1 x2)(w11 ...; ...) with W's headers; a column makes room for the inputs.

    Atoms stand at ("x", i), ("w", i, j) and ("header", ...). Both matrices have been read when
    this is shown, so that it may be small.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self._notation, self._theme, self.size = notation, theme, size
        self._formula = Formula(product_stated(forward(notation)), theme, size)
        if size < FIRST_READING:
            overview(self._formula)
        self._open: int | None = None
        super().__init__(self._formula, headers_within(self._formula, notation, theme))

    @property
    def rows(self) -> tuple[int, ...]:
        """The inputs that have a row in W."""
        return self._notation.input_range

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
        way = self._room(None, j) - self._room(None, self._open)
        ways[self._formula.part("w", "close")] = way
        self._open = j
        return Shift(self, ways)

    @property
    def open_width(self) -> float:
        """Its width while a column is open."""
        return float(self.width + units(self.size) * _ROOM)

    def _room(self, column: int | None, opened: int | None) -> np.ndarray:
        """How far a column, or the bracket behind all (None), stands aside for an open one."""
        order = self._notation.output_range
        behind = column is None or (
            opened is not None and order.index(column) > order.index(opened)
        )
        return RIGHT * units(self.size) * (_ROOM if behind and opened is not None else 0.0)

    def beside(self, j: int) -> Typeset:
        """The row of X, upright: each input beside its weight in column j, at ("beside", i).

        Column j is where it stands while no gap is open.
        """
        inputs: list[Formula] = []
        for i in self._notation.input_range:
            place: Place = ("beside", i)
            weight = self.part("w", i, j)
            if i == ELIDED:
                copy = Formula(Dots(place, "down", "x"), self._theme, self.size)
                copy.move_to(weight).match_x(inputs[0])
            else:
                copy = symbol_formula(self._notation.x(i), self._theme, self.size, place)
                copy.next_to(weight, RIGHT, buff=units(self.size) * _GAP).align_to(weight, DOWN)
            inputs.append(copy)
        beside = Typeset(*inputs)
        return overview(beside) if self.size < FIRST_READING else beside

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
        self._others = notation.written_outputs[1:]
        super().__init__(self._sums, self._names)

    def fill_slot(self, line: Line, j: int) -> list[Animation]:
        """What happens to the empty frames of a line when its entry j is written.

        With the first entry come frames for all others; each of these leaves its frame.
        """
        if j == ELIDED:
            return []
        if j > 1:
            return [FadeOut(self._slots.pop((line, j)))]
        entries = self._sums if line == "sums" else self._names
        for other in self._others:
            slot = frame(entries.part("entry", other), self._theme, "shape", margin=3)
            self._slots[line, other] = slot.set_stroke(opacity=self._theme.ghost)
        return [FadeIn(self._slots[line, other]) for other in self._others]

    def dots(self) -> dict[Line, Typeset]:
        """By line, what stands for the entries left out."""
        return {"sums": self.sum_of(ELIDED), "names": self.name_of(ELIDED)}

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
    last = notation.output_range[-1]
    room = closing.get_left()[0] - sums.part("entry", last).get_right()[0]
    for j in notation.output_range[1:]:
        entry = sums.part("entry", j)
        entry.shift(RIGHT * (before.get_right()[0] + gap - entry.get_left()[0]))
        before = entry
    closing.shift(RIGHT * (before.get_right()[0] + room - closing.get_left()[0]))


class ResultEquations(Equations):
    """y1 = w11x1 + ... below each other: for sums that would be too small in one row.

    Equations left out are dots: these are their sum and have no name.
    """

    def dots(self) -> dict[Line, Typeset]:
        """By line, what stands for the entries left out: of an equation both at once."""
        return {"sums": self.sum_of(ELIDED)}

    @property
    def equals(self) -> VGroup:
        """The equals signs."""
        return self.parts(("equation", j, "equals") for j in self.lines if j != ELIDED)

    def fill_slot(self, line: Line, j: int) -> list[Animation]:
        """Nothing: equations need no frames, as each is whole by itself."""
        return []

    def sum_of(self, j: int) -> Typeset:
        """The sum of output j."""
        if j == ELIDED:
            return excerpt(self, ("equation", j))
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

    Args:
        notation: shape and names.
        theme: looks.
        size: font size of the results in pixels.
        product_size: of the product; None for the same.
        in_rows: whether the sums stand in one row, as the product's entries.

    Attributes:
        product: Y = X·W = (x1 x2)(w11 ...; ...).
        results: where sums and names settle.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        size: float,
        product_size: float | None = None,
        *,
        in_rows: bool,
    ) -> None:
        self.size = size
        self.product = HeadedProduct(notation, theme, product_size or size)
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
        """At the largest size that fits a region, sums in a row if that is not too small.

        In a row or below each other, the sums are read for the first time. The product may be
        smaller where the sums below each other leave it no room.
        """
        build = partial(cls, notation, theme, in_rows=True)
        rows = fitted(build, region, theme.sizes.formula)
        if rows.product.open_width > region.width:
            rows = build(max(FIRST_READING, rows.size * region.width / rows.product.open_width))
        wide = max(rows.width, rows.product.open_width) > region.width
        if not wide and rows.height <= region.height:
            return rows.move_to(region.center)
        size = product_size = theme.sizes.formula
        while True:
            found = cls(notation, theme, size, product_size, in_rows=False)
            wide = max(found.width, found.product.open_width) > region.width
            if (not wide and found.height <= region.height) or product_size <= OVERVIEW:
                return found.move_to(region.center)
            if size > FIRST_READING:
                size = product_size = max(size * _STEP, FIRST_READING)
            else:
                product_size = max(product_size * _STEP, OVERVIEW)

    def add_up(self, j: int, beside: Typeset) -> list[Animation]:
        """The pairs of column j fly together into their sum; copies of the weights stay."""
        total = self.results.sum_of(j)
        sources: dict[Place, list[VMobject]] = {}
        for place in total.atoms:
            if place[-1] == ELIDED:
                dots = self.product.atoms["w", ELIDED, j], beside.atoms["beside", ELIDED]
                sources[place] = [*dots]
            elif place[-1] == "w":
                sources[place] = [self.product.atoms["w", place[3], j]]
            elif place[-1] == "x":
                sources[place] = [beside.atoms["beside", place[3]]]
        return [Rewrite(total, sources, replaced=[beside]), *self.results.fill_slot("sums", j)]

    def pass_over(self) -> list[Animation]:
        """The columns that are left out give the sums that are left out, and their names."""
        column = [self.product.part("w", i, ELIDED) for i in self.product.rows]
        moves: list[Animation] = []
        for line, dots in self.results.dots().items():
            sources = dict.fromkeys(dots.atoms, column)
            moves += [Rewrite(dots, sources), *self.results.fill_slot(line, ELIDED)]
        return moves

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
            place: position / last
            for position, line in enumerate(equations.lines.values())
            for place in line.atoms
        }
        return Rewrite(
            equations,
            sources,
            leaving=leaving,
            replaced=[self],
            lag=order.__getitem__,
            **options,
        )
