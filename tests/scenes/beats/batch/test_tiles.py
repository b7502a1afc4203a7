"""Piled up, the tiles are Xᵀ beside and ∂L/∂Y above ∂L/∂W; nothing is cut off or covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from manim import VGroup, VMobject, tempconfig

from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.statements.batch import Batch
from scenes.beats.batch.cards import SampleCards
from scenes.beats.batch.layout import cards, work
from scenes.beats.batch.shared_weight import SharedWeight
from scenes.stage.regions import Region
from scenes.stage.theme import THEMES

SHAPES = [(1, 2, 3), (1, 1, 1), (1, 8, 9), (2, 2, 3), (3, 2, 4), (10, 6, 5), (8, 20, 12)]


@pytest.fixture(autouse=True)
def _frame() -> Iterator[None]:
    with tempconfig({"dry_run": True}):
        yield


def shared_by(lesson: Lesson) -> SharedWeight:
    batch, theme = Batch(lesson), THEMES["dark"]
    names = {n: f"sample {n}" for n in batch.written_samples}
    return SharedWeight(SampleCards(batch, theme, names, cards()), theme)


def around(*things: VMobject) -> Region:
    whole = VGroup(*things)
    return Region(whole.get_left()[0], whole.get_right()[0], whole.get_bottom()[1],
                  whole.get_top()[1])  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_columns_stand_beside_columns_and_rows_below_rows(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    tiles = shared_by(make_lesson(*shape)).tiles
    for before, after in pairwise(tiles.together.values()):
        for i, entry in after.column.items():
            assert entry.get_y() == pytest.approx(before.column[i].get_y())
            assert entry.get_left()[0] > before.column[i].get_right()[0]
        for k, entry in after.row.items():
            assert entry.get_x() == pytest.approx(before.row[k].get_x())
            assert entry.get_top()[1] < before.row[k].get_bottom()[1]
    last = list(tiles.together.values())[-1]
    for (i, k), cell in tiles.sums.items():
        assert cell.get_x() == pytest.approx(last.row[k].get_x())
        assert cell.get_y() == pytest.approx(last.column[i].get_y(), abs=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_tile_covers_only_the_cells_of_those_below_it(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    tiles = shared_by(make_lesson(*shape)).tiles
    *below, top = tiles.together.values()
    for tile in below:
        assert around(*tile.column.values()).right < top.paper.get_left()[0]
        assert around(*tile.row.values()).bottom > top.paper.get_top()[1]


@pytest.mark.parametrize("shape", SHAPES)
def test_apart_and_together_are_built_alike(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    tiles = shared_by(make_lesson(*shape)).tiles
    for n, tile in tiles.apart.items():
        here, there = (t.family_members_with_points() for t in (tile, tiles.together[n]))
        assert [p.points.shape for p in here] == [p.points.shape for p in there]


@pytest.mark.parametrize("shape", SHAPES)
def test_everything_fits_beside_the_cards(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson]
) -> None:
    shared, region = shared_by(make_lesson(*shape)), work()
    grown = Region(region.left - 0.03, region.right + 0.03, region.bottom - 0.03, region.top + 0.03)
    for tile in (*shared.tiles.apart.values(), *shared.tiles.together.values()):
        assert grown.holds(tile.paper)
    pile = shared.tiles.together[1].paper
    shared.entry.shift([0, shared.way_down, 0])
    assert pile.get_bottom()[1] > shared.product.get_top()[1]
    assert shared.product.get_bottom()[1] > shared.entry.shown.get_top()[1]
    assert grown.holds(shared.entry.shown)
    for n, term in shared.terms.items():
        assert shared.tiles.apart[n].paper.get_right()[0] < term.get_left()[0]
        assert pile.get_right()[0] < term.get_left()[0]


def test_in_symbols_a_cell_holds_a_bead_of_each_sample(post: Lesson) -> None:
    tiles = shared_by(post).tiles
    for (i, k), cell in tiles.sums.items():
        left, right, plus = cell
        assert left.get_right()[0] < plus.get_left()[0] < plus.get_right()[0]
        assert plus.get_right()[0] < right.get_left()[0]
        assert ELIDED not in (i, k)


def test_in_numbers_the_cells_add_up(batch: Lesson) -> None:
    tiles = shared_by(batch).tiles
    texts = {
        key: str(next(iter(cell.atoms.values())).atom.sign) for key, cell in tiles.sums.items()
    }
    assert texts == {
        (1, 1): "0.5", (1, 2): "1.4", (1, 3): "-0.3",
        (2, 1): "0.3", (2, 2): "-0.7", (2, 3): "0.8",
    }  # fmt: skip
