from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from production.film.container import Contents, write_file
from production.media.formats import MP4
from production.media.joining import Piece
from production.media.quality import QUALITIES
from production.rendering.encoder import FrameEncoder
from production.rendering.frames import Pixels

DRAFT = QUALITIES["draft"]


def plain(red: int, green: int, blue: int) -> Pixels:
    frame = np.empty((DRAFT.height, DRAFT.width, 4), dtype=np.uint8)
    frame[:, :] = (red, green, blue, 255)
    return frame


def piece(path: Path, colours: list[tuple[int, int, int]], repeat: int = 5) -> Piece:
    with FrameEncoder(path, DRAFT) as encoder:
        for colour in colours:
            encoder.write(plain(*colour), repeat)
    return Piece(path, encoder.frames)


def test_a_stream_is_as_players_and_video_sites_like_it(tmp_path: Path) -> None:
    path = tmp_path / "piece.mp4"
    piece(path, [(16, 20, 28), (200, 100, 50)], repeat=20)
    with av.open(str(path)) as video:
        stream = video.streams.video[0]
        context = stream.codec_context
        keys = [packet.pts for packet in video.demux(stream) if packet.is_keyframe]
    assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
    assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
    assert stream.frames == 40
    assert (context.color_range, context.colorspace) == (1, 1)
    assert (context.color_primaries, context.color_trc) == (1, 1)
    assert len(keys) >= 40 // 7


@pytest.mark.parametrize("colour", [(16, 20, 28), (92, 195, 245), (245, 176, 65), (255, 133, 119)])
def test_colours_survive(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    path = tmp_path / "piece.mp4"
    piece(path, [colour])
    with av.open(str(path)) as video:
        frame = next(video.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(frame.astype(int) - colour).max() <= 5


def test_joined_pieces_are_one_even_stream(tmp_path: Path) -> None:
    colours = [(200, 0, 0), (0, 200, 0), (0, 0, 200)]
    pieces = [piece(tmp_path / f"{n}.mp4", [c, c], 4 + n) for n, c in enumerate(colours)]
    film = tmp_path / "film.mp4"
    write_file(film, pieces, DRAFT.frame_rate, MP4, Contents("ja"))
    with av.open(str(film)) as video:
        stream = video.streams.video[0]
        frames = list(video.decode(stream))
        times = [frame.pts * stream.time_base for frame in frames if frame.pts is not None]
    assert times == [number * (times[1] - times[0]) for number in range(8 + 10 + 12)]
    assert times[1] * DRAFT.frame_rate == 1
    strongest = [int(frame.to_ndarray(format="rgb24")[5, 5].argmax()) for frame in frames]
    assert strongest == [0] * 8 + [1] * 10 + [2] * 12


def test_a_joined_film_can_start_before_it_is_loaded(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    pieces = [piece(tmp_path / "piece.mp4", [(1, 2, 3)])]
    write_file(film, pieces, DRAFT.frame_rate, MP4, Contents("ja"))
    content = film.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def drawing() -> Pixels:
    """Strokes of all slopes, and colours."""
    y, x = np.mgrid[: DRAFT.height, : DRAFT.width]
    frame = plain(16, 20, 28).copy()
    frame[(x * y // 97) % 13 == 0, :3] = (245, 176, 65)
    frame[(x + 2 * y) % 29 < 3, :3] = 250
    return frame


def test_a_still_is_one_picture_again_and_again(tmp_path: Path) -> None:
    """What repeats the picture is taken from an empty one; no decoder may see a difference."""
    path = tmp_path / "still.mp4"
    with FrameEncoder(path, DRAFT, is_still=True) as encoder:
        encoder.write_still(drawing())
    with av.open(str(path)) as video:
        frames = [frame.to_ndarray() for frame in video.decode(video=0)]
    assert len(frames) == encoder.frames == 7
    assert all(np.array_equal(frames[0], frame) for frame in frames)
    with av.open(str(path)) as video:
        sizes = [packet.size for packet in video.demux(video=0) if packet.size]
    assert sizes[0] > 10_000
    assert max(sizes[1:]) < 100


def test_stills_and_movements_have_the_same_header(tmp_path: Path) -> None:
    headers = []
    for is_still in (True, False):
        path = tmp_path / f"{is_still}.mp4"
        with FrameEncoder(path, DRAFT, is_still=is_still) as encoder:
            encoder.write_still(drawing()) if is_still else encoder.write(drawing(), 9)
        with av.open(str(path)) as video:
            stream = video.streams.video[0]
            first = next(video.demux(stream))
            headers.append((bytes(stream.codec_context.extradata or b""), first.pts, first.dts))
    assert headers[0] == headers[1]
