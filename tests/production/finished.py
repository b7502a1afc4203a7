"""What a reader of a finished file finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np

from production.sound.clip import SAMPLE_RATE


@dataclass(frozen=True)
class ReadCue:
    """A cue as it stands in a file, in seconds."""

    start: float
    end: float
    text: str


def sound(path: Path) -> np.ndarray:
    """The first channel, decoded: float32."""
    with av.open(str(path)) as file:
        blocks = [frame.to_ndarray() for frame in file.decode(audio=0)]
    if blocks[0].dtype == np.int16:  # interleaved
        return (np.concatenate([b.reshape(-1, 2)[:, 0] for b in blocks]) / 32768).astype(np.float32)
    return np.ascontiguousarray(np.concatenate([b[0] for b in blocks]), dtype=np.float32)


def pictures(path: Path) -> list[np.ndarray]:
    """The decoded frames' luma."""
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="gray") for frame in file.decode(video=0)]


def cues_in(path: Path, number: int) -> list[ReadCue]:
    """The cues of the caption track of that number."""
    found = []
    with av.open(str(path)) as file:
        stream = file.streams.subtitles[number]
        assert stream.time_base is not None
        is_mov_text = stream.codec_context.name == "mov_text"
        for packet in file.demux(stream):
            content = bytes(packet)
            text = (content[2:] if is_mov_text else content).decode()
            if packet.pts is None or packet.duration is None or not text:
                continue
            start = float(packet.pts * stream.time_base)
            found.append(ReadCue(start, start + float(packet.duration * stream.time_base), text))
    return found


def key_frames(path: Path) -> list[float]:
    """Seconds at which the first video stream can be entered."""
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        return sorted(
            float(packet.pts * packet.time_base)
            for packet in file.demux(stream)
            if packet.is_keyframe and packet.pts is not None and packet.time_base is not None
        )


def longest_group(path: Path, seconds: float) -> float:
    """Seconds from one key frame to the next, or to the end, at most."""
    return max(b - a for a, b in pairwise([*key_frames(path), seconds]))


def onset(track: np.ndarray, start: float) -> float:
    """Seconds from a time to the first energy after it; the track was silent before."""
    width = SAMPLE_RATE // 200
    first = round(start * SAMPLE_RATE)
    after = track[first : first + SAMPLE_RATE]
    blocks = after[: len(after) // width * width].reshape(-1, width)
    loud = np.sqrt((blocks**2).mean(axis=1)) > 0.01
    assert loud.any()
    return float(np.argmax(loud)) * width / SAMPLE_RATE


def chapters_in(path: Path) -> list[tuple[str, float, float]]:
    """Title, start and end of each chapter."""
    with av.open(str(path)) as file:
        entries: list[Any] = list(file.chapters())
    return [
        (
            entry["metadata"]["title"],
            float(entry["start"] * entry["time_base"]),
            float(entry["end"] * entry["time_base"]),
        )
        for entry in entries
    ]
