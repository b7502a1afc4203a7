"""Formulas and words as mobjects whose every atom can be addressed by its place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Self

import numpy as np
from manim import VectorizedPoint, VGroup, VMobject

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Atom, Expression, Named, Place, Symbol
from calculus.algebra.notation import ELIDED
from calculus.writing.typst import typst
from scenes.stage.formulas import typesetting
from scenes.stage.formulas.parentheses import tall_parenthesis
from scenes.stage.theme import Theme, units

_line_numbers = count(1)


class Glyph(VMobject):
    """A mobject of one filled outline that knows how large its font is.

    Args:
        points: cubic Bézier points, shape (4·curves, 3), Manim units.
        colour: of the fill.
        em: the font size at which it was set, in Manim units.

    Attributes:
        line: a number that it shares with what was set in one go with it, and with all copies.
    """

    def __init__(self, points: np.ndarray, colour: str, em: float) -> None:
        super().__init__(fill_color=colour, fill_opacity=1.0, stroke_width=0.0)
        self.set_points(points)
        self.line = 0
        # Whoever scales a mobject moves nothing but its points, so the font size lies in these.
        self._em_in_spreads = em / _spread(points)

    @property
    def em(self) -> float:
        """The font size now, after all scaling, in Manim units."""
        return self._em_in_spreads * _spread(self.points)


def set_in_one_go(mobject: VMobject) -> None:
    """Number the glyphs of a mobject as one line."""
    number = next(_line_numbers)
    for part in mobject.get_family():
        if isinstance(part, Glyph):
            part.line = number


def _spread(points: np.ndarray) -> float:
    """Root mean square distance from the middle, shape (n, 3): it grows with the size alone."""
    away = points - points.mean(axis=0)
    return float(np.sqrt((away * away).sum(axis=1).mean()))


class AtomGlyphs(VGroup):
    """The glyphs of one atom; knows which one, so that the stage can be asked what it shows."""

    def __init__(self, atom: Atom, glyphs_of_atom: Iterable[Glyph]) -> None:
        super().__init__(*glyphs_of_atom)
        self.atom = atom


class Typeset(VGroup):
    """A mobject made of atoms that are addressed by their places.

    Attributes:
        atoms: by place, a group of the atom's glyphs.
    """

    def __init__(self, *parts: VMobject) -> None:
        super().__init__(*parts)
        self.atoms: dict[Place, VGroup] = {}
        for part in parts:
            if isinstance(part, Typeset):
                self.atoms.update(part.atoms)

    def part(self, *place: str | int) -> VGroup:
        """All atoms at or under a place, as one group; the dots in which it is left out.

        Raises:
            KeyError: when nothing stands there.
        """
        found = self.parts([place])
        if not len(found):
            raise KeyError(f"nothing stands at {place}")
        return found

    def has(self, *place: str | int) -> bool:
        """Whether anything stands at or under a place, be it dots."""
        return len(self.parts([place])) > 0

    def parts(self, places: Iterable[Place]) -> VGroup:
        """All atoms at or under any of the places, as one group, each atom once."""
        wanted = {self.shown_place(place) or place for place in places}
        return VGroup(
            *(
                atom
                for where, atom in self.atoms.items()
                if any(starts(where, place) for place in wanted)
            )
        )

    def shown_place(self, place: Place) -> Place | None:
        """Where the atom stands that shows what is at `place`: there, or the dots above it."""
        if place in self.atoms:
            return place
        if ELIDED in place:
            for length in range(len(place) - 1, 0, -1):
                if place[:length] in self.atoms:
                    return place[:length]
        return None


class Formula(Typeset):
    """A mobject: an expression of the calculus, set by Typst in one go.

    Args:
        expression: what is shown.
        theme: gives every role its colour.
        size: font size in pixels at 1080p; None for the theme's formula size.
    """

    def __init__(self, expression: Expression, theme: Theme, size: float | None = None) -> None:
        super().__init__()
        self.expression = expression
        self.size = theme.sizes.formula if size is None else size
        typeset = typst(expression)
        outlines = typesetting.mathematics(typeset.source)
        groups: list[list[Glyph]] = [[] for _ in typeset.atoms]
        passed: set[int] = set()
        for position, outline in enumerate(outlines):
            number = outline.atom
            if position and outlines[position - 1].atom != number:
                passed.add(outlines[position - 1].atom)
            if number in passed and number in typeset.closing:
                number = typeset.closing[number]
            colour = theme.colour(typeset.atoms[number].role)
            groups[number].append(
                Glyph(outline.points * units(self.size), colour, units(self.size))
            )
        for atom, members in zip(typeset.atoms, groups, strict=True):
            group = AtomGlyphs(atom, _in_one_piece(atom, members, units(self.size)))
            self.atoms[atom.place] = group
            self.add(group)
        set_in_one_go(self)
        self.anchor = _baseline_mark(self)
        self.add_to_back(self.anchor)

    def set_baseline(self, y: float) -> Self:
        """Move vertically until the line's baseline lies at height `y` (Manim units)."""
        self.shift([0.0, y - self.anchor.get_y(), 0.0])
        return self

    def on_baseline_of(self, other: Formula | Words) -> Self:
        """Move vertically onto another's baseline."""
        return self.set_baseline(other.anchor.get_y())


