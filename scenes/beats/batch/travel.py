"""Symbols that travel along a way with corners, one behind the other, into a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from manim import VMobject, smooth

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Place
from scenes.stage.animations.in_place import InPlace
from scenes.stage.formulas.formula import Typeset

_ARRIVE: Final = 0.72
"""From this part of the time on, what has not travelled fades in."""

_UNDER_WAY: Final = 0.7
"""The part of the whole time that each is under way, if they leave one after the other."""


@dataclass(frozen=True)
class Way:
    """How a symbol, or several as one body, get into the line.

    Attributes:
        source: the symbol where it sets out; it stays there.
        corners: what it passes, each of shape (3,).
    """

    source: VMobject
    corners: Sequence[np.ndarray] = ()


class Travel(InPlace):
    """An animation: a line whose symbols arrive along their ways; the others fade in.

    Args:
        new: the line where it shall stand.
        ways: by place, in the order in which they leave; all that stands under a place travels
            as one body.
    """

    def __init__(self, new: Typeset, ways: Mapping[Place, Way], **options: Any) -> None:
        self._ways = ways
        options.setdefault("rate_func", lambda alpha: alpha)
        super().__init__(new, introducer=True, **options)

    def remember(self) -> None:
        line = self.mobject
        self._flights = [
            _Flight(line.part(*place), way, number / max(1, len(self._ways) - 1))
            for number, (place, way) in enumerate(self._ways.items())
        ]
        self._others = [
            (glyph, float(glyph.get_fill_opacity()))
            for place, atom in line.atoms.items()
            if not any(starts(place, body) for body in self._ways)
            for glyph in atom
        ]

    def at(self, alpha: float) -> None:
        for flight in self._flights:
            late = flight.delay * (1 - _UNDER_WAY)
            flight.at(smooth(min(1.0, max(0.0, (alpha - late) / _UNDER_WAY))))
        shown = smooth(min(1.0, max(0.0, (alpha - _ARRIVE) / (1 - _ARRIVE))))
        for glyph, opacity in self._others:
            glyph.set_fill(opacity=opacity * shown)


class _Flight:
    def __init__(self, body: VMobject, way: Way, delay: float) -> None:
        self.delay = delay
        start, end = way.source.get_center(), body.get_center()
        stops = [start, *way.corners, end]
        lengths = [float(np.linalg.norm(b - a)) for a, b in pairwise(stops)]
        self._ends = np.cumsum([0.0, *lengths]) / sum(lengths)
        self._stops = np.array(stops)
        growth = float(way.source.height / body.height)
        glyphs = [part for part in body.family_members_with_points() if len(part.points) > 1]
        self._glyphs = [(glyph, glyph.points - end, growth) for glyph in glyphs]

    def at(self, part: float) -> None:
        here = np.array([np.interp(part, self._ends, self._stops[:, axis]) for axis in range(3)])
        for glyph, shape, growth in self._glyphs:
            glyph.points = here + shape * (growth + (1 - growth) * part)
