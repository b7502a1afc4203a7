"""② A weight has only its own edge: most terms of ∂L/∂W are 0, the rest is column times row."""

from __future__ import annotations

from manim import LEFT, Create, FadeIn, FadeOut, Indicate, LaggedStart, VGroup

from calculus.derivation import Derivation
from calculus.gradients import weight_gradient
from calculus.statements import entry_stated, given_inputs, given_upstream, given_weights, stated
from scenes.stage.chapter import Chapter
from scenes.stage.closing import Answer
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset
from scenes.stage.graph import Compass, compass, place_compass
from scenes.stage.headers import HeadedMatrix, shared_factors
from scenes.stage.lanes import LaneGrid
from scenes.stage.marks import Counter, frame
from scenes.stage.moves import Rewrite, rewrite, sources_on
from scenes.stage.network import Network
from scenes.stage.regions import Region
from scenes.stage.search import Evidence


class GradientOfWeights(Chapter):
    """Chapter 6: ∂L/∂W = Xᵀ·∂L/∂Y."""

    name = "weights"
    beats = (
        "shape",
        "one-entry",
        "all-entries",
        "who-sees",
        "two-zeros",
        "zeros",
        "survivors",
        "derivatives",
        "pattern",
        "outer",
        "result",
    )

    def construct(self) -> None:
        notation, theme = self.lesson.notation, self.theme
        derivation = weight_gradient(notation)
        left, _, right = self.regions.body.columns(60, 4, 36)
        picture, reading, tally = right.rows(48, 37, 15)
        above, below = left.rows(45, 55)
        guide = compass(theme, lit="weights")
        place_compass(self.regions, guide)
        weights = HeadedMatrix(Formula(given_weights(notation), theme), ("w",), notation, theme)
        weights.move_to(above.center)
        upstream = Formula(given_upstream(notation), theme).move_to(picture.center)
        equations = Equations(notation, theme, leading=2.4)
        equations.move_to(reading.center).align_to(picture.left_edge, LEFT)
        self.enter(guide, weights, upstream, equations)

        with self.beat("shape"):
            slots = self.grow_slots(derivation, weights, below)
        with self.beat("one-entry"):
            self.play(FadeOut(weights, equations), slots.animate.move_to(above.center))
            lower = self.regions.body.rows(45, 55)[1]
            statement = self.write_one_entry(derivation, slots, upstream, lower)
        with self.beat("all-entries"):
            grid = LaneGrid(derivation, notation, theme, left)
            self.unfold_entries(grid, slots, statement, upstream)
            self.next_caption()
            network = Network(notation, theme, region=picture)
            counter = Counter(grid.terms_left, self.word("terms_left"), theme)
            self.play(FadeIn(network, counter.move_to(tally.center)))
            self.next_caption()
            self.play(FadeIn(equations))
        evidence = Evidence(self.lesson, theme, network, equations, grid, counter)
        with self.beat("who-sees"):
            focus = self.ask_who_sees(evidence)
        with self.beat("two-zeros"):
            self.search_chosen(evidence)
        with self.beat("zeros"):
            self.play(FadeOut(focus), evidence.bring_back())
            stairs = self.search_others(evidence)
        with self.beat("survivors"):
            self.play(FadeOut(stairs), network.restore())
            matrix = self.close_up(derivation, grid, left)
        with self.beat("derivatives"):
            matrix = self.read_off(derivation, matrix, evidence)
        with self.beat("pattern"):
            table, line = left.rows(70, 30)
            factors = self.pull_factors_out(derivation, matrix, table)
        with self.beat("outer"):
            result = self.stand_up(derivation, factors, line)
        with self.beat("result"):
            self.close(derivation, result, guide)
        self.leave()

    def grow_slots(
        self, derivation: Derivation, weights: HeadedMatrix, place: Region
    ) -> HeadedMatrix:
        """∂L/∂W has W's shape: under each weight its gradient's slot."""
        slots = self.stated_matrix(derivation, "definition")
        slots.move_to(place.center)
        names = {
            place: [weights.atoms["w", *place[1:3]]]
            for place in slots.atoms
            if place[0] == "entry" and place[3:] == ("by", "name")
        }
        names["subject", "by", "name"] = [weights.atoms["name", "w"]]
        self.play(Rewrite(slots, names, run_time=self.theme.tempo.slow))
        return slots

    def write_one_entry(
        self, derivation: Derivation, slots: HeadedMatrix, upstream: Formula, place: Region
    ) -> Formula:
        """∂L/∂w11 as a sum over the paths, then the same sum as row times column."""
        tempo, entry = self.theme.tempo, ("entry", 1, 1)
        total = Formula(entry_stated(derivation, entry, "expand"), self.theme)
        total.move_to(place.center)
        grown = derivation.origins_between("definition", "expand")
        sources = sources_on(slots, total, {p: (p,) for p in slots.atoms} | grown)
        for where, atom in upstream.atoms.items():
            if where[0] == "upstream" and (term := (*entry, "term", where[1])):
                sources[*term, "upstream", *where[2:]] = [atom]
        self.play(Rewrite(total, sources, run_time=tempo.slow))
        self.next_caption()
        first = frame(total.part(*entry, "term", 1), self.theme)
        self.play(Create(first, run_time=tempo.brisk))
        self.next_caption()
        both = Formula(entry_stated(derivation, entry, "expand", "row-column"), self.theme)
        both.move_to(place.center)
        collected = derivation.descendants_between("row-column", "expand")
        sources = sources_on(total, both, {p: (p,) for p in total.atoms} | collected)
        self.play(FadeOut(first, run_time=tempo.blink))
        self.play(Rewrite(both, sources, replaced=[total], run_time=tempo.slow))
        return both

    def unfold_entries(
        self, grid: LaneGrid, slots: HeadedMatrix, statement: Formula, upstream: Formula
    ) -> None:
        """Every entry becomes a cell with its own sum; the first keeps the one just read."""
        tempo = self.theme.tempo
        first, *others = grid.cells
        frames = Typeset(grid.corners, grid.cells[first].sum, grid.headers)
        same = {place: (place,) for place in frames.atoms}
        sources = sources_on(slots, frames, same)
        for place, found in sources_on(statement, frames, same).items():
            sources.setdefault(place, []).extend(found)
        self.play(
            FadeIn(grid.boxes, run_time=tempo.move),
            FadeOut(upstream, run_time=tempo.brisk),
            Rewrite(frames, sources, replaced=[statement, slots], run_time=tempo.slow),
        )
        if others:
            unfolding = [grid.unfold(entry, run_time=tempo.move) for entry in others]
            self.play(LaggedStart(*unfolding, lag_ratio=0.4, run_time=2 * tempo.sweep))

    def ask_who_sees(self, evidence: Evidence) -> VGroup:
        """If the chosen weight moves, which y moves? First the question, then the answer."""
        tempo, network, edge = self.theme.tempo, evidence.network, evidence.chosen[::-1]
        focus = frame(evidence.grid.cells[evidence.chosen].box, self.theme, "w", margin=0)
        self.play(Create(focus), network.light([edge], nodes=False), run_time=tempo.move)
        self.rest(tempo.silence)
        self.next_caption()
        self.play(network.tremble(edge, run_time=tempo.sweep))
        self.next_caption()
        self.play(network.pulse(network.out_of(edge[1]), run_time=tempo.slow))
        self.play(network.pulse([edge], self.theme.colour("w"), run_time=tempo.slow))
        return focus

    def search_chosen(self, evidence: Evidence) -> None:
        """The equations are searched one by one; where the weight is absent, a term becomes 0."""
        entry, tempo = evidence.chosen, self.theme.tempo
        for k in evidence.silent(entry):
            self.play(evidence.search(k))
            self.play(evidence.step_back([k]))
        self.play(evidence.find(entry, run_time=tempo.move))
        if evidence.silent(entry):
            self.next_caption()
            self.play(evidence.conclude(entry))
            self.next_caption()
            self.play(evidence.vanish(entry, tempo.slow))

    def search_others(self, evidence: Evidence) -> VGroup:
        """The same for the other entries, in a wave; what stays is a staircase."""
        tempo = self.theme.tempo
        for entry in evidence.others:
            self.play(evidence.light_edge(entry, tempo.blink), evidence.find(entry, tempo.brisk))
            if evidence.silent(entry):
                self.play(evidence.vanish(entry, tempo.brisk))
        self.next_caption()
        self.play(Indicate(evidence.counter, color=None, run_time=tempo.move))
        survivors = evidence.grid.survivors().values()
        steps = VGroup(*(frame(lane, self.theme, "gradient") for lane in survivors))
        self.next_caption()
        self.play(LaggedStart(*map(Create, steps), lag_ratio=0.4, run_time=tempo.sweep))
        return steps

    def close_up(self, derivation: Derivation, grid: LaneGrid, place: Region) -> HeadedMatrix:
        """The zeros leave, the survivors close up: a matrix of W's shape again."""
        tempo = self.theme.tempo
        self.play(*grid.drop_zeros(), run_time=tempo.move)
        self.play(*grid.center_survivors(), run_time=tempo.move)
        self.next_caption()
        matrix = self.stated_matrix(derivation, "survivors")
        matrix.move_to(place.center)
        old = grid.typeset
        self.play(
            FadeOut(grid.boxes, run_time=tempo.move),
            Rewrite(
                matrix,
                sources_on(old, matrix, {p: (p,) for p in matrix.atoms}),
                replaced=[old],
                run_time=tempo.slow,
            ),
        )
        return matrix

    def read_off(
        self, derivation: Derivation, matrix: HeadedMatrix, evidence: Evidence
    ) -> HeadedMatrix:
        """∂y_j/∂w_ji is what stands beside the weight in the equation of y_j: x_i."""
        tempo, (i, j) = self.theme.tempo, evidence.chosen
        asked = frame(matrix.part("entry", i, j, "term", j, "local"), self.theme)
        answer_ = frame(evidence.equations.part("equation", j, "term", i), self.theme)
        self.play(Create(asked), evidence.light_edge((i, j), tempo.move), run_time=tempo.move)
        self.play(Create(answer_, run_time=tempo.move))
        self.next_caption()
        simpler = self.restated(derivation, "derivatives", matrix)
        rank = {entry: n for n, entry in enumerate([evidence.chosen, *evidence.others])}
        move = rewrite(
            matrix,
            simpler,
            derivation["derivatives"],
            read_from=evidence.equations,
            lag=lambda place: rank.get(place[1:3], 0) / len(rank),  # type: ignore[call-overload]
            run_time=2 * tempo.sweep,
        )
        self.play(FadeOut(asked, answer_, run_time=tempo.brisk), move)
        self.next_caption()
        self.play(evidence.network.restore())
        return simpler

    def pull_factors_out(
        self, derivation: Derivation, matrix: HeadedMatrix, place: Region
    ) -> Typeset:
        """The factors change places; what a row or column shares slides onto its header."""
        tempo, outer = self.theme.tempo, derivation["outer"]
        swapped = self.restated(derivation, "pattern", matrix)
        swapped.set_y(place.rows(20, 80)[1].center[1])
        move = rewrite(matrix, swapped, derivation["pattern"], arc=0.7, run_time=tempo.slow)
        self.play(move)
        self.next_caption()
        self.next_caption()
        factors = shared_factors(outer, swapped, self.lesson.notation, self.theme)
        sources = sources_on(swapped, factors, outer.origins)
        for letter in ("x", "upstream"):
            shared = VGroup(*(a for p, found in sources.items() if p[0] == letter for a in found))
            self.play(Indicate(shared, scale_factor=1.1, color=None, run_time=tempo.slow))
        self.next_caption()
        self.play(
            Rewrite(factors, sources, run_time=tempo.sweep),
            FadeOut(swapped.headers, run_time=tempo.move),
            swapped.formula.animate(run_time=tempo.sweep).set_opacity(self.theme.dimmed),
        )
        return factors

    def stand_up(self, derivation: Derivation, factors: Typeset, place: Region) -> Formula:
        """The row X stands up to become the column: that is the T."""
        tempo = self.theme.tempo
        named = Formula(stated(derivation, "outer", "result"), self.theme).move_to(place.center)
        product = Formula(stated(derivation, "outer"), self.theme)
        product.shift(named.part("subject").get_center() - product.part("subject").get_center())
        lying = Formula(given_inputs(self.lesson.notation), self.theme).move_to(product)
        same = {p: (p,) for p in named.atoms}
        self.play(Rewrite(lying, sources_on(factors, lying, same), run_time=tempo.slow))
        here = sources_on(factors, product, same) | sources_on(lying, product, same)
        self.play(Rewrite(product, here, replaced=[lying], arc=0.5, run_time=tempo.sweep))
        self.next_caption()
        becomes = derivation["result"].origins
        self.play(
            Rewrite(
                named,
                sources_on(product, named, same | becomes),
                replaced=[product],
                run_time=tempo.slow,
            )
        )
        return named

    def close(self, derivation: Derivation, result: Formula, guide: Compass) -> None:
        """② stands alone and answers the question mark of the graph."""
        final = Formula(stated(derivation, "result"), self.theme, self.theme.sizes.large)
        final.move_to(self.regions.body.center)
        others = [m for m in self.mobjects if m not in (self.title, guide, result)]
        self.play(
            FadeOut(*others, run_time=self.theme.tempo.move),
            Rewrite(
                final,
                sources_on(result, final, {p: (p,) for p in final.atoms}),
                replaced=[result],
                run_time=self.theme.tempo.slow,
            ),
        )
        self.play(Answer(final, guide, "weights", self.theme.tempo.slow))

    def stated_matrix(self, derivation: Derivation, line: str) -> HeadedMatrix:
        """∂L/∂W = a line of its derivation, with headers."""
        formula = Formula(stated(derivation, line), self.theme)
        return HeadedMatrix(formula, ("entry",), self.lesson.notation, self.theme)

    def restated(self, derivation: Derivation, line: str, where: HeadedMatrix) -> HeadedMatrix:
        """The same, put where another line stands."""
        matrix = self.stated_matrix(derivation, line)
        matrix.shift(where.formula.get_center() - matrix.formula.get_center())
        return matrix
