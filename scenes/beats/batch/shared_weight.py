"""What stands at the right of the cards while one weight is followed through all samples."""

from __future__ import annotations

from typing import Final

from manim import RIGHT, UP, VGroup

from calculus.algebra.expressions import Product
from scenes.beats.batch.cards import SampleCards
from scenes.beats.batch.chosen_entry import ChosenEntry
from scenes.beats.batch.layout import work
from scenes.beats.batch.named_product import NamedProduct
from scenes.beats.batch.tiles import Tiles
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING
from scenes.stage.formulas.formula import Formula
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_SYMBOLS: Final = (58, 3, 20, 3, 16)
"""Relative heights of the pile, a gap, ②, a gap, and the one entry."""

_NUMBERS: Final = (45, 4, 20, 4, 27)
"""The same in numbers: the pile is lower, the entry has a second line."""

_LEAST_WIDTH = 0.72
"""Of the room for ② and the entry, as a part of the whole: a small pile is not so wide."""

_TERM_GAP = 0.9
"""Between a tile and the term beside it, in em."""

_TILE_GAP = 0.05
"""Between more than two tiles, as a part of their height."""


class SharedWeight:
    """The tiles, the one entry that is followed, and ②.

    Args:
        dealt: the cards.
        theme: looks.

    Attributes:
        terms: by sample, the chosen weight's term, at the right of its tile.
        tiles: of all samples; stage: what of them is on the stage;
            sums: what the cells of all of them add up to, when it is there.
        entry: the one that is followed; at first it stands where ② will be.
        way_down: from there to its own place, in Manim units.
        product: ②, by name, with shapes.
        marks: frames and strips that are on the stage.
    """

    def __init__(self, dealt: SampleCards, theme: Theme) -> None:
        batch, area, em = dealt.batch, work(), units(dealt.size)
        self.terms = {n: _term(batch.chosen_term(n), dealt, theme) for n in dealt.cards}
        beside = max(term.width for term in self.terms.values()) + _TERM_GAP * em
        free = Region(area.left, area.right - beside, area.bottom, area.top)
        heights = _NUMBERS if batch.has_numbers else _SYMBOLS
        self.tiles = Tiles(batch, theme, _beside_cards(dealt, free), free.rows(*heights)[0])
        right = max(self.tiles.right, area.left + _LEAST_WIDTH * area.width)
        below = Region(area.left, right, area.bottom, area.top)
        _, _, product, _, entry = below.rows(*heights)
        self.product = NamedProduct(
            batch.weights_product(), theme, product, shown=(), mark=NUMBERS["weights"]
        )
        self.entry = ChosenEntry(batch, theme, entry)
        self.way_down = self.entry.get_y() - product.center[1]
        self.entry.shift(UP * -self.way_down)
        i, _ = batch.chosen
        for n, term in self.terms.items():
            height = self.tiles.apart[n].column[i].get_y()
            term.move_to([area.right, height, 0], aligned_edge=RIGHT)
        self.stage, self.sums, self.marks = VGroup(), VGroup(), VGroup()


def _term(term: Product, dealt: SampleCards, theme: Theme) -> Formula:
    formula = Formula(term, theme, dealt.size)
    return formula if dealt.size >= FIRST_READING else overview(formula)


def _beside_cards(dealt: SampleCards, free: Region) -> dict[int, Region]:
    """A tile stands at the height of its card; beside more than two cards it is a bit higher."""
    samples = list(dealt.cards)
    if len(samples) > 2:
        heights = [part for _ in samples for part in (1.0, _TILE_GAP)]
        return dict(zip(samples, free.rows(*heights[:-1])[::2], strict=True))
    found = {}
    for n, card in dealt.cards.items():
        bottom, top = card.panel.get_bottom()[1], card.panel.get_top()[1]
        found[n] = Region(free.left, free.right, float(bottom), float(top))
    return found
