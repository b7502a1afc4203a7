"""Our frames are Manim's, pixel for pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from production.order import Order
from production.quality import QUALITIES
from production.renderer import Audience, FrameRenderer
from production.rendering.canvas import Canvas
from production.rendering.shots import Shot
from scenes import CHAPTERS, load_chapter

LARGEST = 4
"""Of 255: what a pixel may differ by."""

MEAN = 0.01


class BothRenderers(FrameRenderer):
    """Draws frames of each play twice: as Manim does and as we do, and compares them."""

    def __init__(self) -> None:
        super().__init__(Audience(take=lambda shot: None))
        self.compared = 0
        self.largest = 0
        self.worst_mean = 0.0

    def _hold(self, scene: Scene) -> Shot:
        shot = super()._hold(scene)
        self.static_image = None
        CairoRenderer.update_frame(self, scene)
        self._compare(shot, {0: self.camera.pixel_array.copy()})
        return shot

    def _movement(self, scene: Scene) -> Shot:
        shot = super()._movement(scene)
        frames: dict[int, Any] = {}
        CairoRenderer.save_static_frame_data(self, scene, scene.static_mobjects)
        for number in sorted({0, shot.frames // 3, shot.frames // 2, shot.frames - 1}):
            scene.update_to_time(number / self.camera.frame_rate)
            CairoRenderer.update_frame(self, scene, scene.moving_mobjects)
            frames[number] = self.camera.pixel_array.copy()
        self._compare(shot, frames)
        return shot

    def _compare(self, shot: Shot, frames: dict[int, Any]) -> None:
        canvas = Canvas(shot.screen)
        for number, picture in enumerate(shot.pictures):
            canvas.draw(picture)
            if number in frames:
                difference = np.abs(canvas.pixels.astype(int) - frames[number])
                self.largest = max(self.largest, int(difference.max()))
                self.worst_mean = max(self.worst_mean, float(difference.mean()))
                self.compared += 1


@pytest.mark.parametrize(
    ("chapter", "theme"),
    [
        pytest.param(chapter, theme, marks=[] if chapter in ("graph", "forward") else _SLOW)
        for _SLOW in [pytest.mark.slow]
        for chapter in CHAPTERS
        for theme in ("dark", "light")
    ],
)
def test_every_play_looks_as_manim_draws_it(chapter: str, theme: str, tmp_path: Path) -> None:
    order = Order.of(theme=theme, only=(chapter,), out=tmp_path)
    with tempconfig(QUALITIES["draft"].manim_options()):
        both = BothRenderers()
        load_chapter(chapter)(order.lesson, order.settings, renderer=both).render()
    assert both.compared > 20
    assert both.largest <= LARGEST
    assert both.worst_mean < MEAN
