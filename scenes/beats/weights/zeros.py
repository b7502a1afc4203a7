"""The zeros: a weight is searched for in network and equations, and terms without it become 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    Indicate,
    LaggedStart,
    VGroup,
    Wait,
)

from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.statements.given import local_stated
from scenes.beats.weights.layout import WeightsPage
from scenes.beats.weights.term_grid import Entry, LaneGrid
from scenes.stage.animations.counter import Counter
from scenes.stage.animations.indication import frame, scan
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.term_map import TermMap, represented
from scenes.stage.network.network import Network
from scenes.stage.regions import Region, Regions
from scenes.stage.theme import Theme, units

_NEAREST = 24
"""Least distance in pixels between an equation and the verdict on it."""

_SMALL = 34
"""Size in pixels below which equations rather take the room beside them."""

_SLOWLY = 2
"""Up to so many equations are searched slowly."""


@dataclass
class Evidence:
    """What stands beside the terms and answers for them.

    Attributes:
        lesson: shape and notation.
        theme: looks and durations.
        network: shows the weight's edge.
        equations: in which of them does the weight occur?
        grid: the terms in question that are written out.
        counter: how many are left; None where none can vanish.
        map: all terms, where not all of them are written out.
        verdicts: by output k, the statement ∂y_k/∂w = 0 beside its equation.
    """

    lesson: Lesson
    theme: Theme
    network: Network
    equations: Equations
    grid: LaneGrid
    counter: Counter | None
    map: TermMap | None = None
    verdicts: dict[int, Formula] = field(default_factory=dict)

    @property
    def chosen(self) -> Entry:
        """The entry of the weight the film follows."""
        output, input = self.lesson.chosen_weight
        return input, output

    @property
    def others(self) -> list[Entry]:
        """All other entries, row by row, with those that dots stand for."""
        notation = self.lesson.notation
        every = [(i, j) for i in notation.input_range for j in notation.output_range]
        return [entry for entry in every if entry != self.chosen]

    def silent(self, entry: Entry) -> list[int]:
        """The outputs in whose equations the entry's weight does not occur."""
        return self.grid.zero_lanes(entry)

    def light_edge(self, entry: Entry, run_time: float) -> Animation:
        """The weight's edge in the network is lit, the others step back."""
        return self.network.light([entry[::-1]], run_time=run_time)

    def search(self, k: int, run_time: float) -> Animation:
        """A light runs along the equation of y_k, looking for the weight."""
        return scan(self.equations.lines[k], self.theme, run_time=run_time)

    def step_back(self, outputs: Iterable[int]) -> Animation:
        """Equations that have been searched in vain step back."""
        lines = VGroup(*(self.equations.lines[k] for k in outputs))
        return lines.animate(run_time=self.theme.tempo.brisk).set_opacity(self.theme.ghost)

    def bring_back(self) -> Animation:
        """All equations are bright again."""
        return self.equations.animate(run_time=self.theme.tempo.brisk).set_opacity(1)

    def find(self, entry: Entry, run_time: float) -> Animation:
        """The weight lights up in the one equation that has it."""
        i, j = entry
        occurrence = self.equations.part("equation", j, "term", i, "w")
        return Indicate(occurrence, scale_factor=1.35, color=None, run_time=run_time)

    def conclude(self, entry: Entry) -> AnimationGroup:
        """Beside each equation without the weight: ∂y_k/∂w = 0, flown in from its term."""
        i, j = entry
        self._write_verdicts(entry)
        moves = []
        for k, verdict in self.verdicts.items():
            lane = self.grid.cells[entry].lanes[k]
            start, end = ("entry", i, j, "term", k, "local"), ("local", k, i, j, "left")
            sources = {
                place: [lane.atoms[(*start, *place[len(end) :])]]
                for place in verdict.atoms
                if place[: len(end)] == end
            }
            moves.append(Rewrite(verdict, sources, run_time=self.theme.tempo.slow))
        return AnimationGroup(*moves)

    def _write_verdicts(self, entry: Entry) -> None:
        lines = self.equations.lines
        silent = self.silent(entry)
        size = min(self.grid.size, self.theme.sizes.overview, lines[1].size) * 0.9
        verdicts = self._verdicts(entry, max(size, OVERVIEW))
        longest = max(lines[k].get_right()[0] for k in silent)
        # Behind its equation, or in front of it where that leaves no room.
        free = Regions.of_frame().body.right - longest - max(v.width for v in verdicts.values())
        behind = free > units(_NEAREST)
        if not behind:
            verdicts = self._verdicts(entry, OVERVIEW)
        for k, verdict in verdicts.items():
            if behind:
                verdict.next_to(lines[k], RIGHT, buff=min(free, units(48)))
            else:
                verdict.next_to(self.equations, LEFT, buff=units(_NEAREST))
                verdict.set_y(lines[k].get_y())
            if k == ELIDED:
                verdict.set_x(VGroup(*(v for other, v in verdicts.items() if other != k)).get_x())
        self.verdicts.update(verdicts)

    def _verdicts(self, entry: Entry, size: float) -> dict[int, Formula]:
        notation, (i, j) = self.lesson.notation, entry
        return {
            k: overview(Formula(local_stated(notation, k, j, i), self.theme, size))
            for k in self.silent(entry)
        }

    def vanish(self, entry: Entry, run_time: float) -> AnimationGroup:
        """The entry's silent terms turn into 0, and the counter runs."""
        i, j = entry
        moves: list[Animation] = []
        for k in self.silent(entry):
            place = ("local", k, i, j, "right")
            source = self.verdicts[k].atoms.get(place) if k in self.verdicts else None
            moves.append(self.grid.become_zero(entry, k, source, run_time=run_time))
        pale = self.grid.pale_signs(entry)
        if len(pale):
            moves.append(pale.animate(run_time=run_time).set_color(self.theme.muted))
        if self.map is not None:
            moves.append(self.map.become_zero(self.map.terms(entry), run_time=run_time))
        return AnimationGroup(*moves, self.count([entry], run_time))

    def count(self, entries: Iterable[Entry], run_time: float) -> Animation:
        """The counter runs on by the terms that vanish from some entries."""
        if self.counter is None:
            return Wait(run_time=run_time)
        notation = self.lesson.notation
        gone = sum(represented(notation, entry) for entry in entries) * (notation.outputs - 1)
        return self.counter.count_to(self.counter.value - gone, run_time=run_time)

    def clear_verdicts(self) -> VGroup:
        """The verdicts that still stand; they are not needed any more."""
        standing = VGroup(*self.verdicts.values())
        self.verdicts.clear()
        return standing

    def others_step(self, opacity: float) -> Animation:
        """The entries that are not spoken of step back, or return."""
        brisk = self.theme.tempo.brisk
        if self.map is not None:
            terms = self.map.terms(*self.others)
            return self.map.step_back(terms, opacity, run_time=brisk)
        cells = (self.grid.cells[entry] for entry in self.others)
        parts = VGroup(*(part for cell in cells for part in (cell.name, cell.sum)))
        return parts.animate(run_time=brisk).set_opacity(opacity)

    @property
    def tally(self) -> list[VGroup]:
        """The counter as it stands on the stage, if there is one."""
        return [] if self.counter is None else [self.counter.whole]

    def focus(self) -> VGroup:
        """Frames around the chosen entry: where it is written out and on the map."""
        boxes = [self.grid.cells[self.chosen].box]
        if self.map is not None:
            boxes.append(self.map.frames[self.chosen])
        return VGroup(*(frame(box, self.theme, "w", margin=0) for box in boxes))


