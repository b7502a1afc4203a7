"""An input reaches L along as many paths as there are outputs. And a weight?"""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import FadeIn, FadeOut, ReplacementTransform, VGroup, linear, smooth, squish_rate_func

from scenes.beats.question import layout
from scenes.beats.question.claims import claim_sources
from scenes.beats.question.lights import light_transposes
from scenes.beats.question.network_moves import Run, Unfold
from scenes.beats.question.sheets import vanish
from scenes.beats.question.square import Rivals
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.network.asked_weight import AskedWeight
from scenes.stage.network.network import EdgeKey, Network

_LEAVING, _COMING = (0.0, 0.45), (0.4, 1.0)
"""Parts of the time in which the pieces go, and in which the network comes."""


def bring_network(scene: Chapter, rivals: Rivals) -> Network:
    """The pieces leave, ① joins ②, and the network with L unfolds from left to right."""
    tempo = scene.theme.tempo
    run_time = tempo.slow
    network = Network(
        scene.lesson.notation, scene.theme, region=layout.network(), labels=False, with_loss=True
    )
    claimed, plain, aside = rivals.claimed, rivals.plain, rivals.aside
    leaving: dict[str, Any] = {
        "run_time": run_time,
        "rate_func": squish_rate_func(smooth, *_LEAVING),
    }
    moves = []
    for equation in (claimed, plain):
        moves += vanish(equation.sheets.values(), **leaving)
        gone = VGroup(*equation.shapes.values(), equation.link, equation.question)
        moves.append(FadeOut(gone, **leaving))
    formula = aside.formulas["inputs"]
    sources = claim_sources(claimed.names, formula)
    moves += [
        FadeOut(plain.names, **leaving),
        Rewrite(formula, sources, replaced=[claimed.names], run_time=tempo.brisk),
        ReplacementTransform(claimed.number, aside.numbers["inputs"], run_time=tempo.brisk),
        Unfold(network, rate_func=squish_rate_func(linear, *_COMING), run_time=run_time),
    ]
    scene.play(*moves)
    scene.add(aside)  # as one thing
    return network


def light_paths(scene: Chapter, network: Network) -> None:
    """The paths from an input over every output to L, one after the other; lit ones stay lit."""
    tempo = scene.theme.tempo
    _, i = scene.lesson.chosen_weight
    lit: list[EdgeKey] = []
    for k in network.outputs:
        lit += [(k, i), k]
        run = Run(network, i, k, run_time=tempo.brisk)
        scene.play(network.light(lit, run_time=tempo.blink), run)


def ask(scene: Chapter, network: Network) -> None:
    """And a weight? Its name pulses with a question mark."""
    tempo = scene.theme.tempo
    weight = AskedWeight(network, scene.lesson.chosen_weight, "?")
    appearing = FadeIn(weight, run_time=tempo.brisk)
    scene.play(network.light([weight.edge], nodes=False, run_time=tempo.brisk), appearing)
    scene.play(Throb(weight, [weight.sign], rate_func=_twice, run_time=tempo.move))


def light_path_of_weight(scene: Chapter, network: Network) -> None:
    """With one output, a weight has the same path as its input."""
    tempo = scene.theme.tempo
    weight = AskedWeight(network, scene.lesson.chosen_weight)
    k, i = weight.edge
    scene.play(FadeIn(weight, run_time=tempo.brisk))
    scene.play(Run(network, i, k, run_time=tempo.brisk))


def ask_for_transposes(scene: Chapter, rivals: Rivals) -> None:
    """What paths do not explain, either: the two T's."""
    tempo, claims = scene.theme.tempo, rivals.aside
    signs = zip(claims.formulas.values(), claims.transposes, strict=True)
    scene.play(*light_transposes(scene.theme, signs, run_time=tempo.slow))


def _twice(alpha: float) -> float:
    """A rate function: there and back, twice."""
    return float(np.sin(2 * np.pi * alpha) ** 2)
