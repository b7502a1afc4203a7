"""A caption of the film: one object, filled in on its way from the script to the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculus.lessons.lesson import Lesson
from production.captions.cues import Subtitle
from production.captions.phrases import phrases_heard
from production.request.chapter import BeatName
from production.request.film import FilmRequest
from production.request.selection import beats_of
from production.sound.clip import Clip
from scenes.language.languages import LANGUAGES
from scenes.script.script import ScriptError, load_script


@dataclass(frozen=True)
class Caption:
    """What is read and said at one moment; when that is, a `TimedCaption` knows.

    Attributes:
        texts: what is read, by language.
        language: the film's.
        said: what is said in the film's language, formulas in words.
        clip: the same spoken; None when it is only read.
    """

    texts: Mapping[str, str]
    language: str
    said: str
    clip: Clip | None = None


Captions = Mapping[BeatName, tuple[Caption, ...]]
"""The captions of beats, in the film's order."""


def said_with(captions: Sequence[Caption]) -> tuple[str, ...]:
    """What is said with each of several captions."""
    return tuple(caption.said for caption in captions)


@dataclass(frozen=True)
class TimedCaption:
    """A caption and when it is shown.

    Attributes:
        caption: what is read and said.
        start: when it comes, and when its first word is said; in seconds.
        end: when it goes, in seconds.
    """

    caption: Caption
    start: float
    end: float

    def subtitle(self, language: str) -> Subtitle:
        """It as readers of a language get it; if it is heard in theirs, at the speaker's pace."""
        text, clip = self.caption.texts[language], self.caption.clip
        if clip is None or language != self.caption.language:
            return Subtitle(self.start, self.end, text)
        phrases = phrases_heard(text, clip, LANGUAGES[language])
        return Subtitle(self.start, self.end, text, phrases)


def captions_of(request: FilmRequest) -> dict[BeatName, tuple[Caption, ...]]:
    """The captions of all beats of the wanted chapters, as the script has them.

    Raises:
        ScriptError: as `captions_in`.
    """
    return {
        (wanted.chapter, beat): captions_in(
            wanted.chapter, beat, request.lesson, request.settings.language
        )
        for wanted in request.selection.chapters
        for beat in beats_of(wanted.chapter)
    }


def captions_in(chapter: str, beat: str, lesson: Lesson, language: str) -> tuple[Caption, ...]:
    """The captions of a beat in a film of that language, as the script has them.

    Raises:
        ScriptError: when the languages do not have the same number of captions.
    """
    scripted = {code: load_script(code).captions(chapter, beat, lesson) for code in LANGUAGES}
    if len({len(captions) for captions in scripted.values()}) > 1:
        counts = ", ".join(f"{code} {len(captions)}" for code, captions in scripted.items())
        raise ScriptError(f"The beat {chapter}.{beat} has unequal numbers of captions: {counts}.")
    return tuple(
        Caption(
            {code: captions[number].text for code, captions in scripted.items()},
            language,
            own.spoken,
        )
        for number, own in enumerate(scripted[language])
    )
