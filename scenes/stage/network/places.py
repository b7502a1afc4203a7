"""The places where the network with L rests, the same in every chapter that needs it."""

from __future__ import annotations

from scenes.stage.regions import Region


def beside() -> Region:
    """At the right, beside what is written."""
    return Region.part_of_frame(0.58, 0.95, 0.17, 0.60)


def large() -> Region:
    """All over the stage."""
    return Region.part_of_frame(0.06, 0.94, 0.17, 0.85)


def pair() -> tuple[Region, Region]:
    """Two side by side, to be compared."""
    return (
        Region.part_of_frame(0.05, 0.48, 0.20, 0.68),
        Region.part_of_frame(0.52, 0.95, 0.20, 0.68),
    )


def witness() -> Region:
    """Small at the lower right, without names of edges."""
    return Region.part_of_frame(0.80, 0.95, 0.68, 0.85)
