"""① An input adds up every edge that leaves it: ∂L/∂X is ∂L/∂Y times W flipped, Wᵀ."""

from __future__ import annotations

from manim import FadeOut

from calculus.affine.input_gradient import input_gradient
from scenes.beats.inputs.layout import InputsPlan
from scenes.beats.inputs.nudge import draw_in, grow_entries, nudge, widen
from scenes.beats.inputs.placing import equations_within, opening_within
from scenes.beats.inputs.products import write_as_product, write_other_products
from scenes.beats.inputs.sums import pull_apart, read_off, write_out, write_paths
from scenes.beats.inputs.transpose import answer_inputs, flip, turn_around
from scenes.stage.chapter import Chapter
from scenes.stage.graph.small_graph import place_small_graph, small_graph
from scenes.stage.network.loss_paths import Pathways


class GradientOfInputs(Chapter):
    """Chapter 5: ∂L/∂X = ∂L/∂Y·Wᵀ."""

    name = "inputs"

    def construct(self) -> None:
        notation, tempo = self.lesson.notation, self.theme.tempo
        derivation = input_gradient(notation)
        plan = InputsPlan.of(notation, self.regions.body)
        paths = Pathways(notation, self.theme, plan.picture)
        equations = equations_within(self, plan.reading)
        given, slots = opening_within(self, derivation, plan.strip, plan.slots)
        guide = place_small_graph(self.regions, small_graph(self.theme, lit="inputs"))
        self.enter(paths.network, equations, guide, given)

        with self.beat("shape"):
            gradient = grow_entries(self, given, slots)
        with self.beat("chain"):
            wide = widen(self, paths, given, gradient, equations, plan)
            bars = nudge(self, wide, plan.stack)
        with self.beat("paths"):
            paths = draw_in(self, bars, wide, gradient, equations, plan)
            sums = write_paths(self, derivation, gradient, paths, plan.below)
        with self.beat("row-column"):
            one = write_as_product(self, derivation, sums, paths, plan.below)
            self.next_caption()
            products = write_other_products(self, derivation, one, gradient, plan)
        with self.beat("expand"):
            rows = write_out(self, derivation, products, gradient, plan.below)
        with self.beat("derivatives"):
            rows = read_off(self, derivation, rows, paths, equations)
        with self.beat("collect"):
            product = pull_apart(self, derivation, rows, gradient, plan.below)
        with self.beat("transpose"):
            self.play(FadeOut(gradient, run_time=tempo.brisk))
            product, flipped = flip(self, derivation, product, paths, plan)
        with self.beat("mirror"):
            self.play(FadeOut(flipped, equations, run_time=tempo.brisk))
            product, context = turn_around(self, derivation, product, paths, plan)
        with self.beat("result"):
            answer_inputs(self, derivation, product, context, guide)
        self.leave()
