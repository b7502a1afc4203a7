"""The words of the film: titles, captions and their spoken forms, for any lesson in a language.

The texts are templates in assets/script/<language>.toml; `scenes.script.values` says what they may
name. A beat's captions are replaced as a whole by the first of `VARIANTS` that applies to the
lesson and exists for the beat.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from calculus.lessons.lesson import Lesson
from scenes.language.languages import LANGUAGES
from scenes.script.storyboard import CHAPTERS
from scenes.script.values import template_values
from scenes.script.variants import VARIANTS

SCRIPTS = Path(__file__).resolve().parents[2] / "assets" / "script"


_FILM = ("title", "description", "voice")


class ScriptError(ValueError):
    """A script that cannot be used; the message says in which language, chapter and beat."""


@dataclass(frozen=True)
class Caption:
    """What a viewer reads and hears at one moment.

    Attributes:
        text: the caption, formulas written plainly.
        spoken: the same with its formulas in words, for a speaker or a voice.
    """

    text: str
    spoken: str


@dataclass(frozen=True)
class _Line:
    """A caption's templates."""

    caption: str
    spoken: str


_Beats = Mapping[str, tuple[_Line, ...]]


@dataclass(frozen=True)
class Script:
    """All words of the film in one language.

    Attributes:
        language: the code of one of `LANGUAGES`.
    """

    language: str
    _titles: Mapping[str, str]
    _beats: Mapping[str, _Beats]
    _variants: Mapping[str, Mapping[str, _Beats]]
    _words: Mapping[str, str]
    _film: Mapping[str, str]

    def about_film(self, key: str, **values: object) -> str:
        """What a finished file says of itself: a "title", a "description", and its "voice".

        Raises:
            ScriptError: when a value it needs is missing: the credit of the voice.
        """
        return self._fill(self._film[key], values, f"the {key} of the film")

    def title(self, chapter: str, lesson: Lesson) -> str:
        """A chapter's title, on screen and as a video chapter."""
        self._require_chapter(chapter)
        values = template_values(lesson, self.language)
        return self._fill(self._titles[chapter], values, f"the title of {chapter}")

    def beats(self, chapter: str) -> tuple[str, ...]:
        """The names of a chapter's beats in order."""
        self._require_chapter(chapter)
        return tuple(self._beats[chapter])

    def captions(self, chapter: str, beat: str, lesson: Lesson) -> tuple[Caption, ...]:
        """A beat's captions in order, in the variant that fits the lesson.

        Raises:
            ScriptError: when chapter or beat do not exist or a template names an unknown value.
        """
        if beat not in self.beats(chapter):
            raise ScriptError(f"The {self.language} script has no beat {chapter}.{beat}.")
        values = template_values(lesson, self.language)
        where = f"{chapter}.{beat}"
        read_aloud = LANGUAGES[self.language].read_aloud
        return tuple(
            Caption(
                self._fill(line.caption, values, where),
                read_aloud(self._fill(line.spoken, values, where)),
            )
            for line in self._lines(chapter, beat, lesson)
        )

    def word(self, key: str, **values: object) -> str:
        """A short label of the picture, such as word("sample", n=1).

        Raises:
            ScriptError: when the key is unknown or a value it needs is missing.
        """
        if key not in self._words:
            raise ScriptError(f"The {self.language} script has no word {key!r}.")
        return self._fill(self._words[key], values, f"the word {key}")

    @property
    def words(self) -> Mapping[str, str]:
        """The templates of all short labels of the picture, by key."""
        return self._words

    def _lines(self, chapter: str, beat: str, lesson: Lesson) -> tuple[_Line, ...]:
        for name, applies in VARIANTS.items():
            lines = self._variants.get(name, {}).get(chapter, {}).get(beat)
            if lines and applies(lesson):
                return lines
        return self._beats[chapter][beat]

    def _fill(self, template: str, values: Mapping[str, object], where: str) -> str:
        try:
            return template.format_map(values)
        except KeyError as error:
            raise ScriptError(
                f"In the {self.language} script, {where} names the value {error}, which is "
                f"unknown or makes no sense for this lesson: {template!r}."
            ) from None
        except (ValueError, IndexError, AttributeError) as error:
            raise ScriptError(
                f"In the {self.language} script, {where} is no valid template ({error}): "
                f"{template!r}."
            ) from None

    def _require_chapter(self, chapter: str) -> None:
        if chapter not in self._beats:
            raise ScriptError(f"The {self.language} script has no chapter {chapter!r}.")


