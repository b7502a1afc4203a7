from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from production.captions.caption import Caption
from production.errors import InputError
from production.sound.clip import SAMPLE_RATE, Samples
from production.sound.decoding import decoded
from production.sound.loudness import LOUDNESS, measure
from production.voice.recordings import Recording, find_recording, split, unused_files
from tests.production.sounds import silence, spoken, tone, write_wav


def captions(*texts: str) -> list[Caption]:
    return [Caption({"ja": text}, "ja", text) for text in texts]


@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (44_100, 2), (16_000, 1)])
def test_any_sampling_rate_and_stereo_are_read(rate: int, channels: int, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0, rate=rate), rate, channels)
    samples, lost = decoded(path)
    assert lost == 0
    assert samples.dtype == np.float32
    assert len(samples) / SAMPLE_RATE == pytest.approx(1.0, abs=0.01)
    # How loud a mix of channels is does not matter: all speech is levelled.
    loudness = float(np.sqrt((samples**2).mean())) / (0.3 / 2**0.5)
    assert loudness == pytest.approx(1 if channels == 1 else 2**0.5, rel=0.03)


def write_compressed(path: Path, codec: str, samples: Samples) -> Path:
    """A file of 44100 samples a second."""
    container = {".m4a": "mp4"}.get(path.suffix, path.suffix[1:])
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=44_100, layout="mono")
        values = np.rint(samples * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(values, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 44_100, 0, Fraction(1, 44_100)
        resampler = av.AudioResampler(stream.codec_context.format, "mono", 44_100)
        for piece in (*resampler.resample(frame), None):
            file.mux(stream.encode(piece))
    return path


@pytest.mark.parametrize(
    ("suffix", "codec"), [(".mp3", "libmp3lame"), (".m4a", "aac"), (".flac", "flac")]
)
def test_compressed_files_are_read(suffix: str, codec: str, tmp_path: Path) -> None:
    path = write_compressed(tmp_path / f"a{suffix}", codec, tone(1.0, rate=44_100))
    samples, lost = decoded(path)
    assert lost == 0
    assert len(samples) / SAMPLE_RATE == pytest.approx(1.0, abs=0.1)
    middle = samples[SAMPLE_RATE // 4 : SAMPLE_RATE // 2]
    assert float(np.sqrt((middle**2).mean())) == pytest.approx(0.3 / 2**0.5, rel=0.1)


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    """Six seconds."""
    return write_compressed(tmp_path / "a.b.mp3", "libmp3lame", tone(6.0, rate=44_100))


@pytest.mark.parametrize(
    ("damage", "seconds"),
    [
        pytest.param(lambda whole: whole + bytes(4096), 6.0, id="zeros behind it"),
        pytest.param(lambda whole: 2 * whole, 12.0, id="two takes joined"),
        pytest.param(
            lambda whole: whole[:20_000] + bytes(700) + whole[20_700:], 5.9, id="zeros in it"
        ),
        pytest.param(lambda whole: whole[:20_000] + whole[20_701:], 5.9, id="a hole"),
    ],
)
def test_of_an_mp3_with_a_small_defect_the_rest_is_used_and_told(
    mp3: Path, damage: Callable[[bytes], bytes], seconds: float
) -> None:
    mp3.write_bytes(damage(mp3.read_bytes()))
    ((caption,), notice) = Recording(mp3).speak(captions("a"))
    assert caption.clip is not None
    assert caption.clip.seconds == pytest.approx(seconds, abs=0.15)
    assert re.fullmatch(r"The recording a\.b\.mp3 is damaged: about \d%.* is left out\.", notice)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda whole: whole[:9000] + bytes(30_000) + whole[39_000:], r"about 6\d% of it cannot"),
        (lambda whole: bytes(len(whole)), "cannot be read: "),
    ],
)
def test_an_mp3_of_which_much_is_lost_is_refused_in_a_sentence(
    mp3: Path, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    mp3.write_bytes(damage(mp3.read_bytes()))
    with pytest.raises(InputError, match=rf"a\.b\.mp3 .*{sentence}.*\.$"):
        Recording(mp3).speak(captions("a"))


def test_what_is_no_sound_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "weights.zeros.wav"
    path.write_text("no sound", encoding="utf-8")
    with pytest.raises(InputError, match=r"weights\.zeros\.wav cannot be read: .*\.$"):
        Recording(path).speak(captions("a"))
    write_wav(path, silence(1.0))
    with pytest.raises(InputError, match=r"weights\.zeros\.wav holds no sound\.$"):
        Recording(path).speak(captions("a"))


def test_captions_are_cut_where_the_speaker_pauses() -> None:
    samples = spoken(1.0, 0.5, 1.4, 0.6, 0.9)
    parts = split(samples, ["十文字でできている文", "十文字でできている文", "十文字でできている文"])
    seconds = [len(part) / SAMPLE_RATE for part in parts]
    assert seconds == pytest.approx([1.25, 1.95, 1.2], abs=0.02)
    assert np.array_equal(np.concatenate(parts), samples)


def test_a_pause_inside_of_a_caption_is_not_taken_for_its_end() -> None:
    samples = spoken(0.2, 0.7, 2.0, 0.4, 3.0)
    first, _ = split(samples, ["半分", "半分"])
    assert len(first) / SAMPLE_RATE == pytest.approx(3.1, abs=0.02)


def test_without_pauses_captions_share_the_time_by_their_lengths() -> None:
    first, second = split(tone(3.0), ["四文字だ", "八文字でできている"[:8]])
    assert len(first) / SAMPLE_RATE == pytest.approx(1.0, abs=0.01)
    assert len(second) / SAMPLE_RATE == pytest.approx(2.0, abs=0.01)


def test_clips_begin_with_their_words_and_are_equally_loud(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.b.wav", spoken(1.0, 0.6, 1.0, loudness=0.02))
    spoken_captions, notice = Recording(path).speak(captions("同じ", "長さ"))
    assert notice == ""
    for caption in spoken_captions:
        clip = caption.clip
        assert clip is not None
        assert clip.text == caption.said
        assert clip.seconds == pytest.approx(1.05, abs=0.04)
        assert np.flatnonzero(np.abs(clip.samples) > 0.05)[0] / SAMPLE_RATE < 0.04
        assert measure(np.pad(clip.samples, SAMPLE_RATE)).integrated == pytest.approx(
            LOUDNESS, abs=0.5
        )
        assert clip.source == "a.b.wav"


def test_a_note_tells_whether_a_recording_fits(tmp_path: Path) -> None:
    recording = Recording(write_wav(tmp_path / "weights.zeros.wav", tone(1)))
    assert recording.note.name == "weights.zeros.txt"
    assert recording.noted() is None
    assert recording.fits(["一", "二"])
    recording.confirm(["一", "二"])
    assert recording.noted() == ("一", "二")
    assert recording.fits(["一", "二"])
    assert not recording.fits(["一", "三"])
    assert not recording.fits(["一"])


def test_two_recordings_of_a_beat_are_refused(tmp_path: Path) -> None:
    assert find_recording(tmp_path, "ja", "weights", "zeros") is None
    write_wav(tmp_path / "ja" / "weights.zeros.wav", tone(1))
    assert find_recording(tmp_path, "en", "weights", "zeros") is None
    found = find_recording(tmp_path, "ja", "weights", "zeros")
    assert found is not None
    assert found.path.name == "weights.zeros.wav"
    (tmp_path / "ja" / "weights.zeros.mp3").touch()
    with pytest.raises(InputError, match=r"weights\.zeros has several recordings.*keep one"):
        find_recording(tmp_path, "ja", "weights", "zeros")


@pytest.mark.parametrize("suffix", [".WAV", ".Wav", ".MP3", ".FLAC", ".M4A"])
def test_suffixes_may_have_capitals(suffix: str, tmp_path: Path) -> None:
    write_wav(tmp_path / "ja" / f"recap.code{suffix}", tone(1))
    found = find_recording(tmp_path, "ja", "recap", "code")
    assert found is not None
    assert found.path.name == f"recap.code{suffix}"
    assert unused_files(tmp_path, "ja") == ""


def test_a_recording_of_an_earlier_films_beat_is_told_its_new_name(tmp_path: Path) -> None:
    (tmp_path / "ja").mkdir()
    (tmp_path / "ja" / "weights.outer.wav").touch()
    assert "weights.outer.wav (that beat is now weights.table)" in unused_files(tmp_path, "ja")


def test_files_that_no_beat_uses_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "ja"
    assert unused_files(tmp_path, "ja") == ""
    Recording(write_wav(folder / "recap.code.WAV", tone(1))).confirm(["一"])
    (folder / ".hidden").touch()
    assert unused_files(tmp_path, "ja") == ""
    for name in ("recap.cod.wav", "graph.plus.ogg", "Recap.closing.wav", "recap.graph.txt", "x"):
        (folder / name).touch()
    assert unused_files(tmp_path, "ja") == (
        "No beat uses Recap.closing.wav (did you mean recap.closing?), graph.plus.ogg, "
        f"recap.cod.wav (did you mean recap.code?), recap.graph.txt, x in {folder}; recordings are "
        "named <chapter>.<beat>.wav, .mp3, .m4a or .flac."
    )
    assert unused_files(tmp_path, "en") == ""


def test_a_note_appears_complete(tmp_path: Path) -> None:
    recording = Recording(write_wav(tmp_path / "weights.zeros.wav", tone(1)))
    recording.confirm(["一"])
    with pytest.raises(UnicodeEncodeError):
        recording.confirm(["\ud800"])
    assert recording.noted() == ("一",)
    assert len(list(tmp_path.iterdir())) == 2
