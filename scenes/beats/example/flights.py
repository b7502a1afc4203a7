"""Numbers that fly over what stands in their way, each on a plate of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from calculus.algebra.expressions import Place
from scenes.stage.animations.plates import Plates
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Typeset
from scenes.stage.theme import Theme, units

ABOVE = units(100)
"""How far above its line something flies that comes down beside what stands there."""


def on_plates(
    new: Typeset,
    sources: Mapping[Place, Sequence[VMobject]],
    theme: Theme,
    *,
    run_time: float,
    **options: Any,
) -> list[Animation]:
    """A `Rewrite` in which what has a source flies in front of all that stands, on plates.

    What is written in several signs (a fraction) has one plate. Plates have the ground's colour:
    so many cards would be a crowd.

    Args:
        new: what stands on the stage afterwards.
        sources: where its atoms come from.
        theme: gives the plates their colour.
        run_time: seconds.
        options: of `Rewrite`.
    """
    plates: dict[Place, list[VMobject]] = {}
    for place, atom in new.atoms.items():
        if sources.get(place):
            plates.setdefault(_thing(place), []).append(atom)
    flying = [VGroup(*atoms) for atoms in plates.values()]
    return [
        Rewrite(new, sources, run_time=run_time, **options),
        Plates(flying, theme, are_seen=False, run_time=run_time),
    ]


def _thing(place: Place) -> Place:
    """What a sign is a part of: of a fraction, or of itself."""
    for part in ("of", "bar", "by"):
        if part in place:
            return place[: place.index(part)]
    return place
