"""Strips behind the rows and columns that are spoken of; they glide from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, Transform, VMobject

from calculus.algebra.expressions import Role
from scenes.stage.animations.indication import strip
from scenes.stage.theme import Theme

Target = tuple[VMobject, Role]
"""What a strip lies behind, and whose colour it bears."""

_MARGIN = 8
"""Pixels between what is lit and the strip's edge."""


class Spotlight:
    """Strips on the stage, each with a place in an order, so that it glides to its next target."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._strips: list[VMobject] = []

    def on(self, targets: Sequence[Target], *, run_time: float) -> list[Animation]:
        """The strips go behind these; new ones appear and those without a target leave."""
        moves: list[Animation] = []
        for number, (mobject, role) in enumerate(targets):
            new = strip(mobject, self._theme, role, margin=_MARGIN)
            if number < len(self._strips):
                moves.append(Transform(self._strips[number], new, run_time=run_time))
            else:
                self._strips.append(new)
                moves.append(FadeIn(new, run_time=run_time))
        for left in self._strips[len(targets) :]:
            moves.append(FadeOut(left, run_time=run_time))
        del self._strips[len(targets) :]
        return moves

    def off(self, *, run_time: float) -> list[Animation]:
        """All strips leave."""
        return self.on((), run_time=run_time)
