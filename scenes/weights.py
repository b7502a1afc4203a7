"""② A weight has only its own edge: most terms of ∂L/∂W are 0, the rest is column times row."""

from __future__ import annotations

from manim import LEFT, FadeIn, FadeOut

from calculus.gradients import weight_gradient
from calculus.statements import given_upstream, given_weights
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.factoring import (
    close_question,
    close_up,
    local_reason,
    pull_factors_out,
    read_off,
    stand_up,
)
from scenes.stage.formula import Formula, Words
from scenes.stage.graph import compass, place_compass
from scenes.stage.headers import HeadedMatrix
from scenes.stage.lanes import LaneGrid
from scenes.stage.marks import Counter
from scenes.stage.network import Network
from scenes.stage.rows import fitted
from scenes.stage.search import Evidence, ask_who_sees, search_chosen, search_others
from scenes.stage.unfolding import grow_slots, unfold_entries, write_one_entry


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
        picture, reading, tally = right.rows(3, 45, 37, 15)[1:]
        above, below = left.rows(45, 55)
        guide = compass(theme, lit="weights")
        place_compass(self.regions, guide)
        weights = HeadedMatrix(Formula(given_weights(notation), theme), ("w",), notation, theme)
        weights.move_to(above.center)
        upstream = Formula(given_upstream(notation), theme).move_to(picture.center)
        equations = fitted(
            lambda size: Equations(notation, theme, size, leading=2.4),
            reading.columns(62, 38)[0],  # beside them stand the verdicts
            theme.sizes.overview,
        )
        equations.move_to(reading.center).align_to(picture.left_edge, LEFT)
        self.enter(guide, weights, upstream, equations)

        with self.beat("shape"):
            slots = grow_slots(self, derivation, weights, below)
            self.next_caption()
            numbers = self.jacobian_size().move_to(tally.center)
            self.play(FadeIn(numbers, run_time=theme.tempo.brisk))
        with self.beat("one-entry"):
            leaving = FadeOut(weights, equations, numbers)
            self.play(leaving, slots.animate.move_to(above.center))
            lower = self.regions.body.rows(45, 55)[1]
            statement = write_one_entry(self, derivation, slots, upstream, lower)
        with self.beat("all-entries"):
            grid = LaneGrid(derivation, notation, theme, left)
            unfold_entries(self, grid, slots, statement)
            self.next_caption()
            network = Network(notation, theme, region=picture)
            counter = Counter(grid.terms_left, self.word("terms_left"), theme)
            self.play(FadeIn(network, counter.move_to(tally.center)))
            self.next_caption()
            self.play(FadeIn(equations))
        evidence = Evidence(self.lesson, theme, network, equations, grid, counter)
        with self.beat("who-sees"):
            focus = ask_who_sees(self, evidence)
        with self.beat("two-zeros"):
            search_chosen(self, evidence)
        with self.beat("zeros"):
            self.play(FadeOut(focus, run_time=theme.tempo.blink))
            stairs = search_others(self, evidence)
        with self.beat("survivors"):
            self.play(FadeOut(stairs, counter.whole, run_time=theme.tempo.brisk))
            matrix = close_up(self, derivation, grid, left)
        with self.beat("derivatives"):
            reason = local_reason(self, evidence, left)
            matrix = read_off(self, derivation, matrix, evidence, reason)
        with self.beat("pattern"):
            table, line = left.rows(70, 30)[0], self.regions.body.rows(70, 30)[1]
            self.play(FadeOut(reason, run_time=theme.tempo.brisk))
            factors = pull_factors_out(self, derivation, matrix, table)
        with self.beat("outer"):
            self.play(FadeOut(network, equations, run_time=theme.tempo.brisk))
            result = stand_up(self, derivation, factors, picture, line)
        with self.beat("result"):
            close_question(self, derivation, result, guide)
        self.leave()

    def jacobian_size(self) -> Words:
        """How many numbers ∂Y/∂W would have: too many for a matrix of W's shape."""
        inputs, outputs = self.lesson.D, self.lesson.M
        sizes = {"D": inputs, "M": outputs, "terms": outputs * inputs * outputs}
        text = self.word("jacobian_size", **{key: str(size) for key, size in sizes.items()})
        return Words(text, self.theme, self.theme.sizes.shape, self.theme.muted)
