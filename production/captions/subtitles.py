"""Cues as files: SubRip and WebVTT."""

from __future__ import annotations

from collections.abc import Iterable

from production.captions.cues import Cue


def srt(shown: Iterable[Cue]) -> str:
    """Cues as a SubRip file."""
    blocks = (
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n" + "\n".join(cue.lines)
        for number, cue in enumerate(shown, 1)
    )
    return "".join(f"{block}\n\n" for block in blocks)


def vtt(shown: Iterable[Cue]) -> str:
    """Cues as a WebVTT file."""
    blocks = (
        f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n"
        + "\n".join(map(_escaped, cue.lines))
        for cue in shown
    )
    return "WEBVTT\n\n" + "".join(f"{block}\n\n" for block in blocks)


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
