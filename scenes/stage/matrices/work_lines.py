"""Lines that are worked out below each other, of which some may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from manim import VGroup

from calculus.algebra.notation import ELIDED
from scenes.stage.formulas.formula import Sign
from scenes.stage.matrices.statement import Statement
from scenes.stage.theme import Theme


def dots_between(
    lines: Mapping[int, Statement], all_lines: Iterable[int], theme: Theme, size: float
) -> Sign | None:
    """Dots between the lines in front of and behind those that are left out, if any are."""
    order = list(all_lines)
    if ELIDED not in order:
        return None
    before, after = (order[order.index(ELIDED) + step] for step in (-1, 1))
    if before not in lines or after not in lines:
        return None
    dots = Sign(("left out",), "dots.v", theme.ink, size)
    between = [VGroup(*lines[index].forms) for index in (before, after)]
    height = (between[0].get_bottom()[1] + between[1].get_top()[1]) / 2
    return dots.move_to([lines[before].equals_at()[0], height, 0])
