"""The poster: one frame of a film, as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence

import av

from production.media.joining import frame_at
from production.takes.takes import Take
from scenes.script.storyboard import CHAPTERS
from scenes.stage.clock import Beat

QUALITY = 92
"""Of the JPEG file; text stays sharp."""


def poster(takes: Sequence[Take], frame_rate: int) -> bytes:
    """A JPEG picture of the best poster there is, or of the last beat's last frame.

    Raises:
        WorkError: when the take has no such frame.
    """
    take, end = _choice(takes)
    return _encoded(frame_at(take.pieces, round(end * frame_rate) - 1))


def _choice(takes: Sequence[Take]) -> tuple[Take, float]:
    """A take, and when in it, in seconds from its start, the poster's frame ends."""
    ranked = []
    for take in takes:
        poster = CHAPTERS[take.chapter].poster
        for beat in take.times.beats:
            if poster is not None and beat.name == poster.beat:
                ranked.append((poster.rank, take, _end(beat, poster.caption)))
    if not ranked:
        return takes[-1], takes[-1].times.beats[-1].end
    _, take, end = min(ranked, key=lambda choice: choice[0])
    return take, end


def _end(beat: Beat, caption: int | None) -> float:
    """When a caption of a beat ends: where the next one begins, or with the beat."""
    if caption is None or caption >= len(beat.captions):
        return beat.end
    return beat.captions[caption]


def _encoded(frame: av.VideoFrame) -> bytes:
    content = io.BytesIO()
    frame.to_image().save(content, "JPEG", quality=QUALITY, subsampling=0)
    return content.getvalue()
