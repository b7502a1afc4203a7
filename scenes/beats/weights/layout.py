"""Where the things of chapter 6 stand, by the shape of W."""

from __future__ import annotations

from dataclasses import dataclass

from calculus.algebra.notation import ELIDED, Notation
from scenes.script.variants import lanes_fit
from scenes.stage.regions import Region

_STACKED = (2, 3)
"""Up to so many rows and columns, W and ∂L/∂W have room below each other."""

_TALL = 5
"""From so many rows on, a table leaves no room for a line below it."""

_CROWDED = 5
"""From so many nodes a side on, or with long numbers in them, the network needs more height."""

_LINE, _LEAST_READING = 7.7, 44.0
"""Height of an equation, with a verdict on it, and of all, in percent of the body."""

_SUM_IN_ONE_LINE = 4
"""Up to so many terms of a sum that is read for the first time stand in one line."""


@dataclass(frozen=True)
class WeightsPage:
    """The regions of the chapter.

    Attributes:
        stacked: whether ∂L/∂W grows below W; else the equations make room for it at the right.
        mapped: whether one entry's lanes stand beside a map, instead of every entry's.
        given: where W stands at first. upstream: where ∂L/∂Y stands.
        slots: where ∂L/∂W grows. numbers: how many numbers ∂Y/∂W would have.
        slots_aside: where ∂L/∂W waits while one entry is written out.
        statement: where that entry stands.
        lines: into how many lines its sum is broken.
        matrix: where ∂L/∂W stands when each entry has one term.
        lanes: where the lanes stand: of one entry, beside the map, or of all.
        map: where the map stands.
        picture: of the network. reading: of the equations. tally: of the counter.
        reason: where ∂y/∂w = x stands below the matrix.
        table: where the factors are pulled out. row: where X lies. product: where Xᵀ·∂L/∂Y stands.
    """

    stacked: bool
    mapped: bool
    given: Region
    upstream: Region
    slots: Region
    numbers: Region
    slots_aside: Region
    statement: Region
    lines: int
    matrix: Region
    lanes: Region
    map: Region
    picture: Region
    reading: Region
    tally: Region
    reason: Region
    table: Region
    row: Region
    product: Region

    @classmethod
    def of(cls, body: Region, notation: Notation) -> WeightsPage:
        """The page for a shape; dots count as a row or a column."""
        rows, columns = len(notation.input_range), len(notation.output_range)
        stacked = rows <= _STACKED[0] and columns <= _STACKED[1]
        left, _, right = body.columns(*((60, 4, 36) if stacked else (60.8, 0.2, 39)))
        heights = (3, 45, 0, 37, 15) if stacked else (2, 35, 2.5, 48.5, 12)
        _, picture, _, reading, tally = right.rows(*heights)
        above, below = left.rows(45, 55)
        given, upstream, numbers, slots, aside = above, picture, tally, below, above
        statement = body.rows(45, 55)[1]
        matrix, reason = left, left.rows(76, 24)[1]
        table, product = left.rows(70, 30)[0], body.rows(70, 30)[1]
        row = picture
        if not stacked:
            first, _, slots = body.columns(40, 2, 58)
            given, upstream, numbers = first.rows(58, 27, 15)
            aside, _, statement = body.columns(41.5, 1.5, 57)
            matrix, reason = left.rows(78, 22)
            table, product = left.rows(71, 29)[0], body.rows(75, 25)[1]
        if rows >= _TALL:
            table, _, beside = body.columns(48, 2, 50)
            _, row, product = beside.rows(12, 28, 60)
        mapped = not lanes_fit(notation.inputs, notation.outputs)
        # The verdicts on the equations need room at the map's right.
        beside, _, chart, _ = body.columns(20.5, 1.5, 30, 48)
        lanes = beside if mapped else left
        elided = ELIDED in (*notation.input_range, *notation.output_range)
        if elided or max(rows, columns) >= _CROWDED:
            # The network needs the counter's room.
            lines = max(_LEAST_READING, _LINE * columns)
            picture, _, reading, _ = right.rows(96 - lines, 1.5, lines, 2.5)
            chart, tally = chart.rows(87, 13)
        broken = -(-columns // 3) if columns > _SUM_IN_ONE_LINE else 1
        return cls(
            stacked,
            mapped,
            given,
            upstream,
            slots,
            numbers,
            aside,
            statement,
            broken,
            matrix,
            lanes,
            chart,
            picture,
            reading,
            tally,
            reason,
            table,
            row,
            product,
        )
