"""The network becomes the table: a column of inputs times a row of gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from manim import RIGHT, UP, Animation, FadeIn, VGroup, VMobject, linear, smooth

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.weights.ends import EdgeProducts, chosen_entry
from scenes.beats.weights.factors import Factors, FactorsPlan
from scenes.beats.weights.table_layout import (
    LEAD_GAP,
    TableLayout,
    above_headers,
    inputs_x,
    table_layout,
)
from scenes.beats.weights.term_table import BEFORE_SIGN, TermTable, axis, plate
from scenes.stage.animations.flight import Fly, Shrink, outlines
from scenes.stage.animations.in_place import Shift
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite, flying
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.headers import Headers
from scenes.stage.network.pose import Pose, between, turned
from scenes.stage.network.strands import Strands
from scenes.stage.network.turning import TurningNetwork
from scenes.stage.theme import units

_ROWS_FIRST = 0.35
"""Part of the time by which gradients set out along the columns after inputs along the rows."""

_COLUMNS_GONE = 0.4
"""Part of the time at which the columns' rails are gone, so that entries may pass."""

_LANDED = 0.8
"""Part of the time from which on entries hide the beads on which they land."""

_SWELL = 0.12
"""By how much of its size the column grows for a moment when it gets its name."""

_AHEAD = 0.3
"""So far in front of the closing parenthesis the rows' rails end, in em."""


@dataclass(frozen=True)
class Table:
    """What stands at the end of `table`, beside the small graph.

    Attributes:
        turning: the network as the table: nodes of the inputs, ∂L/∂y_k as headers.
        matrix: ∂L/∂W = the entries at the crossings, in parentheses.
        plates: on which its entries stand.
        factors: = column · row.
        name: Xᵀ below the column.
    """

    turning: TurningNetwork
    matrix: TermTable
    plates: VGroup
    factors: Factors
    name: Typeset


def become_table(scene: Chapter, products: EdgeProducts) -> Table:
    """The network turns, its edges bend into crossings, and the entries stand there.

    Args:
        scene: the chapter.
        products: all that stands on the stage, beside the small graph.
    """
    turning = products.turning
    _bring_gradients(scene, turning)
    notation, tempo = scene.lesson.notation, scene.theme.tempo
    scene.play(turning.pose_along(lambda alpha: turned(notation, alpha), run_time=tempo.sweep))
    scene.next_caption()
    _bend(scene, turning)
    _run_along(scene, turning)
    scene.rest(tempo.blink)
    layout = table_layout(notation, scene.theme)
    matrix, plates = _open(scene, products, layout)
    scene.next_caption()
    factors, name = _read_factors(scene, turning, matrix, layout.factors)
    return Table(turning, matrix, plates, factors, name)


def _bring_gradients(scene: Chapter, turning: TurningNetwork) -> None:
    """∂L/∂y_k come along their edges into the nodes of the outputs, which bear their names."""
    network, time = turning.network, scene.theme.tempo.move
    i, k = chosen_entry(scene)
    names = turning.name_outputs()
    whole = Typeset(*names.values())
    sources: dict[Place, list[VMobject]] = {}
    flights: dict[VMobject, VMobject] = {}
    for j, symbol in turning.hide_outputs().items():
        sources["upstream", j, "by", "name"] = [symbol.part("y", j)]
        name = names[j]
        label = VGroup(turning.upstream.gaps[j], turning.upstream.labels[j].part("upstream", j))
        flights[label] = label.copy().scale(0.8).move_to(name)
    bead = turning.pose.meeting(i, k)
    own = [named[k, i] for named in (network.gaps, network.labels)] if turning.strands.beads else []
    scene.play(
        turning.restore(run_time=time),
        Fly(network, flights, run_time=time),
        Shrink(network, dict.fromkeys(own, bead), run_time=time),
        Rewrite(whole, sources, run_time=time),
    )
    turning.upstream.set_opacity(0)
    scene.remove(whole)
    turning.bear_names(names)


def _bend(scene: Chapter, turning: TurningNetwork) -> None:
    """Every edge bends where its ends meet: one leg is the input's, the other the gradient's."""
    theme, straight = scene.theme, turning.pose
    turning.swap_edges_for_legs()
    time = theme.tempo.slide
    scene.play(
        turning.pose_along(straight.bent, run_time=time),
        Restyle(turning.network, turning.strands.looks_of_legs(), run_time=time),
    )


def _run_along(scene: Chapter, turning: TurningNetwork) -> None:
    """The inputs run along the rows, the gradients down the columns."""
    theme = scene.theme
    turning.strands.show_rails()

    def run(strands: Strands, alpha: float) -> None:
        for place in strands.rails:
            start = 0.0 if place[0] == "x" else _ROWS_FIRST
            part = (alpha - start) / (1 - _ROWS_FIRST)
            strands.rail_spans[place] = (0.0, smooth(float(np.clip(part, 0.0, 1.0))))

    scene.play(turning.strands_along(run, rate_func=linear, run_time=theme.tempo.slide))


