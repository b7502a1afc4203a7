"""Sound as packets: clips that are encoded once for all their places, and tracks made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from production.files import is_whole, sealed
from production.media.ffmpeg import address
from production.media.formats import Format, SoundCoding
from production.media.joining import Timed
from production.sound.clip import SAMPLE_RATE, Samples
from production.sound.track import GRID, Placed, Track

_SETTLED = 8
"""Frames of silence after which an encoder goes on writing the same."""

_SAMPLE = Fraction(1, SAMPLE_RATE)


@dataclass(frozen=True)
class EncodedClips:
    """A folder of clips as packets of AAC.

    Attributes:
        folder: made when something is kept.
        coding: how they are encoded, frame by frame of `GRID` samples.
    """

    folder: Path
    coding: SoundCoding

    @classmethod
    def of(cls, cache: Path, form: Format) -> EncodedClips | None:
        """Those of a format that are kept in a cache; None when its sound is encoded whole."""
        coding = form.sound
        if coding is None or not coding.can_be_joined:
            return None
        return cls(cache / "sound", coding)

    def packets(self, samples: Samples) -> tuple[bytes, ...]:
        """A clip's packets, encoded now unless they are kept; each overlaps the one before."""
        path = self.folder / f"{self._key(samples)}.m4a"
        if not is_whole(path):
            self._write(path, samples)
        return _read(path)

    def _key(self, samples: Samples) -> str:
        content = np.ascontiguousarray(samples)
        digest = hashlib.sha256(repr((self.coding, av.__version__)).encode())
        digest.update(content.data)
        return digest.hexdigest()

    def _write(self, path: Path, samples: Samples) -> None:
        padded = np.zeros(-(-len(samples) // GRID) * GRID, dtype=np.float32)
        padded[: len(samples)] = samples
        options = {"fflags": "+bitexact"}
        with (
            sealed(path) as unfinished,
            av.open(address(unfinished), "w", format="mp4", options=options) as file,
        ):
            stream = sound_stream(file, self.coding)
            for packet in _encoded(stream, padded):
                file.mux(packet)


def sound_stream(file: av.container.OutputContainer, coding: SoundCoding) -> av.AudioStream:
    """A new stream of a file for sound on two channels."""
    stream = file.add_stream(coding.codec, rate=SAMPLE_RATE, options=dict(coding.options))
    assert isinstance(stream, av.AudioStream)
    stream.layout = "stereo"
    if coding.bit_rate:
        stream.bit_rate = coding.bit_rate
    return stream


def encoded_whole(stream: av.AudioStream, track: Track) -> Timed:
    """A track as packets, encoded as a whole."""
    seconds = 0.0
    for packet in _encoded(stream, track.samples()):
        if packet.pts is not None:
            seconds = float(packet.pts * (packet.time_base or _SAMPLE))
        yield max(0.0, seconds), packet


def joined_clips(stream: av.AudioStream, track: Track, clips: EncodedClips) -> Timed:
    """A track as packets, most of which were encoded before: those of its clips, and of silence.

    A packet holds what two frames that follow each other have in common. The first is the one
    before the track's beginning.

    Raises:
        ValueError: when two clips have less than a frame between them.
    """
    (silence,) = set(clips.packets(np.zeros(2 * _SETTLED * GRID, np.float32))[_SETTLED:-1])
    count = -(-track.length // GRID) + 1
    placed = _placed(track.clips, clips)
    following = next(placed, None)
    for number in range(count):
        content = silence
        if following is not None and following[0] == number:
            content = following[1]
            following = next(placed, None)
        packet = av.Packet(content)
        packet.stream, packet.time_base = stream, _SAMPLE
        packet.pts = packet.dts = (number - 1) * GRID
        packet.duration = min(GRID, track.length - packet.pts)
        packet.is_keyframe = True
        yield max(0.0, packet.pts / SAMPLE_RATE), packet


def _placed(places: Sequence[Placed], clips: EncodedClips) -> Iterator[tuple[int, bytes]]:
    """The packets of all clips with their numbers in the track."""
    free = 0
    for place in sorted(places, key=lambda place: place.first):
        first = place.first // GRID
        if first < free:
            raise ValueError(f"speech at {place.start:.2f} s begins before another has ended")
        for number, content in enumerate(clips.packets(place.samples), first):
            yield number, content
            free = number + 1


def _encoded(stream: av.AudioStream, samples: Samples) -> Iterator[av.Packet]:
    """One channel of samples on both channels, encoded second by second."""
    for start in range(0, len(samples), SAMPLE_RATE):
        both = np.stack([samples[start : start + SAMPLE_RATE]] * 2)
        frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, _SAMPLE
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _read(path: Path) -> tuple[bytes, ...]:
    with av.open(address(path)) as file:
        stream = file.streams.audio[0]
        return tuple(bytes(packet) for packet in file.demux(stream) if packet.size)
