"""② A weight has only its own edge: most terms of ∂L/∂W are 0, the rest is column times row."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from calculus.affine.weight_gradient import weight_gradient
from calculus.statements.given import given_upstream, given_weights
from scenes.beats.weights.factoring import (
    close_question,
    close_up,
    local_reason,
    pull_factors_out,
    read_off,
    stand_up,
)
from scenes.beats.weights.layout import WeightsPage
from scenes.beats.weights.unfolding import (
    grow_slots,
    pictures_of_terms,
    set_aside,
    unfold,
    write_one_entry,
)
from scenes.beats.weights.zeros import (
    Evidence,
    ask_who_sees,
    search_chosen,
    search_others,
    searched_equations,
)
from scenes.stage.animations.counter import Counter
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network.network import Network


class GradientOfWeights(Chapter):
    """Chapter 6: ∂L/∂W = Xᵀ·∂L/∂Y."""

    name = "weights"

    def construct(self) -> None:
        notation, theme = self.lesson.notation, self.theme
        derivation = weight_gradient(notation)
        page = WeightsPage.of(self.regions.body, notation)
        guide = small_graph(theme, lit="weights")
        place_small_graph(self.regions, guide)
        weights, upstream, equations = self.given(page)
        self.enter(guide, weights, upstream, equations)

        with self.beat("shape"):
            slots = grow_slots(self, derivation, weights, page, equations)
            self.next_caption()
            numbers = self.jacobian_size(page)
            self.play(FadeIn(numbers, run_time=theme.tempo.brisk))
        with self.beat("one-entry"):
            slots = set_aside(self, derivation, slots, upstream, page)
            statement = write_one_entry(self, derivation, slots, upstream, page)
        with self.beat("all-entries"):
            grid, terms = pictures_of_terms(self.lesson, derivation, theme, page)
            unfold(self, grid, terms, slots, statement)
            self.next_caption()
            network = Network(notation, theme, region=page.picture)
            counter = self.counter(page)
            self.play(FadeIn(network, *(part for part in [counter] if part)))
            self.next_caption()
            self.play(FadeIn(equations))
        evidence = Evidence(self.lesson, theme, network, equations, grid, counter, terms)
        with self.beat("who-sees"):
            focus = ask_who_sees(self, evidence)
        with self.beat("two-zeros"):
            search_chosen(self, evidence)
        with self.beat("zeros"):
            self.play(FadeOut(focus, run_time=theme.tempo.blink))
            stairs = search_others(self, evidence)
        with self.beat("survivors"):
            self.play(FadeOut(stairs, *evidence.tally, run_time=theme.tempo.brisk))
            matrix = close_up(self, derivation, evidence, page)
        with self.beat("derivatives"):
            reason = local_reason(self, evidence, page.reason)
            matrix = read_off(self, derivation, matrix, evidence, reason)
        with self.beat("pattern"):
            self.play(FadeOut(reason, run_time=theme.tempo.brisk))
            factors = pull_factors_out(self, derivation, matrix, page.table)
        with self.beat("outer"):
            self.play(FadeOut(network, equations, run_time=theme.tempo.brisk))
            result = stand_up(self, derivation, factors, page)
        with self.beat("result"):
            close_question(self, derivation, result, guide)
        self.leave()

    def given(self, page: WeightsPage) -> tuple[HeadedMatrix, Formula, Equations]:
        """What the chapter uses: W with headers, ∂L/∂Y and the equations."""
        notation, theme = self.lesson.notation, self.theme

        def weights(size: float) -> HeadedMatrix:
            formula = Formula(given_weights(notation), theme, size)
            return HeadedMatrix(formula, ("w",), notation, theme)

        given = overview(fitted(weights, page.given, smallest=OVERVIEW))
        upstream = fitted(
            lambda size: Formula(given_upstream(notation), theme, size),
            page.upstream,
            smallest=OVERVIEW,
        )
        overview(upstream).move_to(page.upstream.center)
        return given.move_to(page.given.center), upstream, searched_equations(self, page)

    def counter(self, page: WeightsPage) -> Counter | None:
        """How many terms are left; none where no term can vanish."""
        inputs, outputs = self.lesson.D, self.lesson.M
        if outputs == 1:
            return None
        counter = Counter(inputs * outputs**2, self.word("terms_left"), self.theme)
        return counter.within(page.tally)

    def jacobian_size(self, page: WeightsPage) -> Words:
        """How many numbers ∂Y/∂W would have: too many for a matrix of W's shape."""
        inputs, outputs = self.lesson.D, self.lesson.M
        sizes = {"D": inputs, "M": outputs, "terms": outputs * inputs * outputs}
        text = self.word("jacobian_size", **{key: str(size) for key, size in sizes.items()})
        theme = self.theme
        words = fitted(
            lambda size: Words(text, theme, size, theme.muted),
            page.numbers,
            theme.sizes.shape,
            smallest=OVERVIEW,
        )
        return words.move_to(page.numbers.center)
