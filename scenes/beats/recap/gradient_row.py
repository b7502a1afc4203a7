"""A gradient in NumPy: its code, the formula that says the same, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import LEFT, RIGHT, UP, RoundedRectangle, VGroup

from calculus.affine.code import CodeLine, Operation, Result, operations
from calculus.algebra.expressions import Equation
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import bias_total_claim, input_claim, weight_claim
from scenes.stage.exemptions import overview
from scenes.stage.formulas.code import Code, align_left, listing
from scenes.stage.formulas.excerpts import align_equals
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.theme import Theme, units

LEADING = 1.4
"""Distance of lines of code, in em."""

MIDDLE = 0.28
"""Of the height of letters, above the baseline, in em."""

_COLUMN_GAP = units(42)
_NUMBER_GAP = units(22)

_PLATE_ACROSS, _PLATE_UP = units(18), units(13)
"""Between what is printed and the edge of its plate."""


class Printed(VGroup):
    """What a line prints, on a plate.

    Attributes:
        plate: sets it off from the code. lines: what comes out.
    """

    def __init__(self, lines: Sequence[CodeLine], theme: Theme) -> None:
        leading = units(theme.sizes.small_code) * LEADING
        self.lines = listing(lines, theme, leading=leading, size=theme.sizes.small_code)
        text = VGroup(*self.lines)
        self.plate = RoundedRectangle(
            width=text.width + 2 * _PLATE_ACROSS,
            height=leading * len(lines) + 2 * _PLATE_UP,
            corner_radius=units(10),
            stroke_width=0,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(text)
        super().__init__(self.plate, *self.lines)


@dataclass(frozen=True)
class GradientRow:
    """A gradient.

    Attributes:
        code: the statement, and perhaps what prints its result.
        formula: says the same.
        number: ① or ② in front of it; no glyphs without one.
        printed: what comes out, if it has room.
        em: font size of the code in Manim units.
    """

    code: list[Code]
    formula: Formula
    number: Words
    printed: Printed | None
    em: float

    @property
    def height(self) -> float:
        """Manim units."""
        plate = 0.0 if self.printed is None else float(self.printed.height)
        return max(len(self.code) * LEADING * self.em, float(self.formula.height), plate)

    def set_middle(self, y: float) -> None:
        """All parts stand about one height (Manim units)."""
        for line, code in enumerate(self.code):
            down = (line - (len(self.code) - 1) / 2) * LEADING + MIDDLE
            code.shift(UP * (y - down * self.em - code.anchor.get_y()))
        self.formula.shift(UP * (y - self.formula.part("subject", "bar").get_y()))
        self.number.set_y(y)
        if self.printed is not None:
            self.printed.set_y(y)


def gradient_rows(lesson: Lesson, theme: Theme, left: float) -> dict[Result, GradientRow]:
    """① and ② and the bias's, their parts in columns from `left` (Manim units) on."""
    claims: dict[Result, Equation] = {
        "inputs": input_claim(lesson.notation),
        "weights": weight_claim(lesson.notation),
        "bias": bias_total_claim(),
    }
    found = operations(lesson)
    statements = [each.line for each in found]
    rows = {each.result: _row(each, claims[each.result], statements, theme) for each in found}
    _stand_in_columns(list(rows.values()), left)
    return rows


def _row(
    operation: Operation, claim: Equation, statements: Sequence[CodeLine], theme: Theme
) -> GradientRow:
    em = units(theme.sizes.code)
    lines = [line for line in (operation.line, operation.request) if line is not None]
    number = {"inputs": NUMBERS["inputs"], "weights": NUMBERS["weights"], "bias": ""}
    return GradientRow(
        listing(lines, theme, leading=em * LEADING, others=statements),
        # The whole film has led to these formulas: they may be smaller.
        overview(Formula(claim, theme, theme.sizes.label)),
        Words(number[operation.result], theme, theme.sizes.label, theme.colour("gradient")),
        Printed(operation.printed, theme) if operation.printed else None,
        em,
    )


def _stand_in_columns(rows: Sequence[GradientRow], left: float) -> None:
    codes = [code for row in rows for code in row.code]
    align_left(codes, left)
    numbers = VGroup(*codes).get_right()[0] + _COLUMN_GAP
    formulas = VGroup(*(row.formula for row in rows))
    align_equals([*formulas])
    room = max(row.number.width for row in rows) + _NUMBER_GAP
    formulas.shift(RIGHT * (numbers + room - formulas.get_left()[0]))
    results = formulas.get_right()[0] + _COLUMN_GAP
    for row in rows:
        row.number.align_to([numbers, 0, 0], LEFT)
        if row.printed is not None:
            row.printed.align_to([results, 0, 0], LEFT)
