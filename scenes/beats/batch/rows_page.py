"""The page of the rows: every sample's row runs through the same W, and L is the total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

import numpy as np
from manim import LEFT, RIGHT, UP, RoundedRectangle, VGroup

from calculus.algebra.expressions import LOSS, Matrix, Named, Partial
from calculus.algebra.notation import WHOLE_W, WHOLE_X, WHOLE_Y
from calculus.statements.batch import Batch
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.graph.arrows import BentArrow
from scenes.stage.matrices.even_matrix import EvenMatrix
from scenes.stage.matrices.headers import Headers
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_NAME_GAP: Final = 0.55
"""Between a sample's name and its row, in em."""

_LANE: Final = 1.9
"""Length of a lane between a matrix and the panel of W, in em."""

_TO_LOSS = 1.3
"""Length of the way from a row of Y to its part of L, in em."""

_COLLECT = 1.25
"""From the parts of L to the bar that collects them, in em."""

_PANEL = 0.45
"""Room around W on its panel, in em."""

_HEADER_SIZE = 0.87
"""Of W's headers, as a part of the matrices' font size."""

_ABOVE = 0.5
"""Between what stands highest and the names X, W, Y, in em."""

_LANE_PITCH = 1.4
"""Distance of two rows that pass above everything else, in em."""

_MIDDLE = 1.3
"""Between the upper half and ∂L/∂Y, in em."""

_PAST_LOSS = (1.1, 0.55)
"""How far at the left of L and above it the parts of L pass, in em."""

_LOSS_SIZE = 1.15
"""Font size of L, as a part of the matrices'."""

_BESIDE_NOTE = 1.5
"""Between the formulas of L and ∂L/∂Y, in em."""

_FRAME_ROOM = 12
"""Below the formulas of L, for a frame around the last of them, in pixels."""

_EQUALS = 0.42
"""Between ∂L/∂Y, its equals sign and its matrix, in em."""

_NEARER = 0.3
"""How far apart lanes are at W, as a part of their distance at X and Y."""

_CLEAR = 0.3
"""Between the ends of a way and what it joins, in em."""

_TIP = 0.55
"""Size of the arrows' tips, as a part of the large graph's."""

_LARGEST_HEADERS = 40.0
"""Pixels."""

_WORDS = 0.8
"""Font size of the samples' names, as a part of the matrices'."""

_Typeset = TypeVar("_Typeset", bound=Typeset)


