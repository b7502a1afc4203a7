from __future__ import annotations

import numpy as np
import pytest

from production.rendering.converter import Converter, planes


@pytest.mark.parametrize(
    "box", [(64, 64, 192, 128), (0, 0, 64, 64), (768, 448, 854, 480), (0, 0, 854, 480)]
)
def test_a_renewed_frame_is_as_if_converted_whole(box: tuple[int, int, int, int]) -> None:
    numbers = np.random.default_rng(5)
    before, after = (numbers.integers(0, 256, (480, 854, 4), dtype=np.uint8) for _ in range(2))
    left, top, right, bottom = box
    now = before.copy()
    now[top:bottom, left:right] = after[top:bottom, left:right]
    renewed = Converter(854, 480)
    renewed.converted(before, None)
    whole = Converter(854, 480).converted(now, None)
    for a, b in zip(planes(renewed.converted(now, [box])), planes(whole), strict=True):
        assert np.array_equal(a, b)
