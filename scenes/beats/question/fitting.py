"""The shapes of ① and ②: the pieces fit, because W is folded and X stands up."""

from __future__ import annotations

from typing import Any

from manim import (
    Animation,
    FadeIn,
    ReplacementTransform,
    smooth,
    squish_rate_func,
)

from calculus.lessons.lesson import Lesson
from scenes.beats.question import layout
from scenes.beats.question.claims import (
    claim_sources,
    input_pieces,
    weight_pieces,
    with_plain_weights,
    with_rows,
    with_square_weights,
    with_standing_x,
)
from scenes.beats.question.equation import PieceEquation, centered, plan_for
from scenes.beats.question.lights import Size, light_transposes, name_sizes
from scenes.beats.question.moves import become, compare
from scenes.beats.question.sheets import appear
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.theme import Theme

_DETOUR = -0.3
"""How far below the straight way ② flies, as a part of it: ① is still there."""

_GROWING = (0.5, 1.0)
"""Part of the time in which sheets and shapes appear: their names have found their places."""


def fit_pieces(scene: Chapter, claims: ClaimPair) -> tuple[PieceEquation, PieceEquation]:
    """① and ② as pieces: sizes are named, a sample is read as a row, and X stands up."""
    theme, tempo = scene.theme, scene.theme.tempo
    transposes = zip(claims.formulas.values(), claims.transposes, strict=True)
    scene.play(*light_transposes(theme, transposes, run_time=tempo.brisk))
    one, two = _equations(scene.lesson, theme)
    _become_pieces(scene, claims, (one, two))
    inputs: list[Size] = [(one, "subject", "columns"), (one, "second", "columns"),
                          (two, "first", "columns"), (two, "subject", "rows")]  # fmt: skip
    outputs: list[Size] = [(one, "first", "columns"), (one, "second", "rows"),
                           (two, "second", "columns"), (two, "subject", "columns")]  # fmt: skip
    for sizes in (inputs, outputs):
        scene.play(*name_sizes(theme, sizes, run_time=tempo.blink))
    rows = [equation.with_pieces(with_rows(equation.pieces), lit=True) for equation in (one, two)]
    moves = [move for old, new in zip((one, two), rows, strict=True) for move in become(old, new)]
    scene.play(*moves, run_time=tempo.brisk)
    one, two = rows
    samples: list[Size] = [(one, "subject", "rows"), (one, "first", "rows"),
                           (two, "first", "rows"), (two, "second", "rows")]  # fmt: skip
    scene.play(*name_sizes(theme, samples, run_time=tempo.blink))
    resting = one.with_pieces(one.pieces)
    standing = two.with_pieces(with_standing_x(two.pieces))
    moves = [*become(one, resting), *become(two, standing, turned="first")]
    scene.play(*moves, run_time=tempo.move)
    return resting, standing


def _become_pieces(
    scene: Chapter,
    claims: ClaimPair,
    equations: tuple[PieceEquation, PieceEquation],
) -> None:
    """The formulas' signs spread out, and below each name its sheet and its shape appear."""
    run_time = scene.theme.tempo.move
    growth = squish_rate_func(smooth, *_GROWING)
    growing: dict[str, Any] = {"run_time": run_time, "rate_func": growth}
    moves: list[Animation] = []
    for equation, formula, number, arc in zip(
        equations, claims.formulas.values(), claims.numbers.values(), (0.0, _DETOUR), strict=True
    ):
        sources = claim_sources(formula, equation.names)
        spreading = Rewrite(equation.names, sources, replaced=[formula], arc=arc, run_time=run_time)
        moves += [
            spreading,
            ReplacementTransform(number, equation.number, path_arc=-4 * arc, run_time=run_time),
            *appear(equation.sheets.values(), **growing),
            *(FadeIn(shape, **growing) for shape in equation.shapes.values()),
        ]
    scene.play(*moves)


def show_fit(scene: Chapter, *equations: PieceEquation) -> None:
    """Both products exist."""
    scene.play(*map(compare, equations), run_time=scene.theme.tempo.brisk)


def _equations(lesson: Lesson, theme: Theme) -> tuple[PieceEquation, PieceEquation]:
    """① and ② of one sample, its rows with one axis; with room for all that becomes of them."""
    one, two = input_pieces(lesson), weight_pieces(lesson)
    left, right = layout.pieces()
    square = with_square_weights(with_rows(one), lesson)
    states = [
        (left, [with_rows(one), square]),
        (right, [with_rows(two), with_standing_x(with_rows(two)), with_plain_weights(square)]),
    ]
    plan = plan_for(states, theme, NUMBERS["inputs"])
    return (
        centered(one, plan, left, NUMBERS["inputs"], lit=True),
        centered(two, plan, right, NUMBERS["weights"], lit=True),
    )
