"""The two claims as blocks: matrices without entries, as large as their shapes."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from calculus.algebra.expressions import (
    Equation,
    Expression,
    Named,
    Place,
    Product,
    Symbol,
    Transpose,
)
from calculus.lessons.lesson import Lesson
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.block_equation import Part
from scenes.stage.matrices.blocks import Sized


def input_blocks(
    lesson: Lesson, claim: Equation, *, untransposed: bool = False
) -> dict[Part, Sized]:
    """① of one sample: (1, D) = (1, M)·(M, D); `untransposed`: with W, (1, M)·(D, M)."""
    subject, first, second = _names(claim)
    weights = Sized(second, lesson.M, lesson.D, "w")
    return {
        "subject": Sized(subject, 1, lesson.D, "gradient"),
        "first": Sized(first, 1, lesson.M, "gradient"),
        "second": _before_transposing(weights) if untransposed else weights,
    }


def weight_blocks(
    lesson: Lesson, claim: Equation, *, untransposed: bool = False
) -> dict[Part, Sized]:
    """② of one sample: (D, M) = (D, 1)·(1, M); `untransposed`: with X, (1, D)·(1, M)."""
    subject, first, second = _names(claim)
    column = Sized(first, lesson.D, 1, "x")
    return {
        "subject": Sized(subject, lesson.D, lesson.M, "gradient"),
        "first": _before_transposing(column) if untransposed else column,
        "second": Sized(second, 1, lesson.M, "gradient"),
    }


def _before_transposing(transposed: Sized) -> Sized:
    """W of Wᵀ."""
    name = transposed.name
    assert isinstance(name, Transpose)
    plain = Named((*name.place, "name"), name.symbol)
    return Sized(plain, transposed.columns, transposed.rows, transposed.role)


def transpose_rivals(
    claim: Equation, inputs: int, outputs: int
) -> tuple[dict[Part, Sized], dict[Part, Sized]]:
    """∂L/∂Y·Wᵀ and ∂L/∂Y·W, each with its result; without one where the product does not exist.

    Args:
        claim: ①.
        inputs: D.
        outputs: M.
    """
    subject, first, second = _names(claim)
    upstream = Sized(first, 1, outputs, "gradient")
    weights = Sized(second, outputs, inputs, "w")
    claimed: dict[Part, Sized] = {
        "subject": Sized(subject, 1, inputs, "gradient"),
        "first": upstream,
        "second": weights,
    }
    rival: dict[Part, Sized] = {}
    if inputs == outputs:
        rival["subject"] = Sized(Named(("unknown",), Symbol("?")), 1, outputs, "ink")
    rival["first"] = upstream
    rival["second"] = _before_transposing(weights)
    return claimed, rival


def _names(claim: Equation) -> tuple[Expression, Expression, Expression]:
    subject, product = claim.sides
    assert isinstance(product, Product)
    first, second = product.factors
    return subject, first, second


def claim_sources(old: Typeset, new: Typeset) -> dict[Place, Sequence[VMobject]]:
    """What stands at the same places in a claim and in the names above blocks, with their signs."""
    before = {_in_claim(place): atom for place, atom in old.atoms.items()}
    return {place: [before[_in_claim(place)]] for place in new.atoms if _in_claim(place) in before}


def _in_claim(place: Place) -> Place:
    """One place for the equals sign, and for the dot, of a claim and of a block equation."""
    if "equals" in place:
        return ("sign", "=")
    return ("sign", "·") if "dot" in place else place
