"""Why paths add, in numbers: x1 grows by Δ, every output moves, and L adds up what reaches it."""

from __future__ import annotations

from dataclasses import dataclass

from manim import LEFT, RIGHT, UL, FadeIn, ReplacementTransform, VGroup

from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.beats.inputs.slots import Slots
from scenes.beats.inputs.term_boxes import TermBoxes
from scenes.stage.animations.origins import settle
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.formula import Words
from scenes.stage.network.bars import NudgeBars, scale_text
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.running_sum import RunningSum
from scenes.stage.theme import units

NUDGED = 1
"""The input that is nudged."""


@dataclass(frozen=True)
class Nudged:
    """What stands when the changes are added up.

    Attributes:
        paths: the network, moved over.
        bars: at its nodes.
        sum: the bars behind L.
        notes: how much larger than at the input bars are drawn, where they are.
        boxes: around the terms that were read off.
    """

    paths: Pathways
    bars: NudgeBars
    sum: RunningSum
    notes: VGroup
    boxes: TermBoxes


def make_room(scene: Chapter, opening: Opening, slots: Slots) -> tuple[Slots, Pathways]:
    """X goes into the network, ∂L/∂X up to the title's place; equations and network follow."""
    tempo, theme, notation = scene.theme.tempo, scene.theme, scene.lesson.notation
    rooms = Rooms.of_frame()
    home = settle(opening.shapes.inputs, opening.paths.network, run_time=tempo.brisk)
    scene.play(home)
    scene.remove(home.new)
    head = fitted(
        lambda size: Slots(brief(notation), theme, size), rooms.headline, smallest=OVERVIEW
    )
    head.move_to(rooms.headline.left_edge, aligned_edge=LEFT)
    paths = Pathways(notation, theme, rooms.nudged)
    scene.play(
        ReplacementTransform(slots, head, run_time=tempo.move),
        opening.equations.animate(run_time=tempo.move).move_to(
            [rooms.evidence.left, rooms.evidence.top, 0], aligned_edge=UL
        ),
        *opening.paths.become(paths, run_time=tempo.move),
    )
    return head, paths


def nudge(scene: Chapter, opening: Opening, paths: Pathways) -> Nudged:
    """x1 moves a little; its change runs over every edge and adds up at L."""
    lesson, network = scene.lesson, paths.network
    bars = NudgeBars(network, lesson, NUDGED)
    total = RunningSum(paths, lesson, bars, Rooms.of_frame().stack)
    boxes = TermBoxes(opening.equations, scene.theme, NUDGED)
    nudged = Nudged(paths, bars, total, VGroup(), boxes)
    _move_outputs(scene, nudged)
    scene.next_caption()
    shown = largest_path(scene)
    _read_shifts(scene, nudged, shown)
    scene.next_caption()
    scene.play(FadeIn(total.axis, _notes(scene, nudged)), run_time=scene.theme.tempo.brisk)
    _send(scene, nudged, [shown])
    scene.next_caption()
    _add_up(scene, nudged, [k for k in lesson.notation.output_range if k != shown])
    return nudged


def largest_path(scene: Chapter) -> int:
    """The output, of those that are drawn, through which x1 changes L most."""
    weights, upstream = scene.lesson.W[NUDGED - 1], scene.lesson.upstream[0]
    return max(
        scene.lesson.notation.written_outputs,
        key=lambda k: abs(weights[k - 1].value * upstream[k - 1].value),
    )


def _move_outputs(scene: Chapter, nudged: Nudged) -> None:
    tempo, network, colour = scene.theme.tempo, nudged.paths.network, scene.theme.colour
    bars, edges = nudged.bars, network.out_of(NUDGED)
    scene.play(*bars.swell(), network.light(edges, run_time=tempo.brisk))
    scene.play(network.pulse(edges, colour("x"), run_time=tempo.brisk))
    scene.play(bars.shift_outputs(run_time=tempo.brisk))


def _read_shifts(scene: Chapter, nudged: Nudged, shown: int) -> None:
    """One term is boxed and read off, then all the others."""
    tempo, network = scene.theme.tempo, nudged.paths.network
    others = [k for k in scene.lesson.notation.written_outputs if k != shown]
    scene.play(
        nudged.boxes.draw([shown], run_time=tempo.brisk),
        network.light([(shown, NUDGED)], run_time=tempo.brisk),
    )
    scene.play(nudged.bars.name_shifts([shown], run_time=tempo.move))
    if others:
        scene.play(
            nudged.boxes.draw(others, run_time=tempo.brisk),
            network.light(network.out_of(NUDGED), run_time=tempo.brisk),
        )
        scene.play(nudged.bars.name_shifts(others, run_time=tempo.move))


def _send(scene: Chapter, nudged: Nudged, outputs: list[int]) -> None:
    """Shifts run to L, and what they bring grows on the axis behind it."""
    tempo, paths = scene.theme.tempo, nudged.paths
    written = [k for k in outputs if k != ELIDED]
    scene.play(
        paths.light([(NUDGED, k) for k in written], run_time=tempo.brisk),
        paths.network.pulse(written, scene.theme.colour("y"), run_time=tempo.brisk),
    )
    scene.play(nudged.sum.send(outputs, run_time=tempo.move))


def _add_up(scene: Chapter, nudged: Nudged, others: list[int]) -> None:
    tempo, notation = scene.theme.tempo, scene.lesson.notation
    if others:
        _send(scene, nudged, others)
        scene.play(
            nudged.paths.light([(NUDGED, k) for k in notation.output_range], run_time=tempo.brisk),
            nudged.sum.join(run_time=tempo.brisk),
        )
    scene.play(*nudged.sum.add_up(run_time=tempo.move))
    scene.rest(tempo.brisk)


def _notes(scene: Chapter, nudged: Nudged) -> VGroup:
    """What scale bars have, where they are not as large as the nudge's."""
    theme, notes = scene.theme, nudged.notes
    if nudged.sum.magnified != 1:
        note = _note(scene, nudged.sum.magnified)
        room = Rooms.of_frame().stack
        x = nudged.sum.axis.get_center()[0]
        note.move_to([min(x, room.right - note.width / 2), room.bottom - note.height, 0])
        notes.add(note)
    if nudged.bars.magnified != 1:
        first = nudged.bars.shifts[1]
        note = _note(scene, nudged.bars.magnified)
        notes.add(note.next_to(first.label, RIGHT, buff=units(theme.sizes.least_words)))
    return notes


def _note(scene: Chapter, scale: float) -> Words:
    theme = scene.theme
    text = scene.word("scale", n=scale_text(scale))
    return Words(text, theme, theme.sizes.least_words, theme.muted)
