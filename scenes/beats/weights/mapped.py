"""Where not every term has room: one entry's lanes, and beside them a map of all terms."""

from __future__ import annotations

from collections.abc import Iterable

from manim import FadeOut, VGroup, VMobject

from calculus.algebra.notation import ELIDED, Notation
from scenes.beats.weights.derived import headed_line
from scenes.beats.weights.slots import Slots
from scenes.beats.weights.tiles import ARRIVED
from scenes.beats.weights.wall import Entry, Wall
from scenes.stage.animations.carry import Carry, Way, come, stand_in_for
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.matrices.term_map import TermMap
from scenes.stage.theme import Theme

_GONE = (0.0, 0.3)
"""When text leaves on its way into a bar."""

_STEP = 4
"""Pixels between a bar and the frame that shows that it stays."""


def entries_by_row(notation: Notation, but: Entry) -> list[list[Entry]]:
    """All entries, with those that dots stand for, input by input; one is left out."""
    rows = [[(i, j) for j in notation.output_range] for i in notation.input_range]
    return [found for row in rows if (found := [entry for entry in row if entry != but])]


def chart_from_slots(slots: Slots, chart: TermMap) -> dict[VMobject, Way]:
    """The slots become the frames of the map; there are no bars in them yet."""
    chart.hide(chart.cells)
    ways: dict[VMobject, Way] = {}
    pairs = [(box, slots.boxes.get(entry)) for entry, box in chart.frames.items()]
    pairs += [(atom, slots.atoms.get(place)) for place, atom in chart.headers.atoms.items()]
    pairs += [(dots, None) for dots in chart.rests.values()]
    for part, before in pairs:
        if before is None:
            ways[part] = come(part, ARRIVED)
        else:
            ways[part] = Way(part.copy())
            stand_in_for(part, before)
    return ways


def into_bar(tile: VGroup, bar: VMobject) -> dict[VMobject, Way]:
    """A tile shrinks to the size of its bar, and its text is gone."""
    ground, rider = tile
    end = ground.copy().stretch_to_fit_width(bar.width).stretch_to_fit_height(bar.height)
    size = min(1.0, bar.width / rider.width, bar.height / rider.height)
    small = rider.copy().scale(size).move_to(bar)
    return {
        ground: Way(end.move_to(bar), opacity=0.0, fading=ARRIVED),
        rider: Way(small, opacity=0.0, fading=(0.4, 0.9)),
    }


def stairs(chart: TermMap, theme: Theme) -> VGroup:
    """Frames around the bars that stay."""
    bars = (bar for (_, j), bar in chart.survivors().items() if j != ELIDED)
    return VGroup(*(frame(bar, theme, "gradient", margin=_STEP) for bar in bars))


def close_up_chart(
    scene: Chapter, wall: Wall, chart: TermMap, leaving: Iterable[VMobject]
) -> HeadedMatrix:
    """The bars that stay close up, and each is written out as an entry of the matrix."""
    tempo = scene.theme.tempo
    (cell,) = wall.cells.values()
    lane = cell.lanes[cell.survivor]
    ways = {
        part: Way(opacity=0.0, fading=_GONE)
        for part in (*cell.signs.values(), *cell.zeros.values(), cell.step, cell.tab, cell.corner)
    }
    ways[lane] = Way(lane.copy().move_to(cell.box))
    scene.play(
        Carry(wall, ways),
        chart.vanish(),
        *(FadeOut(part) for part in leaving),
        run_time=tempo.move,
    )
    scene.play(chart.gather(run_time=tempo.brisk))
    scene.play(chart.close_up(run_time=tempo.move))
    matrix = headed_line(scene, "survivors")
    entries = {entry: matrix.formula.part("entry", *entry) for entry in chart.places}
    sources = same_places(matrix, lane, chart.headers.copy())
    scene.play(
        FadeOut(cell.box, run_time=tempo.brisk),
        chart.dissolve_into(entries, run_time=tempo.slow),
        Rewrite(matrix, sources, replaced=[wall], run_time=tempo.slow),
    )
    scene.remove(*chart.get_family(), *wall.get_family())
    scene.add(matrix)
    return matrix
