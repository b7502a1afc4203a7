"""What the film claims (math1) and the shapes it speaks of, as expressions.

The right-hand sides of ① and ② are the last lines of their derivations; none is typed twice.
"""

from __future__ import annotations

from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import (
    LOSS,
    Equation,
    GradientOfProduct,
    Named,
    Partial,
    Product,
    Shape,
    Sum,
    Symbol,
)
from calculus.algebra.notation import WHOLE_B, WHOLE_W, WHOLE_X, WHOLE_Y, Notation


def input_claim(notation: Notation) -> Equation:
    """① ∂L/∂X = ∂L/∂Y·Wᵀ. Its sides stand at ("subject",) and ("product",)."""
    return _claim("inputs", input_gradient(notation))


def weight_claim(notation: Notation) -> Equation:
    """② ∂L/∂W = Xᵀ·∂L/∂Y. Its sides stand at ("subject",) and ("outer",)."""
    return _claim("weights", weight_gradient(notation))


def _claim(name: str, derivation: Derivation) -> Equation:
    return Equation(("claim", name), (derivation.subject, derivation["result"].expression))


def bias_claim() -> Equation:
    """∂L/∂B = ∂L/∂Y for one sample: B is only added."""
    return Equation(("claim", "bias"), (Partial(("subject",), LOSS, WHOLE_B), upstream()))


def product_claim() -> Equation:
    """∂L/∂(X·W) = ∂L/∂Y: the node + hands the gradient on unchanged."""
    subject = GradientOfProduct(("subject",), (WHOLE_X, WHOLE_W))
    return Equation(("claim", "product"), (subject, upstream()))


def upstream() -> Partial:
    """∂L/∂Y as a whole."""
    return Partial(("upstream",), LOSS, WHOLE_Y)


def product() -> Product:
    """X·W as wholes."""
    return Product(("product",), (Named(("x",), WHOLE_X), Named(("w",), WHOLE_W)), dot=True)


def vector_shape(columns: int) -> Shape:
    """(columns,): what the book writes for one sample."""
    return Shape(("shape",), columns)


def matrix_shape(rows: int | str, columns: int | str) -> Shape:
    """(rows, columns); either may be a letter, as in (N, 2)."""
    return Shape(("shape",), columns, rows)


def input_shapes(notation: Notation) -> Equation:
    """The shapes of ① for one sample, as the book writes them: (D,) = (M,)·(M, D).

    They stand at ("inputs", "subject"), ("inputs", "upstream") and ("inputs", "w").
    """
    inputs, outputs = notation.inputs, notation.outputs
    upstream = Shape(("inputs", "upstream"), outputs)
    transposed = Shape(("inputs", "w"), inputs, outputs)
    product = Product(("inputs", "product"), (upstream, transposed), dot=True)
    return Equation(("inputs",), (Shape(("inputs", "subject"), inputs), product))


def weight_shapes(notation: Notation) -> Equation:
    """The shapes of ② for one sample: (D, M) = (D, 1)·(1, M).

    They stand at ("weights", "subject"), ("weights", "x") and ("weights", "upstream").
    """
    inputs, outputs = notation.inputs, notation.outputs
    column = Shape(("weights", "x"), 1, inputs)
    row = Shape(("weights", "upstream"), outputs, 1)
    product = Product(("weights", "product"), (column, row), dot=True)
    return Equation(("weights",), (Shape(("weights", "subject"), outputs, inputs), product))


def forward_claim() -> Equation:
    """Y = X·W + B."""
    total = Sum(("sum",), (product(), Named(("b",), WHOLE_B)))
    return Equation(("claim", "forward"), (Named(("y",), WHOLE_Y), total))


def bias_total_claim() -> Equation:
    """∂L/∂B = ∂L/∂Y⁽¹⁾ + ∂L/∂Y⁽²⁾ + ⋯: the sum over the samples."""
    rows = (Symbol("Y", sample=n) for n in (1, 2))
    terms = tuple(Partial(("total", "term", n), LOSS, row) for n, row in enumerate(rows, 1))
    rest = Named(("total", "term", "rest"), Symbol("⋯"))
    total = Sum(("total",), (*terms, rest))
    return Equation(("claim", "bias"), (Partial(("subject",), LOSS, WHOLE_B), total))
