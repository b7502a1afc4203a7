"""The file formats a film can be made in, and how its pictures and sound are encoded in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from production.errors import InputError
from production.media.quality import Quality


@dataclass(frozen=True)
class PictureCoding:
    """How frames become a video stream.

    Attributes:
        codec: FFmpeg's name of the encoder.
        container: FFmpeg's name of the container that units are kept in.
        pixels: FFmpeg's name of the pixel format.
        group: seconds from one key frame to the next at most; 0 when each frame is one.
        options: for the encoder. One thread, so that the same frames give the same file.
        still: options beside these for a picture that stands still: it is encoded once and read for
            long, and the frames that repeat it hold nothing but the word that it is the same. None
            where the encoder cannot be told to write such frames.
        widest: pixels; larger frames are made smaller, in proportion. None for as they are.
        tags: metadata of the stream.
    """

    codec: str
    container: str
    pixels: str
    group: float
    options: Mapping[str, str] = field(hash=False)
    still: Mapping[str, str] | None = field(default=None, hash=False)
    widest: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def suffix(self) -> str:
        """Of a unit's file name."""
        return "mkv" if self.container == "matroska" else self.container

    @property
    def is_rgb(self) -> bool:
        """Whether colours are kept as they are drawn, not converted to BT.709."""
        return self.pixels.startswith("rgb")

    def is_plain(self, quality: Quality) -> bool:
        """Whether frames are usual 8-bit 4:2:0 video of the size in which they are drawn."""
        return self.pixels == "yuv420p" and self.size(quality) == (quality.width, quality.height)

    def size(self, quality: Quality) -> tuple[int, int]:
        """Width and height in pixels, both even."""
        if self.widest is None or quality.width <= self.widest:
            return quality.width, quality.height
        return self.widest, 2 * round(quality.height * self.widest / quality.width / 2)


@dataclass(frozen=True)
class SoundCoding:
    """How sound becomes an audio stream.

    Attributes:
        codec: FFmpeg's name of the encoder.
        bit_rate: bits a second; None where it does not matter.
        options: for the encoder.
        can_be_joined: whether frames of 1024 samples depend on nothing but their neighbours.
    """

    codec: str
    bit_rate: int | None = None
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    can_be_joined: bool = False


@dataclass(frozen=True)
class Format:
    """A file format.

    Attributes:
        name: the suffix of its files, which is also FFmpeg's name of the container.
        picture: how its frames are encoded.
        sound: how its sound is encoded; None for a silent format.
        captions: FFmpeg's name of its caption codec; None when it holds none.
        is_transparent: whether the ground is left out.
    """

    name: str
    picture: PictureCoding
    sound: SoundCoding | None = None
    captions: str | None = None
    is_transparent: bool = False


PRORES_SCALE = 118 * 4
"""A fixed quantiser (4, in FFmpeg's unit): a search for the best one takes five times as long."""

_X264 = ":".join(
    (
        "rc-lookahead=0:no-mbtree=1:b-adapt=0:scenecut=0",
        "aq-mode=0:weightp=0:weightb=0:no-deblock=1",
        # Thin strokes would lose their colours, which tell what is what.
        "chroma-qp-offset=-5",
        # Whatever is encoded with these has the same header, and can be joined.
        "stitchable=1",
    )
)
_H264 = PictureCoding(
    codec="libx264",
    container="mp4",
    pixels="yuv420p",
    group=1 / 2,
    options={
        # Drawings on a plain ground: about as exact as Manim's own settings (medium, crf 23), in a
        # quarter of the time. Nothing is gained here by looking ahead, and no block of these
        # pictures is coarse enough to need smoothing. Key frames have a quantiser of 26.
        "preset": "superfast",
        "qp": "29",
        "profile": "high",
        "bf": "2",
        "flags": "+cgop",
        "threads": "1",
        "x264-params": f"{_X264}:partitions=i4x4,i8x8,p8x8,b8x8:me=hex:subme=1",
    },
    still={"qp": "30", "x264-params": f"{_X264}:subme=6:trellis=1:no-psy=1"},
)
_VP9_OPTIONS = {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "5", "threads": "1"}
_VP9 = PictureCoding("libvpx-vp9", "webm", "yuv420p", 2, _VP9_OPTIONS)
_VP9_TRANSPARENT = PictureCoding(
    "libvpx-vp9",
    "webm",
    "yuva420p",
    2,
    # libvpx cannot hold back frames that have an opacity beside them.
    {**_VP9_OPTIONS, "auto-alt-ref": "0"},
    tags={"alpha_mode": "1"},
)
_PRORES_OPTIONS = {
    "profile": "4444",
    "vendor": "apl0",
    "flags": "+qscale",
    "global_quality": str(PRORES_SCALE),
    "threads": "1",
}
_PRORES = PictureCoding("prores_ks", "mov", "yuv444p10le", 0, _PRORES_OPTIONS)
_PRORES_TRANSPARENT = PictureCoding(
    "prores_ks", "mov", "yuva444p10le", 0, {**_PRORES_OPTIONS, "alpha_bits": "8"}
)
# Without loss, so that a still picture stays the same in every frame and costs a GIF nothing.
_FOR_GIF = PictureCoding(
    "libx264rgb",
    "matroska",
    "rgb24",
    2,
    {"preset": "ultrafast", "qp": "0", "threads": "1"},
    widest=960,
)

_AAC = SoundCoding(
    "aac",
    256_000,
    # Coding both channels together (ms, is) and noise in place of hissing sounds (pns) spoil whole
    # frames of one channel, by up to its full amplitude; without them, sound takes a third more.
    {
        "aac_coder": "fast",
        "aac_ms": "0",
        "aac_is": "0",
        "aac_pns": "0",
        "flags": "+bitexact",
    },
    can_be_joined=True,
)

MP4: Final = Format("mp4", _H264, _AAC, "mov_text")
WEBM: Final = Format("webm", _VP9, SoundCoding("libopus", 128_000), "webvtt")
MOV: Final = Format("mov", _PRORES, SoundCoding("pcm_s16le"), "mov_text")
GIF: Final = Format("gif", _FOR_GIF)

FORMATS: Final = MappingProxyType({form.name: form for form in (MP4, WEBM, MOV, GIF)})

_TRANSPARENT: Final = MappingProxyType(
    {
        "webm": Format("webm", _VP9_TRANSPARENT, WEBM.sound, WEBM.captions, True),
        "mov": Format("mov", _PRORES_TRANSPARENT, MOV.sound, MOV.captions, True),
    }
)


def find_format(name: str, is_transparent: bool = False) -> Format:
    """The format of a name, with its ground or without.

    Raises:
        InputError: when there is no such format, or none that can be transparent.
    """
    if name not in FORMATS:
        raise InputError(f"The format {name!r} does not exist; choose {', '.join(FORMATS)}.")
    if not is_transparent:
        return FORMATS[name]
    if name not in _TRANSPARENT:
        raise InputError(
            f"A {name} file cannot be transparent; choose --format {' or '.join(_TRANSPARENT)}."
        )
    return _TRANSPARENT[name]
