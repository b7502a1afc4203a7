"""The poster: one frame of a film, as a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import av

from production.media.joining import frame_at
from production.takes.takes import Take

FAVOURITES = (("question", "promise"), ("recap", "closing"), ("weights", "result"))
"""Beats whose last frame tells most of the whole film, the best first."""

QUALITY = 92
"""Of the JPEG file; text stays sharp."""


def poster(takes: Sequence[Take], frame_rate: int) -> bytes:
    """A JPEG picture of the last frame of the best beat there is, or of the last beat.

    Raises:
        WorkError: when the take has no such frame.
    """
    take, beat = _choice(takes)
    end = next(entry.end for entry in take.times.beats if entry.name == beat)
    return _encoded(frame_at(take.pieces, round(end * frame_rate) - 1))


def _choice(takes: Sequence[Take]) -> tuple[Take, str]:
    for chapter, beat in FAVOURITES:
        for take in takes:
            if take.wanted.chapter == chapter and beat in _names(take):
                return take, beat
    return takes[-1], takes[-1].times.beats[-1].name


def _names(take: Take) -> Iterator[str]:
    return (beat.name for beat in take.times.beats)


def _encoded(frame: av.VideoFrame) -> bytes:
    content = io.BytesIO()
    frame.to_image().save(content, "JPEG", quality=QUALITY, subsampling=0)
    return content.getvalue()
