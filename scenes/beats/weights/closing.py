"""`survivors` and `derivatives`: the wall closes up into a matrix, and x_i is read off into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from manim import Create, FadeOut, RoundedRectangle, VGroup, VMobject

from scenes.beats.weights.derived import Derived, headed_line
from scenes.beats.weights.mapped import close_up_chart
from scenes.beats.weights.opening import AllTerms
from scenes.beats.weights.slots import Given
from scenes.beats.weights.tiles import ARRIVED, plate, ride
from scenes.beats.weights.wall import Entry
from scenes.beats.weights.zeros import find
from scenes.stage.animations.carry import Carry, Way, Window
from scenes.stage.animations.indication import frame
from scenes.stage.chapter import Chapter
from scenes.stage.matrices.headers import HeadedMatrix

_LEAVING, _SLIDING = (0.0, 0.4), (0.3, 1.0)
"""When zeros leave, and when what is left slides into the middle of its cell."""

_SEED = 0.25
"""How small a partial derivative is at last, as a part of its size."""

_PASSING = 0.5
"""Part of the time of a wave that one of its things takes."""


def close_up(scene: Chapter, terms: AllTerms) -> HeadedMatrix:
    """The zeros leave, the survivors close up: a matrix of W's shape again."""
    tempo, wall = scene.theme.tempo, terms.wall
    if terms.chart is not None:
        leaving = [terms.stairs, *([] if terms.counter is None else [terms.counter])]
        return close_up_chart(scene, wall, terms.chart, leaving)
    ways: dict[VMobject, Way] = {}
    for cell in wall.cells.values():
        gone = [*cell.signs.values(), *cell.zeros.values(), cell.step]
        ways |= {part: Way(opacity=0.0, fading=_LEAVING) for part in gone}
        lane = cell.lanes[cell.survivor]
        names = (cell.tab, cell.corner)
        ways |= {part: Way(opacity=0.0, fading=_LEAVING) for part in names}
        ways[lane] = Way(lane.copy().move_to(cell.box), moving=_SLIDING)
    tally = [] if terms.counter is None else [FadeOut(terms.counter, run_time=tempo.brisk)]
    scene.play(Carry(wall, ways, run_time=tempo.slow), *tally)
    matrix = headed_line(scene, "survivors")
    scene.play(Carry(wall, closed(terms, matrix), run_time=tempo.sweep))
    scene.remove(*wall.get_family())
    scene.add(matrix)
    return matrix


def closed(terms: AllTerms, matrix: HeadedMatrix) -> dict[VMobject, Way]:
    """Everything moves at the same pace, so that no parenthesis passes an entry."""
    wall = terms.wall
    ways: dict[VMobject, Way] = {}
    for entry, cell in wall.cells.items():
        goal = matrix.formula.part("entry", *entry)
        box = cell.box.copy().stretch_to_fit_width(goal.width).stretch_to_fit_height(goal.height)
        ways[cell.box] = Way(box.move_to(goal), opacity=0.0, fading=ARRIVED)
        lane = cell.lanes[cell.survivor]
        ways |= {atom: Way(matrix.atoms[place]) for place, atom in lane.atoms.items()}
    for part in (wall.frame, wall.headers):
        ways |= {atom: Way(matrix.atoms[place]) for place, atom in part.atoms.items()}
    return ways


def read_derivatives(
    scene: Chapter, given: Given, terms: AllTerms, matrix: HeadedMatrix
) -> Derived:
    """∂y_k/∂w_ki is what the weight is multiplied by in the equation of y_k: x_i."""
    tempo, notation = scene.theme.tempo, scene.lesson.notation
    network, equations = given.paths.network, given.equations
    output, input = scene.lesson.chosen_weight
    chosen = (input, output)
    written = [(i, k) for i in notation.written_inputs for k in notation.written_outputs]
    others = [entry for entry in written if entry != chosen]
    reading = _Reading(scene, given, matrix)
    scene.play(
        network.light([(output, input)], nodes=False, run_time=tempo.brisk),
        find(equations, [chosen], run_time=tempo.move),
        Create(reading.box(chosen), run_time=tempo.move),
        Create(reading.asked(chosen), run_time=tempo.move),
    )
    scene.play(*reading.read([chosen], run_time=tempo.slow))
    scene.next_caption()
    boxes = VGroup(*(reading.box(entry) for entry in others))
    scene.play(
        network.restore(run_time=tempo.brisk),
        reading.unask(run_time=tempo.brisk),
        Create(boxes, lag_ratio=0.2, run_time=tempo.brisk),
    )
    if others:
        scene.play(*reading.read(others, run_time=tempo.slow))
    result = headed_line(scene, "derivatives")
    scene.play(*reading.close_up(result, run_time=tempo.move))
    reading.clear(result)
    return Derived(result, given.paths, equations)


