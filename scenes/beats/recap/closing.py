"""The film's last picture: the page about L and the table, then ①, ② and the mark between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from manim import (
    Animation,
    FadeOut,
    ReplacementTransform,
    VGroup,
    VMobject,
    linear,
    smooth,
    squish_rate_func,
)

from scenes.beats.recap.code_page import CodePage
from scenes.beats.recap.emerge import Emerge
from scenes.beats.recap.layout import claim_spots, last_frame
from scenes.beats.recap.pace import with_glyphs
from scenes.beats.recap.page_half import TurnedPage, forward_network
from scenes.beats.recap.shade import Shade, shade
from scenes.beats.recap.table_half import upright_network
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.graph.small_graph import Unknown
from scenes.stage.matrices.mark import ANGLE, Mark
from scenes.stage.network.network import Network
from scenes.stage.network.turning import TurningNetwork

_ARRIVING = 0.4
"""The part of the time after which ① and ② have almost come to where the networks come out."""

_SHRUNK = 0.45
"""The part of the time after which the halves have almost gone into ① and ②, and these go."""

_SWELLING = 0.2
"""By how much Wᵀ and Xᵀ swell when they are spoken of: nothing beside them is touched."""

_SMALL = 0.12
"""Size of the mark where it comes out of Wᵀ, as a part of its own."""

_SHEET, _REST = (0.1, 0.6), (0.5, 1.0)
"""When the sheet of the mark, and all around it, comes to be seen, on its way to its place."""


@dataclass(frozen=True)
class Halves:
    """What stands while the last words are spoken.

    Attributes:
        claims: ① below the left half, ② below the right one.
        forward: the network at the left. turning: the one at the right.
    """

    claims: ClaimPair
    forward: Network
    turning: TurningNetwork


def open_halves(scene: Chapter, page: CodePage) -> Halves:
    """The code leaves; out of the transposed matrices of ① and ② come two equal networks."""
    theme, tempo = scene.theme, scene.theme.tempo
    claims = _claims(scene, theme.sizes.large, claim_spots())
    forward, turning = forward_network(scene), upright_network(scene)
    shade(VGroup(claims.pairs["weights"], turning.network), theme.ground)
    moves: list[Animation] = []
    kept: list[VMobject] = []
    for name, formula in claims.formulas.items():
        row = page.rows[name]
        kept += [row.formula, row.number]
        sources = same_places(formula, row.formula)
        moves.append(Rewrite(formula, sources, replaced=[row.formula]))
        number = claims.numbers[name]
        moves.append(ReplacementTransform(row.number, number, rate_func=with_glyphs()))
    gone = [m for m in scene.mobjects if isinstance(m, VMobject) and m not in kept]
    scene.play(*(FadeOut(m) for m in gone), run_time=tempo.blink)
    then = squish_rate_func(smooth, _ARRIVING, 1)
    one, two = _transposed(claims).values()
    scene.play(
        *moves,
        Emerge(forward, one.get_center(), rate_func=then),
        Emerge(turning.network, two.get_center(), rate_func=then),
        run_time=tempo.move,
    )
    return Halves(claims, forward, turning)


def hand_over(scene: Chapter, halves: Halves, turned: TurnedPage) -> None:
    """The left half steps back, the right one is spoken of."""
    ground, claims = scene.theme.ground, halves.claims.pairs
    scene.play(
        *(Shade(part, ground) for part in (*turned.parts, claims["inputs"])),
        *(Shade(part, ground, away=True) for part in (halves.turning.network, claims["weights"])),
        run_time=scene.theme.tempo.brisk,
    )


def light_transposed(scene: Chapter, halves: Halves, name: Unknown) -> Animation:
    """The Wᵀ of ① or the Xᵀ of ②, of which the half is the meaning, swells."""
    formula = halves.claims.formulas[name]
    return Throb(
        formula,
        [_transposed(halves.claims)[name]],
        _SWELLING,
        run_time=scene.theme.tempo.brisk,
    )


def light_both(scene: Chapter, halves: Halves, turned: TurnedPage) -> None:
    """Xᵀ swells, and the left half comes out of the shade: the whole picture, still."""
    tempo, ground = scene.theme.tempo, scene.theme.ground
    scene.play(
        light_transposed(scene, halves, "weights"),
        *(
            Shade(part, ground, away=True, run_time=tempo.brisk)
            for part in (*turned.parts, halves.claims.pairs["inputs"])
        ),
    )
    scene.rest(tempo.blink)


def end_on_mark(scene: Chapter, halves: Halves, turned: TurnedPage) -> None:
    """The halves shrink into ① and ②, and the mark turns between them and stops."""
    theme, tempo = scene.theme, scene.theme.tempo
    one, two = _transposed(halves.claims).values()
    left, middle, right = last_frame()
    claims = _claims(scene, theme.sizes.large, (left.center, right.center))
    mark = Mark.within(middle, theme, angle=0.0)
    first, then = squish_rate_func(smooth, 0, 1 - _SHRUNK), squish_rate_func(linear, _SHRUNK, 1)
    whole = VGroup(*turned.parts)
    scene.remove(*turned.parts)
    scene.play(
        Emerge(whole, one.get_center(), backward=True, rate_func=first),
        Emerge(halves.turning.network, two.get_center(), backward=True, rate_func=first),
        *(halves.claims.move(name, claims, rate_func=then) for name in claims.formulas),
        Rise(mark, one.get_center(), rate_func=then),
        run_time=tempo.slide,
    )
    scene.play(mark.turn(ANGLE, run_time=tempo.move))


class Rise(InPlace):
    """An animation: the flat sheet of the mark comes out of a spot to its place."""

    def __init__(self, mark: Mark, spot: np.ndarray, **options: Any) -> None:
        self._mark, self._end = mark, mark.pose
        rows, columns = mark.sheet.shape
        cell = mark.pose.cell * _SMALL
        corner = float(spot[0] - cell * columns / 2), float(spot[1] + cell * rows / 2)
        self._start = replace(mark.pose, corner=corner, cell=cell)
        super().__init__(mark, introducer=True, **options)

    def at(self, alpha: float) -> None:
        self._mark.take(self._start.toward(self._end, smooth(alpha)))
        self._mark.veil(_within(alpha, _SHEET), _within(alpha, _REST))


def _within(alpha: float, phase: tuple[float, float]) -> float:
    """How much of a phase is over."""
    begin, end = phase
    return min(1.0, max(0.0, (alpha - begin) / (end - begin)))


def _claims(scene: Chapter, size: float, spots: Sequence[np.ndarray]) -> ClaimPair:
    """① and ②, each in the middle of its spot."""
    region = scene.regions.body
    claims = ClaimPair(scene.lesson.notation, scene.theme, region, size=size, stacked=False)
    for pair, spot in zip(claims.pairs.values(), spots, strict=True):
        pair.move_to(spot)
    return claims


def _transposed(claims: ClaimPair) -> dict[Unknown, VGroup]:
    """Wᵀ and Xᵀ."""
    letters: dict[Unknown, str] = {"inputs": "w", "weights": "x"}
    return {name: claims.formulas[name].part(letter) for name, letter in letters.items()}
