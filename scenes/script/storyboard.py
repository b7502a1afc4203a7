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
    """A beat whose last frame tells much of the whole film.

    Attributes:
        beat: its name.
        rank: 1 is the best poster that there is; no two chapters have the same.
    """

    beat: str
    rank: int


@dataclass(frozen=True)
class ChapterEntry:
    """What a chapter is, beside its beats.

    Attributes:
        scene: the name of its class, in the file of `scenes` that bears the chapter's name.
        derives: what it derives line by line, in this order: names of trials in
            `calculus.verification.trials`, each of one derivation of the same name.
        states: what it shows beside that, without deriving it: names of trials as well.
        poster: its beat that may be the film's poster; None when it has none.
    """

    scene: str
    derives: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    poster: Poster | None = None

    @property
    def shows(self) -> tuple[str, ...]:
        """The names of all trials whose lines or equations stand on its stage."""
        return self.derives + self.states


CHAPTERS: Mapping[str, ChapterEntry] = {
    "question": ChapterEntry("TheQuestion", states=("claims",), poster=Poster("promise", 1)),
    "graph": ChapterEntry("ComputationalGraph", states=("claims", "claims of the graph")),
    "network": ChapterEntry("NetworkModel", states=("claims", "given matrices")),
    "forward": ChapterEntry("ForwardProduct", derives=("forward",), states=("outputs",)),
    "inputs": ChapterEntry(
        "GradientOfInputs",
        derives=("inputs",),
        states=("outputs", "given matrices", "given gradient"),
    ),
    "weights": ChapterEntry(
        "GradientOfWeights",
        derives=("weights",),
        states=("outputs", "given matrices", "given gradient", "local derivatives"),
        poster=Poster("result", 3),
    ),
    "example": ChapterEntry(
        "WithNumbers", states=("sample in numbers", "worked statements", "loss", "nudges")
    ),
    "batch": ChapterEntry(
        "ManySamples",
        derives=("weights of the batch", "bias of the batch"),
        states=("forward of the batch", "inputs of the batch", "batch in numbers"),
    ),
    "recap": ChapterEntry(
        "WhatToRemember",
        states=("claims", "claims of the graph", "weights"),
        poster=Poster("closing", 2),
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
