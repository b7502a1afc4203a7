"""What is played in parts, and stands on the stage as one thing before or afterwards."""

from __future__ import annotations

from typing import TypeVar

from manim import Mobject, Scene

_Mobject = TypeVar("_Mobject", bound=Mobject)


def exchange(scene: Scene, whole: _Mobject, *parts: Mobject) -> _Mobject:
    """A thing comes onto the stage, in front of all others, and takes the place of its parts."""
    scene.remove(*parts)
    scene.add(whole)
    return whole
