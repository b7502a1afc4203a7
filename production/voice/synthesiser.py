"""What speaks: one small interface, an engine behind it for each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from production.sound.clip import Samples

MISSING = {
    "ja": "the Python package pyopenjtalk-plus is missing; `make setup` installs it",
    "en": "the Python package hibari-tts is missing; "
    "`.venv/bin/python -m pip install -c constraints.txt -e '.[voice-en]'` installs it",
}
"""Why there is no voice for a language, where there is none."""


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


def find_synthesiser(language: str) -> Synthesiser | None:
    """The voice of a language on this machine, if there is one."""
    if language == "ja":
        from production.voice.openjtalk import OpenJTalk

        return OpenJTalk() if OpenJTalk.is_installed() else None
    from production.voice.hibari import Hibari

    return Hibari() if Hibari.is_installed() else None
