"""Where things come from when no derivation says so: from the same place in another picture."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from calculus.expressions import Place
from scenes.stage.formula import Typeset
from scenes.stage.moves import Lag


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
