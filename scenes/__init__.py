"""The film: nine chapters in the storyboard's order, loaded only when needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenes.stage.chapter import Chapter

_CLASSES = {
    "question": "TheQuestion",
    "graph": "ComputationalGraph",
    "network": "NetworkModel",
    "forward": "ForwardProduct",
    "inputs": "GradientOfInputs",
    "weights": "GradientOfWeights",
    "example": "WithNumbers",
    "batch": "ManySamples",
    "recap": "WhatToRemember",
}

CHAPTERS: tuple[str, ...] = tuple(_CLASSES)
"""The chapters' names in order; each is a file of this package."""


def load_chapter(name: str) -> type[Chapter]:
    """The scene class of a chapter. Imports Manim.

    Raises:
        KeyError: when there is no such chapter.
    """
    chapter: type[Chapter] = getattr(import_module(f"scenes.{name}"), _CLASSES[name])
    return chapter
