"""Why paths add, in algebra: ΔL ≈ (...)Δ, divided by Δ, and Δ shrinks until ≈ is =."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from manim import LEFT, FadeOut, VGroup, VMobject

from calculus.affine.nudged_input import NudgedInput, nudged_input
from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.nudge import NUDGED, Nudged
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.stage.animations.in_place import Scale
from scenes.stage.animations.origins import rewrite, same_places
from scenes.stage.animations.plates import Plates
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import over
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.excerpts import align_equals
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network import places
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.theme import Theme, units

_STEPS = ("paths", "total", "slope", "gradient")

_HOP = 1.7
"""A Δ that leaves its term flies over the sum, one that goes below ΔL under it; in em."""

_SHRUNK = 0.35
"""Size of a Δ that shrinks, when it becomes a ∂."""

_AROUND = -0.15
"""Names leave the bars to the left, one over the other, before they come down."""

_SPREAD = 0.35
"""Part of the time over which their departures are spread."""


class Steps(VGroup):
    """The lines of the algebra in one place, their relation signs below each other.

    Attributes:
        lines: by name, the line of `NudgedInput.steps`.
    """

    def __init__(self, nudged: NudgedInput, theme: Theme, size: float) -> None:
        self.lines = {name: Formula(nudged.steps[name].expression, theme, size) for name in _STEPS}
        align_equals(list(self.lines.values()))
        super().__init__(*self.lines.values())


def take_limit(scene: Chapter, opening: Opening, nudged: Nudged) -> tuple[Pathways, Formula]:
    """What the bars are called becomes a formula for ΔL, and this ∂L/∂x1.

    Returns:
        The network, beside what is written again, and ∂L/∂x1 = ...
    """
    tempo, theme = scene.theme.tempo, scene.theme
    record, room = nudged_input(brief(scene.lesson.notation), NUDGED), Rooms.of_frame().algebra
    steps = fitted(lambda size: Steps(record, theme, size), room, theme.sizes.large)
    steps.move_to(room.left_edge, aligned_edge=LEFT)
    lines, small = steps.lines, steps.lines["slope"]
    paths = _write(scene, nudged, lines["paths"])
    hop = units(small.size) * _HOP
    scene.play(
        rewrite(
            lines["paths"],
            lines["total"],
            record.steps["total"],
            route=over(hop, ("total", "step")),
            run_time=tempo.move,
        )
    )
    scene.next_caption()
    scene.play(
        rewrite(
            lines["total"],
            small,
            record.steps["slope"],
            route=over(-hop, ("slope", "step")),
            run_time=tempo.move,
        )
    )
    shrinking = (small.part("loss", "L", "d"), small.part("slope", "step"))
    scene.play(Scale(small, dict.fromkeys(shrinking, _SHRUNK), run_time=tempo.brisk))
    scene.play(
        rewrite(small, lines["gradient"], record.steps["gradient"], run_time=tempo.move),
        nudged.boxes.clear(run_time=tempo.move),
    )
    return paths, lines["gradient"]


def _write(scene: Chapter, nudged: Nudged, line: Formula) -> Pathways:
    """Names leave their bars for the line; the network goes back to its place below them."""
    tempo, total = scene.theme.tempo, nudged.sum
    labels = [share.label for share in (*total.shares.values(), total.total)]
    bars = [share.body for share in (*total.shares.values(), total.total)]
    scene.play(
        FadeOut(*bars, total.axis, total.steps, nudged.bars.shown, nudged.notes),
        nudged.paths.network.restore(),
        run_time=tempo.blink,
    )
    names = {place: line.part(*place) for place in _names(line)}
    order = {place: number / len(names) for number, place in enumerate(names)}
    written = [name for place, name in names.items() if ELIDED not in place]
    plates = Plates(written, scene.theme, run_time=tempo.slow)
    paths = Pathways(scene.lesson.notation, scene.theme, places.beside())
    scene.play(
        *nudged.paths.become(paths, run_time=tempo.slow),
        Rewrite(
            line,
            same_places(line, *labels) | _dots(line, labels),
            replaced=labels,
            arc=_AROUND,
            lag=lambda place: next((order[p] for p in order if starts(place, p)), 1.0),
            spread=_SPREAD,
            run_time=tempo.slow,
        ),
        plates,
    )
    return paths


def _names(line: Formula) -> list[Place]:
    """Where the names of bars stand on the line: first ΔL, then the terms."""
    terms = [place[:4] for place in line.atoms if place[2:3] == ("term",)]
    return [("loss", "L"), *dict.fromkeys(terms)]


def _dots(line: Formula, labels: Sequence[Typeset]) -> dict[Place, list[VMobject]]:
    """The names of bars that the line leaves out become its dots."""
    names = _names(line)
    left_out = [
        atom
        for place, atom in chain.from_iterable(label.atoms.items() for label in labels)
        if not any(starts(place, name) for name in names)
    ]
    return {place: left_out for place in names if ELIDED in place and left_out}
