"""The page of the batch: X, W, Y with a row a sample, their gradients below, L at the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    ReplacementTransform,
    Scene,
    Transform,
    VGroup,
    VMobject,
)

from calculus.batch_statements import Batch
from calculus.expressions import LOSS, Equation, Place
from scenes.stage.formula import Typeset, Words, symbol_formula
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite
from scenes.stage.regions import Region
from scenes.stage.statement_grid import Forms, Statement, StatementGrid, ancestors
from scenes.stage.theme import Theme, pixels, units
from scenes.stage.wires import Wire

_LABEL_ROOM = 1.35
"""Room for the samples' labels at the left of X, in Manim units."""

_LOSS_ROOM = 1.3
"""Room for L and what leads there at the right of Y, in Manim units."""

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

    def __init__(
        self, batch: Batch, theme: Theme, words: Sequence[str], body: Region, *, settled: bool
    ) -> None:
        self.batch, self.theme = batch, theme
        notation = batch.lesson.notation
        share = min(_LEDGER_SHARE, 0.12 + 0.066 * (notation.inputs + 1.9 * batch.samples))
        above, _, self.room = body.rows(share, 0.04, 0.96 - share)
        whole = above if settled else body
        middle = Region(whole.left + _LABEL_ROOM, whole.right - _LOSS_ROOM, whole.bottom, whole.top)

        def forms(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
            return equations[-1:] if settled else equations[:2]

        heads = [
            Forms(forms(batch.inputs())),
            Forms(batch.weights()[-1 if settled else 0 :][:1], headed=(("w",), ("w",))),
            Forms(forms(batch.outputs())),
        ]
        gradients: list[Forms | None] = [None, None, Forms(batch.upstream()[:1])]
        if settled:
            gradients = [
                Forms(batch.inputs_gradient()),
                Forms(batch.weights_gradient(), headed=(("matrix",), ("entry",))),
                Forms(batch.upstream()[-1:]),
            ]
        grid = StatementGrid(
            [heads, gradients],
            notation,
            theme,
            middle,
            spread=True,
            size=theme.sizes.overview if settled else theme.sizes.formula,
            row_gap=0.9 if settled else 2.0,
        )
        self.size = grid.size
        self.inputs, self.weights, self.outputs = (grid.at(0, c) for c in range(3))
        self.upstream = grid.at(1, 2)
        if settled:
            self.inputs_gradient, self.weights_gradient = grid.at(1, 0), grid.at(1, 1)
        self.labels = self._labels(words, whole.left)
        self.loss = symbol_formula(LOSS, theme, theme.sizes.formula, ("loss",))
        height = (self.outputs.equals_at()[1] + self.upstream.equals_at()[1]) / 2
        self.loss.move_to([whole.right, height, 0], aligned_edge=RIGHT)
        top = min(self.inputs.forms[-1].get_bottom()[1], self.weights.now.get_bottom()[1])
        right = self.upstream.now.get_left()[0] - units(60)
        left = self.inputs.now.get_left()[0]
        self.below_inputs = Region(left, right, whole.bottom, top - units(30))
        self.ways_to_loss, self.ways_from_loss = VGroup(), VGroup()

    @property
    def matrices(self) -> tuple[Statement, ...]:
        """X, W, Y and ∂L/∂Y."""
        return self.inputs, self.weights, self.outputs, self.upstream

    def x_row(self, n: int) -> VGroup:
        """Row n of X."""
        return self.inputs.now.part("x", n)

    def y_row(self, n: int) -> VGroup:
        """Row n of Y."""
        return self.outputs.now.part("entry", n)

    def upstream_row(self, n: int) -> VGroup:
        """Row n of ∂L/∂Y."""
        return self.upstream.now.part("upstream", n)

    def x_column(self, product: Typeset, n: int) -> VGroup:
        """Column n of Xᵀ in a product: the inputs of sample n."""
        return product.parts(("x", n, i) for i in self.batch.lesson.notation.input_range)

    def framed(self, *things: VMobject, role: str = "ink") -> VGroup:
        """Frames around things that belong together."""
        margin = pixels(0.16 * units(self.size))
        return VGroup(*(frame(thing, self.theme, role, margin=margin) for thing in things))

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
        for n, label in other.labels.items():
            moves.append(ReplacementTransform(label, self.labels[n]))
        moves.append(ReplacementTransform(other.loss, self.loss))
        moves.append(ReplacementTransform(other.ways_to_loss, self.lead_to_loss()))
        moves.append(ReplacementTransform(other.ways_from_loss, self.lead_back()))
        return moves

    def _ways(
        self, matrix: Statement, rows: Sequence[VGroup], end: np.ndarray, role: str, *, back: bool
    ) -> VGroup:
        """Wires between the rows of a matrix and L."""
        left = max(form.get_right()[0] for form in matrix.forms) + units(16)
        wires = []
        for row in rows:
            level = row.get_center()[1]
            points = [np.array([left, level, 0.0]), np.array([end[0], level, 0.0]), end]
            colour, width = self.theme.colour(role), self.theme.strokes.edge
            wires.append(Wire(points[::-1] if back else points, colour, width, 0.6))
        return VGroup(*wires)

    @property
    def _samples(self) -> range:
        return self.batch.sample_range

    def _labels(self, words: Sequence[str], left: float) -> dict[int, Words]:
        rows = self.inputs.forms[-1]
        labels = {}
        for n in self._samples:
            label = Words(words[n - 1], self.theme, self.size * 0.75, self.theme.muted)
            height = rows.part("x", n).get_center()[1]
            labels[n] = label.move_to([left, height, 0], aligned_edge=LEFT)
        return labels


def under(stage: Typeset, new: Typeset, wholes: Collection[str]) -> dict[Place, list[VMobject]]:
    """A written-out thing turns into its name: each atom of `new` under a key comes from all of it.

    Args:
        stage: what stands there.
        new: what appears.
        wholes: first keys of the places of what is named; everything else keeps its place.
    """
    sources: dict[Place, list[VMobject]] = {}
    for place in new.atoms:
        if place[0] in wholes:
            sources[place] = list(stage.part(place[0]))
        elif place in stage.atoms:
            sources[place] = [stage.atoms[place]]
    return sources


def onto_row(row: VGroup, target: VMobject) -> Transform:
    """A copy of a row flies onto another row and is taken up by it."""
    copy = row.copy()
    arrived = copy.copy().move_to(target).set_opacity(0)
    return Transform(copy, arrived, remover=True)


class NumberRows(Rewrite):
    """A row of one sample gets its sample number, x1 becomes x1⁽¹⁾; other rows appear.

    Args:
        statement: X or Y; its next form has a row a sample.
        options: of `Rewrite`.
    """

    def __init__(self, statement: Statement, **options: Any) -> None:
        old = statement.now
        statement.shown += 1
        self._whole = statement.now
        parts = Typeset()
        sources: dict[Place, list[VMobject]] = {}
        for place, atom in self._whole.atoms.items():
            if place not in old.atoms:
                parts.atoms[place] = atom
                continue
            stays = _stays(old.atoms[place], atom)
            parts.atoms[place] = VGroup(*stays)
            sources[place] = [old.atoms[place]]
            if added := [glyph for glyph in atom if glyph not in stays]:
                parts.atoms[(*place, "sample")] = VGroup(*added)
        parts.add(*parts.atoms.values())
        super().__init__(parts, sources, replaced=[old], **options)

    def clean_up_from_scene(self, scene: Scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self.new)
        scene.add(self._whole)


def _stays(old: VGroup, new: VGroup) -> list[VMobject]:
    """The glyphs of `new` that show what `old` shows: of two alike, the lower (the subscript)."""
    if len(new) <= len(old):
        return list(new)
    left = sorted(new, key=lambda glyph: float(glyph.get_center()[1]))
    found = []
    for glyph in old:
        same = next((g for g in left if len(g.points) == len(glyph.points)), None)
        if same is None:
            return list(new)
        left.remove(same)
        found.append(same)
    return found
