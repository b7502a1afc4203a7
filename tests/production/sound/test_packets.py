from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from production.media.formats import MP4
from production.sound.clip import SAMPLE_RATE, Samples
from production.sound.packets import EncodedClips, encoded_whole, joined_clips, sound_stream
from production.sound.track import GRID, Placed, Track
from tests.production.sounds import bursts


@pytest.fixture
def clips(tmp_path: Path) -> EncodedClips:
    assert MP4.sound is not None
    return EncodedClips(tmp_path / "sound", MP4.sound)


@pytest.fixture
def track() -> Track:
    starts = (0.0, 2.0 + 1 / 15, 5.4)
    return Track([Placed(start, bursts(1 + start / 10, 0.3)) for start in starts], 8 + 1 / 15)


def packets_of(track: Track, clips: EncodedClips, path: Path, is_joined: bool) -> list[bytes]:
    with av.open(str(path), "w", format="mp4") as file:
        stream = sound_stream(file, clips.coding)
        packets = joined_clips(stream, track, clips) if is_joined else encoded_whole(stream, track)
        contents = []
        for _, packet in packets:
            contents.append(bytes(packet))
            file.mux(packet)
    return contents


def heard(path: Path) -> Samples:
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])


def test_a_joined_track_is_the_very_track_that_is_encoded_as_a_whole(
    track: Track, clips: EncodedClips, tmp_path: Path
) -> None:
    joined = packets_of(track, clips, tmp_path / "joined.mp4", is_joined=True)
    whole = packets_of(track, clips, tmp_path / "whole.mp4", is_joined=False)
    same = [a == b for a, b in zip(joined, whole, strict=True)]
    assert np.mean(same) > 0.95


def test_what_is_heard_is_what_was_placed(
    track: Track, clips: EncodedClips, tmp_path: Path
) -> None:
    packets_of(track, clips, tmp_path / "joined.mp4", is_joined=True)
    sound = heard(tmp_path / "joined.mp4")
    assert 0 <= len(sound) - track.length < GRID
    sound = sound[: track.length]
    noise = sound - track.samples()
    assert np.square(noise).sum() < 1e-3 * np.square(track.samples()).sum()
    is_silent = np.ones(track.length, dtype=bool)
    for clip in track.clips:
        is_silent[max(0, clip.first - GRID) : clip.first + len(clip.samples) + GRID] = False
    assert np.abs(sound[is_silent]).max() < 1e-4


def test_a_clip_is_encoded_once(clips: EncodedClips) -> None:
    first = clips.packets(bursts(1))
    (kept,) = clips.folder.iterdir()
    made = kept.stat().st_mtime_ns
    assert clips.packets(bursts(1)) == first
    assert len(first) == -(-SAMPLE_RATE // GRID) + 1
    assert [path.stat().st_mtime_ns for path in clips.folder.iterdir()] == [made]
    assert clips.packets(bursts(1, 0.3)) != first


@pytest.mark.parametrize("part", [0.0, 0.5, 0.9, 0.999])
def test_a_broken_file_is_made_again(clips: EncodedClips, part: float) -> None:
    first = clips.packets(bursts(1))
    (kept,) = clips.folder.iterdir()
    content = kept.read_bytes()
    kept.write_bytes(content[: int(len(content) * part)])
    assert clips.packets(bursts(1)) == first
    assert kept.read_bytes() == content


def test_clips_without_silence_between_them_are_refused(
    clips: EncodedClips, tmp_path: Path
) -> None:
    track = Track([Placed(0, bursts(1)), Placed(1, bursts(1))], 3)
    with pytest.raises(ValueError, match=r"speech at 1\.00 s begins before"):
        packets_of(track, clips, tmp_path / "joined.mp4", is_joined=True)
