"""Excerpts as GIF: fewer frames, the best 256 colours, small enough for a page or a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.reformatter import Interpolation, VideoReformatter

from production.errors import InputError
from production.media.ffmpeg import address
from production.media.filters import pulled
from production.media.joining import Piece, decoded

LONGEST = 60.0
"""Seconds; a GIF holds no sound and cannot be paused, so longer ones serve nobody."""

LARGEST = 10_000_000
"""Bytes; what code hosts and most messengers still take as a picture."""

FRAME_RATE = 15

WIDTHS = (960, 800, 640, 480)
"""Pixels; the widest that stays within `LARGEST` is used."""

_TICK = Fraction(1, FRAME_RATE)


def require_short(seconds: float) -> None:
    """Refuse what is too long for a GIF, before anything is rendered.

    Raises:
        InputError: when it lasts longer than `LONGEST`.
    """
    if seconds > LONGEST:
        raise InputError(
            f"A GIF of {seconds:.0f} s would be too long (at most {LONGEST:.0f} s); choose fewer "
            "beats with --only, or --format webm."
        )


def write_gif(path: Path, pieces: Sequence[Piece], frame_rate: int) -> None:
    """Write pieces of video as one GIF that plays in a loop.

    Args:
        path: the file.
        pieces: encoded without loss, so that a still picture is the same in all its frames.
        frame_rate: of the pieces; a multiple of `FRAME_RATE`.

    Raises:
        InputError: when even the smallest is larger than `LARGEST`.
    """
    with av.open(address(pieces[0].path)) as video:
        stream = video.streams.video[0]
        drawn = stream.width, stream.height
    for width in [w for w in WIDTHS if w <= drawn[0]]:
        height = 2 * round(drawn[1] * width / drawn[0] / 2)
        _write(path, pieces, frame_rate, width, height)
        size = path.stat().st_size
        if size <= LARGEST:
            return
    raise InputError(
        f"The GIF would be {size / 1e6:.0f} MB even {width} pixels wide (at most "
        f"{LARGEST / 1e6:.0f} MB); choose fewer beats with --only, or --format webm."
    )


def _write(path: Path, pieces: Sequence[Piece], frame_rate: int, width: int, height: int) -> None:
    palette = _palette(_frames(pieces, frame_rate, width, height), width, height)
    frames = _frames(pieces, frame_rate, width, height)
    with av.open(address(path), "w", format="gif", options={"loop": "0"}) as file:
        stream = file.add_stream("gif", rate=FRAME_RATE)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "pal8"
        for frame in _coloured(frames, palette, width, height):
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _frames(
    pieces: Sequence[Piece], frame_rate: int, width: int, height: int
) -> Iterator[av.VideoFrame]:
    """The frames that differ from the one before, and the last one, timed in `_TICK`."""
    converter = VideoReformatter()
    every = frame_rate // FRAME_RATE
    number = 0
    before = b""
    last: av.VideoFrame | None = None
    for frame, often in decoded(pieces):
        first, number = -(-number // every), number + often
        following = -(-number // every)
        if first == following:
            continue  # it falls between the frames of the GIF
        for tick in sorted({first, following - 1}):
            picture = converter.reformat(
                frame, width, height, "rgb24", interpolation=Interpolation.AREA, threads=1
            )
            picture.pts, picture.time_base = tick, _TICK
            content = bytes(picture.planes[0])
            if content != before:
                yield picture
            before, last = content, picture
    if last is not None:
        yield last  # or the last picture would be gone as soon as it has come


def _palette(frames: Iterable[av.VideoFrame], width: int, height: int) -> av.VideoFrame:
    """The colours that all frames together need."""
    graph = Graph()
    source = _source(graph, width, height, av.VideoFormat("rgb24"))
    chosen = graph.add("palettegen", "stats_mode=full:reserve_transparent=0")
    sink = graph.add("buffersink")
    graph.link_nodes(source, chosen, sink).configure()
    for frame in frames:
        source.push(frame)
    source.push(None)
    palette = sink.pull()
    assert isinstance(palette, av.VideoFrame)
    return palette


def _coloured(
    frames: Iterable[av.VideoFrame], palette: av.VideoFrame, width: int, height: int
) -> Iterator[av.VideoFrame]:
    """Frames in the colours of a palette."""
    graph = Graph()
    source = _source(graph, width, height, av.VideoFormat("rgb24"))
    colours = _source(graph, palette.width, palette.height, palette.format)
    # Text and flat areas: dithering would only add noise, and bytes.
    painter = graph.add("paletteuse", "dither=none:diff_mode=rectangle")
    sink = graph.add("buffersink")
    source.link_to(painter, 0, 0)
    colours.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    palette.pts, palette.time_base = 0, _TICK
    colours.push(palette)
    colours.push(None)
    for frame in frames:
        source.push(frame)
        yield from pulled(sink, av.VideoFrame)
    source.push(None)
    yield from pulled(sink, av.VideoFrame)


def _source(graph: Graph, width: int, height: int, form: av.VideoFormat) -> FilterContext:
    return graph.add_buffer(width=width, height=height, format=form, time_base=_TICK)
