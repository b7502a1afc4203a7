"""What stands when the product is collected: the end of `collect`, the beginning of `transpose`."""

from __future__ import annotations

from dataclasses import dataclass

from manim import DOWN, RIGHT, VGroup

from calculus.algebra.derivation import Derivation
from calculus.statements.given import stated
from scenes.beats.inputs.square_cells import SquareCells
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.excerpts import equals_sign
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LEADING = 0.6
"""Between the two lines of a broken product, in em."""


class CollectedProduct(Typeset):
    """A mobject: ∂L/∂X = (∂L/∂x_i ...) = (∂L/∂y_k ...)·(w_ki), the last in square cells (M×D).

    Atoms stand where they stand on the lines `definition` and `collect` of ①: ∂L/∂X at
    ("subject",), ∂L/∂x_i at ("entry", i), its parentheses at ("matrix", "open") and
    ("matrix", "close"), ∂L/∂y_k at ("upstream", k), the dot at ("product", "dot", 1), w_ki at
    ("w", i, k) as in W; the signs are ("statement", "equals", 1) and ("statement", "equals", 2).

    Args:
        derivation: of ①.
        theme: looks.
        size: font size in pixels.
        named: whether ∂L/∂X = stands in front.
        broken: whether the product stands below ∂L/∂X = (∂L/∂x_i ...), signs below each other.

    Attributes:
        size: font size in pixels.
        broken: whether it stands in two lines.
        cells: the square cells of the w's, which know their side and their places.
    """

    def __init__(
        self,
        derivation: Derivation,
        theme: Theme,
        size: float,
        *,
        named: bool = True,
        broken: bool = False,
    ) -> None:
        self.size, self.broken = size, broken
        formula = Formula(stated(derivation, "definition", "collect"), theme, size)
        self.cells = SquareCells(formula, ("w",))
        super().__init__(formula)
        if broken:
            self._break()
        if not named:
            self._drop(self.parts([("subject",), ("statement", "equals", 1)]))

    @classmethod
    def within(
        cls,
        derivation: Derivation,
        theme: Theme,
        region: Region,
        size: float | None = None,
        *,
        named: bool = True,
    ) -> CollectedProduct:
        """In the middle of a region, as large as it fits; in two lines if one would be too small.

        Args:
            derivation: of ①.
            theme: looks.
            region: where.
            size: font size in pixels at most; None for the theme's.
            named: whether ∂L/∂X = stands in front.
        """

        def fit(broken: bool) -> CollectedProduct:
            return fitted(
                lambda s: cls(derivation, theme, s, named=named, broken=broken),
                region,
                size,
                smallest=0.0,
            )

        found = fit(broken=False)
        if found.size < OVERVIEW:
            found = max(found, fit(broken=True), key=lambda product: product.size)
        return overview(found).move_to(region.center)

    @property
    def matrix(self) -> VGroup:
        """The matrix of the w's with its parentheses."""
        return self.part("w")

    def _break(self) -> None:
        """The second sign and what is behind it go below the first."""
        second = self.part("statement", "equals", 2)
        below = self.parts([("statement", "equals", 2), ("upstream",), ("product",), ("w",)])
        kept = self.parts([("subject",), ("entry",), ("matrix",)])
        away = equals_sign(self).get_center()[0] - second.get_center()[0]
        drop = below.get_top()[1] - kept.get_bottom()[1] + units(self.size) * _LEADING
        below.shift(RIGHT * away + DOWN * drop)

    def _drop(self, gone: VGroup) -> None:
        atoms = set(gone)
        self.atoms = {place: atom for place, atom in self.atoms.items() if atom not in atoms}
        self.submobjects = [VGroup(*self.atoms.values())]


@dataclass(frozen=True)
class Collected:
    """All that stands on the stage at the end of `collect`, each on its own, nothing else.

    Attributes:
        paths: the network with L, in `places.beside()`; nothing is lit.
        weights: W = (...) with headers, W's own layout (D×M, entries at ("w", i, k)).
        product: the line that was found; its w's stand in square cells, M×D.
        guide: the small graph.
    """

    paths: Pathways
    weights: HeadedMatrix
    product: CollectedProduct
    guide: SmallGraph