def _open(scene: Chapter, products: EdgeProducts, layout: TableLayout) -> tuple[TermTable, VGroup]:
    """The entries fly onto the crossings, parentheses close round them, the gradients head them.

    Returns:
        The table, and the plates on which its entries stand.
    """
    notation, theme, turning = scene.lesson.notation, scene.theme, products.turning
    network, old = turning.network, products.matrix
    heads, loss = old.headers, network.loss
    assert heads is not None and loss is not None
    plan, pose = layout.matrix, layout.pose
    new = TermTable(notation, theme, plan, [*old.entries], headed=False)
    headers = turning.name_outputs(plan.size, pose)
    if layout.factors.column is not None:
        _name_in_corner(new, headers, pose)
    plates = old.plates(theme)
    landing = dict(zip(plates, new.plates(theme), strict=True))
    scene.remove(old)
    scene.add(old.body, heads)
    for node in network.inputs.values():
        node.set_z_index(1)  # the entries pass behind them
    before, time = turning.pose, theme.tempo.move
    names: Mapping[VMobject, VMobject] = {turning.names[k]: headers[k] for k in headers}
    scene.play(
        turning.pose_along(
            lambda alpha: between(before, pose, alpha), rate_func=flying, run_time=time
        ),
        Restyle(network, _looks_of_table(turning), run_time=theme.tempo.blink),
        Fly(network, names, rate_func=flying, run_time=time),
        *_merge_headers(heads, turning, pose, time),
        Fly(plates, landing, introducer=True, rate_func=flying, run_time=time),
        Rewrite(new, same_places(new, old.body), replaced=[old.body], run_time=time),
        turning.strands_along(_drawn_in(turning, new), rate_func=linear, run_time=time),
    )
    turning.strands.hide_rails()
    scene.remove(heads)
    for node in network.inputs.values():
        node.set_z_index(0)
    turning.bear_names(headers)
    return new, plates


def _name_in_corner(table: TermTable, headers: Mapping[int, VMobject], pose: Pose) -> None:
    """∂L/∂W stands over the rows' headers: an equals sign before these would make them a factor."""
    subject, inputs = table.part("subject"), inputs_x(pose)
    subject.shift(RIGHT * (inputs - subject.get_center()[0]))
    subject.shift(UP * (axis(next(iter(headers.values()))) - axis(subject)))
    table.part("statement", "equals", 1).set_opacity(0)


def _drawn_in(turning: TurningNetwork, matrix: TermTable) -> Callable[[Strands, float], None]:
    """What comes down the columns is gone first; what runs along the rows gives way to entries.

    Args:
        turning: the network.
        matrix: the table on its way; no rail runs through what stands in its parentheses.
    """
    closing = matrix.part("matrix", "close")
    ahead = units(matrix.plan.size) * _AHEAD

    def draw_in(strands: Strands, alpha: float) -> None:
        front = closing.get_right()[0] + ahead
        for place in strands.rails:
            start, end = strands.rail_ends(turning.pose, place)
            gone = smooth(min(1.0, alpha / _COLUMNS_GONE))
            if place[0] == "x":
                gone = (front - start[0]) / (end[0] - start[0])
            strands.rail_spans[place] = (float(np.clip(gone, 0.0, 1.0)), 1.0)
        for bead in strands.beads.values():
            bead.size = 1 - smooth(max(0.0, (alpha - _LANDED) / (1 - _LANDED)))

    return draw_in


def _looks_of_table(turning: TurningNetwork) -> dict[VMobject, Style]:
    """Of the network only the inputs stay."""
    network = turning.network
    nodes = [*network.outputs.values(), *([] if network.loss is None else [network.loss])]
    lines = [*network.loss_edges.values()]
    lines += [leg for legs in turning.strands.legs.values() for leg in legs]
    looks: dict[VMobject, Style] = {
        node.circle: Style(fill_opacity=0, stroke_opacity=0) for node in nodes
    }
    looks |= {node.symbol: Style(fill_opacity=0) for node in nodes}
    return looks | dict.fromkeys(lines, Style(stroke_opacity=0))


