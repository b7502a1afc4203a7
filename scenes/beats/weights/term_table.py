"""∂L/∂W as a matrix whose rows and columns stand where they are told: beside the network, or as it.

Its signs are those of the lines `derivatives` and `pattern` of ②, at the same places.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from manim import RIGHT, UP, RoundedRectangle, VGroup, VMobject

from calculus.algebra.notation import Notation
from scenes.beats.weights.stated_lines import stated_line
from scenes.stage.animations.flight import outlines
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import AtomGlyphs, Formula, Typeset
from scenes.stage.formulas.parentheses import tall_parenthesis
from scenes.stage.matrices.headers import Headers
from scenes.stage.theme import Theme, units

Entry = tuple[int, int]
"""(i, k): the entry of the weight from input i to output k."""

_LINES = {False: "derivatives", True: "pattern"}
"""Where an entry is taken from that is not turned, and one that is."""

_PADDING = 0.3
"""Between a parenthesis and what it encloses, in em."""

OVERHANG = 0.2
"""How far parentheses reach above and below the entries, in em."""

_PARENTHESIS, _PARENTHESIS_WIDTH, _BOW = 0.075, 0.3, 1.1
"""Thickness of a parenthesis, its width, and the height of its bows, in em; as in formulas."""

_BEHIND_SIGN, BEFORE_SIGN = 0.42, 0.28
"""Beside the equals sign, in em."""

_PLATE_MARGIN = 0.14
"""Around what stands on a plate, in em."""


@dataclass(frozen=True)
class TablePlan:
    """Where the parts of the table stand, in Manim units.

    Attributes:
        size: font size in pixels.
        columns: by output, the middle of its column. rows: by input, the height of its row.
        equals: where the equals sign ends; None: left of the headers.
    """

    size: float
    columns: Mapping[int, float]
    rows: Mapping[int, float]
    equals: float | None = None


class TermTable(Typeset):
    """A mobject: ∂L/∂W = ( … ) with an entry of two factors at each crossing of row and column.

    Args:
        notation: the symbols' names.
        theme: looks.
        plan: where rows and columns stand.
        turned: the entries whose factors have changed places, x_i first.
        headed: whether it wears headers; else it leaves room for them.

    Attributes:
        plan: as given.
        entries: by entry, its signs, or the dots in its place.
        body: all but the headers.
        headers: None without.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        plan: TablePlan,
        turned: Collection[Entry],
        *,
        headed: bool = True,
    ) -> None:
        self.plan = plan
        em = units(plan.size)
        every = [(i, k) for i in plan.rows for k in plan.columns]
        lines = {
            is_turned: Formula(stated_line(notation, _LINES[is_turned]), theme, plan.size)
            for is_turned in {entry in turned for entry in every}
        }
        self.entries: dict[Entry, VGroup] = {}
        for i, k in every:
            entry = lines[(i, k) in turned].part("entry", i, k)
            x, y = plan.columns[k], plan.rows[i]
            self.entries[i, k] = entry.shift([x - entry.get_center()[0], y - axis(entry), 0])
        self.body = Typeset()
        any_line = next(iter(lines.values()))
        frame = (atom for place, atom in any_line.atoms.items() if place[0] != "entry")
        for atom in (*frame, *(atom for entry in self.entries.values() for atom in entry)):
            self.body.atoms[atom.atom.place] = atom
            self.body.add(atom)
        signs = [self.body.part("matrix", name) for name in ("open", "close")]
        enclose(signs, VGroup(*self.entries.values()), em)
        self.headers = self._headers(notation, theme) if headed else None
        left = plan.equals
        if left is None:
            stands = self.body.part("matrix") if self.headers is None else self.headers
            left = stands.get_left()[0] - _BEHIND_SIGN * em
        middle = (max(plan.rows.values()) + min(plan.rows.values())) / 2
        _put_before(self.body, left, middle, em)
        super().__init__(*(part for part in (self.body, self.headers) if part is not None))
        overview(self)

    def plates(self, theme: Theme) -> VGroup:
        """Behind every entry a plate of the ground's colour, in the entries' order."""
        return VGroup(*(plate(entry, theme, self.plan.size) for entry in self.entries.values()))

    def _headers(self, notation: Notation, theme: Theme) -> Headers:
        rows = {i: self.entries[i, next(iter(self.plan.columns))] for i in self.plan.rows}
        columns = {k: self.entries[next(iter(self.plan.rows)), k] for k in self.plan.columns}
        size = min(theme.sizes.headers, self.plan.size)
        return Headers(rows, columns, self.body.part("matrix"), notation, theme, size=size)


