"""Our frames and Manim's, pixel for pixel, before they are encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from production.media.quality import Quality
from production.rendering.canvas import Canvas
from production.rendering.renderer import FrameRenderer, ShotListener
from production.rendering.shots import Shot
from production.request.film import FilmRequest
from scenes import load_chapter


@dataclass
class Difference:
    """How far frames are apart.

    Attributes:
        compared: how many frames were looked at.
        largest: of 255, of any pixel of any frame.
        mean: of 255, over the pixels of the frame in which it is the largest.
    """

    compared: int = 0
    largest: int = 0
    mean: float = 0.0

    def add(self, ours: np.ndarray, theirs: np.ndarray) -> None:
        """Look at a frame."""
        difference = np.abs(ours.astype(int) - theirs)
        self.compared += 1
        self.largest = max(self.largest, int(difference.max()))
        self.mean = max(self.mean, float(difference.mean()))


class _BothRenderers(FrameRenderer):
    """Draws frames of each play twice: as Manim does and as we do, and compares them."""

    def __init__(self) -> None:
        super().__init__(ShotListener(take=lambda shot: None))
        self.difference = Difference()

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
            canvas.draw(picture, shot.still)
            if number in frames:
                self.difference.add(canvas.pixels, frames[number])


def difference(chapter: str, request: FilmRequest, quality: Quality) -> Difference:
    """Compare every hold of a chapter and four frames of each of its movements."""
    with tempconfig(quality.manim_options()):
        both = _BothRenderers()
        load_chapter(chapter)(request.lesson, request.settings, renderer=both).render()
    return both.difference
