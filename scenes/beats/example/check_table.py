"""The table of the numerical check: every entry by nudging, beside what the formula gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import LEFT, RIGHT, UP, Line, RoundedRectangle, VGroup, VMobject

from calculus.affine.nudging import STEP, Nudge
from calculus.affine.number_matrices import number
from calculus.algebra.expressions import LOSS, Delta, Place, Quotient
from calculus.algebra.notation import Notation
from scenes.beats.example.check_rows import CheckRow, Group, groups, point
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import Formula, Sign, Words
from scenes.stage.formulas.rounded_number import RoundedNumber
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_PITCH, _LEAST_PITCH = units(58), 1.15
"""From one row to the next, at most, and at least (in em)."""

_COLUMN_GAP, _LEAST_GAP = 2.2, 0.5
"""Between two columns, at most and at least, in em."""

_HEAD_GAP = 0.45
"""Between words, formulas and the rule of the head, in em."""

_ASCENT = 0.8
"""From the top of a line of words to its baseline, as a part of its height."""

_BELOW_RULE, _BETWEEN, _AGREE = 0.66, 0.35, 1.2
"""From the head's rule to the middle of the first row, more room between the rows of the two
gradients, and room for the words below them, in pitches."""

_HANG = units(22)
"""Between ① or ② and the rows that it stands beside."""

_FRAME, _FRAME_MARGIN, _TALLEST = 0.96, units(14), units(54)
"""Height of a row's frame in pitches, how far it reaches beyond the row, its greatest height."""

_DESCENT = units(4)
"""By how much the middle of a row lies below the middle of its digits: names reach farther down."""

_SMALLER = 0.8
"""Of the smaller size for numbers, for lessons that have no room for it."""


@dataclass(frozen=True)
class Labels:
    """The words on the table.

    Attributes:
        nudged: above what was nudged. formula: above what the formula gives.
        agree: below the table, if it does not show all entries.
    """

    nudged: str
    formula: str
    agree: str


