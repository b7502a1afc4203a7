"""A person's own recordings: a file for each beat, in place of the synthesiser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import accumulate, pairwise
from pathlib import Path

from calculus.lessons.quoting import printable
from production.captions.caption import Caption, said_with
from production.errors import InputError
from production.files import complete
from production.request.selection import beats_of
from production.sound.clip import SAMPLE_RATE, Clip, Samples, is_silent, pauses, shares_of, trimmed
from production.sound.decoding import decoded
from production.sound.loudness import levelled
from scenes.paths import ROOT
from scenes.script.storyboard import CHAPTERS, FORMER_BEATS

RECORDINGS = ROOT / "assets" / "voice"
SUFFIXES = (".wav", ".mp3", ".m4a", ".flac")
"""Of recordings, in small or capital letters."""

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
        with complete(self.note) as unfinished:
            unfinished.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")

    def speak(self, captions: Sequence[Caption]) -> tuple[tuple[Caption, ...], str]:
        """Captions with what is recorded of each, cut where the speaker pauses.

        Returns:
            The captions, and a sentence when a part cannot be read; else it is empty.

        Raises:
            InputError: when it cannot be read, as a whole or much of it, or holds no sound.
        """
        samples, lost = decoded(self.path)
        if is_silent(samples):
            raise InputError(f"The recording {self.path} holds no sound.")
        samples = levelled(trimmed(samples))
        parts = split(samples, said_with(captions))
        spoken = tuple(
            replace(caption, clip=Clip(trimmed(part), caption.said, self.path.name))
            for caption, part in zip(captions, parts, strict=True)
        )
        if not lost:
            return spoken, ""
        return spoken, (
            f"The recording {self.path.name} is damaged: about {max(lost, 0.01):.0%} of it cannot "
            "be read and is left out."
        )


def find_recording(folder: Path, language: str, chapter: str, beat: str) -> Recording | None:
    """The recording of a beat, if there is one.

    Raises:
        InputError: when there are several.
    """
    found = [path for path in _recordings(folder / language) if path.stem == f"{chapter}.{beat}"]
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        raise InputError(f"The beat {chapter}.{beat} has several recordings, {names}; keep one.")
    return Recording(found[0]) if found else None


def unused_files(folder: Path, language: str) -> str:
    """A sentence that names the files among a language's recordings that belong to no beat.

    It is empty when there are none; a note belongs to the recording beside it.
    """
    names = [f"{chapter}.{beat}" for chapter in CHAPTERS for beat in beats_of(chapter)]
    used = {path for path in _recordings(folder / language) if path.stem in names}
    used |= {Recording(path).note for path in used}
    unused = [path for path in _files(folder / language) if path not in used]
    if not unused:
        return ""
    told = ", ".join(printable(path.name) + _what_was_meant(path.stem, names) for path in unused)
    return (
        f"No beat uses {told} in {folder / language}; recordings are named "
        "<chapter>.<beat>.wav, .mp3, .m4a or .flac."
    )


def _what_was_meant(stem: str, names: Sequence[str]) -> str:
    """What to tell of a file that belongs to no beat; nothing if it only has the wrong suffix."""
    if stem in FORMER_BEATS:
        return f" (that beat is now {FORMER_BEATS[stem]})"
    near = get_close_matches(stem, names, n=1, cutoff=0.8)
    return f" (did you mean {near[0]}?)" if near and stem not in names else ""


def _recordings(folder: Path) -> Iterator[Path]:
    return (path for path in _files(folder) if path.suffix.lower() in SUFFIXES)


def _files(folder: Path) -> list[Path]:
    """The files of a folder by name; none if there is no such folder. Hidden ones do not count."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))


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
