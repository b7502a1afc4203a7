"""Where the symbols of a line come from, and how they get there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import VMobject

from calculus.algebra.derivation import Line
from calculus.algebra.expressions import Place
from scenes.stage.animations.rewrite import Lag, Rewrite
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Typeset


def same_places(new: Typeset, *stage: Typeset) -> dict[Place, list[VMobject]]:
    """For the places of `new`, the mobjects that stand at the same places on the stage."""
    return {
        place: [part.atoms[place]] for part in stage for place in new.atoms if place in part.atoms
    }


def one_by_one(places: Sequence[Place]) -> Lag:
    """Departures in the order of some places; whatever else there is sets out first."""
    last = max(1, len(places) - 1)
    order = {place: position / last for position, place in enumerate(places)}
    return lambda place: order.get(place, 0.0)


def rewrite(
    old: Typeset,
    new: Typeset,
    line: Line,
    *,
    keep: bool = False,
    read_from: Typeset | None = None,
    **options: Any,
) -> Rewrite:
    """The animation that `line`'s record of origins prescribes.

    Args:
        old: the line before, as it stands on the stage (it may hold more than the line).
        new: `line` where it shall stand.
        line: gives the origin of each atom of `new`.
        keep: leave `old` standing and let copies fly.
        read_from: the equations on the stage from which `line.readings` are copied.
        options: of `Rewrite` (run_time, arc, lag, ...).
    """
    sources = sources_on(old, new, line.origins)
    for place in new.atoms:
        reading = _reading(place, line.readings)
        if read_from is not None and reading in read_from.atoms:
            sources[place] = [read_from.atoms[reading]]
        elif place not in sources and place not in line.born and place in old.atoms:
            sources[place] = [old.atoms[place]]  # what stands beside the line (its left-hand side)
    if keep:
        return Rewrite(new, sources, **options)
    return Rewrite(new, sources, replaced=[old], **options)


def unmoved(typeset: Typeset) -> dict[Place, tuple[Place, ...]]:
    """The record of origins in which every atom comes from its own place."""
    return {place: (place,) for place in typeset.atoms}


def sources_on(
    old: Typeset, new: Typeset, origins: Mapping[Place, Sequence[Place]]
) -> dict[Place, list[VMobject]]:
    """For the places of `new`, the mobjects of `old` that a record of origins names.

    Dots come from all that the signs come from for which they stand.
    """
    found: dict[Place, dict[Place, VMobject]] = {}
    for place, before in origins.items():
        shown = new.shown_place(place)
        if shown is None:
            continue
        for origin in before:
            stood = old.shown_place(origin)
            if stood is not None:
                found.setdefault(shown, {})[stood] = old.atoms[stood]
    return {place: list(mobjects.values()) for place, mobjects in found.items()}


def _reading(place: Place, readings: Mapping[Place, Place]) -> Place | None:
    for read, source in readings.items():
        if place[: len(read)] == read:
            return (*source, *place[len(read) :])
    return None


def settle(old: Typeset, into: Typeset, *, run_time: float, keep: bool = False) -> Rewrite:
    """An animation: every atom flies onto the one at its place in `into`; others leave.

    What flew lies on `into` afterwards as `animation.new`, to be taken away. With `keep`, copies
    fly and nothing leaves.
    """
    landed = excerpt(into, *(place for place in old.atoms if place in into.atoms)).copy()
    landed.set_opacity(1)
    replaced = [] if keep else [old]
    return Rewrite(landed, same_places(landed, old), replaced=replaced, run_time=run_time)


def relocate(old: Typeset, new: Typeset, *, run_time: float, arc: float = 0.0) -> Rewrite:
    """An animation to the same line at another place or size, in an arc (see `Rewrite`)."""
    return Rewrite(new, same_places(new, old), replaced=[old], arc=arc, run_time=run_time)
