"""One equation whose sides stand below each other: its equals signs and its columns in line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from manim import DOWN, RIGHT, VGroup

from calculus.algebra.expressions import Atom, Equation, Expression, Matrix
from calculus.writing.typst import RELATIONS
from scenes.beats.example.layout import at_the_edge
from scenes.stage.exemptions import overview
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.matrices.spacing import (
    GAP,
    PADDING,
    column_widths,
    matrices_of,
    space_columns,
)
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_BEHIND_SIGN, _BEFORE_MATRIX = 0.28, 0.435
"""Between an equals sign and what follows it, in em: as wide as in a row set in one go."""

_NARROW = 0.4
"""Least width of a sign, in em, taken over many."""

_LEADING = 0.85
"""Between two rows, in em."""

_SUMS_GAP = 1.3
"""Between two columns of sums, in em: more than there is around a plus."""


class Row(Typeset):
    """A mobject: the subject and its first side, or an equals sign and one of the others.

    Entries of a worked row stand at ("entry", ...); its columns are those of all such rows.

    Args:
        equation: the subject (or the side above) and the side.
        theme: looks.
        size: font size in pixels.
        is_first: whether the subject is written.

    Attributes:
        side: what stands behind the equals sign.
        matrix: the worked row or matrix, or None.
        equals: the sign.
        size: font size in pixels.
    """

    def __init__(self, equation: Equation, theme: Theme, size: float, *, is_first: bool) -> None:
        _, self.side = equation.sides
        self.size = size
        if is_first:
            whole = Formula(equation, theme, size)
            super().__init__(whole)
            self._anchor = whole.anchor
            self.equals = whole.atoms[*equation.place, "equals", 1]
        else:
            sign = Sign((*equation.place, "equals", 1), RELATIONS[equation.relation(1)],
                        theme.ink, size)  # fmt: skip
            side = Formula(self.side, theme, size)
            room = (_BEFORE_MATRIX if matrices_of(self.side) else _BEHIND_SIGN) * self.em
            side.shift(RIGHT * (sign.get_right()[0] + room - side.get_left()[0]))
            super().__init__(sign, side)
            self._anchor = side.anchor
            self.equals = sign.atoms[*equation.place, "equals", 1]
        overview(self)
        self.matrices = matrices_of(self.side)
        self.matrix = next((m for m in self.matrices if _is_worked(m)), None)
        for matrix in self.matrices:
            if matrix is not self.matrix:
                space_columns(self, matrix, self.em)

    @property
    def em(self) -> float:
        """The font size in Manim units."""
        return units(self.size)

    @property
    def baseline(self) -> float:
        """The height of the row's baseline."""
        return float(self._anchor.get_y())

    @property
    def columns(self) -> tuple[int, ...]:
        """The indices of the worked row's columns, dots included."""
        return () if self.matrix is None else tuple(int(e.place[-1]) for e in self.matrix.rows[0])

    def until(self, count: int) -> Typeset:
        """A copy that has only the first columns; what stands behind them closes up.

        Args:
            count: how many columns; at least one.
        """
        assert self.matrix is not None
        part = self.copy()
        if count >= len(self.columns):
            return part
        gone = [row_entry.place for row in self.matrix.rows for row_entry in row[count:]]
        hidden = part.parts(gone)
        closing = part.atoms[*self.matrix.place, "close"]
        behind = [a for a in part.atoms.values() if a.get_x() >= closing.get_x()]
        last = part.parts(row[count - 1].place for row in self.matrix.rows)
        right = last.get_right()[0] + PADDING * self.em
        shift = RIGHT * (right - closing.get_left()[0])
        kept = Typeset()
        for place, atom in part.atoms.items():
            if atom not in hidden.submobjects:
                kept.atoms[place] = atom
                kept.add(atom)
        VGroup(*behind).shift(shift)
        return kept

    def with_first(self, entry: Formula) -> Typeset:
        """A copy that has only a first column, and in it something else than it has."""
        part = self.until(1)
        assert self.matrix is not None
        place = self.matrix.rows[0][0].place
        old = part.part(*place)
        closing = part.atoms[*self.matrix.place, "close"]
        behind = [a for a in part.atoms.values() if a.get_x() >= closing.get_x()]
        opening = part.atoms[*self.matrix.place, "open"]
        left = opening.get_right()[0] + PADDING * self.em
        entry.set_baseline(self.baseline).shift(RIGHT * (left - entry.get_left()[0]))
        away = entry.get_right()[0] + PADDING * self.em - closing.get_left()[0]
        VGroup(*behind).shift(RIGHT * away)
        found = Typeset(overview(entry))
        for where, atom in part.atoms.items():
            if atom not in old.submobjects:
                found.atoms[where] = atom
                found.add(atom)
        return found


