"""∂L/∂Y·Wᵀ beside ∂L/∂Y·W: how W becomes square, and what differs even then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import Animation, FadeOut

from scenes.stage.matrices.block_equation import BlockEquation
from scenes.stage.matrices.blocks import Block
from scenes.stage.theme import Tempo


def taking_away(
    rivals: Sequence[BlockEquation], square: Sequence[BlockEquation], tempo: Tempo
) -> Iterator[tuple[list[Animation], float]]:
    """Rows or columns fade where they stand, sizes are counted anew, the rest closes up.

    Args:
        rivals: as they stand on the stage, compared.
        square: what they become, with fewer rows or columns.
        tempo: durations.

    Yields:
        movements that belong together, with their duration in seconds; play each before asking
        for the next.
    """
    pairs = list(zip(rivals, square, strict=True))
    yield [FadeOut(rival.link) for rival in rivals], tempo.blink
    # Between elided matrices the difference may be in the numbers alone.
    if lost := [move for old, new in pairs for move in old.lose_cells(new)]:
        yield lost, tempo.move
    yield [move for old, new in pairs for move in old.count_anew(new)], tempo.blink
    yield [old.become(new) for old, new in pairs], tempo.slow


def telling_apart(transposed: Block, plain: Block) -> list[Animation]:
    """Of Wᵀ and W, the entries that change places; none if there is only one entry."""
    return [*transposed.tell_apart(transposed=True), *plain.tell_apart(transposed=False)]
