"""Frames as arrays of pixels, and what takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from production.rendering.shots import Box

Pixels = np.ndarray
"""One frame: uint8 of shape (height, width, 4), red, green, blue, opacity, top row first."""


class FrameSink(Protocol):
    """What frames are written to, in the order they are shown: an encoder, a list."""

    def write(self, pixels: Pixels, repeat: int, dirty: Sequence[Box] | None = None) -> None:
        """A frame that is shown `repeat` times in a row.

        The array is drawn on again afterwards: whoever keeps it has to copy it.

        Args:
            pixels: the frame.
            repeat: how many times.
            dirty: outside of these it is as the frame before; None when that is not known.
        """
