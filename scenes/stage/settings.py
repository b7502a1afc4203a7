"""What a film can be asked for besides its lesson: language, theme and aspect."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scenes.language.languages import DEFAULT_LANGUAGE, LANGUAGES

THEMES = ("dark", "light")
ASPECTS = ("wide",)


class SettingsError(ValueError):
    """A setting that does not exist; the message is one sentence for the user."""


@dataclass(frozen=True)
class Settings:
    """Choices that change how a lesson looks, never what it says.

    Raises:
        SettingsError: when a value is not one of `LANGUAGES`, `THEMES`, `ASPECTS`.
    """

    language: str = DEFAULT_LANGUAGE
    theme: str = "dark"
    aspect: str = "wide"

    def __post_init__(self) -> None:
        _require("language", self.language, LANGUAGES)
        _require("theme", self.theme, THEMES)
        _require("aspect", self.aspect, ASPECTS)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings for plain `manim render`, from LESSON_LANG, LESSON_THEME, LESSON_ASPECT."""
        return cls(
            language=environment.get("LESSON_LANG", cls.language),
            theme=environment.get("LESSON_THEME", cls.theme),
            aspect=environment.get("LESSON_ASPECT", cls.aspect),
        )


def _require(what: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise SettingsError(f"The {what} {value!r} does not exist; choose {' or '.join(known)}.")
