from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from production.captions.caption import Captions, captions_of, said_with
from production.request.chapter import BeatName, SpeechTimes
from production.request.film import FilmRequest
from production.request.keys import plain_key, timing_key
from production.request.selection import beats_of
from production.request.workshop import Workshop
from production.running.run import run_chapter
from production.running.times import expected_seconds
from production.sound.clip import SAMPLE_RATE, Clip
from production.voice.listing import as_text, confirm_recordings, spoken_beats
from production.voice.speech import PAUSE, Speech, clips_of, require_readable, speech_of
from production.voice.synthesiser import ENGINES, find_synthesiser
from scenes.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from scenes.script.reading_time import beat_caption_times
from scenes.script.script import ScriptError
from tests.production.sounds import Hummer, spoken, write_wav

Ask = Callable[..., FilmRequest]


Hum = Callable[..., Speech]


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """The folder of recordings; there are none until a test makes some."""
    return tmp_path / "voice"


@pytest.fixture
def hum(workshop: Workshop, nowhere: Path) -> Hum:
    """Gives the speech of a film by a synthesiser that hums."""

    def speak(request: FilmRequest, hummer: Hummer | None = None, fresh: bool = False) -> Speech:
        return speech_of(
            request,
            replace(workshop, fresh=fresh),
            recordings=nowhere,
            find=lambda language: hummer or Hummer(),
        )

    return speak


def texts_in(captions: Captions) -> dict[BeatName, tuple[str, ...]]:
    return {beat: said_with(own) for beat, own in captions.items()}


def clips_in(speech: Speech) -> dict[BeatName, tuple[Clip, ...]]:
    """The clips of the beats that are spoken."""
    clips = {beat: clips_of(own) for beat, own in speech.captions.items()}
    return {beat: own for beat, own in clips.items() if own}


def test_every_beat_of_a_wanted_chapter_has_a_clip_a_caption(ask: Ask, hum: Hum) -> None:
    one = ask("recap.code", "batch")
    speech = hum(one)
    texts, clips = texts_in(captions_of(one)), clips_in(speech)
    assert {chapter for chapter, _ in clips} == {"recap", "batch"}
    assert list(clips) == list(texts) == list(speech.captions)
    for beat, own in clips.items():
        assert tuple(clip.text for clip in own) == texts[beat]
        assert all(clip.source == "Hummer" for clip in own)
    assert speech.credit == "Nobody"
    assert speech.notices == ()


def test_a_caption_lasts_as_long_as_its_words_and_a_pause(ask: Ask, hum: Hum) -> None:
    speech = hum(ask("recap"))
    assert len(speech.times) == 4
    for beat, seconds in speech.times.items():
        for clip, lasts in zip(clips_in(speech)[beat], seconds, strict=True):
            words = len(clip.text) / 10
            assert clip.seconds == pytest.approx(words + 0.08, abs=0.02)
            assert clip.seconds + PAUSE <= lasts + 1e-9 < clip.seconds + PAUSE + 1 / 15 + 1e-6
            assert lasts * 15 == pytest.approx(round(lasts * 15))


def test_what_was_spoken_is_kept_and_the_same(ask: Ask, hum: Hum) -> None:
    first, second, anew = Hummer(), Hummer(), Hummer()
    one = ask("recap")
    before, after = (clips_in(hum(one, hummer)) for hummer in (first, second))
    assert len(first.asked) == len(set(first.asked)) > 5
    assert second.asked == []
    for beat, clips in before.items():
        for a, b in zip(clips, after[beat], strict=True):
            assert np.array_equal(a.samples, b.samples)
    hum(one, anew, fresh=True)
    assert anew.asked == first.asked


def test_another_voice_speaks_anew(ask: Ask, hum: Hum) -> None:
    hum(ask("recap"))
    other = Hummer()
    other.name = "Hummer, version 2"
    hum(ask("recap"), other)
    assert other.asked


@pytest.mark.parametrize("length", [0, 4, 44, 20_000, 20_001, -2])
def test_a_broken_file_is_made_again(ask: Ask, workshop: Workshop, hum: Hum, length: int) -> None:
    one, again = ask("recap"), Hummer()
    hum(one)
    kept = sorted((workshop.cache / "voice").iterdir())
    content = kept[0].read_bytes()
    kept[0].write_bytes(content[:length])
    hum(one, again)
    assert len(again.asked) == 1
    assert kept[0].read_bytes() == content


def test_no_voice_is_silent_and_asks_nobody(ask: Ask, workshop: Workshop) -> None:
    def refuse(language: str) -> None:
        raise AssertionError

    speech = speech_of(ask("recap", voice="none"), workshop, find=refuse)
    assert (clips_in(speech), speech.times, speech.notices) == ({}, {}, ())
    assert list(speech.captions) == [("recap", beat) for beat in beats_of("recap")]


@pytest.mark.parametrize(("language", "word"), [("ja", "pyopenjtalk-plus"), ("en", "hibari-tts")])
def test_without_an_engine_a_sentence_says_so(
    language: str, word: str, ask: Ask, workshop: Workshop, nowhere: Path
) -> None:
    request = ask("recap", language=language)
    speech = speech_of(request, workshop, recordings=nowhere, find=lambda language: None)
    assert clips_in(speech) == {}
    (notice,) = speech.notices
    assert word in notice
    assert notice.endswith("the film has captions only.")


