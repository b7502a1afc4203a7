"""When a beat has other words: variants of captions, by the lesson's shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from calculus.lessons.lesson import Lesson

_MOST_LANES_BESIDE = 3
_MOST_ENTRIES = 8


def lanes_fit(inputs: int, outputs: int) -> bool:
    """Whether every term of ∂L/∂W can be written out in a lane; else one entry's, beside a map.

    Tells for how many inputs and outputs the cells of `scenes.beats.weights.term_grid` have room
    for all their lanes, names and plus signs at a size that can be read.
    """
    return outputs <= _MOST_LANES_BESIDE and inputs * outputs <= _MOST_ENTRIES


VARIANTS: Mapping[str, Callable[[Lesson], bool]] = {
    "D*M=1": lambda lesson: lesson.D * lesson.M == 1,
    "elided, M=1": lambda lesson: lesson.M == 1 and not lanes_fit(lesson.D, lesson.M),
    "M=1": lambda lesson: lesson.M == 1,
    "D=1": lambda lesson: lesson.D == 1,
    "elided": lambda lesson: not lanes_fit(lesson.D, lesson.M),
    "bias": lambda lesson: lesson.B is not None,
    "N>1": lambda lesson: lesson.N > 1,
    "input-first": lambda lesson: lesson.index == "input-first",
}
"""When the variants of a beat apply, most special first."""
