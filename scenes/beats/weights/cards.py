"""∂Y/∂W as cards: for every output y_k an opaque card of W's shape with the ∂y_k/∂w_ji."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, RoundedRectangle, VGroup, VMobject

from calculus.algebra.derivation import Derivation
from calculus.algebra.elision import elided
from calculus.algebra.expressions import Dots, Expression, Matrix, find
from calculus.algebra.notation import ELIDED, Notation
from scenes.stage.exemptions import context, may_overlap, overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.node import Node
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

Entry = tuple[int, int]
"""(input i, output j): row and column of an entry of W and of ∂L/∂W."""

_COLUMN_GAP, _ROW_GAP = 0.7, 0.36
"""Between the entries of a card, in em; a fraction is 2.33 em high."""

_PADDING = 0.5
"""Between a card's rim and its entries, in em."""

_STRIP = 0.9
"""The same at the top: this much is seen of a card that lies behind another."""

_BADGE = 0.68
"""Radius of the badge on a card's corner, in em."""


class CardEntry(Typeset):
    """A mobject: an entry of a card, on a plate of the card's colour.

    Args:
        expression: the term ∂L/∂y_k ∂y_k/∂w_ji of the line `paths`, or dots.
        theme: looks.
        size: font size in pixels.
        taken_up: whether the card has taken up its ∂L/∂y_k, which else cannot be seen.

    Attributes:
        plate: what the entry is written on; it comes along when the entry leaves the card.
        term: ∂L/∂y_k ∂y_k/∂w_ji.
    """

    def __init__(self, expression: Expression, theme: Theme, size: float, taken_up: bool) -> None:
        self.term = Formula(expression, theme, size)
        self._place = expression.place
        self._is_dots = isinstance(expression, Dots)
        self.plate = RoundedRectangle(
            corner_radius=units(6),
            stroke_width=theme.strokes.frame if taken_up else 0,
            stroke_color=theme.muted,
            stroke_opacity=theme.ghost if taken_up else 0,
            fill_color=theme.panel,
            fill_opacity=1,
        )
        super().__init__(self.term)
        self.submobjects = [self.plate, self.term]
        self._seen: VMobject = self.term if taken_up else self.local
        if not taken_up:
            self.upstream.set_opacity(0)

    @property
    def upstream(self) -> VGroup:
        """∂L/∂y_k; of dots, nothing."""
        return VGroup() if self._is_dots else self.term.part(*self._place, "upstream")

    @property
    def local(self) -> VGroup:
        """∂y_k/∂w_ji; of dots, the dots."""
        return self.term.part(*self._place, *(() if self._is_dots else ("local",)))

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of what is seen."""
        return float(self._seen.width), float(self._seen.height)

    def put(self, center: np.ndarray, width: float, height: float) -> None:
        """Stand in the middle of a field of this size, which the plate fills."""
        self.term.shift(center - self._seen.get_center())
        self.plate.stretch_to_fit_width(width).stretch_to_fit_height(height).move_to(center)


class Card(VGroup):
    """A mobject: the card of one output, or of those left out, with dots.

    Attributes:
        back: the card itself.
        badge: y_k in a small circle on its corner; None on a card of dots.
        entries: by (i, j).
    """

    def __init__(
        self,
        entries: dict[Entry, CardEntry],
        badge: Node | None,
        field: tuple[float, float],
        em: float,
        theme: Theme,
    ) -> None:
        self.entries, self.badge = entries, badge
        rows = list(dict.fromkeys(i for i, _ in entries))
        columns = list(dict.fromkeys(j for _, j in entries))
        width, height = field
        side, top = (_PADDING - _COLUMN_GAP / 2) * em, (_STRIP - _ROW_GAP / 2) * em
        self.back = RoundedRectangle(
            width=len(columns) * width + 2 * side,
            height=len(rows) * height + top + side,
            corner_radius=units(12),
            stroke_width=theme.strokes.frame,
            stroke_color=theme.muted,
            fill_color=theme.panel,
            fill_opacity=1,
        )
        corner = self.back.get_corner(UP + LEFT)
        first = corner + np.array([side + width / 2, -top - height / 2, 0.0])
        for (i, j), entry in entries.items():
            away = np.array([columns.index(j) * width, -rows.index(i) * height, 0.0])
            entry.put(first + away, width, height)
        badges = []
        if badge is not None:
            badges.append(badge.move_to(corner + np.array([0.35, -0.08, 0.0]) * em))
        super().__init__(self.back, *entries.values(), *badges)


class Deck(VGroup):
    """A mobject: the cards of all outputs, each in front of the one before; the last is read.

    Args:
        derivation: of ②.
        notation: shape and names; what it leaves out is dots.
        theme: looks.
        size: font size in pixels.
        taken_up: whether the cards have taken up their ∂L/∂y_k.
        fanned: whether of every card the first column and the badge can be seen; else they lie
            on each other.

    Attributes:
        cards: by output k.
        size: as given.
    """

    def __init__(
        self,
        derivation: Derivation,
        notation: Notation,
        theme: Theme,
        size: float,
        *,
        taken_up: bool = False,
        fanned: bool = True,
    ) -> None:
        self.size, em = size, units(size)
        every = {
            k: {
                entry: CardEntry(expression, theme, size, taken_up)
                for entry, expression in _entries(derivation, notation, k).items()
            }
            for k in notation.output_range
        }
        extents = np.array([e.extent for entries in every.values() for e in entries.values()])
        field = tuple(extents.max(axis=0) + np.array([_COLUMN_GAP, _ROW_GAP]) * em)
        step = np.array([field[0] + (_PADDING - _COLUMN_GAP / 2) * em, -_STRIP * em, 0.0])
        self.cards = {
            k: Card(entries, _badge(notation, k, em, theme), field, em, theme)
            for k, entries in every.items()
        }
        for number, card in enumerate(self.cards.values()):
            card.shift(number * step * fanned)
        super().__init__(*self.cards.values())
        may_overlap(*self.cards.values())
        overview(self)
        if size < OVERVIEW:
            context(self)

    def entry(self, k: int, entry: Entry) -> CardEntry:
        """An entry of card k."""
        return self.cards[k].entries[entry]

    @property
    def last(self) -> Card:
        """The card in front."""
        return next(reversed(self.cards.values()))


def deck_within(
    derivation: Derivation,
    notation: Notation,
    theme: Theme,
    region: Region,
    size: float = FIRST_READING,
    *,
    taken_up: bool = False,
    fanned: bool = True,
) -> Deck:
    """The cards in the middle of a region, up to a font size in pixels."""

    def build(size: float) -> Deck:
        return Deck(derivation, notation, theme, size, taken_up=taken_up, fanned=fanned)

    deck = largest_that_fits(build, lambda deck: region.excess(deck.width, deck.height), size)
    return deck.move_to(region.center)


def _badge(notation: Notation, k: int, em: float, theme: Theme) -> Node | None:
    if k == ELIDED:
        return None
    return Node(notation.y(k), ("card", k), np.zeros(3), _BADGE * em, theme)


def _entries(derivation: Derivation, notation: Notation, k: int) -> dict[Entry, Expression]:
    """The terms of output k in all entries of ∂L/∂W, with dots where they are left out."""
    paths = derivation["paths"].expression
    rows = tuple(
        tuple(find(paths, ("entry", i, j, "term", k)) for j in notation.output_range)
        for i in notation.input_range
    )
    shown = elided(Matrix(("card",), rows))
    assert isinstance(shown, Matrix)
    return {
        (i, j): shown.rows[r][c]
        for r, i in enumerate(notation.input_range)
        for c, j in enumerate(notation.output_range)
    }
