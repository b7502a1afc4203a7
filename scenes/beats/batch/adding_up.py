"""A term from every sample: tiles are laid on one another, and that is a product of matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import UP, Animation, Create, FadeIn, FadeOut, VGroup, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.batch.cards import SampleCards
from scenes.beats.batch.sample_tile import SampleTile
from scenes.beats.batch.shared_weight import SharedWeight
from scenes.beats.batch.take_places import TakePlaces
from scenes.beats.batch.travel import Travel, Way
from scenes.stage.animations.indication import frame, strip
from scenes.stage.animations.origins import one_by_one
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Sign, Typeset
from scenes.stage.matrices.statement import ancestors
from scenes.stage.theme import pixels, units

_BEHIND_NODES: Final = -0.5
"""What passes in front of the cards, but behind the nodes on them."""

_BEHIND_TILES: Final = -2
"""What a tile slides over."""

_FRAME = 0.2
"""Room in the frame around a cell, in em."""

_STRIP = 0.14
"""Room around a row or column that is lit, in em."""


def lay_tiles(scene: Chapter, dealt: SampleCards, shared: SharedWeight) -> None:
    """Beside each card its column of x and its row of ∂L/∂y, multiplied everywhere they meet."""
    tempo, tiles = scene.theme.tempo, shared.tiles.apart
    moves: list[Animation] = []
    columns: list[Typeset] = []
    for n, tile in tiles.items():
        tile.paper.set_z_index(-1)
        column = Typeset(*tile.column.values())
        columns.append(column.set_z_index(_BEHIND_NODES))
        symbols = dealt.cards[n].symbols
        sources = {place: ancestors(symbols, ("card", n, "x", place[2])) for place in column.atoms}
        moves += [FadeIn(tile.paper), Rewrite(column, sources)]
    scene.play(*moves, run_time=tempo.slow)
    inside: list[Animation] = []
    for tile in tiles.values():
        inside += map(Create, tile.lines)
        if dealt.batch.has_numbers:
            cells = Typeset(*tile.cells.values())
            inside += [FadeIn(tile.plates), Rewrite(cells, _factors(tile))]
        else:
            inside += map(FadeIn, tile.cells.values())
    scene.play(*inside, run_time=tempo.brisk)
    for column in columns:
        column.set_z_index(0)
    for tile in tiles.values():
        scene.remove(*tile.get_family())
        tile.paper.set_z_index(0)
    shared.stage.add(*tiles.values())
    scene.add(shared.stage)


def _factors(tile: SampleTile) -> dict[Place, Sequence[VMobject]]:
    """By cell, the x beside it and the ∂L/∂y above it."""
    return {
        place: [tile.column[i], tile.row[k]]
        for (i, k), cell in tile.cells.items()
        if ELIDED not in (i, k)
        for place in cell.atoms
    }


def write_terms(scene: Chapter, shared: SharedWeight) -> None:
    """Of each tile the chosen cell is framed and written out beside it."""
    tempo, tiles = scene.theme.tempo, shared.tiles
    i, k = tiles.batch.chosen
    shared.marks.add(*(_mark(scene, shared, tile.cells[i, k]) for tile in tiles.apart.values()))
    moves: list[Animation] = [FadeIn(shared.marks)]
    for n, term in shared.terms.items():
        if tiles.batch.has_numbers:
            moves.append(FadeIn(term))
            continue
        # Both factors run along their lines, ∂L/∂y round the corner in the chosen cell.
        tile = tiles.apart[n]
        corner = np.array(tile.cells[i, k].get_center())
        x, upstream = Way(tile.column[i]), Way(tile.row[k], [corner])
        moves.append(Travel(term, {("term", n, "x"): x, ("term", n, "upstream"): upstream}))
    scene.play(*moves, run_time=tempo.move)


def _mark(scene: Chapter, shared: SharedWeight, cell: VMobject) -> VMobject:
    """A frame in the weights' colour around a cell of the chosen weight."""
    return frame(cell, scene.theme, "w", margin=pixels(_FRAME * units(shared.tiles.size)))


