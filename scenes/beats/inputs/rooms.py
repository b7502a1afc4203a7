"""Where things stand in the first half of the chapter, as parts of the frame.

At the right the network (`places.beside`) and W below it, all the time; at the left what is
written. While an input is nudged the network moves over and makes room behind L.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculus.algebra.notation import Notation
from scenes.stage.regions import Region

_LEFT, _RIGHT = 0.05, 0.95
"""The safe area's sides."""

_TOP, _BOTTOM = 0.17, 0.865
"""From the network's top (`places.beside`) down to the captions' room."""

_WRITTEN = 0.56
"""Right end of what is written, a little before the network begins."""

_PRODUCT = 0.545
"""The same for what is as wide as that and stands before the network's nodes."""

_EQUATIONS = 0.29
"""Right end of the equations, left of the nudged network."""

_NUDGED = (0.32, 0.685)
"""The network with an input nudged: as large as beside, the bars behind it."""

_MOST = 4
"""Of more inputs or outputs, formulas show the first two, dots and the last."""


@dataclass(frozen=True)
class Rooms:
    """The rooms of the beats `shape` to `collect`.

    Attributes:
        headline: ∂L/∂X = ..., in the title's place.
        shapes: X, and ∂L/∂X below it.
        equations: y_k = ..., all that is read off, below the shapes.
        evidence: the same at the top, above algebra and sums.
        weights: W with its headers, below the network.
        nudged: the network while an input is nudged.
        stack: the bars behind L.
        algebra: what follows from the nudge, written large.
        sums: the sums of all paths, below the equations.
        products: the rows times columns, in the place of sums and equations.
        product: the row times the matrix, in the middle between the products.
    """

    headline: Region
    shapes: Region
    equations: Region
    evidence: Region
    weights: Region
    nudged: Region
    stack: Region
    algebra: Region
    sums: Region
    products: Region
    product: Region

    @classmethod
    def of_frame(cls) -> Rooms:
        """The rooms in Manim's current frame."""
        part = Region.part_of_frame
        return cls(
            headline=part(_LEFT, _WRITTEN, 0.05, 0.145),
            shapes=part(_LEFT, _WRITTEN, _TOP, 0.395),
            equations=part(_LEFT, _EQUATIONS, 0.46, 0.64),
            evidence=part(_LEFT, _EQUATIONS, _TOP, 0.36),
            weights=part(0.60, _RIGHT, 0.655, _BOTTOM),
            nudged=part(*_NUDGED, _TOP, 0.60),
            stack=part(0.71, _RIGHT, _TOP, 0.58),
            algebra=part(_LEFT, _WRITTEN, 0.50, _BOTTOM),
            sums=part(_LEFT, _WRITTEN, 0.39, _BOTTOM),
            products=part(_LEFT, _WRITTEN, _TOP, _BOTTOM),
            product=part(_LEFT, _PRODUCT, _TOP, 0.70),
        )


def brief(notation: Notation) -> Notation:
    """The notation of formulas: more than four inputs or outputs are elided in them."""
    return replace(notation, written_out=min(notation.written_out, _MOST))
