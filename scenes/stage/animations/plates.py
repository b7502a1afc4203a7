"""Cards under what flies: it passes in front of everything and lies on nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import Animation, ManimColor, RoundedRectangle, VGroup, VMobject, interpolate_color

from scenes.stage.theme import Theme, units

_PLATE, _CARRIED = 1, 2
"""Drawing order: both in front of what has none."""

_MARGIN = 6
"""Around what a plate carries, in pixels at 1080p."""

_COMING = 0.15
"""Part of the time in which plates come to be seen, and in which they go."""


class Plates(Animation):
    """An animation: opaque plates follow mobjects that another animation moves.

    Play it behind that animation. At its beginning and end the plates are of the ground's colour.

    Args:
        carried: what flies, each with a plate of its own.
        theme: gives the colours.
        are_seen: whether they are seen as cards; else they keep the ground's colour.
    """

    def __init__(
        self, carried: Sequence[VMobject], theme: Theme, *, are_seen: bool = True, **options: Any
    ) -> None:
        self.carried, self._are_seen = list(carried), are_seen
        self.plates = [VMobject(stroke_width=theme.strokes.hairline) for _ in self.carried]
        self._colours = {
            "fill": (ManimColor(theme.ground), ManimColor(theme.panel)),
            "stroke": (ManimColor(theme.ground), ManimColor(theme.muted)),
        }
        options.setdefault("rate_func", lambda alpha: alpha)
        super().__init__(VGroup(*self.plates), introducer=True, remover=True, **options)

    def begin(self) -> None:
        self._order = [(each, each.z_index) for part in self.carried for each in part.get_family()]
        for plate, part in zip(self.plates, self.carried, strict=True):
            plate.set_z_index(_PLATE)
            part.set_z_index(_CARRIED)
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        seen = min(1.0, alpha / _COMING, (1 - alpha) / _COMING) if self._are_seen else 0.0
        fill, stroke = (interpolate_color(*pair, seen) for pair in self._colours.values())
        room = 2 * units(_MARGIN)
        for plate, part in zip(self.plates, self.carried, strict=True):
            outline = RoundedRectangle(
                width=part.width + room, height=part.height + room, corner_radius=units(_MARGIN)
            )
            plate.points = outline.move_to(part).points
            plate.set_fill(fill, opacity=1).set_stroke(stroke)

    def finish(self) -> None:
        super().finish()
        for each, order in self._order:
            each.set_z_index(order, family=False)
