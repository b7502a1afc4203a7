"""∂L/∂W with all its terms: a grid of framed cells, in each cell one lane a path.

A one-line matrix of 18 terms would need tiny subscripts; as lanes they stay readable, and the
terms that survive form a staircase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from manim import LEFT, RIGHT, Animation, FadeOut, RoundedRectangle, VGroup, VMobject, Wait

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Expression, Partial, Place, Sum, Zero, find
from calculus.algebra.notation import Notation
from scenes.stage.animations.origins import sources_on
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.matrices.headers import Headers
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

_LANE_HEIGHT = 2.75
"""Pitch of the lanes in em of their terms (a displayed fraction is 2.2 em high)."""

_WIDEST_CELL = 9.5
"""Width of a cell, in em, beyond which its name and its terms would drift apart."""

_HIGHEST_LANE = 3.4
"""Pitch of the lanes, in em, beyond which a cell would be empty."""

_WIDEST_TERM = 5.6
"""Width of a lane with its plus sign, in em."""

_FRAMED = 8.6
"""Width of a cell that stands alone, in em of its terms."""

_GAP = units(14)
"""Between two cells, and between a cell's frame and what is in it."""

Entry = tuple[int, int]
"""(input i, output j) of an entry of ∂L/∂W: its row and column."""


class Cell:
    """One entry: its ∂L/∂w_ji in the corner, its terms in lanes joined by plus signs.

    Attributes:
        box: the frame.
        corner: ∂L/∂w_ji, at the places of the line `definition`.
        equals: the sign behind the corner, on the first lane's level.
        lanes: by output k, the term of the path through y_k, or the zero it became.
        plus: by output k > 1, the plus sign in front of lane k.
    """

    def __init__(
        self,
        corner: Partial,
        terms: Sum,
        theme: Theme,
        width: float,
        height: float,
        size: float,
    ) -> None:
        self.box = RoundedRectangle(
            width=width,
            height=height,
            corner_radius=units(12),
            stroke_width=theme.strokes.frame,
            stroke_color=theme.muted,
            stroke_opacity=theme.ghost,
            fill_color=theme.panel,
            fill_opacity=1.0,
        ).set_z_index(-1)
        inset = _GAP
        name_size = max(min(size * 0.82, theme.sizes.headers), OVERVIEW)
        # Headers say as well which entry this is.
        self.corner = overview(Formula(corner, theme, name_size))
        self.corner.move_to(self.box.get_left() + inset * RIGHT, aligned_edge=LEFT)
        self.lanes: dict[int, Formula] = {}
        self.plus: dict[int, Sign] = {}
        pitch = (height - 2 * inset) / len(terms.terms)
        plus_room = units(size) * 1.0
        center = self.box.get_center()[0] + (self.corner.width + inset) / 2 + plus_room * 0.1
        for row, term in enumerate(terms.terms):
            lane = Formula(term, theme, size)
            y = self.box.get_top()[1] - inset - pitch * (row + 0.5)
            self.lanes[int(term.place[-1])] = lane.move_to([center + plus_room / 2, y, 0])
        # The signs stand below each other, however wide the lanes are.
        x = min(lane.get_left()[0] for lane in self.lanes.values()) - plus_room * 0.95
        first, *others = terms.terms
        self.equals = Sign((*corner.place, "equals"), "=", theme.ink, size)
        self.equals.move_to([x, self.lanes[int(first.place[-1])].get_y(), 0])
        self.corner.set_y(self.equals.get_y())
        for term in others:
            key = int(term.place[-1])
            sign = Sign(terms.plus(term), "+", theme.ink, size)
            self.plus[key] = sign.move_to([x, self.lanes[key].get_y(), 0])

    @property
    def everything(self) -> VGroup:
        """Frame and contents."""
        return VGroup(self.box, self.corner, self.equals, self.sum)

    @property
    def name(self) -> Typeset:
        """∂L/∂w_ji =."""
        return Typeset(self.corner, self.equals)

    @property
    def sum(self) -> Typeset:
        """Lanes and plus signs as they are now."""
        return Typeset(*self.lanes.values(), *self.plus.values())

    def replace_lane(self, k: int, new: Formula) -> Formula:
        """Note that lane k now shows something else; returns what it showed."""
        old = self.lanes[k]
        self.lanes[k] = new
        return old


