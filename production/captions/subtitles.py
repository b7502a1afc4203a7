"""Cues as files: SubRip and WebVTT."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import srt as subrip

from production.captions.cues import Cue


def srt(shown: Iterable[Cue]) -> str:
    """Cues as a SubRip file."""
    return subrip.compose(
        subrip.Subtitle(None, _time(cue.start), _time(cue.end), "\n".join(cue.lines))
        for cue in shown
    )


def vtt(shown: Iterable[Cue]) -> str:
    """Cues as a WebVTT file, which the package srt knows nothing of."""
    blocks = (
        f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n" + "\n".join(map(_escaped, cue.lines))
        for cue in shown
    )
    return "WEBVTT\n\n" + "".join(f"{block}\n\n" for block in blocks)


def _time(seconds: float) -> timedelta:
    """A time that both formats can write."""
    return timedelta(milliseconds=round(seconds * 1000))


def _stamp(seconds: float) -> str:
    return subrip.timedelta_to_srt_timestamp(_time(seconds)).replace(",", ".")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