def pile_up(scene: Chapter, shared: SharedWeight) -> None:
    """The tiles slide onto the first: columns beside columns, rows below rows; cells add up."""
    theme, tempo, tiles = scene.theme, scene.theme.tempo, shared.tiles
    first, second, *_ = tiles.apart.values()
    between = (first.paper.get_bottom() + second.paper.get_top()) / 2
    plus = Sign(("tiles", "plus"), "+", theme.ink, theme.sizes.large).move_to(between)
    plus.set_z_index(_BEHIND_TILES)
    scene.play(FadeOut(shared.marks), FadeIn(plus), run_time=tempo.blink)
    together = VGroup(*tiles.together.values())
    moves = [TakePlaces(shared.stage, together), FadeIn(tiles.dots)]
    scene.play(*moves, FadeOut(plus), run_time=tempo.slow)
    scene.play(*_add_cells(scene, shared), run_time=tempo.brisk)
    shared.sums.add(*tiles.sums.values())
    scene.add(shared.sums)
    shared.marks = VGroup(_mark(scene, shared, tiles.sums[tiles.batch.chosen]))


def _add_cells(scene: Chapter, shared: SharedWeight) -> list[Animation]:
    """In every cell of the pile the terms of all samples stand side by side, or their sum."""
    tiles = shared.tiles
    *below, top = tiles.apart.values()
    for tile in below:
        tile.remove(tile.plates, tile.lines, *tile.cells.values())
    moves: list[Animation] = [FadeOut(top.plates, top.lines)]
    top.remove(top.plates, top.lines, *top.cells.values())
    if tiles.batch.has_numbers:
        cells, sums = Typeset(*top.cells.values()), Typeset(*tiles.sums.values())
        last = [*tiles.apart][-1]
        sources = {place: ancestors(cells, ("tile", last, *place[1:])) for place in sums.atoms}
        return [*moves, Rewrite(sums, sources, replaced=[cells])]
    for key, cell in top.cells.items():
        # Two beads lie where there was one; they part, and the plus sign comes between.
        *beads, plus = tiles.sums[key]
        for each in beads:
            place = each.copy()
            moves.append(TakePlaces(each.move_to(cell), place))
        moves.append(FadeIn(plus))
        scene.remove(cell)
        scene.add(*beads)
    return moves


def write_entry(scene: Chapter, shared: SharedWeight) -> None:
    """The one entry of the chosen weight: a term from every sample."""
    tempo, entry, tiles = scene.theme.tempo, shared.entry, shared.tiles
    ways: dict[Place, Way] = {
        ("chosen", "term", n): Way(term, [np.array([term.get_x(), entry.terms.get_y(), 0.0])])
        for n, term in shared.terms.items()
    }
    scene.remove(*(part for term in shared.terms.values() for part in term.get_family()))
    scene.play(FadeIn(shared.marks), Travel(entry.terms, ways), run_time=tempo.slow)
    if tiles.batch.has_numbers:
        scene.play(FadeIn(entry.worked), run_time=tempo.brisk)


def read_inner_dimension(scene: Chapter, shared: SharedWeight) -> None:
    """The columns are Xᵀ, the rows are ∂L/∂Y: the sum is over their inner dimension, N."""
    theme, tempo, tiles, product = scene.theme, scene.theme.tempo, shared.tiles, shared.product
    i, k = tiles.batch.chosen
    margin = pixels(_STRIP * units(tiles.size))
    # Behind the tiles they could not be seen.
    lit = [
        strip(part, theme, role, margin=margin).set_z_index(0)
        for part, role in ((tiles.x_row(i), "x"), (tiles.upstream_column(k), "gradient"))
    ]
    # What were tiles is one matrix now; their rims would run through its parentheses.
    _, *others = (tile.paper for tile in tiles.apart.values())
    rimless = Restyle(shared.stage, {paper: Style(stroke_opacity=0.0) for paper in others})
    room = shared.entry.shown.animate.shift(UP * shared.way_down)
    parentheses = tiles.parentheses.values()
    scene.play(rimless, *map(FadeIn, parentheses), *map(FadeIn, lit), room, run_time=tempo.move)
    shared.marks.add(*lit)
    scene.add(shared.marks)
    product.light_inner_dimension()
    # One after the other, as they are spoken of; from the pile they would cross its cells.
    named = Rewrite(product, {}, lag=one_by_one([*product.atoms]))
    scene.play(named, FadeIn(product.mark), run_time=tempo.slow)
    scene.add(product)
