"""Finished files, read back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition
from PIL import Image

from production.captions.caption import captions_of
from production.captions.cues import LONGEST, SHORTEST
from production.errors import InputError
from production.film import gif
from production.film.film import make_film
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.running import run as running
from production.sound.clip import SAMPLE_RATE, Clip
from production.sound.loudness import HIGHEST_PEAK, LOUDNESS, levelled, measure
from production.takes.plans import plan_takes
from production.voice.speech import Speech
from production.workers.tasks import in_this_process
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import GAP
from tests.production import finished
from tests.production.small_chapter import SmallChapter
from tests.production.sounds import bursts

FRAME = 1 / 15


@dataclass(frozen=True)
class Film:
    """A finished film: its file, its timeline, and all files beside it."""

    path: Path
    table: dict[str, Any]
    files: list[Path]

    @property
    def spoken(self) -> list[float]:
        """When each caption, and so each clip, begins."""
        return [
            caption["start"]
            for chapter in self.table["chapters"]
            for beat in chapter["beats"]
            for caption in beat["captions"]
        ]


Films = Callable[..., Film]


def speech(request: FilmRequest) -> Speech:
    """Two seconds of sound for every caption of the small chapter but those of its third beat."""
    clip = Clip(levelled(bursts(2)), "Words.", "sine")
    captions = captions_of(request)
    for beat in (("recap", "graph"), ("recap", "general"), ("recap", "closing")):
        captions[beat] = tuple(replace(caption, clip=clip) for caption in captions[beat])
    return Speech(captions, "Somebody (CC BY 3.0)")


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Films]:
    """Makes films of the small chapter in this process, each kind once."""
    made: dict[tuple[Any, ...], Film] = {}

    def film(
        form: str = "mp4",
        is_transparent: bool = False,
        language: str = "ja",
        is_spoken: bool = True,
        attempt: int = 1,
    ) -> Film:
        key = (form, is_transparent, language, is_spoken, attempt)
        if key not in made:
            folder = tmp_path_factory.mktemp("film")
            workshop = Workshop(folder, folder / ".cache")
            request = FilmRequest.of(
                only=("recap",),
                quality="draft",
                language=language,
                form=form,
                is_transparent=is_transparent,
            )
            said = speech(request) if is_spoken else Speech(captions_of(request))
            plans = plan_takes(request, workshop, said.times)
            files = make_film(request, workshop, said, plans)
            tables = [file for file in files if file.suffix == ".json"]
            table = json.loads(tables[0].read_text(encoding="utf-8")) if tables else {}
            made[key] = Film(files[0], table, files)
        return made[key]

    with pytest.MonkeyPatch.context() as patch, in_this_process():
        patch.setattr(running, "load_chapter", lambda name: SmallChapter)
        yield film


def test_an_mp4_holds_all_that_a_player_can_use(films: Films) -> None:
    film = films()
    with av.open(str(film.path)) as file:
        kinds = [(stream.type, stream.codec_context and stream.codec_context.name)
                 for stream in file.streams if stream.type != "data"]  # fmt: skip
        languages = [stream.language for stream in file.streams if stream.type != "data"][:4]
        cover = file.streams.video[1]
        assert cover.disposition & Disposition.attached_pic
        tags = file.metadata
    assert kinds == [
        ("video", "h264"),
        ("audio", "aac"),
        ("subtitle", "mov_text"),
        ("subtitle", "mov_text"),
        ("video", "mjpeg"),
    ]
    assert languages == ["jpn", "jpn", "jpn", "eng"]
    assert tags["title"] == "Affine レイヤの逆伝播"
    assert "連鎖律" in tags["description"]
    assert tags["comment"] == "音声: Somebody (CC BY 3.0)"
    assert len(tags["date"]) == len("2000-01-01")


def test_an_english_film_puts_its_own_captions_first(films: Films) -> None:
    with av.open(str(films(language="en").path)) as file:
        assert [stream.language for stream in file.streams.subtitles] == ["eng", "jpn"]
        assert file.streams.audio[0].language == "eng"
        assert "transpose" not in file.metadata["title"]


def test_the_picture_is_encoded_as_video_sites_like_it(films: Films) -> None:
    film = films()
    with av.open(str(film.path)) as file:
        stream = file.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, Fraction(15))
        assert (context.color_range, context.colorspace) == (1, 1)
        assert (context.color_primaries, context.color_trc) == (1, 1)
        assert context.has_b_frames
    assert finished.longest_group(film.path, film.table["duration"]) <= 0.5
    content = film.path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffmpeg is not installed")
def test_ffmpeg_reads_what_was_written(films: Films) -> None:
    film = films()
    entries = "stream=codec_type,nb_read_frames:stream_tags=language:chapter=start_time"
    command = ["ffprobe", "-v", "error", "-of", "json", "-count_frames", "-show_entries", entries]
    said = subprocess.run([*command, film.path], capture_output=True, text=True, check=True)
    assert said.stderr == ""
    found = json.loads(said.stdout)
    kinds = [stream["codec_type"] for stream in found["streams"]]
    assert kinds[:4] == ["video", "audio", "subtitle", "subtitle"]
    assert int(found["streams"][0]["nb_read_frames"]) == round(film.table["duration"] * 15)
    languages = [stream["tags"]["language"] for stream in found["streams"][1:4]]
    assert languages == ["jpn", "jpn", "eng"]
    assert len(found["chapters"]) == len(film.table["chapters"])


def test_one_can_jump_into_the_middle_of_a_hold(films: Films) -> None:
    film = films()
    whole = finished.pictures(film.path)
    for chapter in film.table["chapters"]:
        for beat in chapter["beats"]:
            number = round((beat["end"] - 0.8) * 15)
            with av.open(str(film.path)) as file:
                stream = file.streams.video[0]
                file.seek(round(number / 15 / stream.time_base), stream=stream)
                frame = next(f for f in file.decode(stream) if round(f.time * 15) == number)
            assert np.array_equal(frame.to_ndarray(format="gray"), whole[number])


def test_the_sound_is_stereo_at_48_khz(films: Films) -> None:
    with av.open(str(films().path)) as file:
        context = file.streams.audio[0].codec_context
        assert (context.sample_rate, context.layout.name) == (48_000, "stereo")


def test_chapters_are_those_of_the_timeline(films: Films) -> None:
    film = films()
    chapters = film.table["chapters"]
    expected = [(c["title"], c["start"], c["end"]) for c in chapters]
    found = finished.chapters_in(film.path)
    assert found[0][1] == 0
    assert [title for title, _, _ in found] == [title for title, _, _ in expected]
    for (_, *seen), (_, *wanted) in zip(found, expected, strict=True):
        assert seen == pytest.approx(wanted, abs=0.001)


@pytest.mark.parametrize("form", ["mp4", "webm", "mov"])
def test_sound_and_picture_are_equally_long(films: Films, form: str) -> None:
    film = films(form)
    frames = len(finished.pictures(film.path))
    assert frames * FRAME == pytest.approx(film.table["duration"])
    samples = len(finished.sound(film.path))
    # A codec's last block may be longer than what is left for it.
    assert 0 <= samples / SAMPLE_RATE - frames * FRAME < 0.025
    if form != "webm":
        with av.open(str(film.path)) as file:
            lengths = [s.duration * s.time_base for s in (file.streams[0], file.streams[1])]
        assert float(lengths[0]) == pytest.approx(float(lengths[1]), abs=0.001)


@pytest.mark.parametrize("form", ["mp4", "webm", "mov"])
def test_each_clip_is_heard_when_its_caption_begins(films: Films, form: str) -> None:
    film = films(form)
    track = finished.sound(film.path)
    heard = [start for start in film.spoken if not _in_beat(film, start, "code")]
    assert len(heard) == 6
    for start in heard:
        assert finished.onset(track, start) <= 0.04
        before = track[max(0, round((start - 0.2) * SAMPLE_RATE)) : round(start * SAMPLE_RATE) - 9]
        assert np.abs(before[:-480]).max(initial=0) < 0.01


def test_a_beat_without_speech_is_silent(films: Films) -> None:
    film = films()
    (beat,) = (b for b in film.table["chapters"][0]["beats"] if b["name"] == "code")
    start, end = (round(beat[key] * SAMPLE_RATE) for key in ("start", "end"))
    assert np.abs(finished.sound(film.path)[start + 4800 : end - 4800]).max() < 0.002


@pytest.mark.parametrize("form", ["mp4", "webm", "mov"])
def test_the_loudness_is_what_video_sites_aim_at(films: Films, form: str) -> None:
    measured = measure(finished.sound(films(form).path))
    assert measured.integrated == pytest.approx(LOUDNESS, abs=0.5)
    assert measured.true_peak <= HIGHEST_PEAK


@pytest.mark.parametrize("form", ["mp4", "webm", "mov"])
@pytest.mark.parametrize("number", [0, 1])
def test_cues_keep_to_the_limits(films: Films, form: str, number: int) -> None:
    film = films(form)
    known = tuple(LANGUAGES.values())[number]
    cues = finished.cues_in(film.path, number)
    assert len(cues) >= len(film.spoken)
    for cue in cues:
        lines = cue.text.replace("&amp;", "&").replace("&lt;", "<").split("\n")
        seconds = cue.end - cue.start
        assert len(lines) <= 2
        assert all(known.width(line) <= known.lines.widest for line in lines)
        assert SHORTEST - 0.002 <= seconds <= LONGEST + 0.002
        assert sum(map(known.width, lines)) / seconds <= known.listening_speed + 0.1
    for one, next_one in pairwise(cues):
        assert next_one.start - one.end >= GAP - 0.002
    for start in film.spoken:
        assert min(abs(cue.start - start) for cue in cues) <= 0.002


def test_without_a_voice_there_is_no_sound(films: Films) -> None:
    with av.open(str(films(is_spoken=False).path)) as file:
        assert not file.streams.audio
        assert len(file.streams.subtitles) == 2
        assert "comment" not in file.metadata


def test_the_same_film_is_made_of_the_same_frames_and_samples(films: Films) -> None:
    once, again = films(), films(attempt=2)
    assert once.path != again.path
    for a, b in zip(finished.pictures(once.path), finished.pictures(again.path), strict=True):
        assert np.array_equal(a, b)
    assert np.array_equal(finished.sound(once.path), finished.sound(again.path))


def test_the_poster_lies_beside_the_film_and_in_it(films: Films) -> None:
    film = films()
    (poster,) = (file for file in film.files if file.name.endswith(".poster.jpg"))
    with Image.open(poster) as picture:
        assert picture.size == (854, 480)
    with av.open(str(film.path)) as file:
        cover = next(packet for packet in file.demux(file.streams.video[1]) if packet.size)
    assert bytes(cover) == poster.read_bytes()


@pytest.mark.parametrize(
    ("form", "codec", "pixels"), [("webm", "vp9", "yuv420p"), ("mov", "prores", "yuv444p")]
)
def test_other_formats_hold_as_much(films: Films, form: str, codec: str, pixels: str) -> None:
    film = films(form)
    assert film.path.suffix == f".{form}"
    with av.open(str(film.path)) as file:
        context = file.streams.video[0].codec_context
        assert context.name == codec
        assert str(context.pix_fmt).startswith(pixels)
        assert context.colorspace == 1
        assert [stream.language for stream in file.streams.subtitles] == ["jpn", "eng"]
    assert len(finished.chapters_in(film.path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("form", ["webm", "mov"])
def test_a_transparent_film_has_no_ground(films: Films, form: str) -> None:
    film = films(form, is_transparent=True)
    assert film.path.stem.endswith("-transparent")
    assert not any(file.suffix == ".jpg" for file in film.files)
    with av.open(str(film.path)) as file:
        stream = file.streams.video[0]
        decoder = av.CodecContext.create("libvpx-vp9", "r") if form == "webm" else None
        frames = (
            frame
            for packet in file.demux(stream)
            for frame in (decoder.decode(packet) if decoder else packet.decode())
        )
        picture = next(islice(frames, 60, None)).to_ndarray(format="rgba")
    opacity = picture[..., 3]
    assert opacity.min() == 0
    assert opacity.max() == 255
    assert (opacity == 0).mean() > 0.9
    assert np.abs(picture[opacity == 255][:, :3].astype(int) - 255).min(axis=1).max() < 100


@pytest.mark.slow
def test_a_gif_plays_as_long_as_its_beats(films: Films) -> None:
    film = films("gif", is_spoken=False)
    assert [file.suffix for file in film.files] == [".gif"]
    with Image.open(film.path) as picture:
        assert picture.size == (800, 450)
        assert picture.info["loop"] == 0
        milliseconds = 0
        for number in range(picture.n_frames):
            picture.seek(number)
            milliseconds += picture.info["duration"]
        assert picture.n_frames < 60, "a still picture is one frame"
    expected = films(is_spoken=False).table["duration"]
    assert milliseconds / 1000 == pytest.approx(expected, abs=0.1)


def test_a_gif_that_is_too_long_is_refused_before_it_is_rendered(
    films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "LONGEST", 3.0)
    with pytest.raises(InputError, match=r"would be too long \(at most 3 s\)"):
        films("gif", is_spoken=False, attempt=3)


@pytest.mark.slow
def test_a_gif_that_is_too_large_gets_smaller_and_then_is_refused(
    films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = films("gif", is_spoken=False).path.stat().st_size
    monkeypatch.setattr(gif, "LARGEST", largest - 1)
    smaller = films("gif", is_spoken=False, attempt=4)
    with Image.open(smaller.path) as small, Image.open(films("gif", is_spoken=False).path) as big:
        assert small.width < big.width
    monkeypatch.setattr(gif, "LARGEST", 1000)
    with pytest.raises(InputError, match="480 pixels wide"):
        films("gif", is_spoken=False, attempt=5)


def _in_beat(film: Film, moment: float, name: str) -> bool:
    beats = film.table["chapters"][0]["beats"]
    return any(b["name"] == name and b["start"] <= moment < b["end"] for b in beats)