class _Reading:
    """What is boxed in the equations, and what of it has flown into the matrix.

    Args:
        scene: where.
        given: the equations, from which is read.
        matrix: the line `survivors` on the stage.
    """

    def __init__(self, scene: Chapter, given: Given, matrix: HeadedMatrix) -> None:
        self._scene, self._matrix, self._theme = scene, matrix, scene.theme
        self._equations = given.equations
        self._boxes: dict[Entry, RoundedRectangle] = {}
        self._asked = VGroup()
        self._read: dict[Entry, VGroup] = {}
        self._tiles = VGroup()

    def box(self, entry: Entry) -> RoundedRectangle:
        """Around what an entry's weight is multiplied by."""
        found = frame(self._multiplier(entry), self._theme, "x", margin=5)
        self._boxes[entry] = found
        return found

    def asked(self, entry: Entry) -> RoundedRectangle:
        """Around the derivative in the matrix."""
        found = frame(self._local(entry), self._theme, margin=5)
        self._asked.add(found)
        return found

    def unask(self, **options: Any) -> FadeOut:
        """The derivatives are not asked for any more."""
        return FadeOut(self._asked, **options)

    def read(self, entries: Sequence[Entry], **options: Any) -> list[Carry]:
        """Copies of what is boxed fly to the derivatives, which shrink into them."""
        flying = VGroup()
        flights: dict[VMobject, Way] = {}
        shrinking: dict[VMobject, Way] = {}
        for number, entry in enumerate(entries):
            delay = (1 - _PASSING) * number / max(1, len(entries) - 1)
            local, sign = self._local(entry), self._multiplier(entry).copy()
            goal = sign.copy().scale(self._matrix.formula.size / self._equations.lines[1].size)
            tile = VGroup(plate(sign, self._theme, self._theme.ground), sign)
            flying.add(tile)
            self._tiles.add(tile)
            window = (delay, delay + _PASSING)
            flights |= {
                part: replace(way, moving=window, fading=_late(window))
                for part, way in ride(tile, goal.move_to(local)).items()
            }
            small = local.copy().scale(_SEED)
            shrinking[local] = Way(
                small, opacity=0.0, moving=_late(window, 0.3), fading=_late(window)
            )
            self._read[entry] = sign
        return [
            Carry(self._matrix, shrinking, **options),
            Carry(flying, flights, **options),
        ]

    def close_up(self, result: HeadedMatrix, **options: Any) -> list[Carry | FadeOut]:
        """What has been read closes up with the rest of the matrix; the boxes leave."""
        ways: dict[VMobject, Way] = {}
        for place, atom in self._matrix.atoms.items():
            if place in result.atoms:
                ways[atom] = Way(result.atoms[place])
        signs = VGroup(*self._read.values())
        goals = {
            sign: Way(result.part("entry", i, k, "term", k, "read"))
            for (i, k), sign in self._read.items()
        }
        boxes = FadeOut(*self._boxes.values(), **options)
        return [Carry(self._matrix, ways, **options), Carry(signs, goals, **options), boxes]

    def clear(self, result: HeadedMatrix) -> None:
        """The new matrix stands where the old one and what was read stood."""
        gone = [*self._matrix.get_family()]
        gone += [part for tile in self._tiles for part in tile.get_family()]
        self._scene.remove(*gone)
        self._scene.add(result)

    def _local(self, entry: Entry) -> VGroup:
        i, k = entry
        return self._matrix.formula.part("entry", i, k, "term", k, "local")

    def _multiplier(self, entry: Entry) -> VGroup:
        i, k = entry
        return self._equations.part("equation", k, "term", i, "x")


def _late(window: Window, part: float = 0.75) -> Window:
    begin, end = window
    return begin + part * (end - begin), end
