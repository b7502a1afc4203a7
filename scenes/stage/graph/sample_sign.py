"""Which of several samples is followed: a few words at the right of the title's row."""

from __future__ import annotations

from manim import RIGHT

from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.theme import units

_APART = units(44)
"""From the words to the small graph."""


def sample_sign(scene: Chapter, *, beside_graph: bool = True) -> Words | None:
    """「sample 1」 for a lesson of more than one sample.

    Args:
        scene: gives the words and the row.
        beside_graph: whether there is a small graph, which may bear a number, at the row's end.
    """
    if scene.lesson.N == 1:
        return None
    theme, row = scene.theme, scene.regions.title
    words = Words(scene.word("sample", n="1"), theme, theme.sizes.shape, theme.muted)
    end = row.right
    if beside_graph:
        widest = place_small_graph(scene.regions, small_graph(theme, lit="inputs"))
        end = widest.get_left()[0] - _APART
    words.shift(RIGHT * (end - words.get_right()[0]))
    return words.set_y(row.center[1])
