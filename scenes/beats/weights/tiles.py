"""Plates on which parts of formulas fly: opaque, they hide what they pass."""

from __future__ import annotations

from manim import RoundedRectangle, VGroup, VMobject

from scenes.stage.animations.carry import Way, Window
from scenes.stage.theme import Theme, units

_MARGIN = units(8)
"""Between what flies and the rim of its plate."""

ARRIVED: Window = (0.75, 1.0)
"""When a plate leaves, since what it has carried is in its place."""


def plate(rider: VMobject, theme: Theme, colour: str | None = None) -> RoundedRectangle:
    """What something flies on: a field behind it, of the panel's colour or another."""
    return RoundedRectangle(
        width=rider.width + 2 * _MARGIN,
        height=rider.height + 2 * _MARGIN,
        corner_radius=_MARGIN,
        stroke_width=0,
        fill_color=theme.panel if colour is None else colour,
        fill_opacity=1,
    ).move_to(rider)


def ride(tile: VGroup, target: VMobject) -> dict[VMobject, Way]:
    """A plate carries what is on it to its place, taking on its size, and is gone.

    Args:
        tile: an opaque plate, and what stands on it.
        target: what this shall be like.
    """
    ground, rider = tile
    end = ground.copy().stretch_to_fit_width(target.width + 2 * _MARGIN)
    end.stretch_to_fit_height(target.height + 2 * _MARGIN).move_to(target)
    return {ground: Way(end, opacity=0.0, fading=ARRIVED), rider: Way(target)}
