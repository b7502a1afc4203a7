"""The column of inputs and the row of gradients whose product the table is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from manim import DOWN, RIGHT, VGroup

from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from scenes.beats.weights.stated_lines import stated_line
from scenes.beats.weights.term_table import axis, enclose
from scenes.stage.exemptions import overview
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.theme import Theme, units

_LEADING = 1.5
"""Distance of the lines of the column, in em."""

_BESIDE_SIGN = 0.45
"""Between the row and an equals sign behind it, in em."""

_NAME_BELOW = 0.35
"""Between the column and its name below it, in em."""

_NAME_SIZE = 40.0
"""Font size in pixels of the name below the column."""

_FACTORS: tuple[Place, ...] = (("statement", "equals", 1), ("x",), ("outer", "dot"), ("upstream",))
"""What stands of the line `outer`: all but its left-hand side."""


@dataclass(frozen=True)
class FactorsPlan:
    """Where = column · row stands, in Manim units.

    Attributes:
        size: font size in pixels.
        middle: height of the line.
        equals: where the equals sign ends.
        column: the middle of the column, if each entry stands below its header; else None.
        columns: by output, the middle of its entry in the row, likewise; else empty.
    """

    size: float
    middle: float
    equals: float
    column: float | None = None
    columns: Mapping[int, float] = field(default_factory=dict)

    def shifted(self, across: float) -> FactorsPlan:
        """The same, farther to the right."""
        return replace(
            self,
            equals=self.equals + across,
            column=None if self.column is None else self.column + across,
            columns={k: x + across for k, x in self.columns.items()},
        )


class Factors(Typeset):
    """A mobject: = column · row, below the table or in front of it.

    Args:
        notation: the symbols' names.
        theme: looks.
        plan: where it stands.

    Attributes:
        plan: as given.
        size: font size in pixels.
        equals: the equals sign.
        column: the inputs in their parentheses.
        row: the gradients in theirs.
    """

    def __init__(self, notation: Notation, theme: Theme, plan: FactorsPlan) -> None:
        self.size, self.plan = plan.size, plan
        line = Formula(stated_line(notation, "outer"), theme, plan.size)
        super().__init__(excerpt(line, *_FACTORS))
        overview(self)
        self.equals = self.part("statement", "equals", 1)
        self.column, self.row = self.part("x"), self.part("upstream")
        if plan.column is None:
            self._stand_in_line(plan)
        else:
            self._stand_below(plan, plan.column)

    def entries(self, letter: str) -> dict[int, VGroup]:
        """By index, the entries of the column ("x") or of the row ("upstream")."""
        indices = dict.fromkeys(
            place[1] for place in self.atoms if place[0] == letter and isinstance(place[1], int)
        )
        return {int(index): self.part(letter, index) for index in indices}

    def signs(self) -> VGroup:
        """All but the entries: what is born when they have come."""
        entries = [
            atom
            for place, atom in self.atoms.items()
            if place[0] in ("x", "upstream") and isinstance(place[1], int)
        ]
        return VGroup(*(atom for atom in self.atoms.values() if atom not in entries))

    def name_below_column(self, theme: Theme, notation: Notation) -> Typeset:
        """Xᵀ, as it stands below the column."""
        line = Formula(stated_line(notation, "result"), theme, _NAME_SIZE)
        name = excerpt(line, ("x",))
        return name.next_to(self.column, DOWN, buff=_NAME_BELOW * units(self.size))

    def _stand_below(self, plan: FactorsPlan, x: float) -> None:
        """Every entry below its header: the column below the inputs, the row below the rest."""
        em = units(self.size)
        column, row = self.entries("x"), self.entries("upstream")
        top = plan.middle + _LEADING * em * (len(column) - 1) / 2
        for n, entry in enumerate(column.values()):
            _move(entry, x, top - n * _LEADING * em)
        for k, entry in row.items():
            _move(entry, plan.columns[k], plan.middle)
        self._enclose_entries()
        dot = self.part("outer", "dot")
        dot.move_to([(self.column.get_right()[0] + self.row.get_left()[0]) / 2, plan.middle, 0])
        self.equals.move_to([plan.equals - self.equals.width / 2, plan.middle, 0])

    def _stand_in_line(self, plan: FactorsPlan) -> None:
        """As it is set, but with the equals sign behind it, before the table."""
        em = units(self.size)
        self.shift([0, plan.middle - self.equals.get_center()[1], 0])
        self.equals.move_to([plan.equals - self.equals.width / 2, plan.middle, 0])
        rest = VGroup(self.column, self.part("outer", "dot"), self.row)
        self._enclose_entries()
        rest.shift(
            RIGHT * (self.equals.get_left()[0] - _BESIDE_SIGN * em - self.row.get_right()[0])
        )

    def _enclose_entries(self) -> None:
        for letter in ("x", "upstream"):
            signs = [self.part(letter, name) for name in ("open", "close")]
            enclose(signs, VGroup(*self.entries(letter).values()), units(self.size))


def _move(entry: VGroup, x: float, y: float) -> None:
    entry.shift([x - entry.get_center()[0], y - axis(entry), 0])
