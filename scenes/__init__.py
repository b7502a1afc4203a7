"""The film: its chapters, a file each, loaded only when needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scenes.script.storyboard import CHAPTERS

if TYPE_CHECKING:
    from scenes.stage.chapter import Chapter


def load_chapter(name: str) -> type[Chapter]:
    """The scene class of a chapter. Imports Manim.

    Raises:
        KeyError: when there is no such chapter.
    """
    scene = CHAPTERS[name].scene
    chapter: type[Chapter] = getattr(import_module(f"scenes.{name}"), scene)
    return chapter
