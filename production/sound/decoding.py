"""Sound files to samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from production.errors import InputError
from production.media.ffmpeg import address
from production.sound.clip import SAMPLE_RATE, Samples

MOST_LOST = 0.25
"""The part of a sound file that may be unreadable; players leave such parts out without a word."""


def decoded(path: Path) -> tuple[Samples, float]:
    """A sound file of any format, sampling rate and number of channels.

    Returns:
        Its samples without what cannot be decoded, and about how much of it, from 0 to 1, that is.

    Raises:
        InputError: when it is no sound file, or much of it cannot be decoded.
    """
    try:
        with av.open(address(path)) as container:
            if not container.streams.audio:
                raise InputError(f"The recording {path} holds no sound.")
            packets = [packet for packet in container.demux(audio=0) if packet.size]
            damaged: list[av.Packet] = []
            resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
            pieces = [
                piece.to_ndarray().reshape(-1)
                for frame in (*_frames(container.streams.audio[0], packets, damaged), None)
                for piece in resampler.resample(frame)
            ]
    except av.error.FFmpegError as error:
        raise InputError(f"The recording {path} cannot be read: {error.strerror}.") from None
    lost = _unread(path, packets, damaged) if damaged else 0.0
    if lost > MOST_LOST:
        raise InputError(
            f"The recording {path} is damaged: about {lost:.0%} of it cannot be read; "
            "record or export it again."
        )
    return np.concatenate([np.zeros(0, np.float32), *pieces]).astype(np.float32), lost


def _frames(
    stream: av.AudioStream, packets: list[av.Packet], damaged: list[av.Packet]
) -> Iterator[av.AudioFrame]:
    """What can be decoded of packets; the others are added to `damaged`."""
    for packet in (*packets, None):
        try:
            frames = stream.codec_context.decode(packet)
        except av.error.InvalidDataError:
            if packet is not None:
                damaged.append(packet)
            continue
        for frame in frames:
            frame.pts = None  # the frames that are missing leave no gap
            yield frame


def _unread(path: Path, packets: list[av.Packet], damaged: list[av.Packet]) -> float:
    """Which part of a file, from its first packet on, is in none that was decoded.

    In bytes: what lies between packets has no length, and a damaged file says a wrong one.
    """
    places = [packet.pos for packet in packets if packet.pos is not None]
    whole = path.stat().st_size - min(places, default=0)
    read = sum(packet.size for packet in packets) - sum(packet.size for packet in damaged)
    return 1 - read / whole
