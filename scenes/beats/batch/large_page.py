"""Where a large batch is worked out: its matrices step aside, the whole body is free for work."""

from __future__ import annotations

from collections.abc import Mapping

from manim import Animation, FadeOut, VMobject

from calculus.algebra.expressions import Equation, Expression, Place
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from calculus.statements.claims import forward_claim
from scenes.beats.batch.page import BatchPage
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Sign, Typeset
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid
from scenes.stage.matrices.work_lines import dots_between
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_HEAD = (13, 3, 84)
"""Relative heights of the claims, a gap, and the room for work."""

_SHAPES = (9, 91)
"""Relative heights of the shapes above a product, and the product."""

_BIAS = (46, 6, 48)
"""Relative widths of what is given, a gap, and the sums."""

_ENTRY_GAP = 1.3
"""Between two columns of sums, in em."""

_CLOSER = 0.8
"""The same where the sums would be too small."""


class BatchRoom:
    """The layout of a large batch: ① and ② above, below them room for one calculation at a time.

    Attributes:
        batch: the statements.
        inputs_gradient, weights_gradient: ① and ②, by name.
        room: where things are worked out.
        size: font size of the claims in pixels.
        known: what stands on the stage and is used in the work.
        leaving: what is taken off the stage when the work begins.
    """

    def __init__(self, batch: Batch, theme: Theme, body: Region) -> None:
        self.batch, self.theme = batch, theme
        head, _, self.room = body.rows(*_HEAD)
        claims = (batch.inputs_gradient()[:1], batch.weights_gradient()[:1])
        grid = StatementGrid([[Forms(claim) for claim in claims]], batch.notation, theme, head)
        self.inputs_gradient, self.weights_gradient = grid.at(0, 0), grid.at(0, 1)
        self.size = grid.size
        self.known: Mapping[Place, VMobject] = {}
        self.leaving: list[VMobject] = []

    def take_over(self, other: BatchPage) -> list[Animation]:
        """What is not used in ① leaves the stage; ∂L/∂Y and W are used up by the product."""
        used = (other.upstream.now, other.weights.now)
        self.known = used[0].atoms | used[1].atoms
        self.leaving = [*used]
        gone = [other.inputs.now, other.outputs.now, other.loss, *other.labels.values()]
        return [FadeOut(*gone, other.ways_to_loss, other.ways_from_loss)]

    def product(self) -> Typeset:
        """∂L/∂X = (∂L/∂Y)(Wᵀ) and, on a line of its own, = (its entries)."""
        equation = self.batch.inputs_product()
        subject, product, result = equation.sides
        forms = Forms((Equation(equation.place, (subject, product)),), below=((result,),))
        return self._single(forms, self.room).now

    def summed(self, *, with_sums: bool = True) -> Statement:
        """∂L/∂W = the sum of the sheets, (its value,) the product whose inner sum it is.

        Args:
            with_sums: whether the sums of the samples are among the forms.
        """
        equations = self.batch.weights_summed()
        *first, (subject, product, *result) = (equation.sides for equation in equations)
        statements = [*equations[: len(first)]]
        below: list[tuple[Expression, ...]] = [() for _ in first]
        if self.batch.has_numbers:
            statements.append(Equation(equations[-1].place, (subject, product)))
            below.append(tuple(result))
        else:
            # Elsewhere its last form is the sum beside the product; here only one has room.
            statements.append(Equation(equations[-1].place, (subject, *result)))
            below.append(())
        skipped = 0 if with_sums else 1
        _, place = self.room.rows(*_SHAPES)
        forms = Forms(
            tuple(statements[skipped:]),
            headed=(("matrix",), ("entry",)),
            entries=("entry",),
            below=tuple(below[skipped:]),
        )
        summed = self._single(forms, place)
        for form in summed.forms:
            form.set_x(place.center[0])
        return summed

    def bias(self) -> tuple[Statement, Statement, list[Statement], list[Sign]]:
        """At the left Y = X·W + B and ∂L/∂Y, at the right ∂L/∂b_j = ..., one below the other.

        The last are the dots between these, if some are left out.
        """
        left, _, right = self.room.columns(*_BIAS)
        batch, notation, size = self.batch, self.batch.notation, self.theme.sizes.overview
        given = [[Forms((forward_claim(),))], [Forms(batch.upstream()[-1:], entries=("upstream",))]]
        grid = StatementGrid(
            given, notation, self.theme, left, size=size, row_gap=1.2, entry_gap=CLOSE
        )
        lines = [[Forms(forms)] for forms in batch.bias_entries().values()]
        gap = 0.5 if ELIDED not in notation.output_range else 1.3
        sums = StatementGrid(lines, notation, self.theme, right, size=size, row_gap=gap)
        found = dict(zip(notation.written_outputs, sums, strict=True))
        dots = dots_between(found, notation.output_range, self.theme, sums.size)
        return grid.at(0), grid.at(1), list(sums), [dots] if dots else []

    def _single(self, forms: Forms, place: Region) -> Statement:
        def grid(entry_gap: float) -> StatementGrid:
            size, notation = self.theme.sizes.overview, self.batch.notation
            return StatementGrid(
                [[forms]], notation, self.theme, place, size=size, entry_gap=entry_gap
            )

        found = grid(_ENTRY_GAP)
        return (found if found.size >= OVERVIEW else grid(_CLOSER)).at(0)
