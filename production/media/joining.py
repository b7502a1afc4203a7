"""Pieces of video joined packet by packet, without encoding anything anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.packet import PacketSideData

from production.errors import WorkError
from production.media.ffmpeg import address

Timed = Iterator[tuple[float, av.Packet]]
"""Packets with the seconds at which they are needed."""


@dataclass(frozen=True)
class Piece:
    """A video, or as much of a still one as is wanted.

    Attributes:
        path: the video's file; it begins with a key frame.
        frames: how many frames it is shown for; None for as many as it has.
        is_still: whether it is a closed group of pictures that is repeated and cut off.
    """

    path: Path
    frames: int | None
    is_still: bool = False


@dataclass(frozen=True)
class _Packet:
    """A packet as it lies in a piece.

    Attributes:
        content: the encoded frame.
        side_data: what belongs to it, such as the opacity of a transparent frame.
        shown: its number in the order in which frames are shown.
        decoded: its number in the order in which they are decoded.
        is_key: whether it is a key frame.
    """

    content: bytes
    side_data: tuple[PacketSideData, ...]
    shown: int
    decoded: int
    is_key: bool


def first_stream(pieces: Sequence[Piece]) -> av.VideoStream:
    """The video stream of the first piece, as a template: they are all encoded alike."""
    return av.open(address(pieces[0].path)).streams.video[0]


def joined(stream: av.VideoStream, pieces: Sequence[Piece], frame_rate: int) -> Timed:
    """The packets of pieces one after the other, timed in whole frames.

    Args:
        stream: where they go; made from `first_stream`.
        pieces: in the order in which they are shown.
        frame_rate: of all pieces.

    Raises:
        WorkError: when a piece was encoded unlike the first or is too short.
    """
    header = b""
    start = 0
    for piece in pieces:
        with av.open(address(piece.path)) as video:
            source = video.streams.video[0]
            own = bytes(source.codec_context.extradata or b"")
            header = header or own
            if own != header:
                raise WorkError(
                    f"{piece.path.name} was encoded unlike the others; render again with --fresh."
                )
            packets = _packets(video, source, frame_rate)
        frames = len(packets) if piece.frames is None else piece.frames
        if not packets or (len(packets) != frames and not piece.is_still):
            raise WorkError(f"{piece.path.name} is damaged; render again with --fresh.")
        for number in range(frames):
            turn, which = divmod(number, len(packets))
            source_packet = packets[which]
            packet = av.Packet(source_packet.content)
            for data in source_packet.side_data:
                packet.set_sidedata(data)
            packet.stream, packet.time_base = stream, Fraction(1, frame_rate)
            packet.pts = start + turn * len(packets) + source_packet.shown
            packet.dts = start + turn * len(packets) + source_packet.decoded
            packet.duration = 1
            packet.is_keyframe = source_packet.is_key
            yield packet.dts / frame_rate, packet
        start += frames


def _packets(
    video: av.container.InputContainer, source: av.VideoStream, frame_rate: int
) -> list[_Packet]:
    found = []
    for packet in video.demux(source):
        if packet.pts is None or packet.time_base is None:
            continue
        # Matroska knows no time of decoding; what is kept in it is decoded as it is shown.
        decoded = packet.pts if packet.dts is None else packet.dts
        unit = packet.time_base * frame_rate
        side_data = tuple(packet.iter_sidedata())
        times = round(packet.pts * unit), round(decoded * unit)
        found.append(_Packet(bytes(packet), side_data, *times, packet.is_keyframe))
    return found


def decoded(pieces: Sequence[Piece]) -> Iterator[tuple[av.VideoFrame, int]]:
    """The frames of pieces one after the other, each with how often it is shown in a row."""
    for piece in pieces:
        with av.open(address(piece.path)) as video:
            frames = video.decode(video=0)
            if piece.is_still and piece.frames is not None:
                yield next(frames), piece.frames
            else:
                yield from ((frame, 1) for frame in frames)


def frame_at(pieces: Sequence[Piece], number: int) -> av.VideoFrame:
    """One frame of pieces, counted from 0 over all of them.

    Raises:
        WorkError: when there are not so many.
    """
    for piece in pieces:
        last, count = None, 0
        if piece.frames is not None and number >= piece.frames:
            number -= piece.frames
            continue
        with av.open(address(piece.path)) as video:
            for count, last in enumerate(video.decode(video=0), 1):
                if number < count:
                    return last
        if last is not None and piece.is_still:
            return frame_at([piece], number % count)
        # Manim may have lost the last frame of what it has rendered.
        if last is not None and piece.frames is None and number == count:
            return last
        number -= count
    raise WorkError("What was rendered has fewer frames than it should have.")