class Rows:
    """The rows of one equation.

    Args:
        forms: by row, the subject and its side.
        theme: looks.
        size: font size in pixels.

    Attributes:
        rows: from top to bottom.
        size: the same.
    """

    def __init__(self, forms: Sequence[Equation], theme: Theme, size: float) -> None:
        self.size = size
        sides: list[Expression] = [forms[0].sides[0], *(form.sides[1] for form in forms)]
        self.rows = [
            Row(Equation(form.place, pair), theme, size, is_first=not number)
            for number, (form, pair) in enumerate(zip(forms, pairwise(sides), strict=True))
        ]
        worked = [row for row in self.rows if row.matrix is not None]
        if worked:
            found = [column_widths(row, row.matrix) for row in worked if row.matrix]
            widths = [max(column) for column in zip(*found, strict=True)]
            sums = any(len(row.part("entry", row.columns[0])) > 1 for row in worked)
            for row in worked:
                assert row.matrix is not None
                gap = _SUMS_GAP if sums else GAP
                space_columns(row, row.matrix, row.em, widths, gap=gap)
        self._stack()

    @classmethod
    def fitting(cls, forms: Sequence[Equation], theme: Theme, region: Region) -> Rows | None:
        """At the left edge of a region, in one of the two sizes for numbers; None if too large."""
        large, small = theme.sizes.digits, theme.sizes.small_digits
        if max(map(_least_width, forms)) * units(small) > region.width:
            return None
        found = cls(forms, theme, large)
        over = region.excess(found.whole.width, found.whole.height)
        if over > large / small:
            return None
        if over > 1:
            found = cls(forms, theme, small)
            if region.excess(found.whole.width, found.whole.height) > 1:
                return None
        at_the_edge(found.whole, region)
        return found

    @classmethod
    def only(cls, forms: Sequence[Equation], theme: Theme, region: Region) -> Rows:
        """At the left edge of a region, as large as they fit: for what can be no shorter."""
        found = cls.fitting(forms, theme, region)
        if found is None:
            found = largest_that_fits(
                lambda size: cls(forms, theme, size),
                lambda rows: region.excess(rows.whole.width, rows.whole.height),
                theme.sizes.small_digits,
            )
            at_the_edge(found.whole, region)
        return found

    @property
    def whole(self) -> VGroup:
        """All rows as one group; not what stands on the stage."""
        return VGroup(*self.rows)

    def _stack(self) -> None:
        """Each row below the one before, their equals signs in line."""
        first = self.rows[0]
        for upper, row in pairwise(self.rows):
            row.shift(RIGHT * (first.equals.get_x() - row.equals.get_x()))
            drop = row.get_top()[1] - upper.get_bottom()[1] + _LEADING * row.em
            row.shift(DOWN * drop)


def _least_width(form: Equation) -> float:
    """In em, what a row takes at least: to see at once that a very long one has no room."""
    signs = (atom.sign for matrix in matrices_of(form) for atom in _in_a_row(matrix))
    return _NARROW * sum(len(sign) for sign in signs if isinstance(sign, str))


def _in_a_row(matrix: Matrix) -> Iterator[Atom]:
    for entry in matrix.rows[0]:
        yield from entry.atoms()


def _is_worked(matrix: Matrix) -> bool:
    return matrix.rows[0][0].place[0] == "entry"