def _baseline_mark(ink: VMobject) -> VectorizedPoint:
    """A point on the baseline, y = 0, at the ink's left end, so that it widens nothing."""
    return VectorizedPoint(np.array([ink.get_left()[0], 0.0, 0.0]))


def _in_one_piece(atom: Atom, glyphs_of_atom: list[Glyph], em: float) -> list[Glyph]:
    """A tall parenthesis that the font assembles from parts, drawn light and in one stroke."""
    if len(glyphs_of_atom) < 2 or atom.sign not in ("(", ")"):
        return glyphs_of_atom
    pieces = VGroup(*glyphs_of_atom)
    top, bottom = pieces.get_top()[1], pieces.get_bottom()[1]
    back = pieces.get_left()[0] if atom.sign == "(" else pieces.get_right()[0]
    tip = back + (0.3 if atom.sign == "(" else -0.3) * em
    bow = min(1.1 * em, (top - bottom) / 2)
    points = tall_parenthesis(np.array([back, tip]), bottom, top, thickness=0.075 * em, bow=bow)
    colour = glyphs_of_atom[0].get_fill_color().to_hex()
    return [Glyph(points, colour, em)]


class Sign(Typeset):
    """A single mark (a plus, an equals sign, a question mark) that bears a place of its own."""

    def __init__(self, place: Place, source: str, colour: str, size: float) -> None:
        super().__init__()
        outlines = typesetting.mathematics(f"atom(#0, {source})")
        members = [Glyph(outline.points * units(size), colour, units(size)) for outline in outlines]
        self.atoms[place] = AtomGlyphs(Atom(place, source, "ink"), members)
        self.add(self.atoms[place])
        set_in_one_go(self)


def symbol_formula(
    symbol: Symbol, theme: Theme, size: float | None = None, place: Place = ("symbol",)
) -> Formula:
    """A symbol on its own."""
    return Formula(Named(place, symbol), theme, size)


class Words(VGroup):
    """One line of plain words in the film's own font.

    Args:
        text: any text; markup in it is shown, not obeyed.
        theme: gives the colour.
        size: font size in pixels at 1080p; None for the theme's word size.
        colour: None for ink.
    """

    def __init__(
        self, text: str, theme: Theme, size: float | None = None, colour: str | None = None
    ) -> None:
        em = units(theme.sizes.words if size is None else size)
        super().__init__(
            *(
                Glyph(outline.points * em, theme.ink if colour is None else colour, em)
                for outline in typesetting.words(text)
            )
        )
        set_in_one_go(self)
        self.text = text
        self.anchor = _baseline_mark(self)
        self.add(self.anchor)
