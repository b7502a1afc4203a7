"""A person's own recordings: a file for each beat, in place of the synthesiser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from production.errors import InputError
from production.staging import ROOT
from production.voice.clip import (
    SAMPLE_RATE,
    Clip,
    Samples,
    is_silent,
    pauses,
    shares_of,
    trimmed,
)
from production.voice.decoding import decoded
from production.voice.loudness import levelled

RECORDINGS = ROOT / "assets" / "voice"
SUFFIXES = (".wav", ".mp3", ".m4a", ".flac")

PAUSE_BETWEEN_CAPTIONS = 0.25
"""Seconds of silence that may be the end of a caption."""

_REACH = 0.4
"""How far into the captions on both sides of it, as a part of them, a cut is looked for."""


@dataclass(frozen=True)
class Recording:
    """A recorded beat.

    Attributes:
        path: the sound file, named <chapter>.<beat> with one of `SUFFIXES`.
    """

    path: Path

    @property
    def note(self) -> Path:
        """The text file beside it that tells what it says, a caption a line."""
        return self.path.with_suffix(".txt")

    def noted(self) -> tuple[str, ...] | None:
        """The captions it speaks; None when nobody wrote them down.

        Raises:
            InputError: when the note is no text.
        """
        try:
            lines = self.note.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise InputError(f"The note {self.note} is not a UTF-8 text.") from None
        return tuple(line.strip() for line in lines if line.strip())

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether it says these captions, as far as anybody wrote down."""
        noted = self.noted()
        return noted is None or noted == tuple(texts)

    def confirm(self, texts: Sequence[str]) -> None:
        """Write down that it says these captions."""
        self.note.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")

    def clips(self, texts: Sequence[str]) -> tuple[Clip, ...]:
        """The recording as a clip for each caption, cut where the speaker pauses.

        Raises:
            InputError: when it cannot be read or holds no sound.
        """
        samples = decoded(self.path)
        if is_silent(samples):
            raise InputError(f"The recording {self.path} holds no sound.")
        samples = levelled(trimmed(samples))
        return tuple(
            Clip(trimmed(part), text, self.path.name)
            for part, text in zip(split(samples, texts), texts, strict=True)
        )


def find_recording(folder: Path, language: str, chapter: str, beat: str) -> Recording | None:
    """The recording of a beat, if there is one.

    Raises:
        InputError: when there are several.
    """
    found = [
        path
        for suffix in SUFFIXES
        if (path := folder / language / f"{chapter}.{beat}{suffix}").is_file()
    ]
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        raise InputError(f"The beat {chapter}.{beat} has several recordings, {names}; keep one.")
    return Recording(found[0]) if found else None


def split(samples: Samples, texts: Sequence[str]) -> list[Samples]:
    """Cut a recording of several texts into one piece a text.

    Each cut is in the longest pause near to where the texts' lengths let it be expected, and just
    there where the speaker makes none.
    """
    seconds = len(samples) / SAMPLE_RATE
    lengths = [share * seconds for share in shares_of(texts)]
    silences = [(a, b) for a, b in pauses(samples) if b - a >= PAUSE_BETWEEN_CAPTIONS]
    cuts = [0.0]
    for expected, (before, after) in zip(accumulate(lengths), pairwise(lengths), strict=False):
        near = [
            (a, b)
            for a, b in silences
            if expected - _REACH * before <= (a + b) / 2 <= expected + _REACH * after
        ]
        start, end = max(near, key=lambda pause: pause[1] - pause[0], default=(expected,) * 2)
        cuts.append((start + end) / 2)
    places = [round(cut * SAMPLE_RATE) for cut in (*cuts, seconds)]
    return [samples[start:end] for start, end in pairwise(places)]
