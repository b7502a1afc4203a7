"""What the example is about: X, W, (B,) Y in a row and below each its gradient, of equal shape."""

from __future__ import annotations

from calculus import worked
from calculus.lesson import Lesson
from scenes.stage.formula import Typeset
from scenes.stage.regions import Region
from scenes.stage.statement_grid import Forms, Statement, StatementGrid
from scenes.stage.theme import Theme

_ROW_GAP = 1.6
"""Between the matrices and their gradients, in em."""


class Ledger:
    """Two rows of statements; each is first in symbols, then in numbers.

    Entries stand at ("x", i), ("w", i, j), ("b", j) and ("entry", j) of Y; in the gradients at
    ("entry", i), ("entry", i, j) and ("upstream", j).

    Attributes:
        inputs, weights, outputs: X, W, Y. biases: B or None.
        inputs_gradient, weights_gradient, upstream: ① of X, ② of W, ∂L/∂Y.
        size: font size in pixels.
    """

    def __init__(self, lesson: Lesson, theme: Theme, region: Region) -> None:
        heads: list[Forms | None] = [
            Forms(worked.inputs(lesson), entries=("x",)),
            Forms(worked.weights(lesson), headed=(("w",), ("w",)), entries=("w",)),
            Forms(worked.outputs(lesson), entries=("entry",)),
        ]
        weights = worked.weights_gradient(lesson)
        gradients: list[Forms | None] = [
            Forms(worked.inputs_gradient(lesson), entries=("entry",)),
            Forms(weights, headed=(("matrix",), ("entry",)), entries=("entry",)),
            Forms(worked.upstream(lesson), entries=("upstream",)),
        ]
        if biases := worked.biases(lesson):
            heads.insert(2, Forms(biases, entries=("b",)))
            gradients.insert(2, None)
        grid = StatementGrid(
            [heads, gradients],
            lesson.notation,
            theme,
            region,
            size=theme.sizes.overview * 0.95,
            row_gap=_ROW_GAP,
            spread=True,
        )
        self.size = grid.size
        self.inputs, self.weights, self.outputs = grid.at(0, 0), grid.at(0, 1), grid.at(0, -1)
        self.biases: Statement | None = grid.at(0, 2) if biases else None
        self.inputs_gradient, self.weights_gradient = grid.at(1, 0), grid.at(1, 1)
        self.upstream = grid.at(1, -1)

    @property
    def given(self) -> list[Typeset]:
        """The upper row as it is on display."""
        return [s.now for s in (self.inputs, self.weights, self.biases, self.outputs) if s]
