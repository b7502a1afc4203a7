"""The spoken beats as a list: text, length, who speaks, and which recordings no longer fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from production.captions.caption import Caption, Captions, captions_of, said_with
from production.errors import InputError
from production.request.chapter import BeatName
from production.request.film import FilmRequest
from production.voice.recordings import RECORDINGS, Recording, find_recording
from production.voice.speech import Speech, clips_of

CAPTIONS_ONLY = "captions only"


@dataclass(frozen=True)
class SpokenBeat:
    """A line of the list.

    Attributes:
        chapter: the chapter's name.
        beat: the beat's name.
        texts: what is said, a text a caption.
        seconds: how long it is spoken without the pauses between captions; None if it is not.
        source: the voice, the recording's file, or that there are captions only.
        status: what is to be known about its recording; empty if nothing.
    """

    chapter: str
    beat: str
    texts: tuple[str, ...]
    seconds: float | None
    source: str
    status: str

    def as_table(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def spoken_beats(
    request: FilmRequest, speech: Speech, recordings: Path = RECORDINGS
) -> list[SpokenBeat]:
    """The wanted beats in order, each with its text and what speaks it."""
    language = request.settings.language
    return [
        _listed(beat, captions, find_recording(recordings, language, *beat))
        for beat, captions in _wanted(request, speech.captions).items()
    ]


def _listed(beat: BeatName, captions: Sequence[Caption], recording: Recording | None) -> SpokenBeat:
    clips = clips_of(captions)
    return SpokenBeat(
        *beat,
        texts=said_with(captions),
        seconds=round(sum(clip.seconds for clip in clips), 2) if clips else None,
        source=clips[0].source if clips else CAPTIONS_ONLY,
        status=_status(recording, said_with(captions)) if recording else "",
    )


def as_text(beats: Sequence[SpokenBeat]) -> str:
    """The list to read, or to read from."""
    lines = []
    for beat in beats:
        seconds = "     —" if beat.seconds is None else f"{beat.seconds:6.1f}"
        status = f"  [{beat.status}]" if beat.status else ""
        lines.append(f"{beat.chapter}.{beat.beat:<16} {seconds} s  {beat.source}{status}")
        lines += [f"    {text}" for text in beat.texts]
    total = sum(beat.seconds or 0.0 for beat in beats)
    lines.append(f"{len(beats)} beat{'s' if len(beats) > 1 else ''}, {total:.1f} s of speech")
    return "\n".join(lines)


def confirm_recordings(request: FilmRequest, recordings: Path = RECORDINGS) -> list[Path]:
    """Write down for the wanted recordings that they say today's texts; gives their notes.

    Raises:
        InputError: when none of the wanted beats has a recording.
    """
    notes = []
    language = request.settings.language
    for beat, captions in _wanted(request, captions_of(request)).items():
        recording = find_recording(recordings, language, *beat)
        if recording:
            recording.confirm(said_with(captions))
            notes.append(recording.note)
    if not notes:
        raise InputError(
            f"There is no recording to confirm; recordings lie in {recordings / language} and are "
            "named <chapter>.<beat>.wav, .mp3, .m4a or .flac."
        )
    return notes


def _wanted(request: FilmRequest, captions: Captions) -> Captions:
    """The captions of the wanted beats alone."""
    return {
        (chapter.name, beat): captions[chapter.name, beat]
        for chapter in request.chapters()
        for beat in chapter.wanted_beats
    }


def _status(recording: Recording, texts: tuple[str, ...]) -> str:
    noted = recording.noted()
    if noted is None:
        return f"nobody noted what {recording.path.name} says; see --confirm"
    if noted != texts:
        return f"{recording.path.name} no longer fits; it says: {' / '.join(noted)}"
    return "recorded"
