"""All terms of ∂L/∂W as bars without text: for each weight one bar a path to L."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
from manim import LEFT, RIGHT, Animation, Dot, Ellipse, RoundedRectangle, VGroup, VMobject

from calculus.algebra.expressions import LOSS, Direction, Partial
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.animations.wave import Change, Wave
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula, Sign
from scenes.stage.matrices.headers import Headers
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

Entry = tuple[int, int]
"""(input i, output j)."""

Term = tuple[int, int, int]
"""(input i, output j, path k): the term of ∂L/∂w_ji through y_k."""

_GAPS = units(60)
"""Room that the gaps between entries share, along a row or a column of them."""

_WIDEST_GAP = units(20)

_WIDEST = units(260)
"""Greatest width of an entry's frame."""

_BAR = units(56)
"""Greatest height of a bar with the room below it."""

_DOTS = units(52)
"""Room for the dots between entries that are not next to each other."""

_PASSING = 0.35
"""Part of a wave's time that one bar takes."""


class TermMap(VGroup):
    """Entry (i, j), named ∂L/∂w_ji, has M bars below each other, bar k for the path through y_k.

    Where indices are elided, dots stand for the entries and for the bars that are left out.

    Args:
        notation: shape and names.
        theme: looks.
        region: what the map fills at most.
        named: whether the entries bear their names where these have room.
        split: whether a bar shows its factors: ∂L/∂y_k at the left, ∂y_k over ∂w_ji at the right.

    Attributes:
        frames: around the entries that are drawn, by (i, j).
        cells: the bars, or dots for bars, by (i, j, k).
        rests: by j, the dots of the inputs that are left out.
        zeros: the terms that vanish: all with k ≠ j.
        signs: a grey 0 for each of these, invisible at first.
        headers: x1, x2 ... beside the rows, y1, y2 ... above the columns.
    """

    def __init__(
        self,
        notation: Notation,
        theme: Theme,
        region: Region,
        *,
        named: bool = True,
        split: bool = False,
    ) -> None:
        self.notation, self._theme, self._split = notation, theme, split
        self._measure(region)
        self.frames: dict[Entry, RoundedRectangle] = {}
        self.cells: dict[Term, VMobject] = {}
        self.rests: dict[int, VGroup] = {}
        names: list[Formula] = []
        across = self._positions(notation.output_range, self._width)
        down = self._positions(notation.input_range, self._height)
        for i, y in down.items():
            for j, x in across.items():
                spot = np.array([x, -y, 0.0])
                if i == ELIDED:
                    direction: Direction = "aslant" if j == ELIDED else "down"
                    self.rests[j] = self._dots(direction, units(11)).move_to(spot)
                    continue
                left = 0.0
                if j != ELIDED:
                    self.frames[i, j] = self._frame().move_to(spot)
                    if named and (name := self._name(i, j, spot)) is not None:
                        names.append(name)
                        left = name.width + self._margin
                self._fill(i, j, spot, left)
        self.zeros = [term for term in self.cells if term[1] != term[2]]
        self.signs = {term: self._zero(term) for term in self.zeros}
        self.headers = self._heads()
        super().__init__(
            self.headers,
            *self.frames.values(),
            *names,
            *self.cells.values(),
            *self.rests.values(),
            *self.signs.values(),
        )
        # The boxes, not boxes and headers, stand in the middle.
        around = VGroup(*self.frames.values())
        self.shift([region.center[0] - around.get_x(), region.center[1] - self.get_y(), 0])
        if self.get_left()[0] < region.left:
            self.shift(RIGHT * (region.left - self.get_left()[0]))
        for sign in self.signs.values():
            sign.set_opacity(0)
        self._looks = {
            leaf: (float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()))
            for leaf in self.get_family()
        }
        for term, sign in self.signs.items():
            filled = isinstance(sign, Sign) or ELIDED in term
            self._looks |= dict.fromkeys(sign.get_family(), (1.0, 0.0) if filled else (0.0, 1.0))

    def terms(self, *entries: Entry) -> list[Term]:
        """The terms of some entries."""
        return [term for term in self.cells if term[:2] in entries]

    def entries(self, i: int) -> list[Entry]:
        """The entries of a row, with those that dots stand for."""
        return [(i, j) for j in self.notation.output_range]

    def wave(self, changes: Mapping[VMobject, Change], **options: Any) -> Wave:
        """Parts of the map change one after the other."""
        return Wave(self, changes, self._looks, passing=_PASSING, **options)

    def hide(self, terms: Iterable[Term]) -> None:
        """Bars that are to appear later."""
        for term in terms:
            for leaf in self.cells[term].get_family():
                leaf.set_opacity(0, family=False)

    def appear(self, terms: Collection[Term], **options: Any) -> Wave:
        """Bars come up, in the order given."""
        last = max(1, len(terms) - 1)
        changes = {self.cells[t]: Change(1.0, delay=n / last) for n, t in enumerate(terms)}
        return self.wave(changes, **options)

    def become_zero(self, terms: Collection[Term] | None = None, **options: Any) -> Animation:
        """Bars (by default all that vanish) turn into a small grey 0, one after the other."""
        wanted = self.zeros if terms is None else [t for t in terms if t in self.signs]
        last = max(1, len(wanted) - 1)
        changes: dict[VMobject, Change] = {}
        for number, term in enumerate(wanted):
            delay = number / last
            # Dots become grey where they are; bars shrink.
            shrink = 1.0 if ELIDED in term else 0.3
            changes[self.cells[term]] = Change(0.0, scale=shrink, delay=delay)
            changes[self.signs[term]] = Change(1.0, delay=delay)
        return self.wave(changes, **options)

    def vanish(self, **options: Any) -> Animation:
        """The zeros leave; what stays is a staircase in every row."""
        return self.wave({sign: Change(0.0) for sign in self.signs.values()}, **options)

    def step_back(self, terms: Iterable[Term], opacity: float, **options: Any) -> Animation:
        """Bars become as faint as this, or with 1 come back."""
        rests = {dots: Change(opacity) for dots in self.rests.values()}
        changes = {self.cells[term]: Change(opacity) for term in terms}
        return self.wave(changes | rests, **options)

    def survivors(self) -> dict[Entry, VMobject]:
        """By entry, the bar that does not vanish."""
        return {(i, j): cell for (i, j, k), cell in self.cells.items() if j == k}

    def gather(self, **options: Any) -> Animation:
        """Every survivor slides to its entry's middle."""
        changes: dict[VMobject, Change] = {}
        for (i, _), cell in self.survivors().items():
            middle = self._row_middle(i)
            changes[cell] = Change(1.0, shift=(0.0, middle - float(cell.get_y())))
        return self.wave(changes, **options)

    def close_up(self, **options: Any) -> Animation:
        """The frames shrink to one bar each and the rows close up: a matrix of W's shape."""
        rows = self.notation.input_range
        high = self._step + 2 * self._margin
        pitch = high + self._gap
        middle = float(VGroup(*self.frames.values()).get_y())
        changes: dict[VMobject, Change] = {}
        for number, i in enumerate(rows):
            new = middle + ((len(rows) - 1) / 2 - number) * pitch
            if i == ELIDED:
                for dots in self.rests.values():
                    changes[dots] = Change(1.0, shift=(0.0, new - float(dots.get_y())))
                continue
            away = (0.0, new - self._row_middle(i))
            for (row, j), cell in self.survivors().items():
                if row == i:
                    changes[cell] = Change(1.0, shift=away)
                    if j != ELIDED:
                        box = self.frames[i, j]
                        changes[box] = Change(1.0, shift=away, height=high)
            changes[self.headers.part("header", "x", i)] = Change(1.0, shift=away)
        first = middle + (len(rows) - 1) / 2 * pitch + high / 2
        top = max(box.get_top()[1] for box in self.frames.values())
        for j in self.notation.output_range:
            head = self.headers.part("header", "y", j)
            changes[head] = Change(1.0, shift=(0.0, float(first - top)))
        return self.wave(changes, **options)

    @property
    def places(self) -> list[Entry]:
        """All entries, with those that dots stand for."""
        inputs, outputs = self.notation.input_range, self.notation.output_range
        return [(i, j) for i in inputs for j in outputs]

    def dissolve_into(self, entries: Mapping[Entry, VMobject], **options: Any) -> Animation:
        """What is left of each entry flies to where it will be written, and fades.

        The headers are gone at once: they are written anew.
        """
        self.headers.set_opacity(0)
        bars = self.survivors()
        changes: dict[VMobject, Change] = {box: Change(0.0) for box in self.frames.values()}
        for (i, j), entry in entries.items():
            part = bars[i, j] if (i, j) in bars else self.rests[j]
            x, y, _ = entry.get_center() - part.get_center()
            changes[part] = Change(0.0, shift=(float(x), float(y)))
        return self.wave(changes, **options)

    def _row_middle(self, i: int) -> float:
        return float(next(box for (row, _), box in self.frames.items() if row == i).get_y())

    def _measure(self, region: Region) -> None:
        rows, columns = self.notation.input_range, self.notation.output_range
        drawn = [sum(index != ELIDED for index in indices) for indices in (columns, rows)]
        dots = [_DOTS * (ELIDED in indices) for indices in (columns, rows)]
        header = units(self._theme.sizes.headers) * 1.7
        self._gap = min(_WIDEST_GAP, _GAPS / max(drawn))
        self._margin = self._gap * 0.6
        width = (region.width - header - dots[0]) / drawn[0] - self._gap
        height = (region.height - header - dots[1]) / drawn[1] - self._gap
        self._width = min(width, _WIDEST)
        self._step = min((height - 2 * self._margin) / len(columns), _BAR)
        self._height = self._step * len(columns) + 2 * self._margin

    def _positions(self, indices: Iterable[int], length: float) -> dict[int, float]:
        """The middle of each row or column, from the first frame's beginning."""
        found: dict[int, float] = {}
        start = 0.0
        for index in indices:
            room = _DOTS - self._gap if index == ELIDED else length
            found[index] = start + room / 2
            start += room + self._gap
        return found

    def _frame(self) -> RoundedRectangle:
        return RoundedRectangle(
            width=self._width,
            height=self._height,
            corner_radius=min(units(8), self._height / 4),
            stroke_width=self._theme.strokes.frame,
            stroke_color=self._theme.muted,
            fill_color=self._theme.panel,
            fill_opacity=1,
        )

    def _name(self, i: int, j: int, spot: np.ndarray) -> Formula | None:
        gradient = Partial(("map", i, j), LOSS, self.notation.w(j, i))
        name = overview(Formula(gradient, self._theme, self._theme.sizes.headers))
        # Where boxes are small, the headers alone say which entry this is.
        if name.height + self._margin > self._height or name.width * 2.2 > self._width:
            return None
        edge = spot + LEFT * (self._width / 2 - self._margin)
        return name.move_to(edge, aligned_edge=LEFT)

    def _fill(self, i: int, j: int, spot: np.ndarray, left: float) -> None:
        room = self._width - 2 * self._margin - left
        for row, k in enumerate(self.notation.output_range):
            y = spot[1] + self._height / 2 - self._margin - (row + 0.5) * self._step
            center = np.array([spot[0] + left / 2, y, 0.0])
            cell: VMobject
            if j == ELIDED:
                cell = self._dots("aslant" if k == ELIDED else "across", self._reach)
                center[0] = spot[0]
            elif k == ELIDED:
                cell = self._dots("down", self._reach)
            else:
                cell = self._bar(room, self._step * 0.75)
            self.cells[i, j, k] = cell.move_to(center)

    @property
    def _reach(self) -> float:
        return min(units(11), self._step * 0.3)

    def _bar(self, width: float, height: float) -> VMobject:
        def piece(role: str, wide: float, high: float) -> RoundedRectangle:
            return RoundedRectangle(
                width=wide,
                height=high,
                corner_radius=min(high * 0.25, wide * 0.25, units(10)),
                stroke_width=0,
                fill_color=self._theme.colour(role),
                fill_opacity=1,
            )

        if not self._split:
            return piece("gradient", width, height)
        slit = min(units(4), height * 0.2)
        half = (width - slit) / 2
        upstream = piece("gradient", half, height)
        local = VGroup(*(piece(role, half, (height - slit) / 2) for role in ("y", "w")))
        local.arrange(np.array([0.0, -1.0, 0.0]), buff=slit)
        return VGroup(upstream, local).arrange(RIGHT, buff=slit)

    def _dots(self, direction: Direction, reach: float, role: str = "gradient") -> VGroup:
        way = {"across": (1, 0, 0), "down": (0, -1, 0), "aslant": (1, -1, 0)}[direction]
        radius = max(units(2), min(units(3.5), reach * 0.36))
        return VGroup(
            *(
                Dot(np.array(way) * reach * n, radius=radius, color=self._theme.colour(role))
                for n in (-1, 0, 1)
            )
        )

    def _zero(self, term: Term) -> VMobject:
        cell, colour = self.cells[term], self._theme.colour("zero")
        if ELIDED in term:
            return cell.copy().set_color(colour)
        i, j, k = term
        if pixels(self._step) >= OVERVIEW:
            size = min(self._theme.sizes.shape, pixels(self._step))
            return Sign(("map", i, j, "zero", k), "0", colour, size).move_to(cell)
        high = self._step * 0.6
        ring = Ellipse(width=high * 0.7, height=high, color=colour)
        return ring.set_stroke(width=self._theme.strokes.frame).move_to(cell)

    def _heads(self) -> Headers:
        notation = self.notation
        rows: dict[int, VMobject] = {}
        for i in notation.input_range:
            rows[i] = self.rests[notation.output_range[0]] if i == ELIDED else self.frames[i, 1]
        columns: dict[int, VMobject] = {}
        for j in notation.output_range:
            columns[j] = self.cells[1, j, j] if j == ELIDED else self.frames[1, j]
        around = VGroup(*self.frames.values())
        return Headers(rows, columns, around, notation, self._theme)


def represented(notation: Notation, entry: Entry) -> int:
    """How many entries of ∂L/∂W stand at a place of the map: one, or all that dots stand for."""
    sizes = (notation.inputs, notation.outputs)
    written = (notation.written_inputs, notation.written_outputs)
    count = 1
    for index, size, drawn in zip(entry, sizes, written, strict=True):
        count *= size - len(drawn) if index == ELIDED else 1
    return count