class LaneGrid:
    """Entries of ∂L/∂W as cells, in W's places, with ghost headers.

    Args:
        derivation: of ②.
        notation: shape and names.
        theme: looks.
        region: what the cells fill.
        only: the one entry that is written out, large and without headers; None for all.

    Attributes:
        cells: by (input, output).
        headers: x1, x2 beside the rows, y1, y2, y3 above the columns.
        size: font size of the terms in pixels.
    """

    def __init__(
        self,
        derivation: Derivation,
        notation: Notation,
        theme: Theme,
        region: Region,
        only: Entry | None = None,
    ) -> None:
        self._derivation = derivation
        self._theme = theme
        plan = _plan(notation, theme, region) if only is None else _large(notation, theme, region)
        self.size = plan.size
        definition = derivation["definition"].expression
        terms = derivation["expand"].expression
        every = [(i, j) for i in notation.input_range for j in notation.output_range]
        self.cells: dict[Entry, Cell] = {}
        for i, j in every if only is None else [only]:
            corner = find(definition, ("entry", i, j))
            lanes = find(terms, ("entry", i, j))
            assert isinstance(corner, Partial) and isinstance(lanes, Sum)
            cell = Cell(corner, lanes, theme, plan.width, plan.height, plan.size)
            offset = [j * (plan.width + _GAP), -i * (plan.height + _GAP), 0.0]
            cell.everything.shift(offset)
            self.cells[i, j] = cell
            if only is None:
                overview(cell.everything)
        self.headers = Typeset()
        if only is None:
            self.headers = Headers(
                {i: self.cells[i, 1].box for i in notation.input_range},
                {j: self.cells[1, j].box for j in notation.output_range},
                self.boxes,
                notation,
                theme,
            )
        cells = (cell.everything for cell in self.cells.values())
        VGroup(self.headers, *cells).move_to(region.center)

    @property
    def boxes(self) -> VGroup:
        """All frames."""
        return VGroup(*(cell.box for cell in self.cells.values()))

    @property
    def corners(self) -> Typeset:
        """∂L/∂w_ji = of all cells."""
        return Typeset(*(cell.name for cell in self.cells.values()))

    @property
    def typeset(self) -> Typeset:
        """All that stands on the stage now: corners, terms, plus signs, headers."""
        sums = (cell.sum for cell in self.cells.values())
        return Typeset(self.corners, *sums, self.headers)

    def zero_lanes(self, entry: Entry) -> list[int]:
        """The lanes of an entry that the derivation finds to be 0."""
        zeros = find(self._derivation["zeros"].expression, ("entry", *entry))
        assert isinstance(zeros, Sum)
        return [int(term.place[-1]) for term in zeros.terms if isinstance(term, Zero)]

    def unfold(self, entry: Entry, **options: Any) -> Rewrite:
        """The terms of an entry grow out of the ∂L/∂w in its corner: ∂L and ∂w are copied."""
        cell = self.cells[entry]
        terms = cell.sum
        origins = self._derivation.origins_between("definition", "expand")
        return Rewrite(terms, sources_on(cell.corner, terms, origins), **options)

    def become_zero(
        self, entry: Entry, k: int, source: VMobject | None = None, **options: Any
    ) -> Rewrite:
        """Lane k of an entry visibly turns into 0 (which flies in from `source` if given)."""
        place: Place = ("entry", *entry, "term", k)
        zero = overview(Formula(self._zero(place), self._theme, self.size))
        cell = self.cells[entry]
        zero.move_to(cell.lanes[k])
        old = cell.replace_lane(k, zero)
        sources = list(old.atoms.values()) if source is None else [source]
        return Rewrite(zero, {place: sources}, replaced=[old], **options)

    def pale_signs(self, entry: Entry) -> VGroup:
        """The plus signs in front of an entry's zeros, which are as grey as these."""
        cell = self.cells[entry]
        zeros = [k for k, lane in cell.lanes.items() if isinstance(lane.expression, Zero)]
        return VGroup(*(cell.plus[k] for k in zeros if k in cell.plus))

    def drop_zeros(self) -> list[Animation]:
        """The zeros fade with the plus signs, which join nothing any more."""
        leaving = VGroup()
        for cell in self.cells.values():
            for k, lane in list(cell.lanes.items()):
                if isinstance(lane.expression, Zero):
                    leaving.add(cell.lanes.pop(k))
            leaving.add(*cell.plus.values())
            cell.plus.clear()
        return [FadeOut(leaving)] if len(leaving) else [Wait()]

    def center_survivors(self) -> list[Animation]:
        """Each survivor slides to the middle of its cell."""
        return [
            lane.animate.set_y(self.cells[entry].box.get_center()[1])
            for entry, lane in self.survivors().items()
        ]

    def survivors(self) -> dict[Entry, Formula]:
        """By entry, the lane that is not 0 (the last one left, if it is alone)."""
        return {
            entry: next(
                lane for lane in cell.lanes.values() if not isinstance(lane.expression, Zero)
            )
            for entry, cell in self.cells.items()
        }

    def _zero(self, place: Place) -> Expression:
        return find(self._derivation["zeros"].expression, place)


@dataclass(frozen=True)
class _Plan:
    """Sizes of the cells: of their terms in pixels, of their frames in Manim units."""

    size: float
    width: float
    height: float


def _plan(notation: Notation, theme: Theme, region: Region) -> _Plan:
    """For a cell an entry; shapes for which they would be too small are mapped (`lanes_fit`)."""
    head = units(theme.sizes.headers) * 1.3
    room = (region.width - head) / notation.outputs - _GAP
    height = (region.height - head) / notation.inputs - _GAP
    size = min(
        theme.sizes.overview,
        pixels((height - 2 * _GAP) / notation.outputs / _LANE_HEIGHT),
        pixels(room / (_WIDEST_TERM + 1.6)),
    )
    size = max(size, OVERVIEW)
    height = min(height, units(size) * _HIGHEST_LANE * notation.outputs + 2 * _GAP)
    return _Plan(size, min(room, units(size) * _WIDEST_CELL), height)


def _large(notation: Notation, theme: Theme, region: Region) -> _Plan:
    """For one cell, whose lanes are read for the first time."""
    lanes = len(notation.output_range)
    size = min(
        theme.sizes.formula,
        pixels((region.height - 2 * _GAP) / lanes / _LANE_HEIGHT),
        pixels(region.width / _FRAMED),
    )
    size = max(size, FIRST_READING)
    height = min(region.height, lanes * units(size) * _LANE_HEIGHT + 2 * _GAP)
    return _Plan(size, min(region.width, units(size) * _FRAMED), height)