def plate(entry: VMobject, theme: Theme, size: float) -> RoundedRectangle:
    """A plate of the ground's colour that hides what passes behind an entry.

    Args:
        entry: what stands on it.
        theme: gives the ground.
        size: the entry's font size in pixels.
    """
    margin = 2 * _PLATE_MARGIN * units(size)
    return RoundedRectangle(
        width=entry.width + margin,
        height=entry.height + margin,
        corner_radius=0.15 * units(size),
        stroke_width=0,
        fill_color=theme.ground,
        fill_opacity=1,
    ).move_to(entry)


def axis(part: VMobject) -> float:
    """The height of a part's fraction bar, or of its middle where it has none."""
    bars = [
        atom
        for atom in part.submobjects
        if isinstance(atom, AtomGlyphs) and atom.atom.place[-1] == "bar"
    ]
    return float((bars[0] if bars else part).get_center()[1])


def entry_extent(notation: Notation, theme: Theme) -> tuple[float, float]:
    """Width and height, in em, of the largest entry."""
    size = theme.sizes.formula
    line = Formula(stated_line(notation, "pattern"), theme, size)
    entries = [
        line.part("entry", i, k) for i in notation.input_range for k in notation.output_range
    ]
    em = units(size)
    return max(part.width for part in entries) / em, max(part.height for part in entries) / em


def enclose(signs: Sequence[VMobject], entries: VMobject, em: float) -> None:
    """Draw parentheses around entries, of one design whatever their height.

    Args:
        signs: the opening and the closing one, each with one outline.
        entries: what they enclose.
        em: the font size in Manim units.
    """
    top, bottom = entries.get_top()[1], entries.get_bottom()[1]
    bottom, top = bottom - OVERHANG * em, top + OVERHANG * em
    edges = (entries.get_left()[0] - _PADDING * em, entries.get_right()[0] + _PADDING * em)
    for sign, edge, side in zip(signs, edges, (-1, 1), strict=True):
        (outline,) = outlines(sign)
        sides = np.array([edge + side * _PARENTHESIS_WIDTH * em, edge])
        bow = min(_BOW * em, (top - bottom) / 2)
        outline.points = tall_parenthesis(sides, bottom, top, _PARENTHESIS * em, bow)


def _put_before(body: Typeset, right: float, middle: float, em: float) -> None:
    """Put the equals sign and what it says something of to the left of the matrix."""
    sign, subject = body.part("statement", "equals", 1), body.part("subject")
    sign.move_to([right - sign.width / 2, middle, 0])
    subject.shift(UP * (middle - axis(subject)))
    subject.shift(RIGHT * (sign.get_left()[0] - BEFORE_SIGN * em - subject.get_right()[0]))


def spread(indices: Collection[int], first: float, step: float) -> dict[int, float]:
    """Evenly spread places for some indices, in their order."""
    return {index: float(first + n * step) for n, index in enumerate(indices)}


def rows_about(indices: Collection[int], middle: float, pitch: float) -> dict[int, float]:
    """Heights of rows, from top to bottom, centred about a height."""
    return spread(indices, middle + pitch * (len(indices) - 1) / 2, -pitch)
