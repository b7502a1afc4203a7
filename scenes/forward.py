"""X·W written out: every output is the sum, over the edges into it, of weight times input."""

from __future__ import annotations

from manim import UP, FadeIn, FadeOut, ReplacementTransform, RoundedRectangle, VMobject

from calculus.algebra.notation import ELIDED
from scenes.beats.forward.multiplication import Multiplication
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.chapter import Chapter, sample_label
from scenes.stage.fitting import fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.network.network import Network
from scenes.stage.regions import Region
from scenes.stage.theme import units


class ForwardProduct(Chapter):
    """Chapter 4: the product X·W, and the equations that all derivatives are read off."""

    name = "forward"

    def construct(self) -> None:
        theme, notation = self.theme, self.lesson.notation
        left, _, desk = self.regions.body.columns(31, 2, 67)
        network = Network(notation, theme, region=left)
        page = Multiplication.within(notation, theme, desk)
        aside = Words(self.word("without_bias"), theme, theme.sizes.shape, theme.muted)
        aside.next_to(page.product.model, UP, buff=units(theme.sizes.shape) * 0.8)
        sign = place_small_graph(self.regions, small_graph(theme, without_bias=True))
        self.enter(network, page.product, aside, sign, beside_title=sample_label(self))

        with self.beat("product"):
            strip = self.multiply(page, network, 1, None)
            self.next_caption()
            self.name_output(page, network, 1)
            self.next_caption()
            self.play(network.pulse(network.into(1), run_time=theme.tempo.slow))
        with self.beat("columns"):
            for j in notation.output_range[1:]:
                if j == ELIDED:
                    self.play(*page.pass_over(), run_time=theme.tempo.brisk)
                    continue
                strip = self.multiply(page, network, j, strip)
                self.name_output(page, network, j)
            self.add(page)
            calm = (page.product.light(None), network.restore(), FadeOut(strip))
            self.play(*calm, run_time=theme.tempo.brisk)
        with self.beat("equations"):
            self.play(FadeOut(aside), run_time=theme.tempo.blink)
            equations = self.set_equations_aside(page, desk)
            self.next_caption()
            self.compare(equations, network)
        self.leave()

    def multiply(
        self, page: Multiplication, network: Network, j: int, before: RoundedRectangle | None
    ) -> RoundedRectangle:
        """The row of X comes to column j; the pairs become the sum as their edges light up.

        Args:
            before: the strip behind the column that came before, or None for the first.

        Returns:
            The strip behind this column.
        """
        tempo = self.theme.tempo
        strip = page.product.strip(j, with_inputs=True)
        beside = page.product.beside(j)
        self.play(
            FadeIn(strip) if before is None else ReplacementTransform(before, strip),
            page.product.light(j),
            page.product.open(j),
            network.light(network.into(j)),
            run_time=tempo.move if before is None else tempo.brisk,
        )
        pace = tempo.slow if before is None else tempo.move
        self.play(page.product.bring_beside(beside), run_time=pace)
        if before is None:
            self.rest(tempo.move)
        alone = page.product.strip(j)
        self.play(
            *page.add_up(j, beside),
            page.product.open(None),
            ReplacementTransform(strip, alone),
            run_time=pace,
        )
        return alone

    def name_output(self, page: Multiplication, network: Network, j: int) -> None:
        flight = page.bring_name(j, network.outputs[j].symbol)
        self.play(*flight, run_time=self.theme.tempo.move)

    def set_equations_aside(self, page: Multiplication, desk: Region) -> Equations:
        equations = fitted(
            lambda size: Equations(self.lesson.notation, self.theme, size, leading=2.2),
            desk,
            self.theme.sizes.large,
        )
        equations.move_to(desk.center)
        self.play(page.set_aside(equations), run_time=self.theme.tempo.sweep)
        return equations

    def compare(self, equations: Equations, network: Network) -> None:
        """Each equation in turn with the edges into its output."""
        for j in self.lesson.notation.written_outputs:
            self.play(
                network.light(network.into(j)),
                self.light_line(equations, j),
                run_time=self.theme.tempo.move,
            )
        self.play(
            network.restore(), self.light_line(equations, None), run_time=self.theme.tempo.move
        )

    def light_line(self, equations: Equations, j: int | None) -> Restyle:
        """The equation of output j stands out; None lets all stand out again."""
        styles: dict[VMobject, Style] = {}
        for each, line in equations.lines.items():
            styles[line] = Style(fill_opacity=1.0 if j in (None, each) else self.theme.dimmed)
        return Restyle(equations, styles)
