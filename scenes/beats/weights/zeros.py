"""`two-zeros` and `zeros`: a weight is searched for in the equations; terms without it become 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain, pairwise, repeat
from typing import Any

from manim import LEFT, RIGHT, Animation, FadeOut, Indicate, VGroup, VMobject, there_and_back

from calculus.algebra.notation import ELIDED
from calculus.statements.given import local_stated
from scenes.beats.weights.mapped import entries_by_row
from scenes.beats.weights.opening import AllTerms
from scenes.beats.weights.slots import Given
from scenes.beats.weights.tiles import ARRIVED, plate, ride
from scenes.beats.weights.wall import Entry
from scenes.stage.animations.carry import Carry, Way, Window, come, stand_in_for
from scenes.stage.animations.indication import scan
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, largest_that_fits
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.term_map import represented
from scenes.stage.regions import Regions
from scenes.stage.theme import units

_SHRINKING, _ZERO = (0.0, 0.75), (0.45, 1.0)
"""When a term shrinks into its place, and when the 0 comes out of it."""

_FADING: Window = (0.5, 0.75)
"""When the term cannot be seen any more: the 0 is there by then."""

_SEED = 0.25
"""How small a term is at last, and a 0 at first, as a part of their sizes."""

_BEHIND = units(44)
"""Between an equation and the verdict on it."""

_VERDICT = 0.8
"""Font size of the verdict on an equation, as a part of the equation's."""

_APART = 1.08
"""Least distance of two verdicts, in their heights."""

_FOUND = 1.25
"""By how much a weight grows that is found in an equation."""

_SEARCHED_SLOWLY = 2
"""Up to so many equations are searched slowly."""


def search_chosen(scene: Chapter, given: Given, terms: AllTerms) -> VGroup:
    """The equations are searched one by one; where the weight is absent, a term becomes 0.

    Returns:
        The verdicts that stand beside the equations.
    """
    output, input = scene.lesson.chosen_weight
    entry, tempo, equations = (input, output), scene.theme.tempo, given.equations
    silent = terms.wall.silent(entry)
    written = [k for k in silent if k != ELIDED]
    pace = tempo.move if len(written) <= _SEARCHED_SLOWLY else tempo.blink
    scene.play(given.paths.network.light([(output, input)], nodes=False))
    for k in written:
        scene.play(scan(equations.lines[k], scene.theme, run_time=pace))
        gone = [k, ELIDED] if k == written[-1] and ELIDED in silent else [k]
        scene.play(step_back(equations, gone, scene.theme.ghost, run_time=tempo.blink))
    scene.play(find(equations, [entry], run_time=tempo.move))
    scene.next_caption()
    verdicts = _conclude(scene, given, terms, entry)
    if silent:
        scene.play(*vanish(scene, terms, [entry], run_time=tempo.slow))
    return verdicts


def search_others(scene: Chapter, given: Given, terms: AllTerms, verdicts: VGroup) -> None:
    """The same for the other entries, in a wave that gathers speed; what stays is a staircase."""
    tempo, equations, network = scene.theme.tempo, given.equations, given.paths.network
    scene.play(
        FadeOut(verdicts, run_time=tempo.brisk),
        *terms.unfocus(run_time=tempo.brisk),
        step_back(equations, equations.lines, 1.0, run_time=tempo.brisk),
    )
    groups, chart = _waves(scene, terms), terms.chart
    paces = chain(tempo.gathering, repeat(tempo.gathering[-1]))
    for group, pace in zip(groups, paces, strict=False):
        written = [(i, j) for i, j in group if ELIDED not in (i, j)]
        moves = vanish(scene, terms, group, run_time=pace)
        if written:
            edges = [(j, i) for i, j in written]
            moves.append(network.light(edges, nodes=False, run_time=pace))
            moves.append(find(equations, written, run_time=pace))
        elif chart is not None:
            dots = VGroup(*chart.rests.values())
            moves.append(Indicate(dots, color=scene.theme.muted, run_time=pace))
        scene.play(*moves)
    scene.play(network.restore())
    scene.next_caption()
    if terms.counter is not None:
        scene.play(terms.counter.swell(run_time=tempo.move))
    scene.play(*terms.show_steps(run_time=tempo.sweep))


def _waves(scene: Chapter, terms: AllTerms) -> list[list[Entry]]:
    """The entries but the chosen one: each for itself, on a map row by row."""
    output, input = scene.lesson.chosen_weight
    if terms.chart is not None:
        return entries_by_row(scene.lesson.notation, (input, output))
    return [[entry] for entry in terms.wall.cells if entry != (input, output)]


