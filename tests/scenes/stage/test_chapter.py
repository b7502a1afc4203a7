"""How a chapter begins and ends: joined to the last one, and on its own result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from manim import RIGHT, Mobject, Square, tempconfig

from calculus.lessons.lesson import Lesson
from production.media.quality import QUALITIES
from production.rendering.renderer import FrameRenderer
from scenes.stage.chapter import Chapter
from scenes.stage.clock import TICK
from scenes.stage.last_picture import LastPicture
from scenes.stage.settings import Settings


@dataclass(frozen=True)
class _OneSquare(LastPicture):
    square: Square


class _Joined(Chapter):
    """Has the beats of the last chapter; begins and ends on a square."""

    name = "recap"
    stray: ClassVar[Mobject | None] = None

    def construct(self) -> None:
        square = Square()
        last = _OneSquare(Square())
        moves = [last.square.animate.shift(RIGHT)]
        self.seen: list[bool] = []
        self.enter(square, None, last=last, moves=moves)
        for beat in self.beats:
            with self.beat(beat):
                self.look()
                self.play(square.animate.shift(RIGHT), run_time=9 * TICK)
                self.next_caption()
                self.look()
        if self.stray is not None:
            self.add(self.stray)
        self.leave(_OneSquare(Square().shift(len(self.beats) * RIGHT)))

    def look(self) -> None:
        """Note whether the title stands."""
        self.seen.append(self.title in self.mobjects)


def _played(kind: type[_Joined], lesson: Lesson) -> _Joined:
    with tempconfig(QUALITIES["draft"].manim_options()):
        scene = kind(lesson, Settings(), renderer=FrameRenderer())
        scene.render()
    return scene


def test_the_title_stays_for_the_first_caption(post: Lesson) -> None:
    scene = _played(_Joined, post)
    assert scene.seen[0] and not any(scene.seen[1:])


def test_a_joint_and_the_last_hold_take_three_seconds(post: Lesson) -> None:
    segments = _played(_Joined, post).clock.segments
    opening = sum(segment.ticks for segment in segments if not segment.beat)
    assert (opening + segments[-1].ticks) * TICK == pytest.approx(3)


def test_the_title_leaves_within_the_time_of_its_caption(post: Lesson) -> None:
    scene = _played(_Joined, post)
    first = scene.timeline[0]
    spoken = scene.script.captions(scene.name, first.name, post)
    closing = [segment for segment in scene.clock.segments if segment.kind == "closing"]
    assert len(closing) == 1 and spoken
    still = next(segment for segment in scene.clock.segments if segment.kind == "caption")
    wanted = scene._captions(first.name)[0]
    assert (9 + still.ticks + closing[0].ticks) * TICK == pytest.approx(wanted)


def test_a_stage_that_shows_anything_else_is_no_end(post: Lesson) -> None:
    class Crowded(_Joined):
        stray = Square(side_length=1)

    with pytest.raises(ValueError, match="recap does not end on _OneSquare: it has 1 outline"):
        _played(Crowded, post)
