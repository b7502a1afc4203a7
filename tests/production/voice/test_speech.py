from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from production.request.keys import plain_key, timing_key
from production.request.order import Order
from production.running.run import run_chapter
from production.running.times import expected_seconds
from production.sound.clip import SAMPLE_RATE
from production.voice.listing import as_text, confirm_recordings, spoken_beats
from production.voice.speech import PAUSE, Speech, require_readable, speech_of, texts_of
from production.voice.synthesiser import ENGINES, find_synthesiser
from scenes.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from scenes.script.reading_time import beat_caption_times
from scenes.script.script import ScriptError
from tests.production.sounds import Hummer, spoken, write_wav

Orders = Callable[..., Order]


def hummed(order: Order, recordings: Path, hummer: Hummer | None = None) -> Speech:
    return speech_of(order, recordings, lambda language: hummer or Hummer())


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "voice"


def test_every_beat_of_a_wanted_chapter_has_a_clip_a_caption(order: Orders, nowhere: Path) -> None:
    one = order("recap.code", "batch")
    speech = hummed(one, nowhere)
    texts = texts_of(one)
    assert {chapter for chapter, _ in speech.clips} == {"recap", "batch"}
    assert list(speech.clips) == list(texts)
    for beat, clips in speech.clips.items():
        assert tuple(clip.text for clip in clips) == texts[beat]
        assert all(clip.source == "Hummer" for clip in clips)
    assert speech.credit == "Nobody"
    assert speech.notices == ()


def test_a_caption_lasts_as_long_as_its_words_and_a_pause(order: Orders, nowhere: Path) -> None:
    speech = hummed(order("recap"), nowhere)
    for beat, seconds in speech.timings.items():
        for clip, lasts in zip(speech.clips[beat], seconds, strict=True):
            words = len(clip.text) / 10
            assert clip.seconds == pytest.approx(words + 0.08, abs=0.02)
            assert clip.seconds + PAUSE <= lasts + 1e-9 < clip.seconds + PAUSE + 1 / 15 + 1e-6
            assert lasts * 15 == pytest.approx(round(lasts * 15))


def test_what_was_spoken_is_kept_and_the_same(order: Orders, nowhere: Path) -> None:
    first, second, anew = Hummer(), Hummer(), Hummer()
    one = order("recap")
    before, after = hummed(one, nowhere, first), hummed(one, nowhere, second)
    assert len(first.asked) == len(set(first.asked)) > 5
    assert second.asked == []
    for beat, clips in before.clips.items():
        for a, b in zip(clips, after.clips[beat], strict=True):
            assert np.array_equal(a.samples, b.samples)
    hummed(replace(one, fresh=True), nowhere, anew)
    assert anew.asked == first.asked


def test_another_voice_speaks_anew(order: Orders, nowhere: Path) -> None:
    hummed(order("recap"), nowhere)
    other = Hummer()
    other.name = "Hummer, version 2"
    hummed(order("recap"), nowhere, other)
    assert other.asked


@pytest.mark.parametrize("length", [0, 4, 44, 20_000, 20_001, -2])
def test_a_broken_file_is_made_again(order: Orders, nowhere: Path, length: int) -> None:
    one, again = order("recap"), Hummer()
    hummed(one, nowhere)
    kept = sorted((one.cache / "voice").iterdir())
    content = kept[0].read_bytes()
    kept[0].write_bytes(content[:length])
    hummed(one, nowhere, again)
    assert len(again.asked) == 1
    assert kept[0].read_bytes() == content


def test_no_voice_is_silent_and_asks_nobody(order: Orders, nowhere: Path) -> None:
    def refuse(language: str) -> None:
        raise AssertionError

    speech = speech_of(order("recap", voice="none"), nowhere, refuse)
    assert (speech.clips, speech.timings, speech.notices) == ({}, {}, ())


@pytest.mark.parametrize(("language", "word"), [("ja", "pyopenjtalk-plus"), ("en", "hibari-tts")])
def test_without_an_engine_a_sentence_says_so(
    language: str, word: str, order: Orders, nowhere: Path
) -> None:
    speech = speech_of(order("recap", language=language), nowhere, lambda language: None)
    assert speech.clips == {}
    (notice,) = speech.notices
    assert word in notice
    assert notice.endswith("the film has captions only.")