def searched_equations(scene: Chapter, page: WeightsPage) -> Equations:
    """The equations, far enough apart for a verdict on each."""
    notation, theme = scene.lesson.notation, scene.theme

    def build(size: float) -> Equations:
        return Equations(notation, theme, size, leading=2.4 if page.stacked else 2.35)

    def within(region: Region) -> Equations:
        return fitted(build, region, theme.sizes.overview, smallest=OVERVIEW)

    left = page.reading.columns(62, 38)[0]  # at their right stand the verdicts
    beside, alone = within(left), within(page.reading.columns(4, 96)[1])
    # If they take that room, too, the verdicts stand in front of them.
    small = beside.lines[1].size < min(alone.lines[1].size, _SMALL)
    before = not page.stacked and (small or beside.width > left.width)
    equations = (alone if before else beside).move_to(page.reading.center)
    edge = page.reading.left_edge + RIGHT * page.reading.width * before
    return overview(equations.align_to(edge, RIGHT if before else LEFT))


def ask_who_sees(scene: Chapter, evidence: Evidence) -> VGroup:
    """If the chosen weight moves, which y moves? First the question, then the answer."""
    tempo, network, edge = scene.theme.tempo, evidence.network, evidence.chosen[::-1]
    focus = evidence.focus()
    scene.play(*map(Create, focus), network.light([edge], nodes=False), run_time=tempo.move)
    if evidence.others:
        scene.play(evidence.others_step(scene.theme.ghost))
    scene.rest(tempo.silence)
    scene.next_caption()
    scene.play(network.tremble(edge, run_time=tempo.sweep))
    scene.play(network.light([edge]), evidence.find(evidence.chosen, run_time=tempo.brisk))
    scene.next_caption()
    scene.play(network.pulse(network.out_of(edge[1]), run_time=tempo.slow))
    scene.play(network.pulse([edge], scene.theme.colour("w"), run_time=tempo.slow))
    return focus


