"""How a derivation ends: its result answers the open question of the computational graph."""

from __future__ import annotations

import numpy as np
from manim import Animation, VMobject, smooth

from scenes.stage.graph import Compass, Unknown


class Answer(Animation):
    """A copy of the result shrinks into the compass, onto the number that asked for it.

    Args:
        result: the formula, which stays.
        sign: the compass on the stage.
        unknown: which of the two questions it answers.
    """

    def __init__(self, result: VMobject, sign: Compass, unknown: Unknown, run_time: float) -> None:
        self._start = np.array(result.get_center())
        self._end = np.array(sign.targets[unknown].get_center())
        self._shape = result.copy()
        self._scale = sign.targets[unknown].width / result.width
        super().__init__(result.copy(), introducer=True, remover=True, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        part = smooth(alpha)
        shape = self._shape.copy().scale(1 + (self._scale - 1) * part)
        shape.move_to(self._start + (self._end - self._start) * part)
        shape.set_opacity(1 - max(0.0, part - 0.7) / 0.3)
        self.mobject.become(shape)