def test_a_language_that_nobody_reads_aloud_has_no_voice(
    order: Orders, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = DEFAULT_LANGUAGE
    monkeypatch.setitem(LANGUAGES, language, replace(LANGUAGES[language], reading=None))
    assert find_synthesiser(language) is None
    (notice,) = speech_of(order("recap"), nowhere).notices
    assert "does not say how formulas are read aloud" in notice


def test_a_language_without_an_engine_is_spoken_by_none_of_the_others(
    order: Orders, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(ENGINES, DEFAULT_LANGUAGE)
    assert find_synthesiser(DEFAULT_LANGUAGE) is None
    (notice,) = speech_of(order("recap"), nowhere).notices
    assert "none of the engines of production/voice speaks it" in notice


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [
        ("∂Lです", "ja", "'∂L'"),
        ("Xᵀです", "ja", "'Xᵀ'"),
        ("憂鬱です", "ja", "'鬱'"),
        ("Xᵀ is", "en", "'ᵀ'"),
        ("w21 is", "en", "'w2'"),
    ],
)
def test_what_a_voice_cannot_say_is_refused_in_a_sentence(
    text: str, language: str, sign: str
) -> None:
    with pytest.raises(ScriptError) as caught:
        require_readable(language, ("weights", "zeros"), text, Hummer())
    message = str(caught.value)
    assert f"In the {language} script, weights.zeros" in message
    assert sign in message


def test_a_build_stops_at_what_cannot_be_said(
    order: Orders, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hummer = Hummer()
    monkeypatch.setattr(hummer, "unreadable", lambda text: text[0] if "転置" in text else "")
    with pytest.raises(ScriptError, match=r"recap\."):
        hummed(order("recap"), nowhere, hummer)
    assert hummer.asked == []


def test_a_recording_takes_its_beat_over(order: Orders, nowhere: Path) -> None:
    one = order("recap")
    write_wav(nowhere / "ja" / "recap.closing.wav", spoken(3.0, 0.6, 2.0, 0.6, 3.0))
    hummer = Hummer()
    speech = hummed(one, nowhere, hummer)
    closing = speech.clips["recap", "closing"]
    assert [clip.source for clip in closing] == ["recap.closing.wav"] * 3
    assert [clip.seconds for clip in closing] == pytest.approx([3.06, 2.08, 3.06], abs=0.05)
    assert not set(hummer.asked) & set(texts_of(one)["recap", "closing"])
    assert {clip.source for clip in speech.clips["recap", "code"]} == {"Hummer"}


def test_a_recording_that_no_longer_fits_is_left_out_and_named(
    order: Orders, nowhere: Path
) -> None:
    one = order("recap")
    write_wav(nowhere / "ja" / "recap.closing.wav", spoken(3.0, 0.6, 2.0, 0.6, 3.0))
    (note,) = confirm_recordings(one, nowhere)
    assert hummed(one, nowhere).clips["recap", "closing"][0].source == "recap.closing.wav"
    (listed,) = [b for b in spoken_beats(one, hummed(one, nowhere), nowhere) if b.beat == "closing"]
    assert listed.status == "recorded"
    note.write_text("もとの文。\n", encoding="utf-8")
    speech = hummed(one, nowhere)
    assert speech.clips["recap", "closing"][0].source == "Hummer"
    (notice,) = speech.notices
    assert "recap.closing.wav no longer fits the text of recap.closing" in notice
    shown = as_text(spoken_beats(one, speech, nowhere))
    assert "recap.closing.wav no longer fits; it says: もとの文。" in shown


def test_the_list_has_text_length_and_source_of_the_wanted_beats(
    order: Orders, nowhere: Path
) -> None:
    one = order("recap.code", "recap.closing")
    speech = hummed(one, nowhere)
    beats = spoken_beats(one, speech, nowhere)
    assert [beat.beat for beat in beats] == ["code", "closing"]
    for beat in beats:
        clips = speech.clips["recap", beat.beat]
        assert beat.seconds == pytest.approx(sum(clip.seconds for clip in clips), abs=0.01)
        assert beat.source == "Hummer"
        assert all(text in as_text(beats) for text in beat.texts)
    silent = spoken_beats(one, Speech("ja"), nowhere)
    assert {(beat.seconds, beat.source) for beat in silent} == {(None, "captions only")}


@pytest.mark.usefixtures("small_chapter")
class TestTimes:
    def voiced(self, order: Order, seconds: float) -> Order:
        timings = {beat: (seconds,) * len(texts) for beat, texts in texts_of(order).items()}
        return replace(order, timings=tuple(sorted(timings.items())))

    def test_a_beat_lasts_as_long_as_its_speech(self, order: Orders) -> None:
        one = self.voiced(order("recap"), 20.0)
        (wanted,) = one.selection.chapters
        beats = run_chapter(one.chapter_order(wanted)).beats
        for beat in beats:
            captions = len(texts_of(one)["recap", beat.name])
            starts = [beat.start + 20.0 * number for number in range(captions)]
            assert beat.captions == pytest.approx(starts)
            assert beat.end - beat.start >= 20.0 * captions - 1e-6
        silent = run_chapter(order("recap").chapter_order(wanted)).beats
        assert silent[-1].end < beats[-1].end

    def test_captions_that_are_heard_are_read_faster(self, order: Orders) -> None:
        silent = order("recap")
        (wanted,) = silent.selection.chapters
        heard = self.voiced(silent, 1 / 15)
        beats = run_chapter(heard.chapter_order(wanted)).beats
        times = beat_caption_times("recap", "graph", silent.lesson, "ja")
        assert times != beat_caption_times("recap", "graph", silent.lesson)
        starts = next(beat for beat in beats if beat.name == "graph").captions
        assert np.diff(starts) == pytest.approx(times[:-1])

    def test_a_voice_changes_the_keys_of_takes_not_the_pace(self, order: Orders) -> None:
        silent = order("recap")
        (wanted,) = silent.selection.chapters
        one, other = (self.voiced(silent, s).chapter_order(wanted) for s in (4.0, 5.0))
        english = replace(one, settings=replace(one.settings, language="en"))
        chapter_orders = (silent.chapter_order(wanted), one, other, english)
        assert len({plain_key(chapter_order, None) for chapter_order in chapter_orders}) == 4
        assert len({timing_key(chapter_order) for chapter_order in chapter_orders}) == 1

    def test_other_chapters_speech_is_not_this_ones(self, order: Orders) -> None:
        both = self.voiced(order("recap", "batch"), 4.0)
        for wanted in both.selection.chapters:
            assert {beat[0] for beat, _ in both.chapter_order(wanted).timings} == {wanted.chapter}

    def test_expected_seconds_know_the_speech(self, order: Orders, tmp_path: Path) -> None:
        silent = order("recap")
        (wanted,) = silent.selection.chapters
        chapter_order = self.voiced(silent, 20.0).chapter_order(wanted)
        expected = expected_seconds(tmp_path / "none.json", chapter_order, ("closing",))
        assert expected == pytest.approx(60.0)


def test_sampling_rate_is_what_the_mix_expects() -> None:
    assert SAMPLE_RATE == 48_000
