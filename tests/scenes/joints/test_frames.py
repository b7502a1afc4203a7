"""Where two chapters are joined, the last frame of the one is the first frame of the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from manim.utils.exceptions import EndSceneEarlyException

from calculus.lessons.lesson import Lesson, load_lesson
from production.media.quality import Quality
from production.rendering.frame_drawer import FrameDrawer
from production.rendering.frames import Pixels
from production.rendering.shots import Shot
from production.request.chapter import ChapterRequest
from production.request.selection import beats_of
from production.running.run import run_chapter
from scenes.paths import ROOT
from scenes.script.storyboard import CUTS, DEFAULT_CUT
from scenes.stage.settings import THEMES, Settings
from tests.scenes.conftest import LESSONS, lesson_of

JOINTS = [
    (before, after)
    for before, after in pairwise(CUTS[DEFAULT_CUT])
    if (ROOT / "scenes" / "joints" / f"{before}_{after}.py").is_file()
]

_QUALITY = Quality("small", 640, 360, 15)

_LESSONS: dict[str, Callable[[], Lesson]] = {
    "post": lambda: load_lesson(LESSONS / "post.toml"),
    "batch": lambda: load_lesson(LESSONS / "batch.toml"),
    "elided": lambda: lesson_of(8, 20, 12),
}


class _LatestFrame:
    """Keeps the frame that was drawn last."""

    pixels: np.ndarray

    def write(self, pixels: Pixels, repeat: int, dirty: object = None) -> None:
        self.pixels = np.array(pixels)


def first_frame(chapter: ChapterRequest) -> np.ndarray:
    """What a chapter begins with."""
    frame = _LatestFrame()

    def take(shot: Shot) -> None:
        FrameDrawer(frame)(shot)
        raise EndSceneEarlyException

    run_chapter(chapter, take)
    return frame.pixels


def last_frame(chapter: ChapterRequest) -> np.ndarray:
    """What a chapter ends with."""
    shots: list[Shot] = []

    def take(shot: Shot) -> None:
        shots[:] = [shot]

    run_chapter(chapter, take, beats_of(chapter.name)[-1:])
    frame = _LatestFrame()
    FrameDrawer(frame)(shots[0])
    return frame.pixels


def _cases() -> list[object]:
    """The post in one theme for every joint; the rest takes long."""
    quick = ("post", "dark")
    return [
        pytest.param(
            *joint,
            lesson,
            theme,
            id=f"{joint[0]}-{joint[1]} {lesson} {theme}",
            marks=() if (lesson, theme) == quick else pytest.mark.slow,
        )
        for joint in JOINTS
        for lesson in _LESSONS
        for theme in THEMES
    ]


@pytest.mark.parametrize(("before", "after", "lesson", "theme"), _cases())
def test_the_last_frame_is_the_next_first(before: str, after: str, lesson: str, theme: str) -> None:
    settings, numbers = Settings(theme=theme), _LESSONS[lesson]()
    last, first = (
        draw(ChapterRequest(name, None, numbers, settings, _QUALITY))
        for draw, name in ((last_frame, before), (first_frame, after))
    )
    assert np.ptp(last[:, :, :3].reshape(-1, 3), axis=0).max() > 0, "something is to be seen"
    np.testing.assert_array_equal(last, first)


def test_a_joint_is_made_of_the_lesson_alone() -> None:
    """No joint imports what a chapter is made of."""
    for path in Path(ROOT / "scenes" / "joints").glob("*.py"):
        assert "scenes.beats" not in path.read_text(encoding="utf-8"), path.name
