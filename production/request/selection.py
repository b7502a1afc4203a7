"""Which chapters and beats are wanted: the words given to `--only`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256

from production.errors import InputError
from scenes.language.languages import DEFAULT_LANGUAGE
from scenes.script.script import load_script
from scenes.script.storyboard import CUTS, DEFAULT_CUT, FORMER_BEATS

LONGEST_NAME = 120
"""Characters; a file name made of more beats' names than that is shortened."""


@dataclass(frozen=True)
class Wanted:
    """A chapter that is wanted, whole or in part.

    Attributes:
        chapter: its name.
        beats: the wanted beats in the storyboard's order; None for the whole chapter.
    """

    chapter: str
    beats: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """As `--only` writes them."""
        if self.beats is None:
            return (self.chapter,)
        return tuple(f"{self.chapter}.{beat}" for beat in self.beats)


@dataclass(frozen=True)
class Selection:
    """The chapters that are wanted, in the film's order.

    Attributes:
        chapters: at least one.
        is_whole: whether it is the whole film.
    """

    chapters: tuple[Wanted, ...]
    is_whole: bool = False

    @classmethod
    def whole(cls) -> Selection:
        """The whole film."""
        return cls(tuple(map(Wanted, CUTS[DEFAULT_CUT])), is_whole=True)

    @classmethod
    def parse(cls, names: Iterable[str]) -> Selection:
        """Read CHAPTER and CHAPTER.BEAT names; none at all means the whole film.

        Raises:
            InputError: when there is no such chapter or beat; suggests a near one.
        """
        cut = CUTS[DEFAULT_CUT]
        wanted: dict[str, set[str] | None] = {}
        for name in names:
            chapter, dot, beat = name.partition(".")
            _require(chapter, cut, name, "chapter")
            if not dot:
                wanted[chapter] = None
                continue
            if name in FORMER_BEATS:
                raise InputError(f"The beat {name} is now {FORMER_BEATS[name]}.")
            _require(beat, beats_of(chapter), name, f"beat of {chapter}")
            beats = wanted.setdefault(chapter, set())
            if beats is not None:
                beats.add(beat)
        if not wanted:
            return cls.whole()
        return cls(
            tuple(_in_order(chapter, wanted[chapter]) for chapter in cut if chapter in wanted)
        )

    @property
    def label(self) -> str:
        """The names joined, fit for a file name."""
        names = [name for wanted in self.chapters for name in wanted.names]
        label = "+".join(names)
        if len(label) > LONGEST_NAME:
            return f"{len(names)}-parts-{sha256(label.encode()).hexdigest()[:8]}"
        return label


def beats_of(chapter: str) -> tuple[str, ...]:
    """The names of a chapter's beats in order."""
    return load_script(DEFAULT_LANGUAGE).beats(chapter)


def _in_order(chapter: str, beats: set[str] | None) -> Wanted:
    if beats is None:
        return Wanted(chapter)
    return Wanted(chapter, tuple(beat for beat in beats_of(chapter) if beat in beats))


def _require(name: str, known: tuple[str, ...], written: str, what: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"they are {', '.join(known)}."
    raise InputError(f"{written!r}: there is no {what} called {name!r}; {hint}")
