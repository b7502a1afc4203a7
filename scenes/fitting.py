"""Which pictures a shape has room for: captions and stage ask here, so that they always agree."""

from __future__ import annotations

_MOST_LANES_BESIDE = 3
_MOST_ENTRIES = 8


def lanes_fit(inputs: int, outputs: int) -> bool:
    """Whether every term of ∂L/∂W can be written out in a lane; else one entry's, beside a map.

    Tells for how many inputs and outputs the cells of `scenes.stage.lanes` have room for all their
    lanes, names and plus signs at a size that can be read.
    """
    return outputs <= _MOST_LANES_BESIDE and inputs * outputs <= _MOST_ENTRIES
