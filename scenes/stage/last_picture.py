"""The last picture of a chapter, with which the next one begins, and whether a stage shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from manim import Mobject, VMobject

MOST_OBJECTS: Final = 5
"""A picture that two chapters share has no more, so that what is shared stays narrow."""

_NEAR: Final = 1e-3
"""Manim units: an eighth of a pixel at 1080p."""

_ALIKE: Final = 0.01
"""Difference of two opacities, or of two shares of a colour, that nobody sees."""


@dataclass(frozen=True)
class LastPicture:
    """What stands on the stage where one chapter ends and the next begins.

    A joint makes it of the lesson, the theme and the frame alone, so that both chapters have the
    same without knowing each other. Its fields are mobjects, in the order in which they are drawn;
    None is for what a lesson does not have.
    """

    @property
    def parts(self) -> tuple[VMobject, ...]:
        """All that there is to see, in the order in which it is drawn.

        Raises:
            ValueError: when that is more than `MOST_OBJECTS`.
        """
        values = (getattr(self, field.name) for field in fields(self))
        parts = tuple(part for part in values if part is not None)
        if len(parts) > MOST_OBJECTS:
            raise ValueError(f"{type(self).__name__} has {len(parts)} objects, too many to share")
        return parts

    def difference(self, stage: Iterable[Mobject]) -> str | None:
        """What a stage shows beside this picture or lacks, in a few words; None when it is this."""
        surplus, missing = _unmatched(list(_outlines(stage)), list(_outlines(self.parts)))
        if not surplus and not missing:
            return None
        return f"it has {_described(surplus)} too many and lacks {_described(missing)}"


@dataclass(frozen=True)
class _Outline:
    """What can be seen of one outline.

    Attributes:
        points: shape (n, 3), Manim units.
        look: fill and stroke, each as red, green, blue and opacity, and the stroke's width.
        owner: what it belongs to, for people.
    """

    points: np.ndarray
    look: np.ndarray
    owner: str

    def is_like(self, other: _Outline) -> bool:
        return bool(
            np.abs(self.look - other.look).max() <= _ALIKE
            and np.abs(self.points - other.points).max() <= _NEAR
        )


def _outlines(stage: Iterable[Mobject]) -> Iterator[_Outline]:
    """All that can be seen."""
    for mobject in stage:
        for part in mobject.get_family():
            if not isinstance(part, VMobject) or len(part.points) < 2:
                continue
            fill, stroke = _paint(part.get_fill_rgbas()), _paint(part.get_stroke_rgbas())
            width = float(part.get_stroke_width())
            if not width or not stroke[3]:
                stroke, width = np.zeros(4), 0.0
            if not fill[3]:
                fill = np.zeros(4)
            if max(fill[3], stroke[3]) > _ALIKE:
                look = np.array([*fill, *stroke, width])
                yield _Outline(np.array(part.points), look, type(mobject).__name__)


def _paint(rgbas: np.ndarray) -> np.ndarray:
    return np.array(rgbas[0]) if len(rgbas) else np.zeros(4)


def _unmatched(
    some: list[_Outline], others: list[_Outline]
) -> tuple[list[_Outline], list[_Outline]]:
    """Which outlines of either have no like among the other ones."""
    waiting: defaultdict[int, list[_Outline]] = defaultdict(list)
    for outline in others:
        waiting[len(outline.points)].append(outline)
    alone = []
    for outline in some:
        candidates = waiting[len(outline.points)]
        found = next((n for n, each in enumerate(candidates) if outline.is_like(each)), None)
        if found is None:
            alone.append(outline)
        else:
            candidates.pop(found)
    return alone, [outline for candidates in waiting.values() for outline in candidates]


def _described(outlines: list[_Outline]) -> str:
    if not outlines:
        return "nothing"
    x, y, _ = outlines[0].points.mean(axis=0).round(2) + 0.0  # no -0.00
    count = "1 outline" if len(outlines) == 1 else f"{len(outlines)} outlines"
    return f"{count} (of a {outlines[0].owner} at {x:.2f}, {y:.2f})"
