"""Where things stand in this chapter, in parts of the frame's width and height."""

from __future__ import annotations

from typing import Final

from scenes.stage.regions import Region


def cards() -> Region:
    """A network for each sample, one below the other."""
    return Region.part_of_frame(0.05, 0.42, 0.17, 0.85)


def work() -> Region:
    """At the right of the cards: what is worked out."""
    return Region.part_of_frame(0.455, 0.95, 0.17, 0.85)


KNOB_ROOM: Final = 0.11
"""Between two cards, of the frame's height: the one knob stands there."""

CLOSE_KNOB_ROOM: Final = 0.09
"""The same between the first two of more cards."""

CARD_GAP: Final = 0.02
"""Between other cards, of the frame's height."""

DOTS_ROOM: Final = 0.04
"""Between cards where samples are left out, of the frame's height."""
