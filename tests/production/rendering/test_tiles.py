from __future__ import annotations

import numpy as np
import pytest

from production.rendering.tiles import TILE, Board

WIDTH, HEIGHT = 854, 480


def painted(boxes: list[tuple[int, int, int, int]]) -> np.ndarray:
    """How often each pixel of the screen, and of the tiles that reach beyond it, is covered."""
    times = np.zeros((-(-HEIGHT // TILE) * TILE, -(-WIDTH // TILE) * TILE), dtype=int)
    for left, top, right, bottom in boxes:
        times[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] += 1
    return times


@pytest.mark.parametrize("seed", range(8))
def test_rectangles_cover_boxes_once_and_stop_at_whole_tiles(seed: int) -> None:
    numbers = np.random.default_rng(seed)
    corners = numbers.integers(-100, 900, (seed + 1, 2, 2))
    boxes = [(*map(int, corner.min(axis=0)), *map(int, corner.max(axis=0))) for corner in corners]
    board = Board(WIDTH, HEIGHT)
    tiles = board.around(boxes)
    wanted = np.zeros_like(painted([]))
    for top in range(0, HEIGHT, TILE):
        for left in range(0, WIDTH, TILE):
            tile = (left, top, left + TILE, top + TILE)
            is_wanted = painted(boxes)[top : top + TILE, left : left + TILE].any()
            assert board.touches(tile, tiles) == is_wanted
            wanted[top : top + TILE, left : left + TILE] = is_wanted
    wanted[HEIGHT:], wanted[:, WIDTH:] = 0, 0
    assert np.array_equal(painted(board.rectangles(tiles)), wanted)


def test_everything_is_one_rectangle() -> None:
    board = Board(WIDTH, HEIGHT)
    assert board.rectangles(board.everything()) == [(0, 0, WIDTH, HEIGHT)]


@pytest.mark.parametrize("box", [(-80, -80, 0, 0), (900, 10, 950, 20), (10, 520, 20, 540)])
def test_what_lies_outside_touches_nothing(box: tuple[int, int, int, int]) -> None:
    board = Board(WIDTH, HEIGHT)
    assert board.rectangles(board.around([box])) == []
    assert not board.touches(box, board.everything())