class CheckTable:
    """All rows, or some with dots for the others, and what stands above and below them.

    Args:
        nudges: of every entry, those of ∂L/∂X first.
        notation: says which of them are written out.
        theme: looks.
        region: its upper left corner is the table's.
        labels: the words on it.
        digits: to which long numbers are rounded.

    Attributes:
        rows: by their keys.
        signs: ① and ② beside the first rows of ∂L/∂X and ∂L/∂W.
        dots: for rows that are left out.
        formula_head, nudged_head: above the columns.
        agree: the words that all entries agree, if not all have a row; else None.
    """

    def __init__(
        self,
        nudges: Sequence[Nudge],
        notation: Notation,
        theme: Theme,
        region: Region,
        labels: Labels,
        digits: int,
    ) -> None:
        self._theme, self._region, self._labels = theme, region, labels
        large, small = theme.sizes.digits, theme.sizes.small_digits
        found = groups(nudges, notation)
        for size in (large, small, small * _SMALLER):
            if self._set(found, size, digits):
                break

    def frame_around(self, row: CheckRow) -> RoundedRectangle:
        """A frame around the row that is spoken of."""
        left = self._region.left - _FRAME_MARGIN
        right = row.tick.get_right()[0] + _FRAME_MARGIN
        frame = RoundedRectangle(
            width=right - left,
            height=min(self._pitch * _FRAME, _TALLEST),
            corner_radius=units(10),
            stroke_color=self._theme.muted,
            stroke_width=self._theme.strokes.frame,
        )
        return frame.move_to([(left + right) / 2, row.slope.get_y() - _DESCENT, 0])

    def _set(self, found: Sequence[Group], size: float, digits: int) -> bool:
        """Make and arrange everything at a font size; whether it fits."""
        self._em = units(size)
        self._make_heads(size)
        all_shown = all(group.is_whole for group in found)
        head = self._word_height + self._formula_height + 2 * _HEAD_GAP * self._em
        count = sum(len(group.nudges) + (not group.is_whole) for group in found)
        pitches = count + _BELOW_RULE - 0.5 + _BETWEEN + (0 if all_shown else _AGREE)
        self._pitch = min(_PITCH, (self._region.height - head) / pitches)
        first = self._region.top - head - _BELOW_RULE * self._pitch

        self._make_rows(found, size, digits)
        self._stack(found, first)
        gap = self._line_up()
        self._place_heads(self._region.top - head)
        self.agree = None
        if not all_shown:
            words = Words(self._labels.agree, self._theme, self._theme.sizes.least_words)
            y = first - (pitches - _BELOW_RULE - _AGREE / 2) * self._pitch
            self.agree = words.move_to([self._region.left, y, 0], aligned_edge=LEFT)
        return gap >= _LEAST_GAP * self._em and self._pitch >= _LEAST_PITCH * self._em

    def _make_heads(self, size: float) -> None:
        theme = self._theme
        texts = self._labels.nudged, self._labels.formula
        self._words = [Words(text, theme, theme.sizes.least_words) for text in texts]
        self._formulas = [
            overview(Formula(Delta(("head", "shift"), LOSS), theme, size)),
            overview(Formula(_quotient(), theme, size)),
        ]
        self._word_height = max(word.height for word in self._words)
        self._formula_height = max(formula.height for formula in self._formulas)

    def _make_rows(self, found: Sequence[Group], size: float, digits: int) -> None:
        theme, sizes = self._theme, self._theme.sizes
        # Names are as large as headers if they have room.
        name_size = sizes.label if self._pitch >= units(sizes.label) else sizes.digits
        rows = [
            CheckRow(nudge, theme, size, name_size, digits)
            for group in found
            for nudge in group.nudges
        ]
        self.rows = {row.key: row for row in rows}
        self.dots = [
            Sign(("check", "left out", group.gradient), "dots.v", theme.ink, size)
            for group in found
            if not group.is_whole
        ]
        colour = theme.colour("gradient")
        self.signs = [Words(NUMBERS[g.gradient], theme, sizes.label, colour) for g in found]

    def _stack(self, found: Sequence[Group], first: float) -> None:
        """Rows and dots below each other, a little more room between the two gradients."""
        rows, dots, y = iter(self.rows.values()), iter(self.dots), first
        for group, sign in zip(found, self.signs, strict=True):
            sign.next_to(self._region.left * RIGHT, LEFT, buff=_HANG).set_y(y)
            for _ in group.nudges:
                next(rows).move_to_height(y)
                y -= self._pitch
            if not group.is_whole:
                next(dots).set_y(y)
                y -= self._pitch
            y -= _BETWEEN * self._pitch

    def _line_up(self) -> float:
        """Names at the left, points in line, ticks at the right; returns the columns' gap."""
        rows = list(self.rows.values())
        heads: list[VMobject] = [*self._formulas, self._words[1]]
        columns = [[row.numbers[c] for row in rows] for c in range(len(heads))]
        spans = [_span(column) for column in columns]
        widths = [max(sum(span), head.width) for span, head in zip(spans, heads, strict=True)]
        names = max(row.name.width for row in rows)
        needed = names + sum(widths) + rows[0].tick.width
        gap = min(_COLUMN_GAP * self._em, (self._region.width - needed) / (len(columns) + 1))
        x = self._region.left
        for row in rows:
            row.name.shift(RIGHT * (x - row.name.get_left()[0]))
        for dots in self.dots:
            dots.set_x(x + names / 2)
        x += names + gap
        for column, (left, right), width, head in zip(columns, spans, widths, heads, strict=True):
            for cell in column:
                cell.shift(RIGHT * (x + (width - left - right) / 2 + left - point(cell)))
            head.set_x(x + width / 2)
            x += width + gap
        for row in rows:
            row.tick.set_x(x + row.tick.width / 2)
        return gap

    def _place_heads(self, rule: float) -> None:
        """Words above, formulas below them, a rule under all."""
        theme, top = self._theme, self._region.top
        for word in self._words:
            word.shift(UP * (top - _ASCENT * self._word_height - word.anchor.get_y()))
        nudged, formula = self._words
        shift, slope = self._formulas
        nudged.set_x((shift.get_x() + slope.get_x()) / 2)
        for each in self._formulas:
            each.set_y(rule + _HEAD_GAP * self._em + self._formula_height / 2)
        right = next(iter(self.rows.values())).tick.get_right()[0]
        line = Line(
            [self._region.left, rule, 0],
            [right, rule, 0],
            color=theme.muted,
            stroke_width=theme.strokes.hairline,
        )
        self.nudged_head = VGroup(nudged, shift, slope)
        self.formula_head = VGroup(formula, line)


def _quotient() -> Quotient:
    """ΔL/0.001."""
    place: Place = ("head", "slope")
    below = number((*place, "below"), STEP, "ink")
    return Quotient(place, Delta((*place, "above"), LOSS), below)


def _span(column: Sequence[RoundedNumber]) -> tuple[float, float]:
    """How far the numbers of a column reach left and right of their points."""
    points = [point(cell) for cell in column]
    left = max(x - cell.get_left()[0] for x, cell in zip(points, column, strict=True))
    right = max(cell.get_right()[0] - x for x, cell in zip(points, column, strict=True))
    return float(left), float(right)
