"""Speech on the timeline: what is heard when, and the captions that go with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from production.captions.cues import TimedCaption
from production.running.timeline import Timeline, captions_in
from production.sound.clip import Clip
from production.sound.track import Placed
from production.voice.speech import Speech


def placed(table: Timeline, speech: Speech) -> Iterator[Placed]:
    """All clips of a film, each where its caption begins."""
    for start, clip in _heard(table, speech):
        if clip is not None:
            yield Placed(start, clip.samples)


def spoken_captions(table: Timeline, language: str, speech: Speech) -> list[TimedCaption]:
    """All captions in a language; those that are spoken know how long their phrases last."""
    captions = list(captions_in(table, language))
    if language != speech.language:
        return captions
    return [
        replace(caption, phrases=_phrases(clip)) if clip is not None else caption
        for caption, (_, clip) in zip(captions, _heard(table, speech), strict=True)
    ]


def _heard(table: Timeline, speech: Speech) -> Iterator[tuple[float, Clip | None]]:
    """For each caption when it begins and what is said with it, if anything."""
    for chapter in table["chapters"]:
        for beat in chapter["beats"]:
            captions: list[Mapping[str, Any]] = beat["captions"]
            clips = speech.clips.get((chapter["name"], beat["name"]), (None,) * len(captions))
            for caption, clip in zip(captions, clips, strict=True):
                yield caption["start"], clip


def _phrases(clip: Clip) -> tuple[float, ...]:
    """Seconds from the start of each phrase to that of the next."""
    starts = [phrase.start for phrase in clip.phrases]
    return tuple(b - a for a, b in pairwise([*starts, clip.seconds]))
