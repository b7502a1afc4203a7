"""Running a chapter: the only place where production meets Manim's scenes.

Manim is imported when a chapter is run, not before, so that commands that draw nothing are quick.
"""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from production.errors import WorkError
from production.request.chapter import ChapterRequest
from production.request.selection import beats_of
from scenes import load_chapter
from scenes.paths import ROOT
from scenes.script.script import ScriptError
from scenes.stage.clock import Beat, ChapterTiming

if TYPE_CHECKING:
    from PIL.Image import Image

    from production.rendering.shots import Shot
    from scenes.stage.chapter import Chapter


@dataclass(frozen=True)
class Run:
    """A chapter that was run.

    Attributes:
        beats: those that were begun, with their times.
        timing: what the time was spent on.
    """

    beats: tuple[Beat, ...]
    timing: ChapterTiming


def run_chapter(
    chapter: ChapterRequest,
    take: Callable[[Shot], None] | None = None,
    beats: Collection[str] | None = None,
    at_end_of_beat: Callable[[Chapter, str], None] | None = None,
    on_beat: Callable[[str], None] | None = None,
    is_transparent: bool = False,
    known: Collection[str] = (),
    coding_key: object = None,
) -> Run:
    """Run a chapter.

    Args:
        chapter: which one, for whom; `beats` says how much of it.
        take: is given the shots, one for each segment of the timing; None records none (the times
            are the same).
        beats: the beats that are wanted, an empty name for what comes before the first; None for
            the whole chapter. Other beats are passed over, and what comes after the last wanted
            one is left out.
        at_end_of_beat: called with the scene and the name at each wanted beat's last moment.
        on_beat: called with the name of each beat when it begins.
        is_transparent: whether the ground is left out of the frames.
        known: fingerprints of shots whose pictures are not needed.
        coding_key: what frames depend on beside their pictures; a part of the fingerprints.

    Raises:
        WorkError: when the chapter cannot be drawn; says where.
        ScriptError: when its words cannot be used.
    """
    from manim import tempconfig
    from manim.utils.exceptions import EndSceneEarlyException

    from production.rendering.renderer import FrameRenderer, ShotListener

    names = beats_of(chapter.name)
    last_wanted = next((name for name in reversed(names) if name in (beats or ())), None)
    current = ""

    def beat_of(scene: Chapter) -> str:
        return scene.clock.beat

    def is_wanted(scene: Chapter) -> bool:
        nonlocal current
        beat = beat_of(scene)
        if on_beat and beat != current:
            on_beat(beat)
        current = beat
        return beats is None or beat in beats

    def observe(scene: Chapter, beat: str) -> None:
        if at_end_of_beat and is_wanted(scene):
            at_end_of_beat(scene, beat)
        if beat == last_wanted and beat != names[-1]:
            raise EndSceneEarlyException

    scene: Chapter | None = None
    with tempconfig(chapter.quality.manim_options()):
        try:
            scene_class = load_chapter(chapter.name)
            listener = ShotListener(take, is_wanted, beat_of, known, coding_key)
            renderer = FrameRenderer(listener, is_transparent)
            scene = scene_class(
                chapter.lesson,
                chapter.settings,
                dict(chapter.speech),
                observer=observe,
                on_empty_still=renderer.on_empty_still,
                renderer=renderer,
            )
            scene.render()
        except ScriptError:
            raise
        except Exception as error:
            raise WorkError(_what_went_wrong(chapter.name, scene, error)) from error
    return Run(scene.timeline, ChapterTiming(tuple(scene.clock.segments), scene.theme.tempo.still))


def run_plainly(
    chapter: ChapterRequest, report: Callable[[str, int], None]
) -> tuple[tuple[Beat, ...], bytes]:
    """Film a chapter with nothing but Manim: its renderer, camera, file writer and settings.

    Args:
        chapter: which one, for whom; the whole of it is filmed.
        report: told each beat that is done, and how many frames it lasts.

    Returns:
        The beats' times and the content of the MP4 file.

    Raises:
        WorkError: when the chapter cannot be drawn; says where.
        ScriptError: when its words cannot be used.
    """
    from manim import tempconfig

    def observe(scene: Chapter, beat: str) -> None:
        times = scene.timeline[-1]
        report(beat, chapter.quality.frames(times.end - times.start))

    scene: Chapter | None = None
    with tempfile.TemporaryDirectory(prefix="affine-film-") as folder:
        to_file = {"dry_run": False, "write_to_movie": True, "media_dir": folder}
        with tempconfig({**chapter.quality.manim_options(), **to_file}):
            try:
                scene_class = load_chapter(chapter.name)
                timings = dict(chapter.speech)
                scene = scene_class(chapter.lesson, chapter.settings, timings, observer=observe)
                scene.render()
                content = Path(scene.renderer.file_writer.movie_file_path).read_bytes()
            except ScriptError:
                raise
            except Exception as error:
                raise WorkError(_what_went_wrong(chapter.name, scene, error)) from error
    return scene.timeline, content


def picture_of(scene: Chapter) -> Image:
    """What the scene looks like now."""
    from PIL import Image

    from production.rendering.canvas import Canvas

    canvas = Canvas(scene.renderer.screen)
    canvas.draw(scene.renderer.picture(scene))
    return Image.fromarray(canvas.pixels, "RGBA").convert("RGB")


def _what_went_wrong(chapter: str, scene: Chapter | None, error: Exception) -> str:
    """One sentence that names chapter, beat, error and the line of this project it came from."""
    where = f"The chapter {chapter}"
    if scene is not None and scene.clock.beat:
        where = f"The beat {chapter}.{scene.clock.beat}"
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in Path(frame.filename).parts
    ]
    place = ""
    if ours:
        place = f" ({Path(ours[-1].filename).relative_to(ROOT)}, line {ours[-1].lineno})"
    message = " ".join(str(error).split()) or "no further message"
    return f"{where} could not be rendered: {type(error).__name__}: {message}{place}."
