"""The poster: one frame of a film, as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence

import av

from production.media.joining import frame_at
from production.takes.takes import Take
from scenes.script.storyboard import CHAPTERS

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
    ranked = []
    for take in takes:
        poster = CHAPTERS[take.chapter].poster
        if poster and any(beat.name == poster.beat for beat in take.times.beats):
            ranked.append((poster.rank, take, poster.beat))
    if not ranked:
        return takes[-1], takes[-1].times.beats[-1].name
    _, take, beat = min(ranked, key=lambda choice: choice[0])
    return take, beat


def _encoded(frame: av.VideoFrame) -> bytes:
    content = io.BytesIO()
    frame.to_image().save(content, "JPEG", quality=QUALITY, subsampling=0)
    return content.getvalue()
