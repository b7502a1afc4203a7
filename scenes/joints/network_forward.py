"""From chapter 3 to chapter 4: the network with its names, and beside it the same as X and W."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from calculus.algebra.notation import Notation
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import FIRST_READING, fitted
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.sample_sign import sample_sign
from scenes.stage.graph.small_graph import SmallGraph, place_small_graph, small_graph
from scenes.stage.last_picture import LastPicture
from scenes.stage.matrices.given import GivenMatrices
from scenes.stage.network.network import Network
from scenes.stage.regions import Region, Regions
from scenes.stage.theme import Theme, units

_FEW_ROWS = 4
"""Up to so many rows of W leave the room below them for large names."""

_WORDS_ROOM = units(55)
"""Height that a word needs below W."""


@dataclass(frozen=True)
class ModelRooms:
    """The rooms of chapter 3.

    Attributes:
        heads: words above the columns of nodes.
        network: below them.
        desk: all of the right side.
        shelf: its upper part, where the matrices are written.
        matrices: what they may fill of it, so that words have room beside and below them.
        bench: its lower part, for large names.
    """

    heads: Region
    network: Region
    desk: Region
    shelf: Region
    matrices: Region
    bench: Region

    @classmethod
    def of(cls, notation: Notation, regions: Regions) -> Self:
        """The rooms in a frame, for a lesson's shape."""
        left, desk = regions.body.columns(44, 56)
        heads, network = left.rows(13, 87)
        few = len(notation.input_range) <= _FEW_ROWS
        shelf, bench = desk.rows(60, 40) if few else desk.rows(71.4, 28.6)
        matrices = replace(shelf.columns(84, 16)[0], bottom=shelf.bottom + _WORDS_ROOM)
        return cls(heads, network, desk, shelf, matrices, bench)


@dataclass(frozen=True)
class Model(LastPicture):
    """The last picture of chapter 3.

    Attributes:
        network: without L, its names as large as they were read for the first time.
        given: X above W, W with its headers.
        sign: the small graph.
        sample: which sample is followed.
    """

    network: Network
    given: GivenMatrices
    sign: SmallGraph
    sample: Words | None

    @classmethod
    def of(cls, scene: Chapter) -> Self:
        """The picture for a chapter's lesson, theme and frame."""
        notation, theme = scene.lesson.notation, scene.theme
        rooms = ModelRooms.of(notation, scene.regions)
        return cls(
            Network(
                notation,
                theme,
                region=rooms.network,
                label_size=theme.sizes.formula,
                smallest=FIRST_READING,
            ),
            _given(notation, theme, rooms),
            place_small_graph(scene.regions, small_graph(theme, without_bias=True)),
            sample_sign(scene),
        )


def _given(notation: Notation, theme: Theme, rooms: ModelRooms) -> GivenMatrices:
    given = fitted(
        lambda size: GivenMatrices(notation, theme, size), rooms.matrices, theme.sizes.large
    )
    return given.move_to(rooms.desk.center)
