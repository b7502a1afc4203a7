from __future__ import annotations

import numpy as np
import pytest

from production.sound.clip import SAMPLE_RATE, Clip, pauses, trimmed
from tests.production.sounds import silence, spoken, tone


def test_the_silence_around_speech_is_cut_off() -> None:
    result = trimmed(np.concatenate([silence(1), spoken(0.5, 0.4, 0.5), silence(2)]))
    assert len(result) / SAMPLE_RATE == pytest.approx(1.4 + 0.08, abs=0.011)
    first_loud = np.flatnonzero(np.abs(result) > 0.1)[0] / SAMPLE_RATE
    assert first_loud < 0.03
    assert result[0] == result[-1] == 0


def test_a_little_noise_counts_as_silence() -> None:
    noise = np.random.default_rng(1).normal(0, 0.001, SAMPLE_RATE).astype(np.float32)
    result = trimmed(np.concatenate([noise, tone(0.5), noise]))
    assert len(result) / SAMPLE_RATE == pytest.approx(0.58, abs=0.011)


def test_pauses_are_found_where_they_are() -> None:
    found = pauses(spoken(0.5, 0.4, 0.3, 0.1, 0.6, 0.25, 0.2))
    assert np.array(found) == pytest.approx(np.array([(0.5, 0.9), (1.9, 2.15)]), abs=0.011)


def test_phrases_follow_the_pauses() -> None:
    texts = ("一つ目、", "二つ目、", "三つ目。")
    phrases = Clip(spoken(0.5, 0.4, 0.3, 0.2, 0.6), "".join(texts), "test").phrases(texts)
    assert tuple(phrase.text for phrase in phrases) == texts
    times = [(phrase.start, phrase.end) for phrase in phrases]
    expected = [(0, 0.5), (0.9, 1.2), (1.4, 2.0)]
    assert np.array(times) == pytest.approx(np.array(expected), abs=0.011)


def test_the_longest_pauses_are_those_of_the_marks() -> None:
    clip = Clip(spoken(0.5, 0.2, 0.5, 0.4, 0.5), "ただ一つ、ある。", "test")
    assert clip.phrases(("ただ一つ、", "ある。"))[0].end == pytest.approx(1.2, abs=0.011)


def test_without_pauses_phrases_are_as_long_as_their_texts() -> None:
    texts = ("三文字、", "四文字。")
    first, second = Clip(tone(2.0), "".join(texts), "test").phrases(texts)
    assert (first.start, first.end) == (0, pytest.approx(1))
    assert (second.start, second.end) == (pytest.approx(1), 2)
