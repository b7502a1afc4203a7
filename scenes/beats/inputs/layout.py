"""Where everything stands in the chapter of the inputs, for few nodes and for many."""

from __future__ import annotations

from dataclasses import dataclass

from calculus.algebra.notation import Notation
from scenes.stage.regions import Region

_FEW = 4
"""Up to so many nodes a side the network leaves room for a headline while an input is nudged."""


@dataclass(frozen=True)
class InputsPlan:
    """The regions of the chapter.

    Attributes:
        crowded: whether there are so many nodes that the nudged network takes the whole stage.
        left: where is written.
        head: its upper part, for ∂L/∂X = ...
        below: its lower part, for the lines of the derivation.
        strip: at the beginning, what is given.
        slots: at the beginning, ∂L/∂X = ... below what is given.
        reading: the equations.
        picture: the network beside the writing, below the equations.
        stage: the network while an input is nudged.
        stack: the bars beside it.
        flip_line: the product while W is flipped.
        flip_grid: W, flipped below it.
        mirror_line: the product while the network is turned.
        mirror_grids: W and its transpose, below it.
        mirror_network: the network beside them, with room for arrows at its right.
    """

    crowded: bool
    left: Region
    head: Region
    below: Region
    strip: Region
    slots: Region
    reading: Region
    picture: Region
    stage: Region
    stack: Region
    flip_line: Region
    flip_grid: Region
    mirror_line: Region
    mirror_grids: Region
    mirror_network: Region

    @classmethod
    def of(cls, notation: Notation, body: Region) -> InputsPlan:
        """The plan for a number of inputs and outputs in the body of the frame."""
        crowded = max(len(notation.input_range), len(notation.output_range)) > _FEW
        if crowded:
            left, _, right = body.columns(58, 2, 40)
            head, _, below = left.rows(17, 6, 77)
            reading, _, picture = right.rows(31, 3, 66)
            _, stage, _, stack = body.columns(1, 67, 4, 28)
            _, stage = stage.rows(8, 92)  # above the nodes there are bars
        else:
            left, _, right = body.columns(56, 3, 41)
            head, _, below = left.rows(26, 5, 69)
            reading, _, picture = right.rows(26, 5, 69)
            _, stage, _, stack = body.rows(26, 5, 69)[2].columns(1, 67, 4, 28)
        if crowded or notation.has_commas:
            mirror_line, _, rest = body.rows(34, 2, 64)
            mirror_grids, _, turned = rest.columns(47, 3, 50)
            mirror_network, _ = turned.columns(83, 17)
        else:
            beside, _, turned = body.columns(44, 3, 53)
            mirror_line, mirror_grids = beside.rows(34, 66)
            mirror_network = turned.columns(80, 20)[0].rows(14, 72, 14)[1]
        strip, slots = left.rows(76, 24)
        flip_line, flip_grid = left.rows(34, 66)
        return cls(
            crowded,
            left,
            head,
            below,
            strip,
            slots,
            reading,
            picture,
            stage,
            stack,
            flip_line,
            flip_grid,
            mirror_line,
            mirror_grids,
            mirror_network,
        )
