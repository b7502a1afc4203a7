"""Pieces of speech: as samples, cut close to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 48_000
"""Samples a second of everything that is spoken; one channel."""

Samples = npt.NDArray[np.float32]
"""One channel of sound, from -1 to 1, `SAMPLE_RATE` values a second."""

SHORTEST_PAUSE = 0.18
"""Seconds of silence inside of speech that are heard as a pause; closed lips last less."""

_FRAME = SAMPLE_RATE // 100
_SILENCE = 10 ** (-35 / 20)
"""How loud silence may be, as a part of the loud moments of the same recording."""

_LEAD, _TAIL = 0.02, 0.06
"""Seconds kept before the first and after the last loud moment: consonants begin softly."""

_FADE = 0.005
"""Seconds in which a clip's ends rise from and fall to silence, so that they do not click."""


@dataclass(frozen=True)
class Phrase:
    """What is said between two pauses, in seconds from the clip's start."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Clip:
    """A caption spoken.

    Attributes:
        samples: float32, 48000 a second, one channel; begins and ends with the words.
        text: the words.
        source: who speaks: the voice's name, or the recording's file name.
    """

    samples: Samples
    text: str
    source: str

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / SAMPLE_RATE

    def phrases(self, texts: Sequence[str]) -> tuple[Phrase, ...]:
        """The words from pause to pause, as the pauses are heard.

        Where there are not enough pauses, by the number of characters.

        Args:
            texts: what is said between two pauses each; together, the clip's text.
        """
        inner = sorted(pauses(self.samples), key=lambda pause: pause[0] - pause[1])
        inner = sorted(inner[: len(texts) - 1])
        if len(inner) == len(texts) - 1:
            starts = [0.0, *(end for _, end in inner)]
            ends = [*(start for start, _ in inner), self.seconds]
        else:
            passed = np.cumsum([0, *map(len, texts)]) / sum(map(len, texts)) * self.seconds
            starts, ends = list(passed[:-1]), list(passed[1:])
        return tuple(
            Phrase(text, float(start), float(end))
            for text, start, end in zip(texts, starts, ends, strict=True)
        )


def pauses(samples: Samples) -> list[tuple[float, float]]:
    """The silences inside of speech, each from and to which second."""
    loud = np.flatnonzero(_is_loud(samples))
    gaps = np.flatnonzero(np.diff(loud) > 1)
    seconds = _FRAME / SAMPLE_RATE
    silences = ((float(loud[g] + 1) * seconds, float(loud[g + 1]) * seconds) for g in gaps)
    return [(start, end) for start, end in silences if end - start >= SHORTEST_PAUSE]


def is_silent(samples: Samples) -> bool:
    """Whether nothing is to be heard."""
    return not len(samples) or float(np.abs(samples).max()) < 1e-4


def trimmed(samples: Samples) -> Samples:
    """Speech without the silence around it."""
    loud = np.flatnonzero(_is_loud(samples))
    if not len(loud):
        return samples
    start = max(0, int(loud[0]) * _FRAME - round(_LEAD * SAMPLE_RATE))
    end = min(len(samples), int(loud[-1] + 1) * _FRAME + round(_TAIL * SAMPLE_RATE))
    result = samples[start:end].copy()
    length = min(round(_FADE * SAMPLE_RATE), len(result))
    slope = np.linspace(0, 1, length, dtype=np.float32)
    result[:length] *= slope
    result[len(result) - length :] *= slope[::-1]
    return result


def shares_of(texts: Sequence[str]) -> list[float]:
    """How much of the time each of several texts takes; together 1."""
    lengths = [max(1, len(text)) for text in texts]
    return [length / sum(lengths) for length in lengths]


def _power(samples: Samples) -> npt.NDArray[np.float64]:
    """The mean square of each hundredth of a second."""
    frames = -(-len(samples) // _FRAME)
    padded = np.zeros(frames * _FRAME)
    padded[: len(samples)] = samples
    return np.asarray((padded.reshape(frames, _FRAME) ** 2).mean(axis=1))


def _is_loud(samples: Samples) -> npt.NDArray[np.bool_]:
    power = _power(samples)
    if not len(power):
        return np.zeros(0, dtype=np.bool_)
    loudest = float(np.percentile(power, 95)) or float(power.max())
    return np.asarray(power > max(loudest * _SILENCE**2, 1e-10))
