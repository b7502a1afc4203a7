"""The search for a weight: network, equations and terms answer together, and terms become 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    Indicate,
    LaggedStart,
    VGroup,
)

from calculus.lesson import Lesson
from calculus.statements import local_stated
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula
from scenes.stage.lanes import Entry, LaneGrid
from scenes.stage.marks import Counter, frame, scan
from scenes.stage.moves import Rewrite
from scenes.stage.network import Network
from scenes.stage.theme import Theme, units


@dataclass
class Evidence:
    """What stands beside the terms and answers for them.

    Attributes:
        lesson: shape and notation.
        theme: looks and durations.
        network: shows the weight's edge.
        equations: in which of them does the weight occur?
        grid: the terms in question.
        counter: how many are left.
        verdicts: by output k, the statement ∂y_k/∂w = 0 beside its equation.
    """

    lesson: Lesson
    theme: Theme
    network: Network
    equations: Equations
    grid: LaneGrid
    counter: Counter
    verdicts: dict[int, Formula] = field(default_factory=dict)

    @property
    def chosen(self) -> Entry:
        """The entry of the weight the film follows."""
        output, input = self.lesson.chosen_weight
        return input, output

    @property
    def others(self) -> list[Entry]:
        """All other entries, row by row."""
        return [entry for entry in self.grid.cells if entry != self.chosen]

    def silent(self, entry: Entry) -> list[int]:
        """The outputs in whose equations the entry's weight does not occur."""
        return self.grid.zero_lanes(entry)

    def light_edge(self, entry: Entry, run_time: float) -> Animation:
        """The weight's edge in the network is lit, the others step back."""
        return self.network.light([entry[::-1]], run_time=run_time)

    def search(self, k: int) -> Animation:
        """A light runs along the equation of y_k, looking for the weight."""
        return scan(self.equations.lines[k], self.theme, run_time=self.theme.tempo.move)

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
        notation = self.lesson.notation
        i, j = entry
        moves = []
        for k in self.silent(entry):
            verdict = Formula(local_stated(notation, k, j, i), self.theme, self.grid.size * 0.9)
            verdict.next_to(self.equations.lines[k], RIGHT, buff=units(48))
            self.verdicts[k] = verdict
            lane = self.grid.cells[entry].lanes[k]
            start, end = ("entry", i, j, "term", k, "local"), ("local", k, i, j, "left")
            sources = {
                place: [lane.atoms[(*start, *place[len(end) :])]]
                for place in verdict.atoms
                if place[: len(end)] == end
            }
            moves.append(Rewrite(verdict, sources, run_time=self.theme.tempo.slow))
        return AnimationGroup(*moves)

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
        left = self.grid.terms_left
        return AnimationGroup(*moves, self.counter.count_to(left, run_time=run_time))

    def clear_verdicts(self) -> VGroup:
        """The verdicts that still stand; they are not needed any more."""
        standing = VGroup(*self.verdicts.values())
        self.verdicts.clear()
        return standing

    def others_step(self, opacity: float) -> Animation:
        """The entries that are not spoken of step back, or return."""
        cells = (self.grid.cells[entry] for entry in self.others)
        parts = VGroup(*(part for cell in cells for part in (cell.name, cell.sum)))
        return parts.animate(run_time=self.theme.tempo.brisk).set_opacity(opacity)


def ask_who_sees(scene: Chapter, evidence: Evidence) -> VGroup:
    """If the chosen weight moves, which y moves? First the question, then the answer."""
    tempo, network, edge = scene.theme.tempo, evidence.network, evidence.chosen[::-1]
    focus = frame(evidence.grid.cells[evidence.chosen].box, scene.theme, "w", margin=0)
    scene.play(Create(focus), network.light([edge], nodes=False), run_time=tempo.move)
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
    for k in evidence.silent(entry):
        scene.play(evidence.search(k))
        scene.play(evidence.step_back([k]))
    scene.play(evidence.find(entry, run_time=tempo.move))
    if evidence.silent(entry):
        scene.next_caption()
        scene.play(evidence.conclude(entry))
        scene.next_caption()
        scene.play(evidence.vanish(entry, tempo.slow))


def search_others(scene: Chapter, evidence: Evidence) -> VGroup:
    """The same for the other entries, in a wave; what stays is a staircase."""
    tempo = scene.theme.tempo
    scene.play(FadeOut(evidence.clear_verdicts()), evidence.bring_back(), run_time=tempo.brisk)
    if evidence.others:
        scene.play(evidence.others_step(1))
    for entry in evidence.others:
        scene.play(evidence.light_edge(entry, tempo.blink), evidence.find(entry, tempo.brisk))
        if evidence.silent(entry):
            scene.play(evidence.vanish(entry, tempo.brisk))
    scene.play(evidence.network.restore())
    scene.next_caption()
    scene.play(Indicate(evidence.counter.whole, color=None, run_time=tempo.move))
    survivors = evidence.grid.survivors().values()
    steps = VGroup(*(frame(lane, scene.theme, margin=6) for lane in survivors))
    scene.next_caption()
    scene.play(LaggedStart(*map(Create, steps), lag_ratio=0.4, run_time=tempo.sweep))
    return steps
