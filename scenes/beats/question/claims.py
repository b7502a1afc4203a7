"""① and ② of one sample as pieces, and what becomes of ① where W is square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from manim import VMobject

from calculus.algebra.expressions import Equation, Expression, Named, Place, Product, Transpose
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import input_claim, weight_claim
from scenes.beats.question.piece import Part, Piece
from scenes.stage.formulas.formula import Typeset

Pieces = dict[Part, Piece]

BRIGHT = (1, 2)
"""The cell of W that can be followed, as in the film's mark."""


def input_pieces(lesson: Lesson) -> Pieces:
    """①, its rows with one axis."""
    subject, first, second = _names(input_claim(lesson.notation))
    D, M = lesson.D, lesson.M
    return {
        "subject": Piece(subject, 1, D, "gradient", is_vector=True),
        "first": Piece(first, 1, M, "gradient", is_vector=True),
        "second": Piece(second, D, M, "w", transposed=True, bright=BRIGHT),
    }


def weight_pieces(lesson: Lesson) -> Pieces:
    """②, its rows with one axis and X not yet transposed."""
    subject, first, second = _names(weight_claim(lesson.notation))
    D, M = lesson.D, lesson.M
    return {
        "subject": Piece(subject, D, M, "gradient"),
        "first": Piece(first, 1, D, "x", is_vector=True),
        "second": Piece(second, 1, M, "gradient", is_vector=True),
    }


def with_rows(pieces: Mapping[Part, Piece]) -> Pieces:
    """(2,) is read as (1, 2)."""
    return {part: replace(piece, is_vector=False) for part, piece in pieces.items()}


def with_standing_x(pieces: Mapping[Part, Piece]) -> Pieces:
    """② with X as a column."""
    return {**pieces, "first": replace(pieces["first"], transposed=True)}


def side_of_square(lesson: Lesson) -> int:
    """How many inputs and outputs there are where W is square; a 1×1 has nothing to tell."""
    return max(2, min(lesson.D, lesson.M))


def with_square_weights(pieces: Mapping[Part, Piece], lesson: Lesson) -> Pieces:
    """① with as many inputs as outputs."""
    side = side_of_square(lesson)
    return {
        part: replace(piece, rows=side if part == "second" else 1, columns=side)
        for part, piece in pieces.items()
    }


def with_plain_weights(pieces: Mapping[Part, Piece]) -> Pieces:
    """① with W in place of Wᵀ."""
    weights = pieces["second"]
    name = weights.name
    assert isinstance(name, Transpose)
    plain = Named((*name.place, "name"), name.symbol)
    return {**pieces, "second": replace(weights, name=plain, transposed=False)}


def claim_sources(old: Typeset, new: Typeset) -> dict[Place, Sequence[VMobject]]:
    """What stands at the same places in a claim and in the names of pieces, with their signs."""
    before = {_in_claim(place): atom for place, atom in old.atoms.items()}
    return {place: [before[_in_claim(place)]] for place in new.atoms if _in_claim(place) in before}


def _in_claim(place: Place) -> Place:
    """One place for the equals sign, and for the dot, of a claim and of an equation of pieces."""
    if "equals" in place:
        return ("sign", "=")
    return ("sign", "·") if "dot" in place else place


def _names(claim: Equation) -> tuple[Expression, Expression, Expression]:
    subject, product = claim.sides
    assert isinstance(product, Product)
    first, second = product.factors
    return subject, first, second
