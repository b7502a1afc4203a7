"""How a lesson writes its symbols: the index convention, commas, samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from calculus.algebra.expressions import LOSS, Index, Matrix, Named, Partial, Place, Symbol

Convention = Literal["output-first", "input-first"]
CONVENTIONS: tuple[Convention, ...] = ("output-first", "input-first")

WRITTEN_OUT: Final = 6
"""The largest size of which every index is written out."""

ELIDED: Final = 0
"""The index that stands for all those that are not written out; it is drawn as dots."""


def written_range(size: int, written_out: int = WRITTEN_OUT) -> tuple[int, ...]:
    """1 ... size; of a size above `written_out` the first two, `ELIDED` and the last."""
    if size <= written_out:
        return tuple(range(1, size + 1))
    return 1, 2, ELIDED, size


@dataclass(frozen=True)
class Notation:
    """The names of all quantities for one shape and index convention.

    Attributes:
        inputs: D, the number of inputs.
        outputs: M, the number of outputs.
        convention: "output-first" (w_ji, the book's) or "input-first" (w_ij).
        written_out: the largest size of which every index is written out; less in a crowded
            overview.
    """

    inputs: int
    outputs: int
    convention: Convention = "output-first"
    written_out: int = WRITTEN_OUT

    def x(self, i: Index, sample: Index | None = None) -> Symbol:
        """Input i."""
        return Symbol("x", (i,), _subscript(i), sample)

    def y(self, k: Index, sample: Index | None = None) -> Symbol:
        """Output k."""
        return Symbol("y", (k,), _subscript(k), sample)

    def b(self, j: int) -> Symbol:
        """The bias of output j."""
        return Symbol("b", (j,), _subscript(j))

    def w(self, output: Index, input: Index) -> Symbol:
        """The weight of the edge from an input to an output, under its name in this convention."""
        pair = (output, input) if self.convention == "output-first" else (input, output)
        comma = "," if self.has_commas else ""
        return Symbol("w", (output, input), comma.join(map(_subscript, pair)))

    def upstream(self, place: Place, k: Index, sample: int | None = None) -> Partial:
        """∂L/∂y_k."""
        return Partial(place, LOSS, self.y(k, sample))

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
    def has_commas(self) -> bool:
        """Whether a comma stands between double indices, so that 1,12 is not read as 11,2."""
        return max(self.inputs, self.outputs) >= 10

    @property
    def input_range(self) -> tuple[int, ...]:
        """1 ... D, or 1, 2, `ELIDED`, D."""
        return written_range(self.inputs, self.written_out)

    @property
    def output_range(self) -> tuple[int, ...]:
        """1 ... M, or 1, 2, `ELIDED`, M."""
        return written_range(self.outputs, self.written_out)

    def sample_range(self, samples: int) -> tuple[int, ...]:
        """1 ... N, or 1, 2, `ELIDED`, N."""
        return written_range(samples, self.written_out)

    @property
    def written_inputs(self) -> tuple[int, ...]:
        """The inputs that are written out."""
        return tuple(i for i in self.input_range if i != ELIDED)

    @property
    def written_outputs(self) -> tuple[int, ...]:
        """The outputs that are written out."""
        return tuple(j for j in self.output_range if j != ELIDED)


def _subscript(index: Index) -> str:
    return "⋯" if index == ELIDED else str(index)


WHOLE_X, WHOLE_W, WHOLE_Y, WHOLE_B = (Symbol(letter) for letter in "XWYB")
