"""The storyboard: the one table of what each chapter is, and which of them make a film.

The script (assets/script) names a chapter's beats; they are not named here a second time. This is
data alone: of all this module, pictures and times depend on nothing but the chapter's own `scene`,
and so a chapter's key (`production.request.keys`) holds that, and not this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Poster:
    """A frame that tells much of the whole film.

    Attributes:
        beat: the name of its beat.
        rank: 1 is the best poster that there is; no two chapters have the same.
        caption: it is the last frame of the beat's caption of this number (from 1); None for the
            beat's last frame.
    """

    beat: str
    rank: int
    caption: int | None = None


@dataclass(frozen=True)
class ChapterEntry:
    """What a chapter is, beside its beats.

    Attributes:
        scene: the name of its class, in the file of `scenes` that bears the chapter's name.
        derives: what it derives line by line, in this order: names of trials in
            `calculus.verification.trials`, each of one derivation of the same name.
        states: what it shows beside that, without deriving it: names of trials as well.
        poster: its beat that may be the film's poster; None when it has none.
        seconds: how long each of its beats, in the script's order, is to be at most in the film of
            the usual lesson; the chapter has three more for its opening and its last hold.
    """

    scene: str
    derives: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    poster: Poster | None = None
    seconds: tuple[int, ...] = ()

    @property
    def shows(self) -> tuple[str, ...]:
        """The names of all trials whose lines or equations stand on its stage."""
        return self.derives + self.states


CHAPTERS: Mapping[str, ChapterEntry] = {
    "question": ChapterEntry(
        "TheQuestion", states=("claims",), poster=Poster("claim", 1, caption=1), seconds=(9, 14, 8)
    ),
    "graph": ChapterEntry(
        "ComputationalGraph", states=("claims", "claims of the graph"), seconds=(9, 13, 8, 5)
    ),
    "network": ChapterEntry("NetworkModel", states=("given matrices",), seconds=(7, 8, 12)),
    "forward": ChapterEntry(
        "ForwardProduct", derives=("forward",), states=("outputs",), seconds=(11, 6, 6)
    ),
    "inputs": ChapterEntry(
        "GradientOfInputs",
        derives=("inputs",),
        states=("outputs", "nudged inputs", "given matrices", "given gradient"),
        seconds=(5, 25, 16, 15, 7, 16, 20, 12),
    ),
    "weights": ChapterEntry(
        "GradientOfWeights",
        derives=("weights",),
        states=("outputs", "given matrices", "given gradient", "local derivatives", "cards"),
        poster=Poster("result", 3),
        seconds=(11, 14, 9, 18, 10, 12, 7, 10, 19, 18, 13),
    ),
    "example": ChapterEntry(
        "WithNumbers",
        states=("sample in numbers", "worked statements", "loss", "nudges"),
        seconds=(5, 10, 7, 11, 11, 29),
    ),
    "batch": ChapterEntry(
        "ManySamples",
        derives=("weights of the batch", "bias of the batch"),
        states=(
            "forward of the batch",
            "inputs of the batch",
            "batch in numbers",
            "statements of the batch",
        ),
        seconds=(18, 8, 17, 8),
    ),
    "recap": ChapterEntry(
        "WhatToRemember",
        states=("claims", "claims of the graph", "general"),
        poster=Poster("closing", 2),
        seconds=(6, 8, 14, 19),
    ),
}
"""Every chapter there is, by name; which are shown, and in which order, is said by `CUTS`."""

DEFAULT_CUT = "full"
"""The cut that is meant where none is named."""

CUTS: Mapping[str, tuple[str, ...]] = {
    DEFAULT_CUT: (
        "question",
        "graph",
        "network",
        "forward",
        "inputs",
        "weights",
        "example",
        "batch",
        "recap",
    ),
}
"""The names of each cut's chapters, in the order in which they are shown."""

FORMER_BEATS: Mapping[str, str] = {
    "graph.shapes": "graph.unknown",
    "inputs.expand": "inputs.paths",
    "inputs.derivatives": "inputs.row-column",
    "weights.pattern": "weights.ends",
    "weights.outer": "weights.table",
}
"""Beats of earlier films, as `--only` writes them, and which have taken over what they told."""
