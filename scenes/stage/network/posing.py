"""Animations of a network that takes poses: it moves, its names slide, its strands run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from scenes.stage.animations.in_place import InPlace
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.pose import Pose
from scenes.stage.network.strands import Strands


class TakesPoses(Protocol):
    """What can be animated: a `TurningNetwork`."""

    network: Network
    strands: Strands
    pose: Pose
    name_parts: dict[EdgeKey, float]

    def take(self, pose: Pose) -> None:
        """Stand like that."""

    def place_names(self) -> None:
        """Put the names onto their edges."""


class TakePoses(InPlace):
    """An animation: the network stands, at each time from 0 to 1, as a path says."""

    def __init__(self, turning: TakesPoses, path: Callable[[float], Pose], **options: Any) -> None:
        self.turning, self.path = turning, path
        super().__init__(turning.network, **options)

    def at(self, alpha: float) -> None:
        self.turning.take(self.path(alpha))


class SlideNames(InPlace):
    """An animation: the names of some edges slide along them.

    Args:
        turning: the network.
        parts: by edge, the part of its length at which its name stands afterwards.
        options: of the animation.
    """

    def __init__(self, turning: TakesPoses, parts: Mapping[EdgeKey, float], **options: Any) -> None:
        self.turning, self.parts = turning, parts
        super().__init__(turning.network, **options)

    def remember(self) -> None:
        self._starts = {edge: self.turning.name_parts[edge] for edge in self.parts}

    def at(self, alpha: float) -> None:
        for edge, end in self.parts.items():
            self.turning.name_parts[edge] = (1 - alpha) * self._starts[edge] + alpha * end
        self.turning.place_names()


class ChangeStrands(InPlace):
    """An animation: the strands are changed at each time from 0 to 1, and drawn."""

    def __init__(
        self, turning: TakesPoses, change: Callable[[Strands, float], None], **options: Any
    ) -> None:
        self.turning, self.change = turning, change
        super().__init__(turning.network, **options)

    def at(self, alpha: float) -> None:
        self.change(self.turning.strands, alpha)
        self.turning.strands.follow(self.turning.pose)
