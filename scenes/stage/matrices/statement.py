"""A statement in several written forms, of which one is shown at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VMobject

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Equation, Expression, Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Typeset


@dataclass(frozen=True)
class Forms:
    """What stands at one place of the grid in the course of time.

    Attributes:
        equations: each with its first equals sign at the same spot.
        headed: where a matrix in W's shape stands that wears headers: the place of its
            parentheses and the one under which its entries (i, j) stand.
        entries: the place under which the entries of a row or matrix stand, if its columns shall
            stand in line with those of the statements above and below.
        column: name of what its columns mean; those of unlike meaning do not stand in line.
        below: by form, the sides that stand behind further equals signs, on a line below.
    """

    equations: tuple[Equation, ...]
    headed: tuple[Place, Place] | None = None
    entries: Place | None = None
    column: str = ""
    below: tuple[tuple[Expression, ...], ...] = ()


class Statement:
    """One equation of the grid: shows one of its forms at a time.

    Attributes:
        forms: all of them, where they will stand.
        shown: the number of the form on display.
        size: font size in pixels.
    """

    def __init__(self, forms: Sequence[Typeset], equals: Sequence[VMobject], size: float) -> None:
        self.forms = tuple(forms)
        self.size = size
        self.shown = 0
        self._equals = tuple(equals)

    @property
    def now(self) -> Typeset:
        """The form on display."""
        return self.forms[self.shown]

    def become(
        self,
        form: int | None = None,
        sources: Mapping[Place, Sequence[VMobject]] | None = None,
        **options: Any,
    ) -> Rewrite:
        """The next form (or a given one) takes the place of the one on display.

        Args:
            form: its number; None for the next.
            sources: where atoms come from. Others come from the same place on display, or else
                from all that stands under their place (a product from its factors).
            options: of `Rewrite`.
        """
        old = self.now
        self.shown = self.shown + 1 if form is None else form
        new = self.now
        found = {place: ancestors(old, place) for place in new.atoms}
        found |= {place: list(origins) for place, origins in (sources or {}).items()}
        return Rewrite(new, found, replaced=[old], **options)

    def equals_at(self) -> np.ndarray:
        """The spot of the equals sign, shape (3,)."""
        return np.array(self._equals[0].get_center())

    def shift(self, by: np.ndarray) -> None:
        """Move all forms."""
        for form in self.forms:
            form.shift(by)

    def reach(self) -> tuple[float, float, float, float]:
        """How far any form reaches left, right, down and up from the equals sign."""
        center = self.equals_at()
        corners = [
            (form.get_corner([-1, -1, 0]), form.get_corner([1, 1, 0])) for form in self.forms
        ]
        low = np.min([corner[0] for corner in corners], axis=0)
        high = np.max([corner[1] for corner in corners], axis=0)
        return (
            float(center[0] - low[0]),
            float(high[0] - center[0]),
            float(center[1] - low[1]),
            float(high[1] - center[1]),
        )


def ancestors(old: Typeset, place: Place) -> list[VMobject]:
    """What an atom at `place` comes from: the same place, or else all that stands under it."""
    if place in old.atoms:
        return [old.atoms[place]]
    return [atom for where, atom in old.atoms.items() if starts(where, place)]
