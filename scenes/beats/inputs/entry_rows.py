"""The entries of the input gradient as rows, one an equation."""

from __future__ import annotations

from collections.abc import Iterable

from manim import DOWN, LEFT, VGroup

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Place, find
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import entry_stated, given_inputs, given_upstream, given_weights
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.formulas.excerpts import align_equals, break_sum, excerpt, keep_apart, stand_under
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.matrices.headers import headers_within
from scenes.stage.theme import Theme, units

ELIDED_ROW: Place = ("statement", "entry", ELIDED)
"""Where the dots stand that stand for the rows which are left out."""


class EntryRows(Typeset):
    """∂L/∂x_i = its entry on a line of ①, one row an input, aligned at the equals signs.

    Atoms stand where they stand on the lines; the left-hand sides at ("entry", i) of `definition`.
    A row at an elided input is dots, at `ELIDED_ROW`.

    Args:
        derivation: of ①.
        line: the line whose entries are written out.
        inputs: the inputs that get a row.
        theme: looks.
        size: font size in pixels.
        leading: distance of the rows in em.
        named: a line whose entry is set behind a second equals sign under the first, or None.
        broken: into how many lines a row's sum is broken.

    Attributes:
        size: font size in pixels.
        broken: into how many lines a row's sum is broken.
        rows: by input, the row's formula.
        names: by input, what stands behind the second equals sign, with the sign. It appears in a
            movement of its own and is no part of the rows. Dots have no name.
    """

    def __init__(
        self,
        derivation: Derivation,
        line: str,
        inputs: Iterable[int],
        theme: Theme,
        size: float,
        leading: float = 1.0,
        named: str | None = None,
        broken: int = 1,
    ) -> None:
        self.rows = {
            i: Formula(entry_stated(derivation, ("entry", i), line), theme, size) for i in inputs
        }
        self.size, self.broken = size, broken
        rows = list(self.rows.values())
        for i, row in self.rows.items():
            if i != ELIDED:
                break_sum(row, i, broken)
        VGroup(*rows).arrange(DOWN, buff=units(size) * leading, aligned_edge=LEFT)
        align_equals(rows)
        super().__init__(*rows)
        self.names: dict[int, Typeset] = {}
        if named is not None:
            for i, row in self.rows.items():
                if i != ELIDED:
                    name = Formula(find(derivation[named].expression, ("entry", i)), theme, size)
                    self.names[i] = stand_under(row, row.part("entry", i, "row"), name, theme)
            blocks = [VGroup(row, *self._name(i)) for i, row in self.rows.items()]
            keep_apart(blocks, size * leading)

    @property
    def whole(self) -> VGroup:
        """Rows and names."""
        return VGroup(self, *self.names.values())

    def _name(self, i: int) -> list[Typeset]:
        return [self.names[i]] if i in self.names else []


class GivenStrip(VGroup):
    """What the chapter uses: W with headers, ∂L/∂Y and X, aligned at their equals signs.

    Attributes:
        weights: W = ..., entries at ("w", i, j).
        upstream: ∂L/∂Y = ..., entries at ("upstream", j).
        inputs: X = ..., entries at ("x", i).
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        statement = Formula(given_weights(notation), theme, size)
        self.weights = Typeset(statement, headers_within(statement, notation, theme))
        self.upstream = Formula(given_upstream(notation), theme, size)
        self.inputs = Formula(given_inputs(notation), theme, size)
        super().__init__(*self.lines)
        self.arrange(DOWN, buff=units(size) * 0.9, aligned_edge=LEFT)
        align_equals(self.lines)

    @property
    def lines(self) -> tuple[Typeset, ...]:
        """The three equations from top to bottom."""
        return self.weights, self.upstream, self.inputs


def left_sides(rows: EntryRows, *inputs: int) -> Typeset:
    """∂L/∂x_i of the rows of some inputs, or of every row that is written out."""
    every = inputs or tuple(rows.rows)
    return excerpt(rows, *(("entry", i, part) for i in every for part in ("of", "bar", "by")))


def emphasise(rows: EntryRows, factor: str, theme: Theme, *, run_time: float) -> Restyle:
    """One factor ("upstream" or "local") of every term comes forward."""
    styles = {
        atom: Style(fill_opacity=1.0 if factor in place else theme.dimmed)
        for place, atom in rows.atoms.items()
    }
    return Restyle(rows, styles, run_time=run_time)
