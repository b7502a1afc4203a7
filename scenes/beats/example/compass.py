"""The small graph in the title row: which gradient is worked out now."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut

from scenes.stage.chapter import Chapter
from scenes.stage.graph.small_graph import SmallGraph, Unknown, place_small_graph, small_graph


class Compass:
    """The small graph on the stage; both gradients are known.

    Args:
        scene: whose stage.

    Attributes:
        sign: as it stands.
    """

    def __init__(self, scene: Chapter) -> None:
        self._scene = scene
        self.sign = self._sign(None)

    def turn(self, lit: Unknown | None) -> list[Animation]:
        """It shows which gradient is worked out, or neither."""
        old, self.sign = self.sign, self._sign(lit)
        # Its number changes the sign's extent, but the graph stays where it is.
        self.sign.shift(old.nodes.get_center() - self.sign.nodes.get_center())
        blink = self._scene.theme.tempo.blink
        return [FadeOut(old, run_time=blink), FadeIn(self.sign, run_time=blink)]

    def _sign(self, lit: Unknown | None) -> SmallGraph:
        known: tuple[Unknown, ...] = () if lit else ("inputs", "weights")
        sign = small_graph(self._scene.theme, lit=lit, known=known)
        return place_small_graph(self._scene.regions, sign)
