"""The film opens with its mark and one word; both become what they stand for in ① and ②."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from manim import (
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
    VMobject,
    linear,
    smooth,
    squish_rate_func,
)

from calculus.algebra.expressions import Place
from scenes.beats.question import layout
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.formula import Typeset, Words
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.matrices.mark import ANGLE, Mark, Turn
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.theme import Theme, units

_T = "T"
_T_HEIGHT = 1.12
"""Height of the T that is set as mathematics, as a part of that of a capital among the words."""

_ROOM = 0.12
"""Least room on both sides of it, in font sizes."""

_RISE = units(24)
"""How far words rise while they appear."""

_LETTER = 0.6
"""Width of the W that the folded sheet becomes, as a part of the sheet's."""

_LETTER_APPEARS = (0.6, 1.0)
"""Part of the half-turn's end in which it appears: the back of the sheet is up by then."""

_LATER = 0.25
"""Part of the time by which the signs without an ancestor appear later than the others move."""

_AROUND = 1.5
"""How many times as wide as its W the sheet is in the end, when it is gone."""

_FLIGHT, _GOING = (0.075, 0.675), (0.4, 0.675)
"""Parts of the time in which the sheet flies (as its W does) and fades: it is gone when the signs
that have no ancestor appear."""


class WhyT(Typeset):
    """A mobject: 「なぜ T？」. Its T is the T of the formulas, at ("T",).

    Args:
        text: with one capital T.
        sign: the T of a formula.
        theme: looks.
        size: font size in pixels.
    """

    def __init__(self, text: str, sign: VGroup, theme: Theme, size: float) -> None:
        super().__init__()
        words = Words(text, theme, size)
        before = text.partition(_T)[0]
        place = len(before.replace(" ", ""))
        *_, anchor = words
        glyphs = [glyph for glyph in words if glyph is not anchor]
        plain = glyphs.pop(place)
        top, bottom = plain.get_top()[1], plain.get_bottom()[1]
        t = sign.copy()
        t.scale((top - bottom) * _T_HEIGHT / t.height)
        t.move_to(plain).shift(UP * (bottom - t.get_bottom()[1]))
        self.atoms["T",] = t
        self.before, self.after = VGroup(*glyphs[:place]), VGroup(*glyphs[place:])
        room = units(size) * _ROOM
        left, right = t.get_left()[0] - room, t.get_right()[0] + room
        self.before.shift(LEFT * max(0.0, self.before.get_right()[0] - left))
        self.after.shift(RIGHT * max(0.0, right - self.after.get_left()[0]))
        self.size = size
        self.submobjects = [self.before, t, self.after]


def open_with_mark(scene: Chapter, claims: ClaimPair) -> tuple[Mark, WhyT]:
    """The flat sheet is there from the first frame; it turns, and the question stands beside it."""
    theme = scene.theme
    mark = Mark(theme, Pose(layout.mark_corner(), layout.mark_cell()))
    place, sign = layout.question(), claims.transposes[0]
    why = fitted(lambda size: WhyT(scene.word("why"), sign, theme, size), place, theme.sizes.poster)
    why.move_to(place.center)
    scene.add(mark)
    words = (FadeIn(part, shift=UP * _RISE) for part in why)
    move = theme.tempo.move
    scene.play(mark.turn(ANGLE, run_time=move), LaggedStart(*words, lag_ratio=0.3, run_time=move))
    return mark, why


def become_claims(scene: Chapter, mark: Mark, why: WhyT, claims: ClaimPair) -> None:
    """The fold is finished and the sheet becomes Wᵀ; the T of the question is that of ① and ②."""
    tempo = scene.theme.tempo
    one, two = claims.formulas.values()
    letter, t = one.part("w", "name"), why.atoms["T",]
    large = _letter_on_sheet(letter, mark)
    at_the_end = squish_rate_func(smooth, *_LETTER_APPEARS)
    scene.play(
        LastFold(mark, replace(mark.pose, angle=HALF_TURN), run_time=tempo.slow),
        FadeOut(why.before, why.after, run_time=tempo.brisk),
        FadeIn(large, rate_func=at_the_end, run_time=tempo.slow),
    )

    def lag(place: Place) -> float:
        return 0.0 if place[-1] == "T" or place == ("w", "name") else 1.0

    options: dict[str, Any] = {"lag": lag, "spread": _LATER, "run_time": tempo.slow}
    numbers = squish_rate_func(smooth, _LATER + 0.6 * (1 - _LATER), 1)
    scene.play(
        Shrink(mark, letter, run_time=tempo.slow),
        Rewrite(one, {("w", "T"): [t], ("w", "name"): [large]}, replaced=[why, large], **options),
        Rewrite(two, {("x", "T"): [t]}, **options),
        FadeIn(VGroup(*claims.numbers.values()), rate_func=numbers, run_time=tempo.slow),
    )
    scene.remove(mark)
    scene.add(claims)


def _letter_on_sheet(letter: VGroup, mark: Mark) -> VGroup:
    """A letter in the middle of the sheet as it lies after half a turn."""
    rows, columns = mark.sheet.shape
    (x, y), cell = mark.pose.corner, mark.pose.cell
    large = letter.copy().scale(_LETTER * rows * cell / letter.width)
    return large.move_to([x + rows * cell / 2, y - columns * cell / 2, 0])


class LastFold(Turn):
    """An animation: the sheet of a mark is folded; what is around and on it makes room."""

    def at(self, alpha: float) -> None:
        super().at(alpha)
        self._mark.veil(1, 1 - _within(alpha, _LETTER_APPEARS))


class Shrink(InPlace):
    """An animation: the folded sheet of a mark shrinks to a letter and is gone."""

    def __init__(self, mark: Mark, letter: VMobject, **options: Any) -> None:
        self._mark, self._letter = mark, letter
        super().__init__(mark, rate_func=linear, **options)

    def remember(self) -> None:
        self._start = self._mark.pose
        rows, columns = self._mark.sheet.shape
        cell = self._letter.width * _AROUND / rows
        x, y, _ = self._letter.get_center()
        corner = float(x - cell * rows / 2), float(y + cell * columns / 2)
        self._end = Pose(corner, cell, self._start.angle)

    def at(self, alpha: float) -> None:
        self._mark.take(self._start.toward(self._end, smooth(_within(alpha, _FLIGHT))))
        self._mark.veil(1 - _within(alpha, _GOING), 0)


def _within(alpha: float, phase: tuple[float, float]) -> float:
    """How much of a phase is over."""
    begin, end = phase
    return min(1.0, max(0.0, (alpha - begin) / (end - begin)))
