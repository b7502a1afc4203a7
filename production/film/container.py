"""One file of everything: pieces joined without encoding anew, sound, captions, chapters, cover."""

from __future__ import annotations

import heapq
import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import OutputContainer
from av.stream import Disposition
from av.subtitles.stream import SubtitleStream

from production.captions.cues import Cue
from production.media.ffmpeg import address
from production.media.formats import Format, SoundCoding
from production.media.joining import Piece, Timed, first_stream, joined
from production.sound.packets import EncodedClips, encoded_whole, joined_clips, sound_stream
from production.sound.track import Track
from scenes.language.languages import LANGUAGES

_MILLISECOND = Fraction(1, 1000)

_HEADER_OPTIONS = {
    # A player can begin before the whole file is there.
    "mp4": {"movflags": "+faststart"},
    "mov": {"movflags": "+faststart"},
    "webm": {"cues_to_front": "1"},
}

_STYLE = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n"
    "Style: Default,Arial,16\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
)
"""What FFmpeg's caption encoders want to know, as an ASS header."""


@dataclass(frozen=True)
class Section:
    """A chapter of the file: its title, and its start and end in seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Contents:
    """What goes into a file beside its pictures.

    Attributes:
        language: of the picture and the sound.
        sound: as long as the pictures; None for a silent film.
        clips: those of the sound; None to encode it as a whole.
        captions: cues by language.
        sections: chapters, the first from 0 s on.
        metadata: of the file.
        cover: a JPEG picture; used in MP4 only.
    """

    language: str
    sound: Track | None = None
    captions: Mapping[str, Sequence[Cue]] = field(default_factory=dict)
    sections: Sequence[Section] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    cover: bytes | None = None
    clips: EncodedClips | None = None


def write_file(
    path: Path, pieces: Sequence[Piece], frame_rate: int, form: Format, contents: Contents
) -> None:
    """Write a film's file.

    Args:
        path: the file.
        pieces: its pictures, made for `form`.
        frame_rate: of the pieces.
        form: the format; holds no GIF.
        contents: all else.

    Raises:
        WorkError: when the pieces were not encoded alike.
    """
    options = {"fflags": "+bitexact", **_HEADER_OPTIONS[form.name]}
    with ExitStack() as stack:
        file = stack.enter_context(av.open(address(path), "w", format=form.name, options=options))
        file.metadata.update(contents.metadata)
        tracks = [_pictures(file, pieces, frame_rate, form, contents.language)]
        if contents.sound is not None and form.sound is not None:
            tracks.append(_sound(file, contents, contents.sound, form.sound))
        for language in sorted(contents.captions, key=lambda name: name != contents.language):
            if form.captions is not None:
                tracks.append(_captions(file, contents.captions[language], form.captions, language))
        if contents.cover is not None and form.name == "mp4":
            tracks.append(_cover(stack, file, contents.cover))
        if contents.sections:
            file.set_chapters([_chapter(*entry) for entry in enumerate(contents.sections)])
        for _, packet in heapq.merge(*tracks, key=lambda entry: entry[0]):
            file.mux(packet)


def _chapter(number: int, section: Section) -> Any:
    return {
        "id": number,
        "start": round(section.start * 1000),
        "end": round(section.end * 1000),
        "time_base": _MILLISECOND,
        "metadata": {"title": section.title},
    }


def _pictures(
    file: OutputContainer, pieces: Sequence[Piece], frame_rate: int, form: Format, language: str
) -> Timed:
    stream = file.add_stream_from_template(first_stream(pieces))
    stream.metadata.update({**form.picture.tags, "language": LANGUAGES[language].iso_639_2})
    return joined(stream, pieces, frame_rate)


def _sound(file: OutputContainer, contents: Contents, track: Track, coding: SoundCoding) -> Timed:
    stream = sound_stream(file, coding)
    stream.metadata.update({"language": LANGUAGES[contents.language].iso_639_2})
    if contents.clips is None:
        return encoded_whole(stream, track)
    return joined_clips(stream, track, contents.clips)


def _captions(file: OutputContainer, cues: Sequence[Cue], codec: str, language: str) -> Timed:
    stream = file.add_stream(codec)
    assert isinstance(stream, SubtitleStream)
    stream.codec_context.subtitle_header = _STYLE.encode()
    stream.time_base = _MILLISECOND
    known = LANGUAGES[language]
    stream.metadata.update({"language": known.iso_639_2, "title": known.own_name})
    return _written(stream, cues, codec)


def _written(stream: SubtitleStream, cues: Sequence[Cue], codec: str) -> Timed:
    for cue in cues:
        text = "\n".join(cue.lines).encode()
        if codec == "mov_text":
            text = len(text).to_bytes(2, "big") + text
        else:
            text = text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        packet = av.Packet(text)
        packet.stream, packet.time_base = stream, _MILLISECOND
        packet.pts = packet.dts = round(cue.start * 1000)
        packet.duration = round(cue.end * 1000) - packet.pts
        packet.is_keyframe = True
        yield cue.start, packet


def _cover(stack: ExitStack, file: OutputContainer, picture: bytes) -> Timed:
    source = stack.enter_context(av.open(io.BytesIO(picture), "r"))
    image = source.streams.video[0]
    stream = file.add_stream_from_template(image)
    stream.disposition = Disposition.attached_pic
    packet = next(packet for packet in source.demux(image) if packet.size)
    packet.stream = stream
    packet.pts = packet.dts = 0
    return iter([(0.0, packet)])
