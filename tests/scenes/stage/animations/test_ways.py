"""Ways with detours begin and end where they shall, and go round what stands between."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.stage.animations.ways import Way, over

START, END = np.array([0.0, 0.0, 0.0]), np.array([4.0, 0.0, 0.0])


def test_a_way_begins_and_ends_at_its_ends() -> None:
    way = Way([START, np.array([0.0, 2.0, 0.0]), np.array([4.0, 2.0, 0.0]), END])
    np.testing.assert_allclose(way.at(0), START, atol=1e-9)
    np.testing.assert_allclose(way.at(1), END, atol=1e-9)
    np.testing.assert_allclose(way.at(0.5), [2, 2, 0], atol=1e-9)


def test_without_a_detour_nothing_is_aside() -> None:
    way = Way([START, END])
    for part in (0.0, 0.1, 0.5, 0.9, 1.0):
        np.testing.assert_allclose(way.aside(part), 0, atol=1e-9)


@pytest.mark.parametrize("height", [1.5, -1.5])
def test_only_what_shall_flies_over_or_under_the_line(height: float) -> None:
    route = over(height, ("total", "step"))
    assert list(route(("entry", 1), START, END)) == []
    spots = route(("total", "step"), START, END)
    np.testing.assert_allclose(spots, [[0, height, 0], [4, height, 0]])
