"""The page of the batch: X, W, Y with a row a sample, their gradients below, L at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, ReplacementTransform, VGroup, VMobject

from calculus.algebra.expressions import LOSS, Equation, Place
from calculus.lessons.lesson import Lesson
from calculus.statements.batch import Batch
from scenes.beats.batch.outer_products import Sheets
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.formula import Formula, Words, symbol_formula
from scenes.stage.graph.arrows import BentArrow
from scenes.stage.matrices.statement import Forms, Statement, ancestors
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

BIAS_COLUMNS: Final = (1, 0.1, 2.4)
"""Relative widths of B, a gap, and ∂L/∂B."""

_LABEL_ROOM = 1.35
"""Room for the samples' labels at the left of X, in Manim units."""

_LOSS_ROOM = 1.3
"""Room for L and what leads there at the right of Y, in Manim units."""

_WIDE = 34.0
"""Below this size (pixels) the columns of the matrices stand closer."""

_FEW = 4
"""The largest size of which all symbols are written out where they do not fit otherwise."""

_LEDGER_SHARE = 0.6
"""Most of the body's height that the matrices may take once there is work below them."""


class BatchPage:
    """Matrices of the whole batch: X, W, Y above, ∂L/∂Y below Y, L at the right.

    At first it fills the body and shows how one row becomes many. Settled, it moves up, shows the
    matrices as they stay (in numbers if there are any) and leaves room for work below.

    Attributes:
        batch: the statements.
        inputs, weights, outputs: X, W, Y. upstream: ∂L/∂Y.
        inputs_gradient, weights_gradient: ① below X, ② below W (only when settled).
        labels: by sample, its name beside its row of X.
        below_inputs: what is free below X and W as long as ① and ② are not there.
        loss: L at the right. room: where things are worked out (when settled).
    """

    @classmethod
    def wide(
        cls, lesson: Lesson, theme: Theme, words: Mapping[int, str], body: Region
    ) -> BatchPage:
        """The page as it begins; where its symbols would be too small, some are left out."""
        page = cls(Batch(lesson), theme, words, body, settled=False)
        if page.size >= OVERVIEW:
            return page
        return cls(Batch(lesson, written_out=_FEW), theme, words, body, settled=False)

    @classmethod
    def settled(
        cls, lesson: Lesson, theme: Theme, words: Mapping[int, str], body: Region
    ) -> BatchPage:
        """The page as it stays."""
        return cls(Batch(lesson), theme, words, body, settled=True)

    def __init__(
        self, batch: Batch, theme: Theme, words: Mapping[int, str], body: Region, *, settled: bool
    ) -> None:
        self.batch, self.theme = batch, theme
        notation = batch.notation
        rows = len(notation.input_range) + 1.9 * len(batch.sample_range)
        share = min(_LEDGER_SHARE, 0.12 + 0.066 * rows)
        above, _, self.room = body.rows(share, 0.04, 0.96 - share)
        whole = above if settled else body
        middle = Region(whole.left + _LABEL_ROOM, whole.right - _LOSS_ROOM, whole.bottom, whole.top)

        def forms(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
            return equations[-1:] if settled else equations[:2]

        weights = batch.weights()[-1 if settled else 0 :][:1]
        heads = [
            Forms(forms(batch.inputs()), entries=("x",), column="x"),
            Forms(weights, headed=(("w",), ("w",)), entries=("w",), column="w"),
            Forms(forms(batch.outputs()), entries=("entry",), column="y"),
        ]
        upstream = batch.upstream()[-1:] if settled else batch.upstream()[:1]
        above_l = Forms(upstream, entries=("upstream",), column="dy")
        gradients: list[Forms | None] = [None, None, above_l]
        if settled:
            headed = (("matrix",), ("entry",))
            gradients = [
                Forms(batch.inputs_gradient(), entries=("entry",), column="dx"),
                Forms(batch.weights_gradient(), headed=headed, entries=("entry",), column="dw"),
                above_l,
            ]

        def grid_with(entry_gap: float, row_gap: float) -> StatementGrid:
            return StatementGrid(
                [heads, gradients],
                notation,
                theme,
                middle,
                spread=True,
                size=theme.sizes.overview if settled else theme.sizes.formula,
                row_gap=row_gap,
                entry_gap=entry_gap,
            )

        grid = grid_with(1.0, 0.9 if settled else 2.0)
        if grid.size < _WIDE:
            grid = grid_with(CLOSE, 0.7)
        self.size = grid.size
        self.inputs, self.weights, self.outputs = (grid.at(0, c) for c in range(3))
        self.upstream = grid.at(1, 2)
        if settled:
            self.inputs_gradient, self.weights_gradient = grid.at(1, 0), grid.at(1, 1)
        self.labels = self._labels(words, whole.left)
        self.loss = symbol_formula(LOSS, theme, theme.sizes.formula, ("loss",))
        # Between the rows that lead there and those that are led to, so that no way crosses it.
        last = self.outputs.forms[-1].part("entry", self._samples[-1])
        first = self.upstream.forms[-1].part("upstream", self._samples[0])
        height = (last.get_center()[1] + first.get_center()[1]) / 2
        self.loss.move_to([whole.right, height, 0], aligned_edge=RIGHT)
        top = min(self.inputs.forms[-1].get_bottom()[1], self.weights.now.get_bottom()[1])
        right = self.upstream.now.get_left()[0] - units(60)
        left = self.inputs.now.get_left()[0]
        self.below_inputs = Region(left, right, whole.bottom, top - units(30))
        self.ways_to_loss, self.ways_from_loss = VGroup(), VGroup()
        self.leaving: list[VMobject] = []

    @property
    def matrices(self) -> tuple[Statement, ...]:
        """X, W, Y and ∂L/∂Y."""
        return self.inputs, self.weights, self.outputs, self.upstream

    @property
    def known(self) -> dict[Place, VMobject]:
        """What stands on the stage and is used in the work: X, W, ∂L/∂Y."""
        used = (self.inputs, self.weights, self.upstream)
        return {place: atom for each in used for place, atom in each.now.atoms.items()}

    @property
    def has_room(self) -> bool:
        """Whether everything that is worked out below the matrices can be read there."""
        if self.size < OVERVIEW or not self.room.holds(self.product()):
            return False
        sums = self.batch.weights_summed(), self.batch.bias_gradient()
        places = self.room.rows(7, 1)[0], self.room.columns(*BIAS_COLUMNS)[2]
        grids = (self._single(forms, place) for forms, place in zip(sums, places, strict=True))
        return all(statement.size >= OVERVIEW for statement in grids) and (
            Sheets(self.batch, self.theme, self.room).size >= OVERVIEW
        )

    def product(self) -> Formula:
        """∂L/∂X = (∂L/∂Y)(Wᵀ) = (its entries), in the middle of the room."""
        equation = self.batch.inputs_product()
        product = fitted(
            lambda size: overview(Formula(equation, self.theme, size)),
            self.room,
            smallest=OVERVIEW,
        )
        return product.move_to(self.room.center)

    def summed(self) -> Statement:
        """∂L/∂W = the sum of the sheets, (its value,) the product whose inner sum it is."""
        place, _ = self.room.rows(7, 1)
        summed = self._single(self.batch.weights_summed(), place, headed=(("matrix",), ("entry",)))
        for form in summed.forms:
            form.move_to(place.center)
        return summed

    def _single(
        self,
        equations: tuple[Equation, ...],
        place: Region,
        headed: tuple[Place, Place] | None = None,
    ) -> Statement:
        forms = Forms(equations, headed=headed)
        return StatementGrid.single(forms, self.batch.notation, self.theme, place)

    def x_row(self, n: int) -> VGroup:
        """Row n of X."""
        return self.inputs.now.part("x", n)

    def y_row(self, n: int) -> VGroup:
        """Row n of Y."""
        return self.outputs.now.part("entry", n)

    def upstream_row(self, n: int) -> VGroup:
        """Row n of ∂L/∂Y."""
        return self.upstream.now.part("upstream", n)

    def lead_to_loss(self) -> VGroup:
        """From every row of Y to L: L is the total."""
        target = self.loss.get_corner(UP) + UP * units(10)
        rows = [self.y_row(n) for n in self._samples]
        self.ways_to_loss = self._ways(self.outputs, rows, target, "y", back=False)
        return self.ways_to_loss

    def lead_back(self) -> VGroup:
        """From L back to every row of ∂L/∂Y."""
        source = self.loss.get_corner(DOWN) + DOWN * units(10)
        rows = [self.upstream_row(n) for n in self._samples]
        self.ways_from_loss = self._ways(self.upstream, rows, source, "gradient", back=True)
        return self.ways_from_loss

    def take_over(self, other: BatchPage) -> list[Animation]:
        """Everything on another page's stage moves to where it stands on this one."""
        moves: list[Animation] = []
        for old, new in zip(other.matrices, self.matrices, strict=True):
            sources = {place: ancestors(old.now, place) for place in new.now.atoms}
            moves.append(Rewrite(new.now, sources, replaced=[old.now]))
        for n, label in self.labels.items():
            before = other.labels.get(n)
            moves.append(ReplacementTransform(before, label) if before else FadeIn(label))
        moves.append(ReplacementTransform(other.loss, self.loss))
        moves.append(ReplacementTransform(other.ways_to_loss, self.lead_to_loss()))
        moves.append(ReplacementTransform(other.ways_from_loss, self.lead_back()))
        return moves

    def _ways(
        self, matrix: Statement, rows: Sequence[VGroup], end: np.ndarray, role: str, *, back: bool
    ) -> VGroup:
        """Arrows between the rows of a matrix and L."""
        left = max(form.get_right()[0] for form in matrix.forms) + units(16)
        wires = []
        for row in rows:
            level = row.get_center()[1]
            points = [np.array([left, level, 0.0]), np.array([end[0], level, 0.0]), end]
            colour, width = self.theme.colour(role), self.theme.strokes.edge
            wires.append(BentArrow(points[::-1] if back else points, colour, width, 0.6))
        return VGroup(*wires)

    @property
    def _samples(self) -> tuple[int, ...]:
        return self.batch.written_samples

    def _labels(self, words: Mapping[int, str], left: float) -> dict[int, Words]:
        rows = self.inputs.forms[-1]
        labels = {}
        size = max(self.theme.sizes.least_words, self.size * 0.75)
        for n in self._samples:
            label = Words(words[n], self.theme, size, self.theme.muted)
            height = rows.part("x", n).get_center()[1]
            labels[n] = label.move_to([left, height, 0], aligned_edge=LEFT)
        return labels
