"""The Japanese voice: Open JTalk with the voice Mei, from the package pyopenjtalk-plus."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import cached_property
from io import StringIO
from types import ModuleType
from typing import Any

import numpy as np

from production.sound.clip import Samples

SPEED = 1.1
"""Of the voice's own speed: 7.4 morae a second with the pauses, a newsreader's pace."""

_PACKAGE = "pyopenjtalk-plus"
_ACCENT_BREAK = "・"
"""Two words with an accent each and no pause between them."""

_KANA = re.compile(r"[ァ-ヶー’]+")


class OpenJTalk:
    """Speaks Japanese."""

    def __init__(self) -> None:
        self.name = f"Mei, {_PACKAGE} {importlib.metadata.version(_PACKAGE)}, speed {SPEED}"
        self.credit = (
            'HTS Voice "Mei", © 2009-2013 Nagoya Institute of Technology '
            "(MMDAgent Project Team), CC BY 3.0"
        )

    @cached_property
    def _engine(self) -> ModuleType:
        return _pyopenjtalk()

    def __reduce__(self) -> tuple[type[OpenJTalk], tuple[()]]:
        return OpenJTalk, ()  # the engine cannot go to another process

    @staticmethod
    def is_installed() -> bool:
        """Whether the engine can be used here."""
        return importlib.util.find_spec("pyopenjtalk") is not None

    def unreadable(self, text: str) -> str:
        """What has no reading in the engine's dictionary."""
        return "".join(
            word["string"]
            for word in self._words(text)
            if word["pos"] != "記号" and not _KANA.fullmatch(word["pron"])
        )

    def kana(self, text: str) -> str:
        """How a text is pronounced, in katakana."""
        return "".join(word["pron"] for word in self._words(text)).replace("’", "")

    def speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        """Speak each text."""
        for text in texts:
            labels = self._engine.make_label(self._words(text))
            samples, _ = self._engine.synthesize(labels, speed=SPEED)
            yield (samples / 2**15).astype(np.float32)

    def _words(self, text: str) -> list[dict[str, Any]]:
        """The words of a text with their accents, as the engine's front end finds them."""
        # ラウンド and a symbol are two words: as one they would get a single, late accent.
        text = re.sub(r"(?<=ラウンド)(?=[ァ-ヶ])", _ACCENT_BREAK, text)
        words: list[dict[str, Any]] = []
        for part in text.split(_ACCENT_BREAK):
            words += self._engine.run_frontend(part, predict_nani=False)
        for word in words:
            # In kana, the dictionary takes the row (行) for two vowels.
            word["pron"] = word["pron"].replace("ギョウ", "ギョー")
        return words


def _pyopenjtalk() -> ModuleType:
    # It prints a hint about an optional part as soon as it is imported.
    with redirect_stdout(StringIO()):
        return importlib.import_module("pyopenjtalk")
