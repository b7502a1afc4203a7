"""As large as fits: sizes for what is read for the first time and for overviews."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from manim import VGroup

from scenes.stage.exemptions import overview
from scenes.stage.regions import Region
from scenes.stage.theme import Sizes

FIRST_READING = 40.0
"""The smallest size (em, pixels) of a formula whose terms are read for the first time."""

OVERVIEW = 27.0
"""The smallest size (em, pixels) of a formula whose terms have been read."""

_Group = TypeVar("_Group", bound=VGroup)


def fitted(
    build: Callable[[float], _Group],
    region: Region,
    size: float | None = None,
    *,
    smallest: float = FIRST_READING,
) -> _Group:
    """What `build` makes at the largest size up to `size` (pixels) at which it fits a region.

    Args:
        build: makes it at a font size in pixels.
        region: what it shall fit into.
        size: the largest size; None for the theme's formula size.
        smallest: it never gets smaller, even if it sticks out: where that can happen, callers
            bring less at a time. `OVERVIEW` is for what repeats terms that have been read; it is
            declared as such.
    """
    size = Sizes.formula if size is None else size
    mobject = build(size)
    extent = getattr(mobject, "whole", mobject)
    room = min(region.width / extent.width, region.height / extent.height)
    if room < 1 and size > smallest:
        mobject = build(max(size * room * 0.985, smallest))
    return mobject if smallest >= FIRST_READING else overview(mobject)
