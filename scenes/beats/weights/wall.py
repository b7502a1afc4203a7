"""∂L/∂W with all its terms: a wall of cells, in each cell one lane for the path through each y.

As a matrix of one line an entry, 18 terms would need tiny subscripts; as lanes they stay readable,
and the terms that survive form a staircase.
"""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, RoundedRectangle, VGroup, VMobject

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Atom, Place, Sum, Zero, find
from calculus.algebra.notation import Notation
from calculus.statements.given import stated
from scenes.beats.weights.slots import slot
from scenes.stage.exemptions import may_overlap, overview
from scenes.stage.fitting import OVERVIEW, largest_that_fits
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import AtomGlyphs, Formula, Glyph, Sign, Typeset
from scenes.stage.formulas.parentheses import tall_parenthesis
from scenes.stage.matrices.headers import Headers
from scenes.stage.regions import Region
from scenes.stage.theme import Sizes, Theme, units

Entry = tuple[int, int]
"""(input i, output j) of an entry of ∂L/∂W: its row and column."""

Term = tuple[int, int, int]
"""(input i, output j, path k): the term of ∂L/∂w_ji through y_k."""

_LANE = 2.6, 3.3
"""Least and greatest pitch of the lanes, in em; a fraction is 2.33 em high."""

_NAME = 0.78
"""Font size of an entry's name, as a part of its terms'."""

_SIGN = 1.5
"""Room for a plus sign, in em."""

_INSET, _GAP = units(12), units(14)
"""Between a cell's rim and its lanes, and between two cells."""

_TAB = units(7)
"""Between an entry's name and the rim of its tab."""

_BRACKET = 1.5
"""Font size of the parentheses and of what stands in front of them, in that of the terms."""


class Cell(Typeset):
    """A mobject: an entry, its name ∂L/∂w_ji in the corner, its terms in lanes joined by +.

    Attributes:
        box: the frame.
        tab: what the name stands on.
        corner: ∂L/∂w_ji, at the places of the line `definition`.
        lanes: by output k, the term of the path through y_k.
        signs: by output k from the second on, the plus sign in front of lane k.
        zeros: by output k, the 0 that a term becomes which vanishes; not seen until then.
        vanished: the outputs whose terms have become 0.
        step: what lies behind the term that stays, when the staircase is shown.
    """

    def __init__(
        self, derivation: Derivation, entry: Entry, theme: Theme, size: float, pitch: float
    ) -> None:
        place: Place = ("entry", *entry)
        total = find(derivation["paths"].expression, place)
        zeroed = find(derivation["zeros"].expression, place)
        assert isinstance(total, Sum) and isinstance(zeroed, Sum)
        em = units(size)
        name_size = max(size * _NAME, OVERVIEW)
        self.corner = Formula(find(derivation["definition"].expression, place), theme, name_size)
        terms = {int(term.place[-1]): Formula(term, theme, size) for term in total.terms}
        widest = max(term.width for term in terms.values())
        self.tab = self._tab(theme)
        head = max(self.tab.width, _SIGN * em)
        width = head + widest + 2 * _INSET
        height = 2 * _INSET + pitch * len(terms)
        self.box = slot(theme, width, height)
        left = self.box.get_left()[0] + head + _INSET
        top = self.box.get_top()[1] - _INSET
        self.lanes, self.signs, self.zeros = terms, {}, {}
        for row, (term, zero) in enumerate(zip(total.terms, zeroed.terms, strict=True)):
            k, y = int(term.place[-1]), top - (row + 0.5) * pitch
            terms[k].move_to([left + widest / 2, y, 0])
            if row:
                sign = Sign(total.plus(term), "+", theme.ink, size)
                self.signs[k] = sign.move_to([left - _SIGN * em / 2, y, 0])
            if isinstance(zero, Zero):
                self.zeros[k] = Formula(zero, theme, size).move_to(terms[k])
        VGroup(self.tab, self.corner).move_to(self.box, aligned_edge=UP + LEFT)
        self.vanished: set[int] = set()
        self.step = self._step(theme, pitch)
        super().__init__(self.corner, *terms.values(), *self.signs.values(), *self.zeros.values())
        self.add_to_back(self.box, self.tab, self.step)
        hide(self.step, *self.zeros.values())

    @property
    def survivor(self) -> int:
        """The output whose term stays."""
        return next(k for k in self.lanes if k not in self.zeros)

    def _tab(self, theme: Theme) -> RoundedRectangle:
        """What sets the name off from the terms: it is none of them."""
        return RoundedRectangle(
            width=self.corner.width + 2 * _TAB,
            height=self.corner.height + 2 * _TAB,
            corner_radius=units(10),
            stroke_width=theme.strokes.frame,
            stroke_color=theme.muted,
            stroke_opacity=theme.ghost,
            fill_color=theme.ground,
            fill_opacity=1,
        ).move_to(self.corner)

    def _step(self, theme: Theme, pitch: float) -> RoundedRectangle:
        lane = self.lanes[self.survivor]
        colour = theme.colour("gradient")
        return RoundedRectangle(
            width=lane.width + _INSET,
            height=min(pitch, lane.height + _INSET),
            corner_radius=units(8),
            stroke_width=theme.strokes.frame,
            stroke_color=colour,
            fill_color=colour,
            fill_opacity=theme.wash,
        ).move_to(lane)


