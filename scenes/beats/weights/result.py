"""② in one line: everything that stands gathers under its name, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Animation, VGroup, VMobject, linear, smooth

from calculus.algebra.expressions import Expression, Place
from scenes.beats.weights.stated_lines import stated_line
from scenes.beats.weights.table import Table
from scenes.beats.weights.table_layout import result_place
from scenes.stage.animations.flight import Fly, Shrink
from scenes.stage.animations.pulse import Pulse
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import context
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.answer import NumberedResult
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.network.network import Network
from scenes.stage.network.places import witness
from scenes.stage.network.pose import Pose, turned_back
from scenes.stage.network.turning import TurningNetwork, pose_of

_SHRUNK = 0.5
"""Part of the time at which a factor has shrunk and its name begins to grow."""

_FREE = 0.35
"""Part of the time at which the entries are gone and the formula may pass."""

_ACROSS, _DOWN = (0.2, 0.8), (0.45, 1.0)
"""Phases of the time in which the network goes to the right, and down: the formula comes up."""

_SWELL = 0.15
"""By how much of its size a part of ② grows for a moment when it is spoken of."""


@dataclass(frozen=True)
class Closed:
    """What stands at the end of the chapter, beside the small graph.

    Attributes:
        result: ② ∂L/∂W = Xᵀ·∂L/∂Y.
        network: with L, the witness.
    """

    result: NumberedResult
    network: Network


def close_question(scene: Chapter, table: Table, guide: SmallGraph) -> None:
    """② stands alone and large, the network is its witness, and the graph says what it is for.

    Args:
        scene: the chapter.
        table: all that stands on the stage, beside the small graph.
        guide: the small graph.
    """
    line = _name_factors(scene, table)
    closed = _close_up(scene, table, line, guide)
    scene.next_caption()
    _say_what_for(scene, closed, guide)


def _name_factors(scene: Chapter, table: Table) -> Typeset:
    """The column shrinks into Xᵀ, the row into ∂L/∂Y.

    Returns:
        Xᵀ·∂L/∂Y, as it stands.
    """
    theme, factors = scene.theme, table.factors
    named = Formula(_stated_result(scene), theme, theme.sizes.large)
    line = excerpt(named, ("x",), ("outer",), ("upstream",))
    column, row, dot = factors.column, factors.row, factors.part("outer")
    for name, spot in (("x", column), ("outer", dot), ("upstream", row)):
        line.part(name).move_to(spot.get_center())
    upstream, time = line.part("upstream"), theme.tempo.move
    spots = {column: column.get_center(), row: row.get_center()}
    scene.play(
        Shrink(factors, spots, end=_SHRUNK, run_time=time),
        Fly(table.name, {table.name.part("x"): line.part("x")}, run_time=time),
        Shrink(
            upstream,
            {upstream: row.get_center()},
            grow=True,
            start=_SHRUNK,
            introducer=True,
            run_time=time,
        ),
    )
    scene.remove(table.name, factors, upstream)
    scene.add(line, factors.equals)
    return line


def _close_up(scene: Chapter, table: Table, line: Typeset, guide: SmallGraph) -> Closed:
    """The entries shrink into their crossings, the network comes back, ② stands large."""
    theme, turning, matrix = scene.theme, table.turning, table.matrix
    size = theme.sizes.hero
    result = NumberedResult(_stated_result(scene), "weights", theme, size)
    result.move_to(result_place().center)
    time = theme.tempo.sweep
    staying, leaving = _equals_signs(table)
    sources: dict[Place, list[VMobject]] = {}
    for place in result.atoms:
        standing = line if place in line.atoms else matrix
        sources[place] = [standing.atoms[place]]
    sources["statement", "equals", 1] = [staying]
    parentheses = (matrix.part("matrix", name) for name in ("open", "close"))
    entries = VGroup(*matrix.entries.values(), *parentheses, leaving)
    number = guide.targets["weights"][1].copy()
    corner = np.array([result.number.get_center()[0], number.get_center()[1], 0.0])
    scene.remove(matrix, line, table.factors.equals, table.plates)
    scene.play(
        *_come_back(scene, turning, time),
        _shrink_entries(entries, time),
        Rewrite(result.formula, sources, lag=lambda place: 1.0, spread=_FREE, run_time=time),
        Fly(
            number,
            {number: result.number},
            via={number: [corner]},
            introducer=True,
            rate_func=_later,
            run_time=time,
        ),
    )
    scene.remove(entries, turning.network, result.formula, number)
    closed = Closed(result, _witness(scene))
    scene.add(closed.network, closed.result)
    return closed


def _shrink_entries(entries: VGroup, time: float) -> Shrink:
    """Every entry shrinks into its crossing, every sign into its middle."""
    spots = {part: part.get_center() for part in entries}
    return Shrink(entries, spots, end=_FREE, introducer=True, run_time=time)


def _come_back(scene: Chapter, turning: TurningNetwork, time: float) -> list[Animation]:
    """The table bends back into the network, which turns upright, small."""
    network, theme = turning.network, scene.theme
    before, after = turning.pose, pose_of(_witness(scene))
    looks: dict[VMobject, Style] = {}
    for legs in turning.strands.legs.values():
        looks |= dict.fromkeys(legs, Style(stroke_opacity=1, colour=theme.colour("w")))
    for line in network.loss_edges.values():
        looks[line] = Style(stroke_opacity=1)
    nodes = [*network.outputs.values(), *([] if network.loss is None else [network.loss])]
    for node in nodes:
        looks[node.circle] = Style(fill_opacity=1, stroke_opacity=1)
        looks[node.symbol] = Style(fill_opacity=1)
    names: dict[VMobject, Style] = {name: Style(fill_opacity=0) for name in turning.names.values()}
    turning.hides_outputs = False
    turning.strands.complete_legs()

    def come(alpha: float) -> Pose:
        return turned_back(before, after, _part(alpha, _ACROSS), _part(alpha, _DOWN))

    return [
        turning.pose_along(come, rate_func=linear, run_time=time),
        Restyle(network, names, run_time=theme.tempo.blink),
        Restyle(network, looks, rate_func=_when_names_are_gone, run_time=theme.tempo.brisk),
    ]


def _say_what_for(scene: Chapter, closed: Closed, guide: SmallGraph) -> None:
    """W is updated with it; and because X stands in it, the forward pass has to keep X."""
    theme, tempo = scene.theme, scene.theme.tempo
    result, network = closed.result, closed.network
    wire, number = guide.targets["weights"]
    scene.play(
        Throb(result, [result.part("subject")], _SWELL, run_time=tempo.slow),
        Throb(guide, [number], run_time=tempo.slow),
        wire.pulse(theme, run_time=tempo.slow),
    )
    scene.play(
        Throb(result, [result.part("x")], _SWELL, run_time=tempo.move),
        Throb(network, network.inputs.values(), run_time=tempo.move),
    )
    edges = [line.get_start_and_end() for line in network.edges.values()]
    scene.play(
        Pulse(edges, theme.colour("x"), theme.strokes.lit, run_time=tempo.slow),
        *(kept.pulse(theme, run_time=tempo.slow) for kept in guide.wires.values()),
    )


def _stated_result(scene: Chapter) -> Expression:
    return stated_line(scene.lesson.notation, "result")


def _equals_signs(table: Table) -> tuple[VMobject, VMobject]:
    """That which stays before Xᵀ, and that which leaves with the entries."""
    signs = (table.matrix.part("statement", "equals", 1), table.factors.equals)
    return signs if table.factors.plan.column is None else signs[::-1]


def _part(alpha: float, phase: tuple[float, float]) -> float:
    """How far what happens in a phase of the time has come, eased."""
    start, end = phase
    return float(smooth(min(1.0, max(0.0, (alpha - start) / (end - start)))))


def _later(alpha: float) -> float:
    """As late as the formula."""
    return _part(alpha, (_FREE, 1.0))


def _when_names_are_gone(alpha: float) -> float:
    """In the second half of the time."""
    return _part(alpha, (0.5, 1.0))


def _witness(scene: Chapter) -> Network:
    notation, theme = scene.lesson.notation, scene.theme
    return context(Network(notation, theme, region=witness(), labels=False, with_loss=True))
