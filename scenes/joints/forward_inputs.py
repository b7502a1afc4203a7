"""From chapter 4 to chapter 5: the network, and the equations off which derivatives are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.sample_sign import sample_sign
from scenes.stage.graph.small_graph import SmallGraph, place_small_graph, small_graph
from scenes.stage.last_picture import LastPicture
from scenes.stage.network.network import Network
from scenes.stage.regions import Region, Regions

_LEADING = 2.2
"""Distance of the equations' baselines in em."""


@dataclass(frozen=True)
class ForwardRooms:
    """The rooms of chapter 4: the network at the left, what is written at the right."""

    network: Region
    desk: Region

    @classmethod
    def of(cls, regions: Regions) -> Self:
        """The rooms in a frame."""
        network, _, desk = regions.body.columns(31, 2, 67)
        return cls(network, desk)


@dataclass(frozen=True)
class Forward(LastPicture):
    """The last picture of chapter 4.

    Attributes:
        network: without L, with the names of its edges.
        equations: y_k = ..., large.
        sign: the small graph.
        sample: which sample is followed.
    """

    network: Network
    equations: Equations
    sign: SmallGraph
    sample: Words | None

    @classmethod
    def of(cls, scene: Chapter) -> Self:
        """The picture for a chapter's lesson, theme and frame."""
        notation, theme = scene.lesson.notation, scene.theme
        rooms = ForwardRooms.of(scene.regions)
        equations = fitted(
            lambda size: Equations(notation, theme, size, leading=_LEADING),
            rooms.desk,
            theme.sizes.large,
        )
        return cls(
            Network(notation, theme, region=rooms.network),
            equations.move_to(rooms.desk.center),
            place_small_graph(scene.regions, small_graph(theme, without_bias=True)),
            sample_sign(scene),
        )
