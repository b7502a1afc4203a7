"""If W is square, W fits as well as Wᵀ: shapes do not tell them apart, though entries differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from manim import (
    UP,
    Animation,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    linear,
    smooth,
    squish_rate_func,
)

from scenes.beats.question import layout
from scenes.beats.question.claims import claim_sources, with_plain_weights, with_square_weights
from scenes.beats.question.cutting import cut_to_size
from scenes.beats.question.equation import PieceEquation
from scenes.beats.question.moves import become, compare
from scenes.beats.question.sheets import Flare, appear, vanish
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.graph.claim_pair import ClaimPair

_ABOVE = 1.1
"""How high copies of names are lifted over the names, in heights of these."""


@dataclass(frozen=True)
class Rivals:
    """What stands at the end: ∂L/∂Y·Wᵀ, ∂L/∂Y·W, and ② aside."""

    claimed: PieceEquation
    plain: PieceEquation
    aside: ClaimPair


def let_rivals_fit(scene: Chapter, one: PieceEquation, two: PieceEquation) -> Rivals:
    """② waits aside, W becomes square, and beside ∂L/∂Y·Wᵀ stands ∂L/∂Y·W: both exist."""
    theme, tempo = scene.theme, scene.theme.tempo
    region = layout.aside(scene.regions)
    aside = ClaimPair(scene.lesson.notation, theme, region, size=theme.sizes.label, stacked=False)
    square = one.with_pieces(with_square_weights(one.pieces, scene.lesson))
    put_aside = _put_aside(two, aside, run_time=tempo.move)
    cut_to_size(scene, one, square, [FadeOut(one.link, run_time=tempo.blink), *put_aside])
    rival = PieceEquation(square.pieces, square.plan, two.center)
    scene.play(Lift(rival.names, square.names, run_time=tempo.move))
    scene.play(
        *appear(rival.sheets.values()), *map(FadeIn, rival.shapes.values()), run_time=tempo.brisk
    )
    plain = rival.with_pieces(with_plain_weights(rival.pieces))
    scene.play(*become(rival, plain), run_time=tempo.slow)
    scene.play(
        *map(compare, (square, plain)),
        *(FadeIn(equation.question) for equation in (square, plain)),
        run_time=tempo.brisk,
    )
    scene.play(
        *(Flare(e.sheets["second"], only_bright=True) for e in (square, plain)),
        run_time=tempo.move,
    )
    return Rivals(square, plain, aside)


def _put_aside(two: PieceEquation, aside: ClaimPair, **options: Any) -> list[Animation]:
    """The pieces of ② are gone, its formula waits at the edge."""
    formula = aside.formulas["weights"]
    sources = claim_sources(two.names, formula)
    return [
        *vanish(two.sheets.values(), **options),
        FadeOut(*two.shapes.values(), two.link, **options),
        Rewrite(formula, sources, replaced=[two.names], **options),
        ReplacementTransform(two.number, aside.numbers["weights"], **options),
    ]


class Lift(InPlace):
    """An animation: a copy of what stands there is lifted over it and set down elsewhere. It is
    seen in full when it has left its original.

    Args:
        copy: where it shall stand.
        original: the same in another place.
    """

    _RISING, _GOING, _FALLING = (0.0, 0.4), (0.28, 0.85), (0.6, 1.0)
    """Parts of the time: it has been lifted before it goes far."""

    def __init__(self, copy: Typeset, original: Typeset, **options: Any) -> None:
        self._copy, self._way = copy, copy.get_center() - original.get_center()
        super().__init__(copy, introducer=True, rate_func=linear, **options)

    def remember(self) -> None:
        self._points = [
            (glyph, glyph.points - self._way) for glyph in self._copy.family_members_with_points()
        ]
        self._up = UP * self._copy.height * _ABOVE

    def at(self, alpha: float) -> None:
        rising, going, falling = (
            squish_rate_func(smooth, *phase)(alpha)
            for phase in (self._RISING, self._GOING, self._FALLING)
        )
        for glyph, points in self._points:
            glyph.points = points + going * self._way + (rising - falling) * self._up
            glyph.set_fill(opacity=rising**2, family=False)