def search_chosen(scene: Chapter, evidence: Evidence) -> None:
    """The equations are searched one by one; where the weight is absent, a term becomes 0."""
    entry, tempo = evidence.chosen, scene.theme.tempo
    silent = [k for k in evidence.silent(entry) if k != ELIDED]
    pace = tempo.move if len(silent) <= _SLOWLY else tempo.brisk
    for number, k in enumerate(silent):
        scene.play(evidence.search(k, pace))
        last = number == len(silent) - 1
        gone = [k, ELIDED] if last and ELIDED in evidence.silent(entry) else [k]
        scene.play(evidence.step_back(gone))
    scene.play(evidence.find(entry, run_time=tempo.move))
    if evidence.silent(entry):
        scene.next_caption()
        scene.play(evidence.conclude(entry))
        scene.next_caption()
        scene.play(evidence.vanish(entry, tempo.slow))


def search_others(scene: Chapter, evidence: Evidence) -> VGroup:
    """The same for the other entries, in a wave; what stays is a staircase."""
    tempo = scene.theme.tempo
    verdicts = evidence.clear_verdicts()
    scene.play(FadeOut(verdicts), evidence.bring_back(), run_time=tempo.brisk)
    if evidence.others:
        scene.play(evidence.others_step(1))
    if evidence.map is not None:
        _sweep(scene, evidence, evidence.map)
    else:
        _one_after_the_other(scene, evidence)
    scene.play(evidence.network.restore())
    scene.next_caption()
    if evidence.counter is not None:
        whole = evidence.counter.whole
        scene.play(Indicate(whole, color=None, run_time=tempo.move))
    survivors = [*evidence.grid.survivors().values()]
    if evidence.map is not None:
        on_map = evidence.map.survivors().items()
        survivors += [cell for (_, j), cell in on_map if j != ELIDED]  # type: ignore[misc]
    margin = 6 if evidence.map is None else 4
    steps = VGroup(*(frame(lane, scene.theme, margin=margin) for lane in survivors))
    scene.next_caption()
    scene.play(LaggedStart(*map(Create, steps), lag_ratio=0.4, run_time=tempo.sweep))
    return steps


def _one_after_the_other(scene: Chapter, evidence: Evidence) -> None:
    tempo = scene.theme.tempo
    for entry in evidence.others:
        scene.play(evidence.light_edge(entry, tempo.blink), evidence.find(entry, tempo.brisk))
        if evidence.silent(entry):
            scene.play(evidence.vanish(entry, tempo.brisk))


def _sweep(scene: Chapter, evidence: Evidence, terms: TermMap) -> None:
    """Row by row: each of the input's weights occurs in one equation only."""
    tempo, notation = scene.theme.tempo, evidence.lesson.notation
    first = True
    for i in notation.input_range:
        entries = [entry for entry in terms.entries(i) if entry != evidence.chosen]
        if not entries:
            continue
        edges = [(j, i) for j in notation.written_outputs if i != ELIDED]
        places = [("equation", j, "term", i, "w") for j in notation.written_outputs]
        found = evidence.equations.parts(places)
        finding = Indicate(found, scale_factor=1.35, color=None, run_time=tempo.brisk)
        scene.play(evidence.network.light(edges, run_time=tempo.blink), finding)
        if notation.outputs > 1:
            time = tempo.slow if first else tempo.move
            moves = [evidence.count(entries, time)]
            if i == ELIDED:
                rests = VGroup(*terms.rests.values())
                moves.append(Indicate(rests, color=scene.theme.muted, run_time=time))
            else:
                moves.append(terms.become_zero(terms.terms(*entries), run_time=time))
            scene.play(*moves)
        first = False
