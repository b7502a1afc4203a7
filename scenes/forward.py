"""X·W written out: every output is the sum, over the edges into it, of weight times input."""

from __future__ import annotations

from manim import FadeIn, FadeOut, ReplacementTransform, RoundedRectangle

from calculus.algebra.notation import ELIDED
from scenes.beats.forward.arrival import bring_together
from scenes.beats.forward.multiplication import Multiplication
from scenes.joints.forward_inputs import Forward, ForwardRooms
from scenes.joints.network_forward import Model
from scenes.stage.chapter import Chapter
from scenes.stage.network.network import Network
from scenes.stage.network.travel import Travel


class ForwardProduct(Chapter):
    """Chapter 4: the product X·W, and the equations that all derivatives are read off."""

    name = "forward"

    def construct(self) -> None:
        theme, notation = self.theme, self.lesson.notation
        last, end = Model.of(self), Forward.of(self)
        network, equations = end.network, end.equations
        page = Multiplication.within(notation, theme, ForwardRooms.of(self.regions).desk)
        moves = [Travel(last.network, network), bring_together(last.given, page.product)]
        self.enter(network, page.product, last.sign, last.sample, last=last, moves=moves)

        with self.beat("product"):
            strip = self.multiply(page, network, 1, None)
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
            self.play(page.set_aside(equations), run_time=theme.tempo.sweep)
        self.leave(Forward.of(self))

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
            run_time=tempo.move if before is None else tempo.blink,
        )
        pace = tempo.slow if before is None else tempo.brisk
        self.play(page.product.bring_beside(beside), run_time=pace)
        if before is None:
            self.rest(tempo.move)
        alone = page.product.strip(j)
        self.play(
            page.add_up(j, beside),
            page.product.open(None),
            ReplacementTransform(strip, alone),
            run_time=pace,
        )
        return alone

    def name_output(self, page: Multiplication, network: Network, j: int) -> None:
        flight = page.bring_name(j, network.outputs[j].symbol)
        self.play(flight, run_time=self.theme.tempo.brisk)