def test_a_language_that_nobody_reads_aloud_has_no_voice(
    ask: Ask, workshop: Workshop, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = DEFAULT_LANGUAGE
    monkeypatch.setitem(LANGUAGES, language, replace(LANGUAGES[language], reading=None))
    assert find_synthesiser(language) is None
    (notice,) = speech_of(ask("recap"), workshop, recordings=nowhere).notices
    assert "does not say how formulas are read aloud" in notice


def test_a_language_without_an_engine_is_spoken_by_none_of_the_others(
    ask: Ask, workshop: Workshop, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(ENGINES, DEFAULT_LANGUAGE)
    assert find_synthesiser(DEFAULT_LANGUAGE) is None
    (notice,) = speech_of(ask("recap"), workshop, recordings=nowhere).notices
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
    ask: Ask, hum: Hum, monkeypatch: pytest.MonkeyPatch
) -> None:
    hummer = Hummer()
    monkeypatch.setattr(hummer, "unreadable", lambda text: text[0] if "転置" in text else "")
    with pytest.raises(ScriptError, match=r"recap\."):
        hum(ask("recap"), hummer)
    assert hummer.asked == []


def test_a_recording_takes_its_beat_over(ask: Ask, hum: Hum, nowhere: Path) -> None:
    one = ask("recap")
    write_wav(nowhere / "ja" / "recap.closing.wav", spoken(3.0, 0.6, 2.0, 0.6, 3.0, 0.6, 3.0))
    hummer = Hummer()
    clips = clips_in(hum(one, hummer))
    closing = clips["recap", "closing"]
    assert [clip.source for clip in closing] == ["recap.closing.wav"] * 4
    assert [clip.seconds for clip in closing] == pytest.approx([3.06, 2.08, 3.08, 3.02], abs=0.05)
    assert not set(hummer.asked) & set(texts_in(captions_of(one))["recap", "closing"])
    assert {clip.source for clip in clips["recap", "code"]} == {"Hummer"}


def test_a_recording_that_no_longer_fits_is_left_out_and_named(
    ask: Ask, hum: Hum, nowhere: Path
) -> None:
    one = ask("recap")
    write_wav(nowhere / "ja" / "recap.closing.wav", spoken(3.0, 0.6, 2.0, 0.6, 3.0, 0.6, 3.0))
    (note,) = confirm_recordings(one, nowhere)
    recorded = hum(one)
    assert clips_in(recorded)["recap", "closing"][0].source == "recap.closing.wav"
    (listed,) = [b for b in spoken_beats(one, recorded, nowhere) if b.beat == "closing"]
    assert listed.status == "recorded"
    note.write_text("もとの文。\n", encoding="utf-8")
    speech = hum(one)
    assert clips_in(speech)["recap", "closing"][0].source == "Hummer"
    (notice,) = speech.notices
    assert "recap.closing.wav no longer fits the text of recap.closing" in notice
    shown = as_text(spoken_beats(one, speech, nowhere))
    assert "recap.closing.wav no longer fits; it says: もとの文。" in shown


def test_the_list_has_text_length_and_source_of_the_wanted_beats(
    ask: Ask, hum: Hum, nowhere: Path
) -> None:
    one = ask("recap.code", "recap.closing")
    speech = hum(one)
    beats = spoken_beats(one, speech, nowhere)
    assert [beat.beat for beat in beats] == ["code", "closing"]
    for beat in beats:
        clips = clips_in(speech)["recap", beat.beat]
        assert beat.seconds == pytest.approx(sum(clip.seconds for clip in clips), abs=0.01)
        assert beat.source == "Hummer"
        assert all(text in as_text(beats) for text in beat.texts)
    silent = spoken_beats(one, Speech(captions_of(one)), nowhere)
    assert {(beat.seconds, beat.source) for beat in silent} == {(None, "captions only")}


def lasting(request: FilmRequest, seconds: float) -> SpeechTimes:
    """Each caption is spoken for so long."""
    return {beat: (seconds,) * len(own) for beat, own in captions_of(request).items()}


@pytest.mark.usefixtures("small_chapter")
class TestTimes:
    def test_a_beat_lasts_as_long_as_its_speech(self, ask: Ask) -> None:
        one = ask("recap")
        (silent,), (chapter,) = one.chapters(), one.chapters(lasting(one, 20.0))
        beats = run_chapter(chapter).beats
        for beat in beats:
            captions = len(captions_of(one)["recap", beat.name])
            starts = [beat.start + 20.0 * number for number in range(captions)]
            assert beat.captions == pytest.approx(starts)
            assert beat.end - beat.start >= 20.0 * captions - 1e-6
        assert run_chapter(silent).beats[-1].end < beats[-1].end

    def test_captions_that_are_heard_are_read_faster(self, ask: Ask) -> None:
        one = ask("recap")
        (chapter,) = one.chapters(lasting(one, 1 / 15))
        beats = run_chapter(chapter).beats
        times = beat_caption_times("recap", "code", one.lesson, "ja")
        assert times != beat_caption_times("recap", "code", one.lesson)
        starts = next(beat for beat in beats if beat.name == "code").captions
        assert np.diff(starts) == pytest.approx(times[:-1])

    def test_a_voice_changes_the_keys_of_takes_not_the_timing(self, ask: Ask) -> None:
        request = ask("recap")
        (silent,) = request.chapters()
        (one,), (other,) = (request.chapters(lasting(request, seconds)) for seconds in (4.0, 5.0))
        english = replace(one, settings=replace(one.settings, language="en"))
        chapters = (silent, one, other, english)
        assert len({plain_key(chapter) for chapter in chapters}) == 4
        assert len({timing_key(chapter) for chapter in chapters}) == 1

    def test_expected_seconds_know_the_speech(self, ask: Ask, tmp_path: Path) -> None:
        one = ask("recap.closing")
        (chapter,) = one.chapters(lasting(one, 20.0))
        assert expected_seconds(tmp_path / "none.json", chapter) == pytest.approx(80.0)


def test_sampling_rate_is_what_the_mix_expects() -> None:
    assert SAMPLE_RATE == 48_000
