"""Where an entry stands: its row and its column, pointed out."""

from __future__ import annotations

from manim import DOWN, RIGHT, Animation, VGroup

from scenes.stage.animations.indication import strip
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.formulas.formula import Words
from scenes.stage.matrices.given import GivenMatrices
from scenes.stage.theme import Theme, units


class EntryPosition(VGroup):
    """Two translucent strips behind the row and the column of an entry of W, with their numbers.

    Args:
        given: W with its headers.
        edge: (j, i) of the entry.
        words: what names the row and the column.
        theme: looks.

    Attributes:
        strips: behind the row and behind the column, headers included.
        row: its words, right of it.
        column: its words, below it.
    """

    def __init__(
        self, given: GivenMatrices, edge: tuple[int, int], words: tuple[str, str], theme: Theme
    ) -> None:
        j, i = edge
        notation = given.notation
        self._given, self._ghost = given, theme.ghost
        self._headers = [given.headers.part("header", *at) for at in (("x", i), ("y", j))]
        row_header, column_header = self._headers
        row = VGroup(row_header, given.w.part("w", i))
        column = VGroup(
            column_header, *(given.w.part("w", each, j) for each in notation.input_range)
        )
        self.strips = VGroup(strip(row, theme, "x"), strip(column, theme, "y"))
        row_words, column_words = words
        self.row = Words(row_words, theme, colour=theme.colour("x"))
        self.row.next_to(given.w, RIGHT, buff=units(24)).match_y(self.strips[0])
        self.column = Words(column_words, theme, colour=theme.colour("y"))
        self.column.next_to(self.strips[1], DOWN, buff=units(14))
        super().__init__(self.strips, self.row, self.column)

    def light_headers(self, lit: bool = True) -> Animation:
        """Of the headers, only those of the row and of the column stay lit, or none."""
        styles = {
            atom: Style(fill_opacity=self._ghost) for atom in self._given.headers.atoms.values()
        }
        if lit:
            for header in self._headers:
                styles.update({atom: Style(fill_opacity=1.0) for atom in header})
        return Restyle(self._given, styles)
