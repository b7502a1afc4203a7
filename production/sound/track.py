"""The sound track: clips of speech on the timeline, silence between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from production.sound.clip import SAMPLE_RATE, Samples

GRID = 1024
"""Samples: speech begins at multiples of them.

They are a frame of AAC, which is encoded without knowing more than its neighbours. So the same
words are encoded alike wherever in the film they are said. No word begins more than 11 ms too early
or too late for it.
"""


@dataclass(frozen=True, eq=False)
class Placed:
    """A clip and the second of the film at which it begins; its ends are silent."""

    start: float
    samples: Samples

    @property
    def first(self) -> int:
        """The track's sample at which it begins."""
        return round(self.start * SAMPLE_RATE / GRID) * GRID


@dataclass(frozen=True, eq=False)
class Track:
    """What is heard in a film.

    Attributes:
        clips: all of the film's loudness, none before another has ended.
        seconds: how long the track is.

    Raises:
        ValueError: when a clip does not end within the track.
    """

    clips: Sequence[Placed]
    seconds: float

    def __post_init__(self) -> None:
        for clip in self.clips:
            if clip.first + len(clip.samples) > self.length:
                raise ValueError(f"speech at {clip.start:.2f} s lasts beyond the end of the film")

    @property
    def length(self) -> int:
        """Samples, silence included."""
        return round(self.seconds * SAMPLE_RATE)

    def samples(self) -> Samples:
        """The whole track, one channel."""
        track = np.zeros(self.length, dtype=np.float32)
        for clip in self.clips:
            track[clip.first : clip.first + len(clip.samples)] += clip.samples
        return track
