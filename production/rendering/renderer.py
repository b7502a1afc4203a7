"""A Manim renderer that records what the plays of a scene show, and draws nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from manim import Animation, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.color import color_to_int_rgba

from production.rendering.recorder import Recorder, family_of
from production.rendering.shots import EMPTY, Ground, Lens, Picture, Screen, Shot, fingerprint

SAMPLES = 15
"""Times a second at which a movement is looked at to recognise it; divides every frame rate."""


@dataclass(frozen=True)
class ShotListener:
    """What is called with the shots of a scene while it is rendered, and which it wants.

    Attributes:
        take: is given each wanted shot when its play begins.
        is_wanted: whether the play that is about to begin is wanted; asked with the scene.
        beat_of: the beat that a scene is in.
        known: fingerprints of shots whose pictures nobody needs.
        coding_key: what a frame depends on beside its picture; a part of the fingerprints.
    """

    take: Callable[[Shot], None] | None = None
    is_wanted: Callable[[Any], bool] = field(default=lambda scene: True)
    beat_of: Callable[[Any], str] = field(default=lambda scene: "")
    known: Collection[str] = ()
    coding_key: object = None


class FrameRenderer(CairoRenderer):
    """A Manim renderer that makes a shot of each wanted play and passes over all others.

    Manim's own renderer may count one frame more or less than a duration has (its times are
    accumulated as floats); this one counts in whole frames, so that a timeline stays true.

    Args:
        listener: who gets the shots.
        is_transparent: whether the ground is left out.
    """

    def __init__(self, listener: ShotListener | None = None, is_transparent: bool = False) -> None:
        super().__init__()
        self._listener = listener or ShotListener()
        self._is_transparent = is_transparent

    @cached_property
    def screen(self) -> Screen:
        """Size and background of the frames."""
        return Screen(Lens.of(self.camera), self._ground())

    def _ground(self) -> Ground:
        if self._is_transparent:
            return EMPTY
        red, green, blue, opacity = map(int, color_to_int_rgba(self.camera.background_color))
        return red, green, blue, opacity

    @cached_property
    def _recorder(self) -> Recorder:
        return Recorder(self.screen.lens)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations, as Manim's renderer does."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        take = self._listener.take
        is_hold = scene.is_current_animation_frozen_frame()
        if self._listener.is_wanted(scene) and take is not None:
            take(self._hold(scene) if is_hold else self._movement(scene))
        if not is_hold:
            scene.update_to_time(scene.duration)
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self.time += scene.duration
        self.num_plays += 1

    def on_empty_still(self, scene: Scene) -> None:
        """Hand over what the scene looks like now, as a shot that lasts no time."""
        take = self._listener.take
        if self._listener.is_wanted(scene) and take is not None:
            take(self._still(scene, 0))

    def picture(self, scene: Scene) -> Picture:
        """What the scene looks like now."""
        return self._recorder.picture(scene.mobjects)

    def _shot(
        self, scene: Scene, frames: int, name: str, *pictures: Picture, is_hold: bool = False
    ) -> Shot:
        beat = self._listener.beat_of(scene)
        shown = () if name in self._listener.known else pictures
        return Shot(beat, frames, name, self.screen, shown, is_hold)

    def _frames(self, scene: Scene) -> int:
        return round(scene.duration * self.camera.frame_rate)

    def _name(self, pictures: list[Picture], *kind: object) -> str:
        return fingerprint(pictures, self.screen, self._listener.coding_key, *kind)

    def _hold(self, scene: Scene) -> Shot:
        return self._still(scene, self._frames(scene))

    def _still(self, scene: Scene, frames: int) -> Shot:
        picture = self.picture(scene)
        return self._shot(scene, frames, self._name([picture], "hold"), picture, is_hold=True)

    def _movement(self, scene: Scene) -> Shot:
        """The shot of a play in which something moves; nothing is recorded twice.

        Manim's animations give each moment's picture by itself, so that the order does not matter.
        """
        frames, rate = self._frames(scene), self.camera.frame_rate
        still = self._recorder.picture(scene.static_mobjects)
        moving = family_of(scene.moving_mobjects)
        advance = _advance(scene, moving)
        pictures: dict[int, Picture] = {}

        def record(number: int) -> Picture:
            if number not in pictures:
                advance(number / rate)
                pictures[number] = still + self._recorder.picture_of_family(moving)
            return pictures[number]

        if not self._listener.known:
            for number in range(frames):
                record(number)
        samples = sorted({*range(0, frames, max(1, rate // SAMPLES)), frames - 1})
        name = self._name([record(number) for number in samples], "movement", rate, frames)
        if name in self._listener.known:
            return self._shot(scene, frames, name)
        return self._shot(scene, frames, name, *(record(number) for number in range(frames)))


def _advance(scene: Scene, moving: list[Mobject]) -> Callable[[float], None]:
    """What brings a scene to a time of its play; looks for updaters only where there are any."""
    if any(mobject.updaters for mobject in moving):
        return scene.update_to_time
    interpolations = [
        (_interpolation(animation), animation.run_time) for animation in scene.animations or ()
    ]

    def interpolate(time: float) -> None:
        for to, run_time in interpolations:
            to(time / run_time)

    return interpolate


def _interpolation(animation: Animation) -> Callable[[float], None]:
    """An animation's `interpolate`; where that is Manim's, it finds the parts only once."""
    kind = type(animation)
    if (kind.interpolate, kind.interpolate_mobject, kind.get_sub_alpha) != _MANIMS_OWN:
        interpolate: Callable[[float], None] = animation.interpolate
        return interpolate
    families = list(animation.get_all_families_zipped())

    def each(alpha: float) -> None:
        for number, mobjects in enumerate(families):
            part = animation.get_sub_alpha(alpha, number, len(families))
            animation.interpolate_submobject(*mobjects, part)

    return each


_MANIMS_OWN = (Animation.interpolate, Animation.interpolate_mobject, Animation.get_sub_alpha)
