"""A Manim renderer that hands over exactly the frames that are wanted, and draws no others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import Scene
from manim.renderer.cairo_renderer import CairoRenderer

from production.camera import RememberingCamera, TransparentCamera
from production.frames import FrameSink


class FrameRenderer(CairoRenderer):
    """Draws the frames of the plays that are wanted and passes over all others.

    Manim's own renderer may count one frame more or less than a duration has (its times are
    accumulated as floats); this one counts in whole frames, so that a timeline stays true.

    Args:
        sink: takes the frames.
        wants: whether the play that is about to begin is drawn.
        is_transparent: whether the ground is left out.
    """

    def __init__(
        self,
        sink: FrameSink | None,
        wants: Callable[[Scene], bool],
        is_transparent: bool = False,
    ) -> None:
        super().__init__(camera_class=TransparentCamera if is_transparent else RememberingCamera)
        self._sink = sink
        self._wants = wants

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations, as Manim's renderer does."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        frames = round(scene.duration * self.camera.frame_rate)
        if not self._wants(scene) or self._sink is None:
            self._pass_over(scene)
        elif scene.is_current_animation_frozen_frame():
            self.draw(scene)
            self._sink.write(self.camera.pixel_array, frames)
        else:
            self._draw_movement(scene, frames, self._sink)
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self.static_image = None
        self.time += scene.duration
        self.num_plays += 1

    def draw(self, scene: Scene) -> None:
        """Draw the scene as it is now, whole."""
        self.static_image = None
        self.update_frame(scene)

    def _draw_movement(self, scene: Scene, frames: int, sink: FrameSink) -> None:
        if scene.moving_mobjects:
            self.save_static_frame_data(scene, scene.static_mobjects)
        for number in range(frames):
            scene.update_to_time(number / self.camera.frame_rate)
            self.update_frame(scene, scene.moving_mobjects)
            sink.write(self.camera.pixel_array, 1)

    def _pass_over(self, scene: Scene) -> None:
        if not scene.is_current_animation_frozen_frame():
            scene.update_to_time(scene.duration)
