"""The wall draws back into its map, tiles without text, and grows back again."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import RIGHT, Dot, RoundedRectangle, VGroup, VMobject

from scenes.beats.weights.layout import map_place
from scenes.beats.weights.wall import Cell, Wall
from scenes.stage.animations.carry import Carry, Way, backwards, outlines
from scenes.stage.formulas.formula import Glyph
from scenes.stage.matrices.term_map import TermMap
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_COVERING, _SHRINKING = (0.1, 0.6), (0.1, 1.0)
"""When bars cover the terms, and when everything shrinks; grown back, in the other order."""

_BAR = 0.88
"""Width and height of a bar, as a part of its cell's width and of its lane's height."""

_SLIT = units(3)
"""Between the factors of a bar."""


class DrawnBack:
    """All terms, once as they are read and once as a small map.

    Args:
        wall: the cells; of many entries, only one.
        chart: the map beside it where not all entries have a cell, else None.

    Attributes:
        bars: over the terms of the wall, a bar for each, where there is no map; not on the stage
            as long as the terms are read.
    """

    def __init__(self, wall: Wall, chart: TermMap | None) -> None:
        self._squeezes: dict[VMobject, _Squeeze] = {}
        self.bars = VGroup()
        if chart is None:
            self._squeezes[wall] = _Squeeze(wall.boxes, map_place())
            cells = wall.cells.values()
            self.bars.add(*(_bar(cell, k, wall.theme) for cell in cells for k in cell.lanes))
            self._squeezes[self.bars] = self._squeezes[wall]
        else:
            whole = VGroup(*chart.frames.values())
            self._squeezes[chart] = _Squeeze(whole, map_place())
            # The entry that is written out shrinks into its place on the map.
            (entry,) = wall.cells
            place = self._squeezes[chart](chart.frames[entry])
            self._squeezes[wall] = _Squeeze(wall.boxes, Region.around(place))
        self._before = {part: part.copy() for part in self._squeezes}

    def draw_back(self, **options: Any) -> list[Carry]:
        """Bars cover the terms; then everything shrinks into the map's place."""
        moves = []
        for part, squeeze in self._squeezes.items():
            ways = {leaf: self._shrunk(part, leaf, squeeze) for leaf in outlines(part)}
            if part is self.bars:
                part.set_opacity(0)
            moves.append(Carry(part, ways, **options))
        return moves

    def grow_back(self, **options: Any) -> list[Carry]:
        """The map grows; then the bars uncover the terms."""
        growing, uncovering = backwards(_SHRINKING), backwards(_COVERING)
        return [
            Carry(
                part,
                {part: Way(before, 0.0 if part is self.bars else None, growing, fading=uncovering)},
                **options,
            )
            for part, before in self._before.items()
        ]

    def _shrunk(self, part: VMobject, leaf: VMobject, squeeze: _Squeeze) -> Way:
        """What becomes of an outline on the map, where there is no text."""
        merges = isinstance(part, Wall) and not len(self.bars)
        opacity = 0.0 if isinstance(leaf, Glyph) or merges else None
        return Way(squeeze(leaf), opacity=opacity, moving=_SHRINKING, fading=_COVERING)


class _Squeeze:
    """Maps the rectangle around some things onto a region; text and dots keep their proportions."""

    def __init__(self, around: VMobject, region: Region) -> None:
        self._center, self._end = around.get_center(), region.center
        self._factors = np.array([region.width / around.width, region.height / around.height, 1.0])

    def __call__(self, leaf: VMobject) -> VMobject:
        factors = self._factors
        if isinstance(leaf, (Glyph, Dot)):
            factors = np.full(3, factors.min())
        middle = leaf.get_center()
        end = self._end + (middle - self._center) * self._factors
        found = leaf.copy()
        found.points = end + (leaf.points - middle) * factors
        return found


def _bar(cell: Cell, k: int, theme: Theme) -> VGroup:
    """∂L/∂y_k at the left, ∂y_k over ∂w_ji at the right, as colours; over a cell's whole width."""
    lane = cell.lanes[k]
    height = cell.box.height / len(cell.lanes) * _BAR
    half = (cell.box.width * _BAR - _SLIT) / 2

    def piece(role: str, high: float) -> RoundedRectangle:
        return RoundedRectangle(
            width=half,
            height=high,
            corner_radius=units(6),
            stroke_width=0,
            fill_color=theme.colour(role),
            fill_opacity=1,
        )

    local = VGroup(*(piece(role, (height - _SLIT) / 2) for role in ("y", "w")))
    local.arrange(np.array([0.0, -1.0, 0.0]), buff=_SLIT)
    return (
        VGroup(piece("gradient", height), local)
        .arrange(RIGHT, buff=_SLIT)
        .move_to([cell.box.get_x(), lane.get_y(), 0])
    )
