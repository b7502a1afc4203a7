"""What speaks: one small interface, an engine behind it for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from production.sound.clip import Samples
from scenes.language.languages import LANGUAGES


class Synthesiser(Protocol):
    """Speaks texts of one language, always in the same way.

    Attributes:
        name: says which voice, of which version, at which speed: what it speaks is kept under it.
        credit: whom its licence wants to be named.
    """

    name: str
    credit: str

    def unreadable(self, text: str) -> str:
        """What of a text would be dropped or spelled; empty if nothing."""
        ...

    def speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        """Speak each text.

        Raises:
            WorkError: when the engine fails.
        """
        ...


@dataclass(frozen=True)
class Engine:
    """What speaks one language.

    Attributes:
        find: gives the synthesiser, if it is installed.
        missing: why it is not there, where it is not, and what installs it.
    """

    find: Callable[[], Synthesiser | None]
    missing: str


def find_synthesiser(language: str) -> Synthesiser | None:
    """The voice of a language on this machine, if there is one; else `why_silent` says why."""
    if LANGUAGES[language].reading is None or language not in ENGINES:
        return None
    return ENGINES[language].find()


def why_silent(language: str) -> str:
    """Why there is no voice for a language, where there is none: half a sentence."""
    if language not in ENGINES:
        return "none of the engines of production/voice speaks it"
    if LANGUAGES[language].reading is None:
        return "its file in scenes/language does not say how formulas are read aloud"
    return ENGINES[language].missing


def _open_jtalk() -> Synthesiser | None:
    from production.voice.openjtalk import OpenJTalk

    return OpenJTalk() if OpenJTalk.is_installed() else None


def _hibari() -> Synthesiser | None:
    from production.voice.hibari import Hibari

    return Hibari() if Hibari.is_installed() else None


ENGINES: dict[str, Engine] = {
    "ja": Engine(
        _open_jtalk,
        "the Python package pyopenjtalk-plus is missing; `make setup` installs it",
    ),
    "en": Engine(
        _hibari,
        "the Python package hibari-tts is missing; "
        "`.venv/bin/python -m pip install -c constraints.txt -e '.[voice-en]'` installs it",
    ),
}
"""By the code of the language; one that is not here has captions, and a person's recordings."""
