"""What the example is about: X, W, (B,) Y and their gradients, of equal shapes."""

from __future__ import annotations

from typing import Protocol

from calculus.lessons.lesson import Lesson
from calculus.statements import worked
from scenes.stage.fitting import OVERVIEW, in_one_size
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_ROW_GAP = 1.6
"""Between the matrices and their gradients, in em."""

_COLUMNS = (47, 2, 51)
"""Relative widths of W, a gap and the rows beside it."""

_ROWS = (43, 3, 54)
"""Relative heights of the matrices above, a gap and the room below."""


class Ledger(Protocol):
    """All matrices of the example as statements, first in symbols, then in numbers.

    Entries stand at ("x", i), ("w", i, j), ("b", j) and ("entry", j) of Y; in the gradients at
    ("entry", i), ("entry", i, j) and ("upstream", j).

    Attributes:
        inputs, weights, outputs: X, W, Y. biases: B or None.
        inputs_gradient, weights_gradient, upstream: ① of X, ② of W, ∂L/∂Y.
        size: font size in pixels.
    """

    inputs: Statement
    weights: Statement
    biases: Statement | None
    outputs: Statement
    inputs_gradient: Statement
    weights_gradient: Statement
    upstream: Statement
    size: float


class LedgerAbove:
    """A `Ledger` of two rows: below every matrix its gradient.

    Args:
        lesson: gives the numbers.
        theme: looks.
        region: what it fits into, as large as it can.
    """

    def __init__(self, lesson: Lesson, theme: Theme, region: Region) -> None:
        forms = _forms(lesson)
        heads: list[Forms | None] = [forms["x"], forms["w"], forms["y"]]
        gradients: list[Forms | None] = [forms["dx"], forms["dw"], forms["dy"]]
        if biases := forms.get("b"):
            heads.insert(2, biases)
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


class LedgerBeside:
    """A `Ledger` for many inputs or outputs: W at the left, all that is a row at the right.

    The rows stand in the order in which they appear; ∂L/∂W stands below W.

    Attributes:
        room: free below the matrices, where it is worked out.
        beside_gradient: its part at the right of ∂L/∂W.
    """

    def __init__(self, lesson: Lesson, theme: Theme, region: Region) -> None:
        above, _, self.room = region.rows(*_ROWS)
        left, _, right = above.columns(*_COLUMNS)
        lower_left, _, self.beside_gradient = self.room.columns(*_COLUMNS)
        forms, names = _forms(lesson), ["x", "b", "y", "dy", "dx"]
        names = [name for name in names if name in forms]

        def grid(size: float, region: Region, *rows: str) -> StatementGrid:
            return StatementGrid(
                [[forms[name]] for name in rows],
                lesson.notation,
                theme,
                region,
                size=size,
                row_gap=0.55,
                entry_gap=CLOSE,
            )

        top, bottom, rows = in_one_size(
            lambda size: (
                grid(size, left, "w"),
                grid(size, lower_left, "dw"),
                grid(size, right, *names),
            ),
            theme.sizes.headers,
        )
        self.size = rows.size
        self.weights, self.weights_gradient = top.at(0), bottom.at(0)
        found = {name: rows.at(r) for r, name in enumerate(names)}
        self.inputs, self.outputs, self.biases = found["x"], found["y"], found.get("b")
        self.upstream, self.inputs_gradient = found["dy"], found["dx"]


def given(ledger: Ledger) -> list[Typeset]:
    """X, W, (B,) and Y as they are on display."""
    heads = (ledger.inputs, ledger.weights, ledger.biases, ledger.outputs)
    return [statement.now for statement in heads if statement]


def can_be_read(ledger: Ledger) -> bool:
    """Whether its numbers are large enough."""
    return ledger.size >= OVERVIEW


def _forms(lesson: Lesson) -> dict[str, Forms]:
    """By name; "b" only if there is a bias."""
    weights = worked.weights_gradient(lesson)
    forms = {
        "x": Forms(worked.inputs(lesson), entries=("x",), column="x"),
        "w": Forms(worked.weights(lesson), headed=(("w",), ("w",)), entries=("w",), column="y"),
        "y": Forms(worked.outputs(lesson), entries=("entry",), column="y"),
        "dx": Forms(worked.inputs_gradient(lesson), entries=("entry",), column="x"),
        "dw": Forms(weights, headed=(("matrix",), ("entry",)), entries=("entry",), column="y"),
        "dy": Forms(worked.upstream(lesson), entries=("upstream",), column="y"),
    }
    if biases := worked.biases(lesson):
        forms["b"] = Forms(biases, entries=("b",), column="y")
    return forms
