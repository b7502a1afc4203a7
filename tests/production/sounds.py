"""Speech made of tones, whose words and pauses are known to the sample."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from production.sound.clip import SAMPLE_RATE, Samples


def tone(seconds: float, loudness: float = 0.3, rate: int = SAMPLE_RATE) -> Samples:
    """A sound that is loud from its first hundredth of a second to its last."""
    time = np.arange(round(seconds * rate)) / rate
    return (loudness * np.sin(2 * np.pi * 220 * time + 1)).astype(np.float32)


def silence(seconds: float, rate: int = SAMPLE_RATE) -> Samples:
    """Nothing to be heard."""
    return np.zeros(round(seconds * rate), np.float32)


def spoken(*seconds: float, loudness: float = 0.3) -> Samples:
    """Words and pauses in turn, the first a word."""
    return np.concatenate(
        [
            silence(length) if number % 2 else tone(length, loudness)
            for number, length in enumerate(seconds)
        ]
    )


def bursts(seconds: float, level: float = 0.1) -> Samples:
    """A sound with the ups and downs of speech, and peaks far above its mean."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    envelope = np.abs(np.sin(2 * np.pi * 2.5 * time)) ** 3
    peaks = np.where(np.arange(len(time)) % 9600 < 24, 6.0, 1.0)
    return (level * envelope * peaks * np.sin(2 * np.pi * 310 * time)).astype(np.float32)


def write_wav(path: Path, samples: Samples, rate: int = SAMPLE_RATE, channels: int = 1) -> Path:
    """A 16-bit file; the same on every channel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        values = np.rint(samples * 32767).astype("<i2")
        file.writeframes(np.repeat(values, channels).tobytes())
    return path


class Hummer:
    """A synthesiser that hums for a tenth of a second a character."""

    name = "Hummer, version 1"
    credit = "Nobody"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def unreadable(self, text: str) -> str:
        """It hums everything but this."""
        return "鬱" if "鬱" in text else ""

    def speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        """Hum, with half a second of silence around it."""
        for text in texts:
            self.asked.append(text)
            yield np.concatenate([silence(0.5), tone(len(text) / 10), silence(0.5)])