class RowsPage:
    """X, W and Y in the upper half, L at the right, ∂L/∂Y below Y, column under column.

    Args:
        batch: the statements.
        theme: looks.
        names: by sample, what its row is called.
        region: what it fits into.

    Attributes:
        size: font size in pixels.
        texts: by sample, what it is called.
        names: by sample that is written out, what stands beside its row.
        inputs, outputs, upstream: X, Y and ∂L/∂Y with a row a sample.
        inputs_alone, outputs_alone, upstream_alone: the same for one sample, without a number.
        weights: W; headers: its headers; panel: what both lie on.
        titles: X, W and Y above their matrices.
        claim: ∂L/∂Y = in front of its matrix.
        losses: by sample, its part of L (dots for those left out).
        loss: L.
        into, out_of: by sample, the ways from its row of X to W and on to its row of Y.
        lane_alone: the two ways of one sample.
        to_parts: by sample, the ways from Y to the parts of L; collected: those on to L.
        back: by sample, the ways from L to its row of ∂L/∂Y.
        marks: frames that are on the stage.
        note: what is free for the formulas of L.
    """

    def __init__(
        self, batch: Batch, theme: Theme, names: Mapping[int, str], region: Region
    ) -> None:
        self.batch, self.theme, self.texts = batch, theme, names
        self.marks = VGroup()
        largest_that_fits(
            self._set, lambda extent: region.excess(*extent), theme.sizes.formula, smallest=OVERVIEW
        )
        whole = self._everything()
        whole.shift(region.center - whole.get_center())
        self._lane = float(self.titles["y"].get_y())
        left = min(name.get_left()[0] for name in self.names.values())
        right = self.claim.get_left()[0] - _BESIDE_NOTE * units(self.size)
        bottom = region.bottom + units(_FRAME_ROOM)
        self.note = Region(float(left), float(right), bottom, self.upstream.get_top()[1])

    def way_to_loss(self, n: int) -> list[np.ndarray]:
        """From a sample's part of L along the arrow, and past L to the left."""
        em, loss = units(self.size), self.loss
        bar, height = loss.get_x(), self.losses[n].get_y()
        above = float(loss.get_top()[1]) + _PAST_LOSS[1] * em
        beside = float(loss.get_left()[0]) - _PAST_LOSS[0] * em
        corners = [(bar, height), (bar, above), (beside, float(loss.get_y()))]
        return [np.array([x, y, 0.0]) for x, y in corners]

    def lane_above(self, n: int) -> float:
        """The height at which a sample's row can pass above everything else."""
        samples = self.batch.written_samples
        rank = samples.index(n) - (len(samples) - 1) / 2
        return self._lane - rank * _LANE_PITCH * units(self.size)

    def _set(self, size: float) -> tuple[float, float]:
        """Build everything from left to right; returns its width and height."""
        self.size = size
        em, batch, theme = units(size), self.batch, self.theme
        samples = batch.written_samples

        def matrix(entries: Matrix, column: float = 0.0, row: float | None = None) -> EvenMatrix:
            return self._read_before(EvenMatrix(entries, theme, size, column=column, row=row))

        self.upstream = matrix(batch.upstream())
        self.outputs = matrix(batch.outputs(), self.upstream.column)
        self.inputs = matrix(batch.inputs(), 0.0, self.outputs.row)
        self.outputs = matrix(batch.outputs(), self.upstream.column, self.inputs.row)
        self.weights = matrix(batch.weights())
        self._head_weights()

        words = max(theme.sizes.least_words, size * _WORDS)
        self.names = {n: Words(self.texts[n], theme, words, theme.muted) for n in samples}
        x = max(name.width for name in self.names.values()) + _NAME_GAP * em
        x = self._put(self.inputs, x) + _LANE * em
        x = self._put_panel(x) + _LANE * em
        end = x = self._put(self.outputs, x)
        rows = {n: self.outputs.line(r).get_center()[1] for r, n in enumerate(batch.sample_range)}
        for n, name in self.names.items():
            name.move_to([0, rows[n], 0], aligned_edge=LEFT)
        self._put_losses(x + _TO_LOSS * em, rows)

        highest = max(self.panel.get_top()[1], self.inputs.get_top()[1])
        lowest = min(self.panel.get_bottom()[1], self.inputs.get_bottom()[1])
        self._put_titles(highest + _ABOVE * em)
        self._put_upstream(end, lowest - _MIDDLE * em)
        self._lead(rows, (lowest + self.upstream.get_top()[1]) / 2)
        self._stand_alone()
        whole = self._everything()
        return whole.width, whole.height

    def _head_weights(self) -> None:
        notation, weights = self.batch.notation, self.weights
        size = min(_LARGEST_HEADERS, self.size * _HEADER_SIZE)
        self.headers = Headers(
            {i: weights.line(r) for r, i in enumerate(notation.input_range)},
            {k: weights.stack(c) for c, k in enumerate(notation.output_range)},
            weights,
            notation,
            self.theme,
            size=size,
        )
        inside = VGroup(weights, self.headers)
        room = 2 * _PANEL * units(self.size)
        self.panel = RoundedRectangle(
            width=inside.width + room,
            height=inside.height + room,
            corner_radius=units(16),
            stroke_width=0,
            fill_color=self.theme.panel,
            fill_opacity=1,
        ).move_to(inside)
        self.panel.set_z_index(-1)
        # The lanes meet the matrix in the middle of its rows, which is the panel's then.
        VGroup(self.panel, inside).shift(UP * -self.panel.get_center()[1])

    def _put(self, matrix: EvenMatrix, x: float) -> float:
        matrix.move_to([x, 0, 0], aligned_edge=LEFT)
        return float(matrix.get_right()[0])

    def _put_panel(self, x: float) -> float:
        way = RIGHT * (x - self.panel.get_left()[0])
        VGroup(self.panel, self.weights, self.headers).shift(way)
        return float(self.panel.get_right()[0])

    def _put_losses(self, x: float, rows: Mapping[int, float]) -> None:
        em = units(self.size)
        terms = [
            self._read_before(Formula(term, self.theme, self.size))
            for term in self.batch.loss_parts()
        ]
        widest = max(term.width for term in terms)
        self.losses = dict(zip(self.batch.sample_range, terms, strict=True))
        for n, term in self.losses.items():
            term.move_to([x + widest / 2, rows[n], 0])
        self.loss = Formula(Named(("loss",), LOSS), self.theme, self.size * _LOSS_SIZE)
        bar = x + widest + _COLLECT * em
        self.loss.move_to([bar, 0, 0])

    def _put_titles(self, y: float) -> None:
        letters = {"x": WHOLE_X, "w": WHOLE_W, "y": WHOLE_Y}
        below = {"x": self.inputs, "w": self.weights, "y": self.outputs}
        self.titles = {
            key: self._read_before(Formula(Named(("title", key), symbol), self.theme, self.size))
            for key, symbol in letters.items()
        }
        for key, title in self.titles.items():
            title.set_x(below[key].get_x()).set_baseline(y)

    def _put_upstream(self, right: float, top: float) -> None:
        em = units(self.size)
        self.upstream.move_to([right, top, 0], aligned_edge=UP + RIGHT)
        name = Formula(Partial(("name", "upstream"), LOSS, WHOLE_Y), self.theme, self.size)
        equals = Sign(("equals", "upstream"), "=", self.theme.ink, self.size)
        self.claim = self._read_before(Typeset(name, equals))
        # Set on one baseline, both have their middles at the height of a matrix's.
        equals.shift(RIGHT * (name.get_right()[0] + _EQUALS * em - equals.get_left()[0]))
        way = self.upstream.get_left() - self.claim.get_right() + LEFT * _EQUALS * em
        self.claim.shift([way[0], self.upstream.get_y() - equals.get_y(), 0])

    def _lead(self, rows: Mapping[int, float], height: float) -> None:
        """All ways: through W, to L, and back."""
        em, theme = units(self.size), self.theme
        clear, samples = _CLEAR * em, self.batch.written_samples
        self.loss.set_y(height)
        width = theme.strokes.edge
        panel_left = self.panel.get_left() + LEFT * clear / 2
        panel_right = self.panel.get_right() + RIGHT * clear / 2
        start, end = self.inputs.get_right()[0] + clear, self.outputs.get_left()[0] - clear

        def way(role: str, *points: np.ndarray) -> BentArrow:
            return BentArrow(points, theme.colour(role), width, _TIP)

        def at(x: float, y: float) -> np.ndarray:
            return np.array([x, y, 0.0])

        # The tips would lie on each other in one point: the lanes come in a little apart.
        spread = {n: rows[n] * _NEARER for n in samples}
        self.into = {n: way("x", at(start, rows[n]), panel_left + UP * spread[n]) for n in samples}
        self.out_of = {n: way("y", panel_right + UP * spread[n], at(end, rows[n])) for n in samples}
        self.lane_alone = (way("x", at(start, 0), panel_left), way("y", panel_right, at(end, 0)))
        right = self.outputs.get_right()[0] + clear
        parts_left = min(self.losses[n].get_left()[0] for n in samples) - clear
        parts_right = max(self.losses[n].get_right()[0] for n in samples) + clear
        bar = self.loss.get_x()
        over, under = self.loss.get_top()[1] + clear, self.loss.get_bottom()[1] - clear
        self.to_parts = {n: way("y", at(right, rows[n]), at(parts_left, rows[n])) for n in samples}
        self.collected = {
            n: way("gradient", at(parts_right, rows[n]), at(bar, rows[n]), at(bar, over))
            for n in samples
        }
        lines = dict(zip(self.batch.sample_range, self.upstream.cells, strict=True))
        back = {n: VGroup(*lines[n]).get_y() for n in samples}
        self.back = {
            n: way("gradient", at(bar, under), at(bar, back[n]), at(right, back[n]))
            for n in samples
        }

    def _stand_alone(self) -> None:
        """One sample's rows stand in the middle of the rows to come."""
        batch, theme, size = self.batch, self.theme, self.size

        def alone(entries: Matrix, rows: EvenMatrix) -> EvenMatrix:
            found = self._read_before(EvenMatrix(entries, theme, size, column=rows.column))
            return found.move_to(rows)

        self.inputs_alone = alone(batch.inputs(alone=True), self.inputs)
        self.outputs_alone = alone(batch.outputs(alone=True), self.outputs)
        self.upstream_alone = alone(batch.upstream(alone=True), self.upstream)
        first = self.names[1]
        self.name_alone = first.copy().set_y(self.inputs.get_y())

    def _read_before(self, typeset: _Typeset) -> _Typeset:
        """Declare small terms as an overview: in this size they have been read."""
        return typeset if self.size >= FIRST_READING else overview(typeset)

    def _everything(self) -> VGroup:
        return VGroup(
            self.inputs,
            self.outputs,
            self.upstream,
            self.panel,
            self.weights,
            self.headers,
            self.claim,
            self.loss,
            self.inputs_alone,
            self.outputs_alone,
            self.upstream_alone,
            self.name_alone,
            *self.names.values(),
            *self.titles.values(),
            *self.losses.values(),
            *self.into.values(),
            *self.out_of.values(),
            *self.lane_alone,
            *self.to_parts.values(),
            *self.collected.values(),
            *self.back.values(),
        )
