"""What a user has ordered: of which lesson, in which look, where to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from calculus.algebra.notation import Convention
from calculus.lessons.lesson import Lesson, load_lesson
from production.errors import InputError
from production.media.formats import MP4, Format, find_format
from production.media.quality import DEFAULT_QUALITY, QUALITIES, Quality
from production.request.chapter import BeatTimings, ChapterRequest
from production.request.selection import Selection, Wanted
from scenes.paths import DEFAULT_LESSON
from scenes.stage.settings import Settings

_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d{1,5}")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Order:
    """A lesson, its look, the wanted part of it, and where the files go.

    Attributes:
        lesson: in the index convention that was asked for.
        settings: language, theme, aspect.
        quality: pixels and frame rate.
        selection: which chapters and beats.
        out: the folder that holds a folder for each lesson.
        jobs: how many chapters are worked on at a time.
        fresh: whether kept takes are ignored.
        variant: what is other than usual, for file names, such as ("draft",).
        voice: "auto" for the voice that there is, or "none".
        timings: the beats that are spoken, with the seconds of speech of each caption.
        form: the format of the film's file.
        scheduler: the address of a cluster's scheduler; None for this machine.
        is_plain: whether Manim's own renderer makes the frames, for comparison.
        cache_folder: where what may be used again is kept; None for a folder in `out`.
    """

    lesson: Lesson
    settings: Settings
    quality: Quality
    selection: Selection
    out: Path
    jobs: int = 1
    fresh: bool = False
    variant: tuple[str, ...] = ()
    voice: str = "auto"
    timings: BeatTimings = ()
    form: Format = MP4
    scheduler: str | None = None
    is_plain: bool = False
    cache_folder: Path | None = None

    @classmethod
    def of(
        cls,
        lesson: Path = DEFAULT_LESSON,
        index: Convention | None = None,
        language: str = Settings.language,
        theme: str = Settings.theme,
        aspect: str = Settings.aspect,
        quality: str = DEFAULT_QUALITY,
        only: tuple[str, ...] = (),
        out: Path = Path("build"),
        jobs: int = 1,
        fresh: bool = False,
        voice: str = "auto",
        scheduler: str | None = None,
    ) -> Order:
        """Put an order together from a user's words.

        Raises:
            LessonError, SettingsError, ScriptError, InputError: one sentence on what is wrong.
        """
        loaded = load_lesson(lesson)
        settings = Settings(language, theme, aspect)
        if out.exists() and not out.is_dir():
            raise InputError(f"The output folder {out} is a file; choose a folder.")
        if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
            raise InputError(
                f"{scheduler!r} is no address of a scheduler; write it as tcp://HOST:8786."
            )
        variant = [
            theme if theme != Settings.theme else "",
            aspect if aspect != Settings.aspect else "",
            index if index and index != loaded.index else "",
            quality if quality != DEFAULT_QUALITY else "",
            "silent" if voice == "none" else "",
        ]
        return cls(
            lesson=loaded.with_index(index) if index else loaded,
            settings=settings,
            quality=QUALITIES[quality],
            selection=Selection.parse(only),
            out=out,
            jobs=jobs,
            fresh=fresh,
            variant=tuple(word for word in variant if word),
            voice=voice,
            scheduler=scheduler,
        )

    def in_format(self, name: str, is_transparent: bool = False) -> Order:
        """The same order in another file format.

        Raises:
            InputError: when there is no such format, or none that can be transparent.
        """
        form = find_format(name, is_transparent)
        variant = (*self.variant, "transparent") if is_transparent else self.variant
        return replace(self, form=form, variant=variant)

    def rendered_plainly(self) -> Order:
        """The same order for Manim's own renderer, which knows neither parts nor formats.

        Raises:
            InputError: when that cannot make what is wanted.
        """
        if self.form is not MP4:
            raise InputError("Manim's own renderer makes MP4 only; leave --renderer plain out.")
        if self.scheduler is not None:
            raise InputError("--renderer plain works on this machine only; leave --scheduler out.")
        if any(wanted.beats is not None for wanted in self.selection.chapters):
            raise InputError(
                "Manim's own renderer makes whole chapters only; name no beat after --only."
            )
        return replace(self, is_plain=True, variant=(*self.variant, "plain"))

    @property
    def folder(self) -> Path:
        """Where the files of this lesson and language go."""
        return self.out / self.lesson.name / self.settings.language

    @property
    def cache(self) -> Path:
        """Where what may be used again is kept."""
        return self.cache_folder or self.out / ".cache"

    def file_name(self, what: str, part: str | None = None) -> str:
        """A file's stem: what it is, the wanted part unless whole, and what is not as usual.

        Args:
            what: such as "film".
            part: what it is called when only a part of the film is wanted; None for `what`.
        """
        words = [what]
        if not self.selection.is_whole:
            words = [part or what, self.selection.label]
        return "-".join([*words, *self.variant])

    def chapter_order(self, wanted: Wanted) -> ChapterRequest:
        """What a chapter of this order is run with."""
        spoken = tuple(timing for timing in self.timings if timing[0][0] == wanted.chapter)
        return ChapterRequest(wanted.chapter, self.lesson, self.settings, self.quality, spoken)
