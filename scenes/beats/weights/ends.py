"""The gradient of a weight is what stands at the two ends of its edge, multiplied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from manim import Animation, FadeOut, VGroup, VMobject, linear, smooth

from calculus.algebra.expressions import Number
from calculus.algebra.notation import ELIDED
from scenes.beats.weights.change_places import ChangePlaces
from scenes.beats.weights.derived import Derived
from scenes.beats.weights.stated_lines import product_of_ends
from scenes.beats.weights.table_layout import (
    NAME_PART,
    NAME_PART_BESIDE_BEAD,
    UPSTREAM_PART,
    landing_bow,
    matrix_at_ends,
)
from scenes.beats.weights.term_table import Entry, TermTable, plate
from scenes.stage.animations.flight import Fly, Shrink
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.formulas.formula import AtomGlyphs, Formula
from scenes.stage.network.network import EdgeKey
from scenes.stage.network.pose import between, upright
from scenes.stage.network.strands import Edge, Span, Strands
from scenes.stage.network.turning import TurningNetwork

_COMET = 0.45
"""Length of what runs along an edge, as a part of its way to the middle."""

_PAST_OUTPUT = 0.5
"""Part of its way after which what comes from L has passed y_k."""

_NOTHING: Span = (0.0, 0.0)
"""No part of a way."""

Trail = Callable[[Strands, float], None]
"""Changes the strands at each time from 0 to 1."""

_ARRIVED = 0.75
"""Part of the time after which what has run along the edges becomes beads."""


@dataclass(frozen=True)
class EdgeProducts:
    """What stands at the end of `ends`, beside the small graph.

    Attributes:
        turning: the network, upright, with beads or two-coloured edges.
        matrix: ∂L/∂W = the line `pattern`, with headers.
    """

    turning: TurningNetwork
    matrix: TermTable


def show_ends(scene: Chapter, derived: Derived) -> EdgeProducts:
    """One edge's ends are multiplied; then those of all edges; then an input is silent.

    Args:
        scene: the chapter.
        derived: all that stands on the stage, beside the small graph.
    """
    turning, matrix = _stand_up(scene, derived)
    scene.rest(scene.theme.tempo.brisk)  # the words have come to the two ends
    card = _meet_on_edge(scene, turning)
    scene.next_caption()
    _land(scene, turning, matrix, card)
    matrix = _join_in(scene, turning, matrix)
    scene.next_caption()
    _fall_silent(scene, turning, matrix)
    return EdgeProducts(turning, matrix)


def chosen_entry(scene: Chapter) -> Entry:
    """The entry of the weight that the film follows."""
    output, input = scene.lesson.chosen_weight
    return input, output


def _stand_up(scene: Chapter, derived: Derived) -> tuple[TurningNetwork, TermTable]:
    """The matrix makes room, the network stands up; of all names of edges one stays."""
    notation, theme = scene.lesson.notation, scene.theme
    i, k = chosen_entry(scene)
    scene.remove(derived.paths.upstream)
    turning = TurningNetwork(derived.paths)
    network, start, end = turning.network, turning.pose, upright(notation)
    matrix = TermTable(notation, theme, matrix_at_ends(notation, theme), ())
    own = [named[k, i] for named in (network.labels, network.gaps)]
    names, gaps = (
        {part: Style(fill_opacity=0) for edge, part in named.items() if edge != (k, i)}
        for named in (network.labels, network.gaps)
    )
    time, brisk = theme.tempo.slow, theme.tempo.brisk
    scene.play(
        turning.slide_names(_parts_for_names(turning, (k, i)), run_time=time),
        turning.pose_along(lambda alpha: between(start, end, alpha), run_time=time),
        turning.light([(k, i), k], run_time=time),
        Restyle(network, names, run_time=theme.tempo.blink),
        Restyle(network, gaps, run_time=time),
        Restyle(network, {part: Style(fill_opacity=1) for part in own}, run_time=time),
        Rewrite(
            matrix, same_places(matrix, derived.matrix), replaced=[derived.matrix], run_time=time
        ),
        FadeOut(derived.equations, run_time=brisk),
    )
    return turning, matrix


def _parts_for_names(turning: TurningNetwork, chosen: Edge) -> dict[EdgeKey, float]:
    """Where names stand on their edges: that of the chosen one, and ∂L/∂y_k."""
    now = {k: turning.name_parts[k] for k in turning.upstream.labels}
    # Where there are so many that they stand at several distances, they keep these.
    most = UPSTREAM_PART if len(set(now.values())) == 1 else max(now.values())
    parts: dict[EdgeKey, float] = {k: min(part, most) for k, part in now.items()}
    return parts | {chosen: NAME_PART}


def _meet_on_edge(scene: Chapter, turning: TurningNetwork) -> VGroup:
    """Copies of x_i and of ∂L/∂y_k come along the path and meet in the middle of the edge."""
    theme, network = scene.theme, turning.network
    i, k = chosen_entry(scene)
    term, expression = product_of_ends(scene.lesson.notation, i, k)
    product = overview(Formula(expression, theme, theme.sizes.large))
    product.move_to(turning.pose.meeting(i, k))

    def on_plate(part: VMobject) -> VGroup:
        return VGroup(plate(part, theme, theme.sizes.large), part)

    label = turning.upstream.labels[k]
    from_input = on_plate(network.inputs[i].symbol.part("x", i).copy())
    from_loss = VGroup(turning.upstream.gaps[k].copy(), label.part("upstream", k).copy())
    network.put_behind_nodes(from_input[0], from_loss[0], from_input[1], from_loss[1])
    time, output = theme.tempo.slide, turning.pose.centers["y", k]
    trails = _trails(turning, (k, i))
    scene.play(
        turning.strands_along(trails[0], run_time=time),
        Fly(network, {from_input: on_plate(product.part(*term, "read"))}, run_time=time),
    )
    scene.play(
        turning.strands_along(trails[1], run_time=time),
        Fly(
            network,
            {from_loss: on_plate(product.part(*term, "upstream"))},
            via={from_loss: [output]},
            resize_from=_PAST_OUTPUT,
            run_time=time,
        ),
    )
    network.remove(*from_input, *from_loss)
    card = VGroup(plate(product, theme, theme.sizes.large), product)
    scene.add(card)
    return card


def _trails(turning: TurningNetwork, edge: Edge) -> tuple[Trail, Trail]:
    """What comes along an edge from its input, and what comes from L, leaves its colour behind."""

    def from_input(strands: Strands, alpha: float) -> None:
        strands.leg_spans[edge] = ((0.0, alpha), _NOTHING)

    def from_loss(strands: Strands, alpha: float) -> None:
        past = max(0.0, (alpha - _PAST_OUTPUT) / (1 - _PAST_OUTPUT))
        strands.leg_spans[edge] = (strands.leg_spans[edge][0], (0.0, past))

    turning.strands.leg_spans[edge] = (_NOTHING, _NOTHING)
    turning.strands.show_legs([edge], lit=True)
    return from_input, from_loss


def _land(scene: Chapter, turning: TurningNetwork, matrix: TermTable, card: VGroup) -> None:
    """The product flies to its entry, whose factors change places; on the edge stays a bead."""
    theme, entry = scene.theme, chosen_entry(scene)
    edge = entry[::-1]
    changed = _with_turned(scene, matrix, [entry])
    ground, product = card
    cell = changed.entries[entry]
    landed = VGroup(plate(cell, theme, changed.plan.size), cell)
    flying = VGroup(ground, *product.atoms.values())

    def leave_bead(strands: Strands, alpha: float) -> None:
        if edge in strands.beads:
            strands.beads[edge].size = alpha

    time = theme.tempo.slide
    trails: Mapping[VMobject, Style] = dict.fromkeys(
        turning.strands.legs[edge], Style(stroke_opacity=0)
    )
    scene.remove(card)
    scene.play(
        Restyle(turning.network, trails, run_time=time),
        turning.slide_names({edge: NAME_PART_BESIDE_BEAD}, run_time=time),
        turning.strands_along(leave_bead, run_time=time),
        ChangePlaces(matrix, changed, {entry: 0.0}, run_time=time),
        Fly(card, {flying: landed}, bow=landing_bow, introducer=True, run_time=time),
    )
    scene.remove(card)


def _join_in(scene: Chapter, turning: TurningNetwork, matrix: TermTable) -> TermTable:
    """From both ends of every other edge something comes; the other entries follow."""
    theme, chosen = scene.theme, chosen_entry(scene)
    others = [entry for entry in matrix.entries if entry != chosen]
    edges = [(k, i) for i, k in others if ELIDED not in (i, k)]
    time = theme.tempo.slow
    if turning.strands.beads:
        meeting = [_run_into_beads(turning, edges, time)]
    else:
        edges.append(chosen[::-1])
        meeting = [_meet_halfway(turning, edges, time), _hide_name(turning, chosen[::-1])]
    scene.play(turning.restore(run_time=theme.tempo.brisk), *meeting)
    if turning.strands.beads:
        turning.strands.hide_legs()
    changed = _with_turned(scene, matrix, [*matrix.entries])
    if others:
        delays = {entry: n / max(1, len(others) - 1) for n, entry in enumerate(others)}
        scene.play(ChangePlaces(matrix, changed, delays, run_time=time))
    scene.remove(matrix)
    scene.add(changed)
    return changed


def _run_into_beads(turning: TurningNetwork, edges: Collection[Edge], time: float) -> Animation:
    """Along each edge something runs from either end; where the two meet, a bead is left."""
    turning.strands.show_legs(edges)

    def run(strands: Strands, alpha: float) -> None:
        head = smooth(min(1.0, alpha / _ARRIVED)) * (1 + _COMET)
        comet = min(1.0, max(0.0, head - _COMET)), min(1.0, head)
        for edge in edges:
            strands.leg_spans[edge] = (comet, comet)
            strands.beads[edge].size = smooth(max(0.0, (alpha - _ARRIVED) / (1 - _ARRIVED)))

    return turning.strands_along(run, rate_func=linear, run_time=time)


def _meet_halfway(turning: TurningNetwork, edges: Collection[Edge], time: float) -> Animation:
    """Every edge takes on the colours of its two ends, from the ends to the middle."""
    turning.strands.show_legs(edges)

    def grow(strands: Strands, alpha: float) -> None:
        for edge in edges:
            strands.leg_spans[edge] = ((0.0, alpha), (0.0, alpha))

    return turning.strands_along(grow, run_time=time)


def _hide_name(turning: TurningNetwork, edge: Edge) -> Animation:
    """No single edge is spoken of any more."""
    network = turning.network
    parts = [network.labels[edge], network.gaps[edge]]
    gone: dict[VMobject, Style] = {part: Style(fill_opacity=0) for part in parts}
    return Restyle(network, gone, run_time=turning.theme.tempo.blink)


def _fall_silent(scene: Chapter, turning: TurningNetwork, matrix: TermTable) -> None:
    """An input shows 0: what its weights learn turns grey; then it speaks again."""
    theme, notation, network = scene.theme, scene.lesson.notation, turning.network
    time = theme.tempo.brisk
    i = min(2, notation.inputs)  # the caption's silent input
    edges = [(k, i) for k in notation.written_outputs]
    spot, symbol = turning.pose.centers["x", i], network.inputs[i].symbol
    zero = Formula(Number(("silent",), Fraction(0), "0", "x"), theme, theme.sizes.formula)
    network.add(zero.move_to(spot))

    def become(out: VMobject, instead: VMobject, grey: str | None) -> list[Animation]:
        lines = [network.edges[edge] for edge in edges]
        pale: Mapping[VMobject, Style] = dict.fromkeys(
            lines, Style(stroke_opacity=theme.ghost if grey else 1.0)
        )
        on_edges = turning.strands.looks_of_ends(edges, grey)
        return [
            Shrink(network, {out: spot}, end=0.5, run_time=time),
            Shrink(network, {instead: spot}, grow=True, start=0.5, run_time=time),
            Restyle(network, {**pale, **on_edges}, run_time=time),
            Restyle(matrix, _row_looks(matrix, i, grey, scene), run_time=time),
        ]

    scene.play(*become(symbol, zero, theme.muted))
    scene.rest(theme.tempo.still)
    scene.play(*become(zero, symbol, None))
    network.remove(zero)


def _row_looks(
    matrix: TermTable, i: int, colour: str | None, scene: Chapter
) -> dict[VMobject, Style]:
    """The looks of a row of the matrix: in a colour, or each symbol in its own."""
    return {
        atom: Style(colour=colour or scene.theme.colour(atom.atom.role))
        for atom in matrix.part("entry", i).submobjects
        if isinstance(atom, AtomGlyphs)
    }


def _with_turned(scene: Chapter, matrix: TermTable, turned: Collection[Entry]) -> TermTable:
    return TermTable(scene.lesson.notation, scene.theme, matrix.plan, turned)
