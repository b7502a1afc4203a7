"""Our frames are Manim's, pixel for pixel."""

from __future__ import annotations

import pytest

from benchmarks.pixels import difference
from production.media.quality import QUALITIES
from production.request.film import FilmRequest
from scenes.script.storyboard import CHAPTERS

LARGEST = 4
"""Of 255: what a pixel may differ by."""

MEAN = 0.01


@pytest.mark.parametrize(
    ("chapter", "theme"),
    [
        pytest.param(chapter, theme, marks=[] if chapter in ("graph", "forward") else _SLOW)
        for _SLOW in [pytest.mark.slow]
        for chapter in CHAPTERS
        for theme in ("dark", "light")
    ],
)
def test_every_play_looks_as_manim_draws_it(chapter: str, theme: str) -> None:
    found = difference(chapter, FilmRequest.of(theme=theme), QUALITIES["draft"])
    assert found.compared > 20
    assert found.largest <= LARGEST
    assert found.mean < MEAN
