"""The sound track: clips of speech on the timeline, silence between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from production.voice.clip import SAMPLE_RATE, Samples


@dataclass(frozen=True, eq=False)
class Placed:
    """A clip and the second of the film at which it begins; its ends are silent."""

    start: float
    samples: Samples


def mix(clips: Iterable[Placed], seconds: float) -> Samples:
    """Put clips on a track of silence.

    Args:
        clips: what is heard, all of the film's loudness.
        seconds: how long the track is.

    Raises:
        ValueError: when a clip does not end within the track.
    """
    track = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)
    for clip in clips:
        start = round(clip.start * SAMPLE_RATE)
        end = start + len(clip.samples)
        if end > len(track):
            raise ValueError(f"speech at {clip.start:.2f} s lasts beyond the end of the film")
        track[start:end] += clip.samples
    return track