class Wall(Typeset):
    """A mobject: ∂L/∂W = (cells), with headers; or one cell alone.

    Args:
        derivation: of ②.
        notation: shape and names.
        theme: looks.
        size: font size of the terms in pixels.
        height: what the cells may fill in height, in Manim units.
        only: the one entry that is written out, without all that is around; None for all.

    Attributes:
        cells: by (i, j).
        frame: ∂L/∂W = and the parentheses; empty around a single cell.
        headers: of rows and columns; empty beside a single cell.
        size: as given.
    """

    def __init__(
        self,
        derivation: Derivation,
        notation: Notation,
        theme: Theme,
        size: float,
        height: float,
        only: Entry | None = None,
    ) -> None:
        self.size, self.theme = size, theme
        rows, columns = notation.input_range, notation.output_range
        em = units(size)
        entries = [(i, j) for i in rows for j in columns] if only is None else [only]
        count = len(rows) if only is None else 1
        room = ((height + _GAP) / count - _GAP - 2 * _INSET) / len(columns)
        pitch = float(np.clip(room, _LANE[0] * em, _LANE[1] * em))
        self.cells = {entry: Cell(derivation, entry, theme, size, pitch) for entry in entries}
        width = max(cell.box.width for cell in self.cells.values())
        for (i, j), cell in self.cells.items():
            cell.shift(
                RIGHT * columns.index(j) * (width + _GAP)
                + DOWN * rows.index(i) * (cell.box.height + _GAP)
            )
        self.frame, self.headers = Typeset(), Typeset()
        if only is None:
            self._surround(derivation, notation)
        super().__init__(*self.cells.values(), self.frame, self.headers)
        overview(self)
        for cell in self.cells.values():
            may_overlap(cell.step, *cell.lanes.values())

    def _surround(self, derivation: Derivation, notation: Notation) -> None:
        theme, size = self.theme, self.size * _BRACKET
        em = units(size)
        boxes = VGroup(*(cell.box for cell in self.cells.values()))
        brackets = [_bracket(side, boxes, em, theme) for side in ("open", "close")]
        self.headers = Headers(
            {i: self.cells[i, 1].box for i in notation.input_range},
            {j: self.cells[1, j].box for j in notation.output_range},
            VGroup(boxes, *brackets),
            notation,
            theme,
        )
        statement = Formula(stated(derivation, "definition"), theme, min(size, Sizes.formula))
        front = excerpt(statement, ("subject",), ("statement",))
        front.next_to(self.headers, LEFT, buff=em * 0.3).set_y(boxes.get_y())
        self.frame = Typeset(front, *brackets)

    @property
    def boxes(self) -> VGroup:
        """All cells' frames."""
        return VGroup(*(cell.box for cell in self.cells.values()))

    def silent(self, entry: Entry) -> list[int]:
        """The outputs whose terms in an entry vanish."""
        return list(self.cells[entry].zeros)


def wall_within(
    derivation: Derivation,
    notation: Notation,
    theme: Theme,
    region: Region,
    only: Entry | None = None,
) -> Wall:
    """The wall, as large as it fits a region."""
    height = region.height - (0 if only else units(theme.sizes.headers) * 1.7)

    def build(size: float) -> Wall:
        return Wall(derivation, notation, theme, size, height, only)

    wall = largest_that_fits(
        build,
        lambda wall: region.excess(wall.width, wall.height),
        theme.sizes.formula,
        smallest=OVERVIEW,
        builds=4,
    )
    return wall.move_to(region.center)


def hide(*parts: VMobject) -> None:
    """What is there but cannot be seen yet."""
    for part in parts:
        part.set_opacity(0)


def _bracket(side: str, boxes: VGroup, em: float, theme: Theme) -> Typeset:
    outward = -1 if side == "open" else 1
    edge = boxes.get_left()[0] if side == "open" else boxes.get_right()[0]
    tip, back = edge + outward * 0.1 * em, edge + outward * 0.42 * em
    bottom, top = boxes.get_bottom()[1] - 0.05 * em, boxes.get_top()[1] + 0.05 * em
    points = tall_parenthesis(
        np.array([back, tip]), bottom, top, thickness=0.075 * em, bow=1.3 * em
    )
    found = Typeset()
    atom = Atom(("matrix", side), "(" if side == "open" else ")", "ink")
    found.atoms[atom.place] = AtomGlyphs(atom, [Glyph(points, theme.ink, em)])
    found.add(found.atoms[atom.place])
    return found
