from __future__ import annotations

import numpy as np
import pytest

from production.sound.clip import SAMPLE_RATE
from production.sound.loudness import HIGHEST_PEAK, LOUDNESS, PEAK, levelled, measure
from tests.production.sounds import bursts, spoken


@pytest.mark.parametrize("level", [0.01, 0.1, 0.15, 0.6])
def test_speech_gets_the_loudness_of_video_sites(level: float) -> None:
    measured = measure(np.pad(levelled(bursts(3, level)), SAMPLE_RATE))
    assert measured.integrated == pytest.approx(LOUDNESS, abs=0.3)
    assert measured.true_peak <= PEAK + 0.2 < HIGHEST_PEAK


@pytest.mark.parametrize("seconds", [0.1, 0.39, 0.41, 1.0])
def test_a_short_word_is_about_as_loud(seconds: float) -> None:
    short, long = (levelled(spoken(length, loudness=0.05)) for length in (seconds, 3.0))
    loudest = [float(np.abs(samples).max()) for samples in (short, long)]
    assert 20 * abs(np.log10(loudest[0] / loudest[1])) < 7
    assert len(short) == round(seconds * SAMPLE_RATE)


def test_silence_stays_silent() -> None:
    assert not levelled(np.zeros(100, dtype=np.float32)).any()
    assert not levelled(np.zeros(SAMPLE_RATE, dtype=np.float32)).any()


def test_the_same_speech_gives_the_same_samples() -> None:
    once, again = (levelled(bursts(2)) for _ in range(2))
    assert np.array_equal(once, again)
