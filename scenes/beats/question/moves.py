"""How equations of pieces change, and how they show that their pieces fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, Animation, AnimationGroup, Create, FadeIn, ReplacementTransform, VMobject

from calculus.algebra.expressions import Place
from scenes.beats.question.equation import PieceEquation
from scenes.beats.question.piece import Part
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Sign
from scenes.stage.matrices.sheet import Repose
from scenes.stage.theme import units

_CROSSING = 0.7
"""How far numbers that change places swing out, as a part of their distance."""

_BELOW_SHAPE, _BRACKET, _BELOW_BRACKET = units(12), units(24), units(14)


def become(
    old: PieceEquation, new: PieceEquation, *, turned: Part | None = None, **options: Any
) -> list[Animation]:
    """An equation of the same sheets: they are laid down as in the new one, which has them now.

    Args:
        old: on the stage.
        new: what stands there afterwards.
        turned: the part that is turned about its diagonal, so that its sizes change places.
        options: of the animations.
    """
    new.sheets = old.sheets
    moves: list[Animation] = [
        Repose(sheet, new.pose(part), **options) for part, sheet in new.sheets.items()
    ]
    return [*moves, *rewrite_signs(old, new, turned=turned, **options)]


def rewrite_signs(
    old: PieceEquation, new: PieceEquation, *, turned: Part | None = None, **options: Any
) -> list[Animation]:
    """Names, shapes and number become the new equation's."""
    moves: list[Animation] = [
        Rewrite(new.names, same_places(new.names, old.names), replaced=[old.names], **options)
    ]
    for part, shape in new.shapes.items():
        crosses = part == turned
        sources = _sources_of_shape(old.shapes[part], shape, crosses)
        arc = _CROSSING if crosses else 0.0
        moves.append(Rewrite(shape, sources, replaced=[old.shapes[part]], arc=arc, **options))
    if new.number_text:
        moves.append(ReplacementTransform(old.number, new.number, **options))
    return moves


def compare(equation: PieceEquation, **options: Any) -> AnimationGroup:
    """The two inner sizes light up, joined by a bracket that says whether they agree."""
    theme, shapes = equation.plan.theme, equation.shapes
    inner = (
        shapes["first"].part("shape", "first", "columns"),
        shapes["second"].part("shape", "second", "rows"),
    )
    low = min(shape.get_bottom()[1] for shape in shapes.values()) - _BELOW_SHAPE
    one, other = (np.array([number.get_center()[0], low, 0]) for number in inner)
    down = DOWN * _BRACKET
    bracket = VMobject(stroke_color=theme.ink, stroke_width=theme.strokes.edge)
    bracket.set_points_as_corners([one, one + down, other + down, other])
    source = "=" if equation.fits else "!="
    sign = Sign(("sign", "agree"), source, theme.ink, theme.sizes.large)
    sign.next_to(bracket, DOWN, buff=_BELOW_BRACKET)
    equation.link.add(bracket, sign)
    return AnimationGroup(
        *(number.animate.set_fill(theme.ink) for number in inner),
        Create(bracket),
        FadeIn(sign),
        **options,
    )


def _sources_of_shape(old: Formula, new: Formula, crosses: bool) -> dict[Place, Sequence[VMobject]]:
    """Each number and bracket of a shape comes from the one before; the numbers may cross over."""
    partner = {"rows": "columns", "columns": "rows"} if crosses else {}
    before = {place[-1]: atom for place, atom in old.atoms.items()}
    sources: dict[Place, Sequence[VMobject]] = {}
    for place in new.atoms:
        origin = partner.get(str(place[-1]), place[-1])
        if origin in before:
            sources[place] = [before[origin]]
    return sources