def _merge_headers(
    heads: Headers,
    turning: TurningNetwork,
    pose: Pose,
    time: float,
) -> list[Animation]:
    """The rows' headers become the nodes of the inputs; the columns' leave to ∂L/∂y_k."""
    ends: dict[VMobject, VMobject] = {}
    for i, node in turning.network.inputs.items():
        symbol = node.symbol.part("x", i)
        way = pose.centers["x", i] - turning.pose.centers["x", i]
        ends[heads.part("header", "x", i)] = symbol.copy().shift(way)
    merging = [("header", "x", i) for i in turning.network.inputs]
    others = [atom for place, atom in heads.atoms.items() if place not in merging]
    gone: dict[VMobject, Style] = {part: Style(fill_opacity=0) for part in others}
    soon = turning.theme.tempo.blink
    merge = Fly(heads, ends, rate_func=flying, run_time=time)
    return [merge, Restyle(heads, gone, run_time=soon)]


def _read_factors(
    scene: Chapter, turning: TurningNetwork, matrix: TermTable, plan: FactorsPlan
) -> tuple[Factors, Typeset]:
    """Copies of the headers stand as column times row; the column is named."""
    notation, theme, network = scene.lesson.notation, scene.theme, turning.network
    factors = Factors(notation, theme, plan)
    if plan.column is None:
        _make_room(scene, matrix, factors)
    # Copies come out from behind what they are copies of, as they do from behind nodes.
    covers = [plate(name, theme, matrix.plan.size) for name in turning.names.values()]
    network.remove(*turning.names.values())
    network.add(*covers, *turning.names.values())
    copies: list[VMobject] = []
    for letter, headers in _headers_of_table(turning).items():
        entries = factors.entries(letter)
        flights: dict[VMobject, VMobject] = {}
        via: dict[VMobject, list[np.ndarray]] = {}
        for index, header in headers.items():
            copy = VGroup(*(part.copy() for part in outlines(header)))
            carried = VGroup(plate(copy, theme, plan.size), copy)
            flights[carried] = VGroup(plate(entries[index], theme, plan.size), entries[index])
            network.put_behind_nodes(*carried)
            copies += carried
            if letter == "upstream" and plan.column is None:
                via[carried] = _round_the_corner(carried, entries[index])
        scene.play(Fly(network, flights, via=via, run_time=theme.tempo.move))
    network.remove(*copies, *covers)
    signs = factors.signs()
    come = [atom for atom in factors.atoms.values() if atom not in signs.submobjects]
    name = factors.name_below_column(theme, notation)
    scene.add(*come)
    scene.play(FadeIn(signs, run_time=theme.tempo.brisk))
    scene.remove(*come, signs)
    scene.add(factors)
    if plan.column is not None:
        _say_of_what(scene, matrix, factors)
    scene.rest(theme.tempo.brisk)
    scene.play(
        Throb(factors, [factors.column], _SWELL, run_time=theme.tempo.move),
        FadeIn(name, run_time=theme.tempo.move),
    )
    return factors, name


def _headers_of_table(turning: TurningNetwork) -> dict[str, dict[int, VMobject]]:
    """By letter of their entries in the factors, and by index, what heads rows and columns."""
    network = turning.network
    found: dict[str, dict[int, VMobject]] = {
        "x": {i: node.symbol.part("x", i) for i, node in network.inputs.items()},
        "upstream": {k: name.part("upstream", k) for k, name in turning.names.items()},
    }
    for place, dots in network.dots.items():
        found["x" if place[0] == "x" else "upstream"][ELIDED] = dots
    return found


def _round_the_corner(way: VMobject, entry: VMobject) -> list[np.ndarray]:
    """Over the headers to the left, then down: past everything that stands."""
    height = above_headers()
    return [np.array([spot.get_center()[0], height, 0.0]) for spot in (way, entry)]


def _say_of_what(scene: Chapter, matrix: TermTable, factors: Factors) -> None:
    """∂L/∂W comes down from the table's corner, before the equals sign of the factors."""
    subject, em = matrix.part("subject"), units(factors.size)
    away = np.array(
        [
            factors.equals.get_left()[0] - BEFORE_SIGN * em - subject.get_right()[0],
            factors.plan.middle - axis(subject),
            0.0,
        ]
    )
    there = subject.copy().shift(away)
    # To the left first: below it there are the inputs.
    corner = np.array([there.get_center()[0], subject.get_center()[1], 0.0])
    time = scene.theme.tempo.move
    scene.play(Fly(matrix, {subject: there}, via={subject: [corner]}, run_time=time))


def _make_room(scene: Chapter, matrix: TermTable, factors: Factors) -> None:
    """∂L/∂W and its equals sign move to the left, so that the factors fit between."""
    parts = [matrix.part("subject"), matrix.part("statement", "equals", 1)]
    gap = LEAD_GAP * units(matrix.plan.size)
    away = factors.column.get_left()[0] - gap - parts[1].get_right()[0]
    move = Shift(matrix, dict.fromkeys(parts, RIGHT * away), run_time=scene.theme.tempo.brisk)
    scene.play(move)
