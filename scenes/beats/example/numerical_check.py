"""The numerical check: a small nudge, what moves with it, and the slope beside the formula."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from manim import (
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    RoundedRectangle,
    Transform,
    VGroup,
    VMobject,
)

from calculus.affine.nudging import every_nudge, simplest_loss
from calculus.affine.number_matrices import number
from calculus.algebra.expressions import Number, Place, Role
from calculus.algebra.shortening import shortened
from scenes.beats.example.check_rows import CheckRow
from scenes.beats.example.check_table import CheckTable, Labels
from scenes.beats.example.flights import on_plates
from scenes.beats.example.layout import CLOSE, below
from scenes.beats.example.page import Page
from scenes.beats.example.reveal import Sources
from scenes.beats.example.shift_labels import ShiftLabels
from scenes.beats.example.spotlight import Spotlight, Target
from scenes.beats.example.weight_gradient import WeightGradient
from scenes.beats.example.worked_lines import number_sizes
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import AtomGlyphs, Typeset
from scenes.stage.formulas.line_breaks import BrokenEquation
from scenes.stage.network.network import EdgeKey

_KEY = {"x": 3, "w": 4}
"""How many parts of a place say which row it belongs to, by the letter of what is nudged."""

_WAVE, _TICK_LAG = 0.8, 0.2
"""How far apart in time rows set out when their numbers come, and when their ticks do."""

_LOSS_PART = 0.3
"""Of the room below ∂L/∂Y that L's lines may take."""


