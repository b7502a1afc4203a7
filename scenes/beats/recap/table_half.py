"""The right half of the closing picture: a network of which each weight has one edge; a table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import VMobject, config, linear, smooth

from calculus.algebra.notation import Notation
from scenes.beats.recap.layout import in_right_half
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.plan import NetworkPlan
from scenes.stage.network.pose import LOSS_PLACE, Pose, between, turned, upright
from scenes.stage.network.strands import Strands
from scenes.stage.network.turning import TurningNetwork

_ARRIVED = 0.7
"""The part of the time after which both ends have met."""

_HEADERS = 38
"""Font size of ∂L/∂y_k above the table, in pixels."""

_HEADER_ROOM = 0.05
"""H: from the middle of ∂L/∂y_k to where lines to it end."""

_ROWS_FIRST = 0.35
"""The part of the time after which the gradients set out, when the inputs run along the rows."""


def upright_network(scene: Chapter) -> TurningNetwork:
    """The network without names, in the right half."""
    notation, theme = scene.lesson.notation, scene.theme
    pose = in_right_half(upright(notation))
    paths = Pathways(notation, theme, _plan(notation, pose))
    paths.hide_names()
    # There is no room for the gradients on the edges to L.
    paths.upstream.labels.clear()
    paths.upstream.gaps.clear()
    turning = TurningNetwork(paths)
    turning.take(pose)
    return turning


def _plan(notation: Notation, pose: Pose) -> NetworkPlan:
    """Where the network's nodes stand in a pose, all as large as its inputs."""
    columns = (
        [(letter, index) for index in indices]
        for letter, indices in (("x", notation.input_range), ("y", notation.output_range))
    )
    inputs, outputs = (np.array([pose.centers[place] for place in column]) for column in columns)
    return NetworkPlan(pose.radii["x"], inputs, outputs, pose.centers[LOSS_PLACE][None])


def keep_to_own_edge(scene: Chapter, turning: TurningNetwork) -> None:
    """What stands at the two ends of a weight's own edge meets on it."""
    theme = scene.theme
    edge = k, _ = scene.lesson.chosen_weight
    scene.play(turning.light([edge, k], run_time=theme.tempo.brisk))
    turning.strands.show_legs([edge], lit=True)

    def meet(strands: Strands, alpha: float) -> None:
        way = (0.0, smooth(min(1.0, alpha / _ARRIVED)))
        strands.leg_spans[edge] = (way, way)
        if edge in strands.beads:
            strands.beads[edge].size = smooth(max(0.0, (alpha - _ARRIVED) / (1 - _ARRIVED)))

    scene.play(turning.strands_along(meet, rate_func=linear, run_time=theme.tempo.slow))


def become_table(scene: Chapter, turning: TurningNetwork) -> None:
    """Outputs and L turn, edges bend into crossings; inputs run along rows, gradients down."""
    notation, theme, network = scene.lesson.notation, scene.theme, turning.network
    strands, chosen, time = turning.strands, scene.lesson.chosen_weight, theme.tempo.slide
    others = strands.legs.keys() - {chosen}
    if not strands.beads:
        strands.show_legs(others)

    def meet(strands: Strands, alpha: float) -> None:
        for edge in others:
            if strands.beads:
                strands.beads[edge].size = alpha
            else:
                strands.leg_spans[edge] = ((0.0, alpha), (0.0, alpha))

    # Of what came from the two ends of the chosen edge stays what is on the others: bead or legs.
    stays = Style(stroke_opacity=0) if strands.beads else Style(stroke_width=strands.stroke)
    own: dict[VMobject, Style] = dict.fromkeys(strands.legs[chosen], stays)
    scene.play(
        turning.pose_along(lambda alpha: in_right_half(turned(notation, alpha)), run_time=time),
        turning.restore(run_time=theme.tempo.brisk),
        Restyle(network, own, run_time=theme.tempo.brisk),
        turning.strands_along(meet, run_time=time),
    )
    _bend(scene, turning)
    _run_along(scene, turning)


def _bend(scene: Chapter, turning: TurningNetwork) -> None:
    """Every edge bends; the outputs give their places to the gradients that come from them."""
    theme, network, straight = scene.theme, turning.network, turning.pose
    time = theme.tempo.move
    names = turning.name_outputs(_HEADERS)
    whole = Typeset(*names.values())
    symbols = turning.hide_outputs()
    sources = {("upstream", k, "by", "name"): [symbols[k].part("y", k)] for k in names}
    rims: dict[VMobject, Style] = {
        node.circle: Style(fill_opacity=0, stroke_opacity=0) for node in network.outputs.values()
    }
    turning.swap_edges_for_legs()
    wide = {**straight.radii, "y": _HEADER_ROOM * float(config.frame_height)}
    end = replace(straight.bent(1.0), radii=wide)
    scene.play(
        turning.pose_along(lambda alpha: between(straight, end, alpha), run_time=time),
        Restyle(network, turning.strands.looks_of_legs() | rims, run_time=time),
        Rewrite(whole, sources, run_time=time),
    )
    scene.remove(whole)
    turning.bear_names(names)


def _run_along(scene: Chapter, turning: TurningNetwork) -> None:
    """The inputs run along the rows, the gradients down the columns; L is not needed any more."""
    turning.strands.show_rails()

    def run(strands: Strands, alpha: float) -> None:
        for place in strands.rails:
            start = 0.0 if place[0] == "x" else _ROWS_FIRST
            part = np.clip((alpha - start) / (1 - _ROWS_FIRST), 0.0, 1.0)
            strands.rail_spans[place] = (0.0, smooth(float(part)))

    tempo, network = scene.theme.tempo, turning.network
    gone: dict[VMobject, Style] = {
        line: Style(stroke_opacity=0) for line in network.loss_edges.values()
    }
    if network.loss is not None:
        gone[network.loss.circle] = Style(fill_opacity=0, stroke_opacity=0)
        gone[network.loss.symbol] = Style(fill_opacity=0)
    scene.play(
        Restyle(network, gone, run_time=tempo.blink),
        turning.strands_along(run, rate_func=linear, run_time=tempo.move),
    )
