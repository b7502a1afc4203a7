from __future__ import annotations

import numpy as np
import pytest

from production.sound.clip import SAMPLE_RATE, Clip, pauses, phrase_texts, trimmed
from tests.production.sounds import silence, spoken, tone


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("だから、足す。", ("だから、", "足す。")),
        ("これで、マイナス0.017、0.262。", ("これで、", "マイナス0.017、", "0.262。")),
        ("So we add. Likewise, x two: yes?", ("So we add.", " Likewise,", " x two:", " yes?")),
        ("何もない", ("何もない",)),
        ("…", ("…",)),
    ],
)
def test_a_text_is_cut_after_its_marks(text: str, pieces: tuple[str, ...]) -> None:
    assert phrase_texts(text) == pieces
    assert "".join(phrase_texts(text)) == text


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
    clip = Clip(spoken(0.5, 0.4, 0.3, 0.2, 0.6), "一つ目、二つ目、三つ目。", "test")
    assert [phrase.text for phrase in clip.phrases] == ["一つ目、", "二つ目、", "三つ目。"]
    times = [(phrase.start, phrase.end) for phrase in clip.phrases]
    expected = [(0, 0.5), (0.9, 1.2), (1.4, 2.0)]
    assert np.array(times) == pytest.approx(np.array(expected), abs=0.011)


def test_the_longest_pauses_are_those_of_the_marks() -> None:
    clip = Clip(spoken(0.5, 0.2, 0.5, 0.4, 0.5), "ただ一つ、ある。", "test")
    assert clip.phrases[0].end == pytest.approx(1.2, abs=0.011)


def test_without_pauses_phrases_are_as_long_as_their_texts() -> None:
    clip = Clip(tone(2.0), "三文字、四文字。", "test")
    assert [(p.start, p.end) for p in clip.phrases] == [(0, pytest.approx(1)),
                                                        (pytest.approx(1), 2)]  # fmt: skip
