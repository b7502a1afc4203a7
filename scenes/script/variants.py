"""When a beat has other words: variants of captions, by the lesson's shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from calculus.algebra.notation import WRITTEN_OUT
from calculus.lessons.lesson import Lesson

_MOST_LANES_BESIDE = 3
_MOST_ENTRIES = 8


def lanes_fit(inputs: int, outputs: int) -> bool:
    """Whether every term of ∂L/∂W can be written out in a lane; else one entry's, beside a map.

    Tells for how many inputs and outputs the cells of `scenes.beats.weights.wall` have room for
    all their lanes, names and plus signs at a size that can be read, and none is left out.
    """
    few = outputs <= _MOST_LANES_BESIDE and inputs * outputs <= _MOST_ENTRIES
    return few and inputs <= WRITTEN_OUT


VARIANTS: Mapping[str, Callable[[Lesson], bool]] = {
    "D*M=1": lambda lesson: lesson.D * lesson.M == 1,
    "M=1": lambda lesson: lesson.M == 1,
    "D=1": lambda lesson: lesson.D == 1,
    "D=M": lambda lesson: lesson.D == lesson.M,
    "bias": lambda lesson: lesson.B is not None,
    "N>1": lambda lesson: lesson.N > 1,
    "input-first": lambda lesson: lesson.index == "input-first",
}
"""When the variants of a beat apply, most special first."""
