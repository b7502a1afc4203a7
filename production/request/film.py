"""Which film is asked for: of which lesson, in which look, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calculus.algebra.notation import Convention
from calculus.lessons.lesson import Lesson, load_lesson
from production.errors import InputError
from production.media.formats import MP4, Format, find_format
from production.media.quality import DEFAULT_QUALITY, QUALITIES, Quality
from production.request.chapter import SILENT, ChapterRequest, SpeechTimes
from production.request.selection import Selection
from scenes.paths import DEFAULT_LESSON
from scenes.stage.settings import Settings


@dataclass(frozen=True)
class FilmRequest:
    """Which film is wanted; how it is made is a `Workshop`'s concern.

    Attributes:
        lesson: in the index convention that is wanted.
        settings: language, theme, aspect.
        quality: pixels and frame rate.
        selection: which chapters and beats.
        own_index: the index convention of the lesson's file.
        voice: "auto" for the voice that there is, or "none".
        form: the format of the film's file.
        is_plain: whether Manim's own renderer makes the frames, for comparison.
    """

    lesson: Lesson
    settings: Settings
    quality: Quality
    selection: Selection
    own_index: Convention
    voice: str = "auto"
    form: Format = MP4
    is_plain: bool = False

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
        voice: str = "auto",
        form: str = MP4.name,
        is_transparent: bool = False,
        is_plain: bool = False,
    ) -> FilmRequest:
        """Put a request together from a user's words.

        Raises:
            LessonError, SettingsError, ScriptError, InputError: one sentence on what is wrong.
        """
        loaded = load_lesson(lesson)
        request = cls(
            lesson=loaded.with_index(index) if index else loaded,
            settings=Settings(language, theme, aspect),
            quality=QUALITIES[quality],
            selection=Selection.parse(only),
            own_index=loaded.index,
            voice=voice,
            form=find_format(form, is_transparent),
            is_plain=is_plain,
        )
        if is_plain:
            _require_what_manim_makes(request)
        return request

    @property
    def variant(self) -> tuple[str, ...]:
        """What is other than usual, for file names, such as ("draft",)."""
        theme, aspect = self.settings.theme, self.settings.aspect
        words = {
            theme: theme != Settings.theme,
            aspect: aspect != Settings.aspect,
            self.lesson.index: self.lesson.index != self.own_index,
            self.quality.name: self.quality.name != DEFAULT_QUALITY,
            "silent": self.voice == "none",
            "transparent": self.form.is_transparent,
            "plain": self.is_plain,
        }
        return tuple(word for word, is_unusual in words.items() if is_unusual)

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

    def chapters(
        self, speech: SpeechTimes = SILENT, quality: Quality | None = None
    ) -> tuple[ChapterRequest, ...]:
        """What each wanted chapter is run with, in the film's order.

        Args:
            speech: how long the beats are spoken, of those that are.
            quality: another one than the film's, for pictures of one size.
        """
        return tuple(
            ChapterRequest(
                wanted.chapter,
                wanted.beats,
                self.lesson,
                self.settings,
                quality or self.quality,
                _of_chapter(wanted.chapter, speech),
            )
            for wanted in self.selection.chapters
        )


def _of_chapter(chapter: str, speech: SpeechTimes) -> Mapping[tuple[str, str], tuple[float, ...]]:
    return {beat: seconds for beat, seconds in speech.items() if beat[0] == chapter}


def _require_what_manim_makes(request: FilmRequest) -> None:
    """Refuse what Manim's own renderer, which knows neither parts nor formats, cannot make."""
    if request.form is not MP4:
        raise InputError("Manim's own renderer makes MP4 only; leave --renderer plain out.")
    if any(wanted.beats is not None for wanted in request.selection.chapters):
        raise InputError(
            "Manim's own renderer makes whole chapters only; name no beat after --only."
        )