class NumericalCheck:
    """Plays the check.

    Args:
        scene: on whose stage.
        page: network and room.
        weights: ∂L/∂W.
    """

    def __init__(self, scene: Chapter, page: Page, weights: WeightGradient) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        self._results, self._weights = page.results, weights
        nudges = list(every_nudge(page.lesson))
        room = below(page.results.upstream, page.work, CLOSE)
        (loss,) = page.short([simplest_loss(page.lesson)])
        upper, _ = room.rows(_LOSS_PART, 1 - _LOSS_PART)
        self.loss = BrokenEquation.fitting(loss, scene.theme, upper, number_sizes(scene.theme))
        self.loss.shift(UP * (room.top - self.loss.get_top()[1]))
        labels = Labels(
            scene.word("nudged"),
            scene.word("by_formula"),
            scene.word("all_agree", checked_count=str(len(nudges))),
        )
        self.table = CheckTable(
            nudges,
            page.lesson.notation,
            scene.theme,
            below(self.loss, room, CLOSE),
            labels,
            page.significant,
        )
        self._frame: RoundedRectangle | None = None
        self._labels: dict[str, Typeset] = {}
        self._has_head = False
        self._spotlight = Spotlight(scene.theme)
        self._shifts = ShiftLabels(page.net)

    def collect_entries(self, *others: Animation) -> None:
        """What ① and ② give, entry below entry: that is what has to be confirmed."""
        scene, tempo, table = self._scene, self._tempo, self.table
        rows = table.rows.values()
        new = Typeset(*(part for row in rows for part in (row.name, row.entry)))
        sources: Sources = {}
        for row in rows:
            *output, i = row.nudge.symbol.index
            gradient = self._weights.values if output else self._results.inputs
            if (place := ("entry", i, *output)) in gradient.atoms:
                sources[*row.key, "entry"] = [gradient.atoms[place]]
        old, gone = self._weights.leaving
        scene.play(
            *on_plates(
                new,
                sources,
                scene.theme,
                run_time=tempo.sweep,
                replaced=[self._results.inputs, *old],
            ),
            *others,
            *self._page.net.clear_outputs(),
            FadeOut(gone, run_time=tempo.blink),
            FadeIn(table.formula_head, *table.signs, *table.dots, run_time=tempo.sweep),
        )

    def write_simplest_loss(self) -> None:
        """∂L/∂Y gives its coefficients, the network its names."""
        network, upstream = self._page.net.network, self._results.upstream
        sources: Sources = {}
        if network.loss is not None:
            sources["loss", "L"] = list(network.loss.symbol.atoms.values())
        for k in self._page.lesson.notation.written_outputs:
            term: Place = ("loss", "term", k)
            sources[*term, "upstream"] = [upstream.atoms["upstream", k]]
            sources[*term, "y"] = list(self._page.net.name_of_output(k).atoms.values())
        self._scene.play(
            *on_plates(self.loss, sources, self._scene.theme, run_time=self._tempo.slow)
        )

    def nudge_first_weight(self) -> None:
        """w11 moves; of the outputs only y1 does."""
        net = self._page.net
        row = self.table.rows["check", "w", 1, 1]
        label = self._shifts.of_weight((1, 1), self._number(row.nudge.step, "w"))
        self._begin(row, [(1, 1)], label)
        self._scene.play(net.network.tremble((1, 1)))
        self._scene.play(*self._outputs_move(row), run_time=self._tempo.brisk)

    def compare_first_weight(self) -> None:
        """What y1 moves reaches L; the slope is the entry of ∂L/∂W."""
        self._compare(self.table.rows["check", "w", 1, 1], [1])

    def nudge_first_input(self) -> None:
        """x1 moves every output, and what they move adds up at L."""
        network, row = self._page.net.network, self.table.rows["check", "x", 1]
        label = self._shifts.of_input(1, self._number(row.nudge.step, "x"))
        edges = network.out_of(1)
        self._begin(row, edges, label)
        running = self._page.net.pulse(edges, forward=True)
        self._scene.play(*running, *self._outputs_move(row), run_time=self._tempo.move)
        self._compare(row, network.loss_edges)

    def confirm_the_others(self) -> None:
        """Every other entry agrees as well."""
        scene, tempo, table = self._scene, self._tempo, self.table
        network = self._page.net.network
        leaving: list[VMobject] = [*self._labels.values()]
        if self._frame is not None:
            leaving.append(self._frame)
        dark = self._spotlight.off(run_time=tempo.brisk)
        moves: list[Animation] = [
            *(FadeOut(each, run_time=tempo.brisk) for each in leaving),
            network.restore(),
            *dark,
        ]
        first = ("check", "w", 1, 1), ("check", "x", 1)
        rows = [row for key, row in table.rows.items() if key not in first]
        if rows:
            order = {row.key: number / len(rows) for number, row in enumerate(rows)}
            new = Typeset(*(part for row in rows for part in (row.shift, row.slope)))
            numbers = Rewrite(
                new,
                {},
                lag=lambda place: order[place[: _KEY[str(place[1])]]],
                spread=_WAVE,
                run_time=tempo.wave,
            )
            ticks = [Create(row.tick) for row in rows if row.agrees]
            moves += [numbers, LaggedStart(*ticks, lag_ratio=_TICK_LAG, run_time=tempo.wave)]
        scene.play(*moves)
        if table.agree is not None:
            scene.play(FadeIn(table.agree, run_time=tempo.brisk))

    def _begin(self, row: CheckRow, edges: Collection[EdgeKey], label: Typeset) -> None:
        """What is moved, and the row in which it is noted."""
        network, brisk = self._page.net.network, self._tempo.brisk
        frame = self.table.frame_around(row)
        moves: list[Animation] = [*map(FadeOut, self._labels.values())]
        if self._frame is None:
            self._frame = frame
            moves.append(FadeIn(frame))
        else:
            moves.append(Transform(self._frame, frame))
        moves += [network.light(edges, nodes=False), FadeIn(label)]
        moves += self._spotlight.on([self._given(row)], run_time=brisk)
        self._scene.play(*moves, run_time=brisk)
        self._labels = {"nudge": label}

    def _given(self, row: CheckRow) -> Target:
        """Where what is moved stands among what is given."""
        given, (*output, i) = self._page.given, row.nudge.symbol.index
        if output:
            return given.weights.now.part("w", i, *output), "w"
        return given.inputs.now.part("x", i), "x"

    def _outputs_move(self, row: CheckRow) -> list[Animation]:
        """By how much each output moves."""
        nudge = row.nudge
        outputs = self._page.lesson.notation.written_outputs
        shifts = {
            f"y{k}": self._shifts.of_output(k, self._number(shift, "y"))
            for k, shift in zip(outputs, nudge.output_shifts, strict=True)
        }
        self._labels |= shifts
        return [*map(FadeIn, shifts.values())]

    def _compare(self, row: CheckRow, outputs: Collection[EdgeKey]) -> None:
        """L moves; what it moves by is noted and divided by the step; the formula agrees."""
        scene, tempo, net = self._scene, self._tempo, self._page.net
        label = self._shifts.of_loss(self._number(row.nudge.loss_shift, "gradient"))
        noted: Sources = {}
        if label is not None:
            running = net.pulse(outputs, forward=True)
            scene.play(*running, FadeIn(label), run_time=tempo.brisk)
            self._labels["L"] = label
            noted = {(*row.key, "shift"): [_without_plus(label)]}
        heads = [] if self._has_head else [FadeIn(self.table.nudged_head, run_time=tempo.move)]
        self._has_head = True
        scene.play(*on_plates(row.shift, noted, scene.theme, run_time=tempo.move), *heads)
        divided = {(*row.key, "slope"): [row.shift.atoms[*row.key, "shift"]]}
        scene.play(Rewrite(row.slope, divided, run_time=tempo.brisk))
        ticks = [Create(row.tick)] if row.agrees else []
        scene.play(*ticks, Throb(row.entry, [row.entry]), run_time=tempo.brisk)

    def _number(self, amount: Fraction, role: Role) -> Number:
        return shortened(number(("nudge", role), amount, role), self._page.significant)


def _without_plus(label: Typeset) -> VGroup:
    """The glyphs of a shift as it is written without its sign, if that is a plus."""
    atom = next(atom for place, atom in label.atoms.items() if place[-1] != "about")
    glyphs = list(atom.submobjects)
    assert isinstance(atom, AtomGlyphs)
    return VGroup(*(glyphs[1:] if str(atom.atom.sign).startswith("+") else glyphs))
