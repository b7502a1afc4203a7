"""The two factors of an entry go round each other: a product of numbers has no order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VMobject, linear, smooth

from calculus.algebra.expressions import Place
from scenes.beats.weights.term_table import Entry, TermTable
from scenes.stage.animations.flight import outlines
from scenes.stage.animations.in_place import InPlace
from scenes.stage.theme import units

_SMALLER = 0.64
"""Size of the factors while they pass each other: so they stay inside their entry."""

_BELOW, _ABOVE = 0.62, 0.42
"""How far x_i dips below, and ∂L/∂y_k rises above, their line meanwhile, in em."""

_APART = 0.3
"""Part of the time they take to leave that line, and to come back to it."""

_CROSSING = (0.17, 0.83)
"""Between these parts of the time they pass each other."""

_SPREAD = 0.45
"""The part of the whole time over which entries begin one after the other."""


@dataclass(frozen=True)
class _Factor:
    """A factor: its outlines with their points from its middle, and its way."""

    outlines: list[tuple[VMobject, np.ndarray]]
    start: np.ndarray
    end: np.ndarray
    aside: np.ndarray
    delay: float

    def at(self, part: float) -> None:
        away = smooth(min(1.0, min(part, 1 - part) / _APART))
        first, last = _CROSSING
        along = smooth(min(1.0, max(0.0, (part - first) / (last - first))))
        middle = (1 - along) * self.start + along * self.end + away * self.aside
        size = 1 - away * (1 - _SMALLER)
        for outline, points in self.outlines:
            outline.points = middle + size * points


class ChangePlaces(InPlace):
    """An animation: in some entries the factors change places.

    Args:
        table: as it stands on the stage.
        changed: the same with these entries turned.
        delays: by entry, when it begins, from 0 (first) to 1 (last).
    """

    def __init__(
        self, table: TermTable, changed: TermTable, delays: Mapping[Entry, float], **options: Any
    ) -> None:
        self.table, self.changed, self.delays = table, changed, delays
        self.spread = _SPREAD if len(set(delays.values())) > 1 else 0.0
        options.setdefault("rate_func", linear)
        super().__init__(table, **options)

    def remember(self) -> None:
        em = units(self.table.plan.size)
        asides = {"read": -_BELOW * em, "upstream": _ABOVE * em}
        self._factors = []
        for (i, k), delay in self.delays.items():
            for name, aside in asides.items():
                place: Place = ("entry", i, k, "term", k, name)
                if not any(where[: len(place)] == place for where in self.table.atoms):
                    continue  # dots stand there
                part, end = self.table.part(*place), self.changed.part(*place)
                middle = part.get_center()
                self._factors.append(
                    _Factor(
                        [(each, each.points - middle) for each in outlines(part)],
                        middle,
                        end.get_center(),
                        np.array([0.0, aside, 0.0]),
                        delay,
                    )
                )

    def at(self, alpha: float) -> None:
        for factor in self._factors:
            local = (alpha - factor.delay * self.spread) / (1 - self.spread)
            factor.at(min(1.0, max(0.0, local)))
