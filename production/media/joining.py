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
from production.media.formats import PictureCoding

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


def write_pictures(
    path: Path, pieces: Sequence[Piece], frame_rate: int, coding: PictureCoding
) -> None:
    """Write a file of nothing but pieces of video, one after the other."""
    with av.open(
        address(path), "w", format=coding.container, options={"fflags": "+bitexact"}
    ) as file:
        stream = file.add_stream_from_template(first_stream(pieces))
        stream.metadata.update(coding.tags)
        for _, packet in joined(stream, pieces, frame_rate):
            file.mux(packet)