def vanish(
    scene: Chapter, terms: AllTerms, entries: Collection[Entry], **options: Any
) -> list[Animation]:
    """The terms of entries in which the weight does not occur shrink into their 0."""
    wall, notation = terms.wall, scene.lesson.notation
    ways: dict[VMobject, Way] = {}
    for entry in entries:
        if entry in wall.cells:
            for k in wall.silent(entry):
                ways |= into_zero(terms, entry, k)
    moves: list[Animation] = [Carry(wall, ways, **options)] if ways else []
    if terms.chart is not None:
        moves.append(terms.chart.become_zero(terms.chart.terms(*entries), **options))
    if terms.counter is not None:
        each = notation.outputs - 1
        gone = sum(represented(notation, entry) for entry in entries) * each
        moves.append(terms.counter.count_to(terms.counter.value - gone, **options))
    return moves


def into_zero(terms: AllTerms, entry: Entry, k: int) -> dict[VMobject, Way]:
    """A term shrinks into its place, and its 0 comes out of it: the lane is never empty."""
    cell, full = terms.wall.cells[entry], terms.full.cells[entry]
    lane, zero = cell.lanes[k], cell.zeros[k]
    cell.vanished.add(k)
    small = lane.copy().scale(_SEED).move_to(zero)
    end = full.zeros[k].copy().set_opacity(1)
    zero.scale(_SEED)
    ways: dict[VMobject, Way] = {
        lane: Way(small, opacity=0.0, moving=_SHRINKING, fading=_FADING),
        zero: Way(end, moving=_ZERO, fading=(0.4, 0.55)),
    }
    if k in cell.signs:
        muted = full.signs[k].copy().set_color(terms.wall.theme.muted)
        ways[cell.signs[k]] = Way(muted)
    return ways


def step_back(
    equations: Equations, outputs: Iterable[int], opacity: float, **options: Any
) -> Restyle:
    """Equations that have been searched in vain step back, or all return."""
    styles: dict[VMobject, Style] = {
        equations.lines[k]: Style(fill_opacity=opacity) for k in outputs
    }
    return Restyle(equations, styles, **options)


def find(equations: Equations, entries: Iterable[Entry], **options: Any) -> Carry:
    """Weights light up in the equations that have them."""
    parts = [equations.part("equation", j, "term", i, "w") for i, j in entries]
    ways: dict[VMobject, Way] = {part: Way(part.copy().scale(_FOUND)) for part in parts}
    return Carry(equations, ways, rate_func=there_and_back, **options)


def _conclude(scene: Chapter, given: Given, terms: AllTerms, entry: Entry) -> VGroup:
    """Beside each equation without the weight, if there is room: ∂y_k/∂w = 0, from its term."""
    i, j = entry
    lines, cell = given.equations.lines, terms.wall.cells[entry]
    silent = terms.wall.silent(entry)
    verdicts = _verdicts(scene, given.equations, entry, silent)
    flying = VGroup()
    ways: dict[VMobject, Way] = {}
    for k, verdict in verdicts.items():
        verdict.set_y(lines[k].get_y())
        local = cell.lanes[k].part("entry", i, j, "term", k, "local")
        left = verdict.part("local", k, i, j, "left")
        rest = VGroup(*(atom for atom in verdict.atoms.values() if atom not in left))
        tile = VGroup(plate(local, scene.theme), left)
        ways |= ride(tile, left.copy()) | {rest: come(rest, ARRIVED)}
        stand_in_for(left, local)
        flying.add(tile, rest)
    if verdicts:
        scene.play(Carry(flying, ways, run_time=scene.theme.tempo.slow))
        scene.remove(*flying.get_family())
    standing = VGroup(*verdicts.values())
    scene.add(standing)
    return standing


def _verdicts(
    scene: Chapter, equations: Equations, entry: Entry, silent: Collection[int]
) -> dict[int, Formula]:
    (i, j), lines, notation = entry, equations.lines, scene.lesson.notation
    written = [k for k in silent if k != ELIDED]
    if not written:
        return {}
    heights = sorted(line.get_y() for line in lines.values())
    pitch = min(upper - lower for lower, upper in pairwise(heights))

    def build(size: float) -> dict[int, Formula]:
        return {
            k: overview(Formula(local_stated(notation, k, j, i), scene.theme, size))
            for k in written
        }

    def excess(found: dict[int, Formula]) -> float:
        return max(verdict.height for verdict in found.values()) * _APART / pitch

    size = next(iter(lines.values())).size * _VERDICT
    verdicts = largest_that_fits(build, excess, size, smallest=OVERVIEW)
    longest = max(line.get_right()[0] for line in lines.values())
    room = Regions.of_frame().body.right - longest
    width = max(verdict.width for verdict in verdicts.values())
    if room < width + _BEHIND / 2 or excess(verdicts) > 1:
        return {}
    for k, verdict in verdicts.items():
        verdict.next_to(lines[k], RIGHT, buff=_BEHIND)
        verdict.align_to([longest + min(_BEHIND, room - width), 0, 0], LEFT)
    return verdicts
