from __future__ import annotations

import numpy as np
import pytest

from production.sound.clip import SAMPLE_RATE
from production.sound.loudness import LOUDNESS, levelled, measure
from production.sound.track import GRID, Placed, Track
from tests.production.sounds import bursts


def test_levelled_clips_make_a_track_as_loud_as_they_are() -> None:
    bursts_at = ((1.0, bursts(3, 0.01)), (6.0, bursts(2, 0.15)), (9.0, bursts(1, 0.4)))
    track = Track([Placed(start, levelled(clip)) for start, clip in bursts_at], 60).samples()
    assert measure(track).integrated == pytest.approx(LOUDNESS, abs=0.3)


def test_clips_begin_where_they_are_placed_and_all_else_is_silent() -> None:
    starts = [0.0, 2.0 + 1 / 3, 9.9]
    track = Track([Placed(start, levelled(bursts(1))) for start in starts], 12).samples()
    assert len(track) == 12 * SAMPLE_RATE
    silent = np.ones(len(track), dtype=bool)
    for start in starts:
        first = round(start * SAMPLE_RATE)
        loud = first + np.flatnonzero(np.abs(track[first:]) > 0.02)[0]
        assert first <= loud < first + 0.04 * SAMPLE_RATE
        silent[max(0, first - 100) : first + SAMPLE_RATE + 100] = False
    assert np.abs(track[silent]).max() < 1e-3


def test_samples_do_not_drift_in_a_long_film() -> None:
    clip = bursts(0.5)
    track = Track([Placed(float(second), clip) for second in range(0, 600, 7)], 605).samples()
    first = np.abs(track[: SAMPLE_RATE // 2])
    last = np.abs(track[595 * SAMPLE_RATE : 595 * SAMPLE_RATE + SAMPLE_RATE // 2])
    assert abs(int(np.argmax(first > 0.02)) - int(np.argmax(last > 0.02))) <= GRID // 2


def test_silence_stays_silent() -> None:
    assert not Track([], 2).samples().any()
    assert not Track([Placed(0.5, np.zeros(100, dtype=np.float32))], 2).samples().any()


def test_speech_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond the end"):
        Track([Placed(1.5, bursts(1))], 2).samples()


def test_the_same_clips_give_the_same_samples() -> None:
    once, again = (Track([Placed(0.5, bursts(2))], 4).samples() for _ in range(2))
    assert np.array_equal(once, again)
