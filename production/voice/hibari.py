"""The English voice: hibari's "heart", distilled from Kokoro-82M, from the package hibari-tts."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from production.errors import WorkError
from production.sound.clip import SAMPLE_RATE, Samples, trimmed

VOICE = "heart"
"""The only voice that is in the package; any other would be downloaded."""

SPEED = 1.0
"""Of the voice's own speed."""

SEED = 0
"""Of the noise in consonants: the same for each sentence, so that no sentence depends on others."""

SENTENCE_PAUSE = 0.3
"""Seconds between sentences; inside of one the voice pauses by itself, and is understood better."""

PRONUNCIATIONS = {
    "affine": "əfˈIn",
    "NumPy": "nˈʌmpˌI",
}
"""Words whose sound is not left to rules, in the phonemes that the voice was taught with."""

_PACKAGE = "hibari-tts"
_MAKERS = (_PACKAGE, "onnxruntime", "numpy", "scipy")
"""The packages whose versions decide about the sound."""

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")
_NO_WORDS = re.compile(r"[^A-Za-z ,.:;?!'-]")

_REACH = 64
_DISTANCES = np.arange(-_REACH, _REACH) + 0.5
_BETWEEN: npt.NDArray[np.float32] = (
    np.sinc(_DISTANCES) * np.i0(8 * np.sqrt(1 - (_DISTANCES / _REACH) ** 2)) / np.i0(8)
).astype(np.float32)
"""Weights of the samples around a moment that lies between two: up to 11.5 kHz 80 dB below."""


class Hibari:
    """Speaks English; the same on the same kind of processor."""

    def __init__(self) -> None:
        versions = (f"{name} {importlib.metadata.version(name)}" for name in _MAKERS)
        self.name = f"{VOICE}, {', '.join(versions)}, speed {SPEED}, seed {SEED}, {_revision()}"
        self.credit = f'{_PACKAGE}, voice "{VOICE}", distilled from Kokoro-82M, Apache-2.0'

    @cached_property
    def _engine(self) -> Any:
        try:
            return importlib.import_module("hibari").Hibari(voice=VOICE, threads=1)
        except Exception as error:  # of onnxruntime, which has classes of its own for them
            raise WorkError(f"The English voice cannot be loaded: {error}.") from None

    def __reduce__(self) -> tuple[type[Hibari], tuple[()]]:
        return Hibari, ()  # the engine cannot go to another process

    @staticmethod
    def is_installed() -> bool:
        """Whether the engine can be used here."""
        return all(importlib.util.find_spec(name) for name in ("hibari", "onnxruntime"))

    def unreadable(self, text: str) -> str:
        """Digits and signs: the engine would guess what they mean (1/2 a half, 2-3 a span)."""
        return "".join(_NO_WORDS.findall(text))

    def phonemes(self, text: str) -> tuple[str, ...]:
        """How the sentences of a text are pronounced, in the voice's alphabet."""
        return tuple(map(self._sentence_phonemes, _SENTENCE_END.split(text)))

    def speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        """Speak each text.

        Raises:
            WorkError: when the engine cannot be loaded.
        """
        for text in texts:
            spoken = (
                self._engine.from_phonemes(phonemes, speed=SPEED, seed=SEED)
                for phonemes in self.phonemes(text)
            )
            yield _joined([trimmed(doubled(samples)) for samples in spoken])

    def _sentence_phonemes(self, sentence: str) -> str:
        # A full stop after a letter would be taken for that of an initial, and dropped.
        words = sentence.rstrip(".:;?! ")
        mark = sentence[len(words) :].strip()
        for word, phonemes in PRONUNCIATIONS.items():
            words = re.sub(rf"\b{word}\b", f"[{word}](/{phonemes}/)", words)
        found: str = self._engine.g2p(words, normalize_text=False)
        return found + mark


def doubled(samples: Samples) -> Samples:
    """The same sound with twice as many samples a second; the given ones stay as they are."""
    result = np.zeros(2 * len(samples), np.float32)
    if len(samples):
        result[::2] = samples
        result[1::2] = np.convolve(samples, _BETWEEN)[_REACH:][: len(samples)]
    return result


def _joined(sentences: Sequence[Samples]) -> Samples:
    pause = np.zeros(round(SENTENCE_PAUSE * SAMPLE_RATE), np.float32)
    pieces = [piece for sentence in sentences for piece in (pause, sentence)]
    return np.concatenate(pieces[1:])


def _revision() -> str:
    """Changes when a pronunciation does, or a pause."""
    return repr((sorted(PRONUNCIATIONS.items()), SENTENCE_PAUSE))
