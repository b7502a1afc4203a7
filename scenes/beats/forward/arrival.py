"""X and W, which stood below each other, come together as X·W."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculus.algebra.expressions import Place
from scenes.beats.forward.headed_product import HeadedProduct
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.matrices.given import GivenMatrices

_SIGN = ("statement", "equals", 2)
"""What stands before the row."""


def bring_together(given: GivenMatrices, product: HeadedProduct) -> Rewrite:
    """The row X moves before W, the names before both: Y = X·W = (x1 x2)(w11 ...; ...)."""
    sources = same_places(product, given)
    # The row keeps the sign before it; W comes between the name X and this sign.
    sources[_SIGN] = [given.part("statement", "x", "equals")]
    return Rewrite(product, sources, replaced=[given], route=_aside_and_down)


def _aside_and_down(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    """The row and its sign move aside before they come down: W, which comes up, has room."""
    is_of_row = place[0] == "x" or place == _SIGN
    return [np.array([end[0], start[1], 0.0])] if is_of_row else ()
