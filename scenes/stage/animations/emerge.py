"""Things that grow out of others."""

from __future__ import annotations

from typing import Any

from manim import Animation, VGroup, VMobject, smooth

_SEEN = 0.4
"""Part of the way after which what emerges is seen in full."""


class Emerge(Animation):
    """An animation: a mobject grows out of another one, which stays.

    Args:
        mobject: what emerges, where it will stand.
        source: what it grows out of.
        seen: part of the way after which it is seen in full.
    """

    def __init__(
        self, mobject: VMobject, source: VMobject, *, seen: float = _SEEN, **options: Any
    ) -> None:
        self.source, self._seen = source, seen
        options.setdefault("rate_func", smooth)
        super().__init__(mobject, introducer=True, **options)

    def begin(self) -> None:
        self._start, self._end = self.source.get_center(), self.mobject.get_center()
        self._size = min(1.0, self.source.height / self.mobject.height)
        self._glyphs = [
            (
                glyph,
                glyph.points.copy(),
                float(glyph.get_fill_opacity()),
                float(glyph.get_stroke_opacity()),
            )
            for glyph in self.mobject.family_members_with_points()
        ]
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        part = self.rate_func(alpha)
        size = self._size + part * (1 - self._size)
        middle = self._start + part * (self._end - self._start)
        seen = min(1.0, part / self._seen)
        for glyph, points, fill, stroke in self._glyphs:
            glyph.points = middle + size * (points - self._end)
            glyph.set_fill(opacity=fill * seen, family=False)
            glyph.set_stroke(opacity=stroke * seen, family=False)