@cache
def load_script(language: str, folder: Path | None = None) -> Script:
    """The script of a language, read and validated once.

    Args:
        language: the code of one of `LANGUAGES`.
        folder: where its file lies; `SCRIPTS` if None.

    Raises:
        ScriptError: one sentence: the language does not exist, or what is wrong with its file.
    """
    if language not in LANGUAGES:
        raise ScriptError(
            f"The language {language!r} does not exist; choose {' or '.join(LANGUAGES)}."
        )
    folder = folder or SCRIPTS
    path = folder / f"{language}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ScriptError(f"The script {path.name} is missing from {folder}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ScriptError(f"The script {path.name} cannot be read: {error}.") from None
    return _script(language, data)


def _script(language: str, data: Mapping[str, Any]) -> Script:
    for key in data:
        if key not in (*CHAPTERS, "variants", "words", "film"):
            raise ScriptError(f"The {language} script has an unknown chapter {key!r}.")
    titles: dict[str, str] = {}
    beats: dict[str, _Beats] = {}
    for chapter in CHAPTERS:
        table = data.get(chapter)
        if not isinstance(table, dict) or not isinstance(table.get("title"), str):
            raise ScriptError(f"The {language} script lacks the chapter {chapter} or its title.")
        titles[chapter] = table["title"]
        beats[chapter] = dict(_read_beats(language, chapter, table))
    variants = _read_variants(language, data.get("variants", {}), beats)
    words = data.get("words", {})
    if not all(isinstance(word, str) for word in words.values()):
        raise ScriptError(f"The words of the {language} script have to be strings.")
    film = data.get("film", {})
    if not all(isinstance(film.get(key), str) for key in _FILM):
        raise ScriptError(f"[film] of the {language} script needs the texts {', '.join(_FILM)}.")
    return Script(language, titles, beats, variants, words, film)


def _read_variants(
    language: str, tables: Mapping[str, Any], beats: Mapping[str, _Beats]
) -> dict[str, dict[str, _Beats]]:
    variants: dict[str, dict[str, _Beats]] = {}
    for name, chapters in tables.items():
        if name not in VARIANTS:
            raise ScriptError(
                f"The {language} script has an unknown variant {name!r}; "
                f"the variants are {', '.join(VARIANTS)}."
            )
        variants[name] = {}
        for chapter, table in chapters.items():
            found = dict(_read_beats(language, chapter, table))
            for beat in found:
                if beat not in beats.get(chapter, {}):
                    raise ScriptError(
                        f"The {language} script has a variant {name!r} of {chapter}.{beat}, "
                        "a beat that does not exist."
                    )
            variants[name][chapter] = found
    return variants


def _read_beats(
    language: str, chapter: str, table: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[_Line, ...]]]:
    for beat, lines in table.items():
        if beat == "title":
            continue
        if not isinstance(lines, list) or not lines:
            raise ScriptError(f"The {language} script has no captions in {chapter}.{beat}.")
        yield beat, tuple(_read_line(language, f"{chapter}.{beat}", line) for line in lines)


def _read_line(language: str, where: str, line: object) -> _Line:
    if (
        not isinstance(line, dict)
        or not {"caption"} <= line.keys() <= {"caption", "spoken"}
        or not all(isinstance(text, str) and text for text in line.values())
    ):
        raise ScriptError(
            f"In the {language} script, each caption of {where} needs a text `caption` and may "
            "have a text `spoken`."
        )
    return _Line(line["caption"], line["spoken"] if "spoken" in line else line["caption"])
