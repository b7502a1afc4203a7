"""What is read off the equations: in each, the one term with a given input is boxed."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    ReplacementTransform,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from calculus.algebra.notation import ELIDED
from scenes.stage.animations.in_place import Scale
from scenes.stage.animations.indication import frame
from scenes.stage.formulas.equations import Equations
from scenes.stage.theme import Theme, units

_MARGIN = 5
"""Around a boxed term, in pixels at 1080p."""

_GROWTH = 1.12
"""How many times larger than the others a boxed term is."""


class TermBoxes:
    """Boxes around the terms with one input; a boxed term is a little larger than the others.

    What stands behind it in its equation moves aside, so that the box touches nothing.

    Args:
        equations: on the stage, nothing boxed.
        theme: looks.
        i: the input.

    Attributes:
        frames: by output whose term is boxed, the frame.
    """

    def __init__(self, equations: Equations, theme: Theme, i: int) -> None:
        self._equations, self._theme, self.i = equations, theme, i
        self._room = units(_MARGIN) * 2 + (_GROWTH - 1) * self._term(1, i).width / 2
        self.frames: dict[int, RoundedRectangle] = {}

    def draw(self, outputs: Collection[int], *, run_time: float) -> Animation:
        """Box the terms of some outputs."""
        boxed = [k for k in outputs if k != ELIDED and k not in self.frames]
        made = {k: self._around(k, self.i, self._room) for k in boxed}
        self.frames |= made
        return AnimationGroup(
            self._reset(boxed, None, self.i), *map(Create, made.values()), run_time=run_time
        )

    def move_on(self, i: int, *, run_time: float) -> Animation:
        """All boxes go to the terms with another input."""
        shift = self._offset(i, i) - self._offset(i, self.i)
        moved = {k: self._around(k, i, shift) for k in self.frames}
        moves = [ReplacementTransform(self.frames[k], moved[k]) for k in moved]
        reset = self._reset(moved, self.i, i)
        self.frames, self.i = moved, i
        return AnimationGroup(reset, *moves, run_time=run_time)

    def clear(self, *, run_time: float) -> Animation:
        """The boxes leave, the equations are as before."""
        leaving = [FadeOut(box) for box in self.frames.values()]
        reset = self._reset(self.frames, self.i, None)
        self.frames = {}
        return AnimationGroup(reset, *leaving, run_time=run_time)

    def _reset(self, outputs: Collection[int], before: int | None, after: int | None) -> Scale:
        """Boxed terms get large and make room, those that were boxed are as before."""
        factors: dict[VMobject, float] = {}
        ways: dict[VMobject, np.ndarray] = {}
        for k in outputs:
            for i in self._terms(k):
                term = self._term(k, i)
                factors[term] = (_GROWTH if i == after else 1) / (_GROWTH if i == before else 1)
                ways[term] = RIGHT * (self._offset(i, after) - self._offset(i, before))
                if self._equations.has("equation", k, "plus", i):
                    plus = self._equations.part("equation", k, "plus", i)
                    factors[plus] = 1.0
                    ways[plus] = RIGHT * (
                        self._plus_offset(i, after) - self._plus_offset(i, before)
                    )
        return Scale(self._equations, factors, ways)

    def _terms(self, k: int) -> list[int]:
        """The inputs whose terms stand in an equation, in their order."""
        places = self._equations.lines[k].atoms
        return list(dict.fromkeys(int(p[3]) for p in places if p[2:3] == ("term",)))

    def _offset(self, i: int, boxed: int | None) -> float:
        """How far the term of an input stands aside while another one is boxed."""
        if boxed is None:
            return 0.0
        order = self._terms(1)
        return self._room * (np.sign(order.index(i) - order.index(boxed)) + 1)

    def _plus_offset(self, i: int, boxed: int | None) -> float:
        """The same for the plus sign in front of a term: that of the boxed one stays."""
        return 0.0 if i == boxed else self._offset(i, boxed)

    def _term(self, k: int, i: int) -> VGroup:
        return self._equations.part("equation", k, "term", i)

    def _around(self, k: int, i: int, shift: float) -> RoundedRectangle:
        grown = self._term(k, i).copy().scale(_GROWTH).shift(RIGHT * shift)
        return frame(grown, self._theme, "w", margin=_MARGIN)
