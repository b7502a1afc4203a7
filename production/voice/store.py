"""What was spoken once is kept: by voice and text, as 16-bit sound."""

from __future__ import annotations

import hashlib
import wave
from pathlib import Path

import numpy as np

from production.files import is_whole, sealed
from production.sound.clip import SAMPLE_RATE, Samples

_REVISION = 2
"""Goes up when what is done to a synthesiser's sound changes."""


class Store:
    """A folder of spoken texts.

    Args:
        folder: made when something is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, voice: str, text: str) -> Path:
        """Where a text spoken by a voice is kept."""
        key = hashlib.sha256(repr((_REVISION, voice, text)).encode()).hexdigest()
        return self._folder / f"{key}.wav"

    def load(self, path: Path) -> Samples | None:
        """What is kept there, if it is still what was saved."""
        if not is_whole(path):
            return None
        with wave.open(str(path)) as file:
            content = file.readframes(file.getnframes())
        return (np.frombuffer(content, dtype="<i2") / np.float32(2**15)).astype(np.float32)

    def save(self, path: Path, samples: Samples) -> None:
        """Keep; the file appears only when it is complete."""
        with sealed(path) as unfinished, wave.open(str(unfinished), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(np.rint(samples * (2**15 - 1)).astype("<i2").tobytes())
