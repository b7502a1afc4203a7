"""The screen as a chessboard: which of its tiles a box touches, and rectangles made of tiles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from production.rendering.shots import Box

TILE = 64
"""Pixels; the screen is redrawn in squares of this size."""

MOST_BOXES = 20_000
"""Boxes whose tiles are remembered."""

Tiles = list[int]
"""For each row of tiles, from the top, a number whose bit n stands for the tile in column n."""


class Board:
    """A screen cut into tiles; those at the right and at the bottom may be cut off.

    Args:
        width: of the screen, in pixels.
        height: of the screen, in pixels.
    """

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._columns, self._rows = -(-width // TILE), -(-height // TILE)
        self._touched = lru_cache(MOST_BOXES)(self._find_touched)

    def everything(self) -> Tiles:
        """All tiles."""
        return [(1 << self._columns) - 1] * self._rows

    def around(self, boxes: Iterable[Box]) -> Tiles:
        """The tiles that boxes touch."""
        tiles = [0] * self._rows
        for box in boxes:
            first, end, columns = self._touched(box)
            for row in range(first, end):
                tiles[row] |= columns
        return tiles

    def touches(self, box: Box, tiles: Tiles) -> bool:
        """Whether a box touches any of some tiles."""
        first, end, columns = self._touched(box)
        for row in range(first, end):  # noqa: SIM110 (`any` takes three times as long)
            if tiles[row] & columns:
                return True
        return False

    def rectangles(self, tiles: Tiles) -> list[Box]:
        """Boxes that cover tiles, do not overlap, and keep to the screen."""
        open_runs: dict[tuple[int, int], int] = {}
        found: list[Box] = []
        for row, columns in enumerate([*tiles, 0]):
            runs = _runs(columns)
            for run in [run for run in open_runs if run not in runs]:
                found.append(self._rectangle(run, open_runs.pop(run), row))
            for run in runs:
                open_runs.setdefault(run, row)
        return found

    def _find_touched(self, box: Box) -> tuple[int, int, int]:
        """First row and row after the last, and the columns as bits."""
        left, top, right, bottom = box
        start, end = max(0, left // TILE), min(self._columns, -(-right // TILE))
        columns = (1 << end) - (1 << start) if start < end else 0
        return max(0, top // TILE), min(self._rows, -(-bottom // TILE)), columns

    def _rectangle(self, run: tuple[int, int], top: int, bottom: int) -> Box:
        start, end = run
        return (
            start * TILE,
            top * TILE,
            min(self._width, end * TILE),
            min(self._height, bottom * TILE),
        )


def _runs(columns: int) -> list[tuple[int, int]]:
    """First and last plus one of each stretch of bits."""
    runs = []
    while columns:
        start = (columns & -columns).bit_length() - 1
        length = (~(columns >> start) & ((columns >> start) + 1)).bit_length() - 1
        runs.append((start, start + length))
        columns &= ~((1 << (start + length)) - 1)
    return runs
