"""How a lesson writes its symbols: the index convention, commas, samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from calculus.expressions import LOSS, Matrix, Named, Partial, Place, Symbol

Convention = Literal["output-first", "input-first"]
CONVENTIONS: tuple[Convention, ...] = ("output-first", "input-first")


@dataclass(frozen=True)
class Notation:
    """The names of all quantities for one shape and index convention.

    Attributes:
        inputs: D, the number of inputs.
        outputs: M, the number of outputs.
        convention: "output-first" (w_ji, the book's) or "input-first" (w_ij).
    """

    inputs: int
    outputs: int
    convention: Convention = "output-first"

    def x(self, i: int, sample: int | None = None) -> Symbol:
        """Input i."""
        return Symbol("x", (i,), str(i), sample)

    def y(self, j: int, sample: int | None = None) -> Symbol:
        """Output j."""
        return Symbol("y", (j,), str(j), sample)

    def b(self, j: int) -> Symbol:
        """The bias of output j."""
        return Symbol("b", (j,), str(j))

    def w(self, output: int, input: int) -> Symbol:
        """The weight of the edge from an input to an output, under its name in this convention."""
        pair = (output, input) if self.convention == "output-first" else (input, output)
        comma = "," if max(self.inputs, self.outputs) >= 10 else ""
        return Symbol("w", (output, input), comma.join(map(str, pair)))

    def upstream(self, place: Place, j: int, sample: int | None = None) -> Partial:
        """∂L/∂y_j."""
        return Partial(place, LOSS, self.y(j, sample))

    def x_row(self, place: Place, sample: int | None = None) -> Matrix:
        """X of one sample, 1×D."""
        row = (Named((*place, i), self.x(i, sample)) for i in self.input_range)
        return Matrix(place, (tuple(row),))

    def x_column(self, place: Place, sample: int | None = None) -> Matrix:
        """Xᵀ of one sample, D×1."""
        return Matrix(
            place, tuple((Named((*place, i), self.x(i, sample)),) for i in self.input_range)
        )

    def y_row(self, place: Place, sample: int | None = None) -> Matrix:
        """Y of one sample, 1×M."""
        row = (Named((*place, j), self.y(j, sample)) for j in self.output_range)
        return Matrix(place, (tuple(row),))

    def upstream_row(self, place: Place, sample: int | None = None) -> Matrix:
        """∂L/∂Y of one sample, 1×M."""
        row = (self.upstream((*place, j), j, sample) for j in self.output_range)
        return Matrix(place, (tuple(row),))

    def w_matrix(self, place: Place) -> Matrix:
        """W, D×M: row i holds what leaves input i, column j what enters output j."""
        return Matrix(
            place,
            tuple(
                tuple(Named((*place, i, j), self.w(j, i)) for j in self.output_range)
                for i in self.input_range
            ),
        )

    def w_transposed(self, place: Place) -> Matrix:
        """Wᵀ, M×D; its entries keep the places they have in W, so that a flip can follow them."""
        return Matrix(
            place,
            tuple(
                tuple(Named((*place, i, j), self.w(j, i)) for i in self.input_range)
                for j in self.output_range
            ),
        )

    @property
    def input_range(self) -> range:
        """1 ... D."""
        return range(1, self.inputs + 1)

    @property
    def output_range(self) -> range:
        """1 ... M."""
        return range(1, self.outputs + 1)
