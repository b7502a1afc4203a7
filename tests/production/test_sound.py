from __future__ import annotations

import numpy as np
import pytest

from production.sound import HIGHEST_PEAK, LOUDNESS, PEAK, Placed, Samples, measure, mix
from production.voice.clip import SAMPLE_RATE


def bursts(seconds: float, level: float = 0.1) -> Samples:
    """A sound with the ups and downs of speech, and peaks far above its mean."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    envelope = np.abs(np.sin(2 * np.pi * 2.5 * time)) ** 3
    peaks = np.where(np.arange(len(time)) % 9600 < 24, 6.0, 1.0)
    return (level * envelope * peaks * np.sin(2 * np.pi * 310 * time)).astype(np.float32)


@pytest.mark.parametrize("level", [0.01, 0.1, 0.15])
def test_a_track_has_the_loudness_of_video_sites(level: float) -> None:
    track = mix([Placed(1.0, bursts(3, level)), Placed(6.0, bursts(2, level))], 10)
    measured = measure(track)
    assert measured.integrated == pytest.approx(LOUDNESS, abs=0.3)
    assert measured.true_peak <= PEAK + 0.2 < HIGHEST_PEAK


def test_clips_begin_where_they_are_placed_and_all_else_is_silent() -> None:
    starts = [0.0, 2.0 + 1 / 3, 9.9]
    track = mix([Placed(start, bursts(1)) for start in starts], 12)
    assert len(track) == 12 * SAMPLE_RATE
    silent = np.ones(len(track), dtype=bool)
    for start in starts:
        first = round(start * SAMPLE_RATE)
        loud = np.flatnonzero(np.abs(track[first:]) > 0.02)
        assert loud[0] < 0.04 * SAMPLE_RATE
        silent[max(0, first - 100) : first + SAMPLE_RATE + 100] = False
    assert np.abs(track[silent]).max() < 1e-3


def test_samples_do_not_drift_in_a_long_film() -> None:
    clip = bursts(0.5)
    track = mix([Placed(float(second), clip) for second in range(0, 600, 7)], 605)
    first = np.abs(track[: SAMPLE_RATE // 2])
    last = np.abs(track[595 * SAMPLE_RATE : 595 * SAMPLE_RATE + SAMPLE_RATE // 2])
    assert abs(int(np.argmax(first > 0.02)) - int(np.argmax(last > 0.02))) <= 2


def test_silence_stays_silent() -> None:
    assert not mix([], 2).any()
    assert not mix([Placed(0.5, np.zeros(100, dtype=np.float32))], 2).any()


def test_speech_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond the end"):
        mix([Placed(1.5, bursts(1))], 2)


def test_the_same_clips_give_the_same_samples() -> None:
    once, again = (mix([Placed(0.5, bursts(2))], 4) for _ in range(2))
    assert np.array_equal(once, again)
