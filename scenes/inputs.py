"""① An input adds up every edge that leaves it: ∂L/∂X is ∂L/∂Y times W flipped, Wᵀ."""

from __future__ import annotations

from manim import FadeOut

from calculus.gradients import input_gradient
from scenes.stage.chapter import Chapter
from scenes.stage.graph import compass, place_compass
from scenes.stage.mirroring import answer_inputs, flip, turn_around
from scenes.stage.nudging import draw_in, grow_entries, nudge, widen
from scenes.stage.pathways import Pathways
from scenes.stage.placing import equations_within, given_within
from scenes.stage.summing import (
    pull_apart,
    read_off,
    write_as_product,
    write_other_products,
    write_out,
    write_paths,
)

_HEADLINE = (26, 5, 69)
"""Heights of what stays at the top (∂L/∂X = ..., the equations), of a gap, of the work below."""


class GradientOfInputs(Chapter):
    """Chapter 5: ∂L/∂X = ∂L/∂Y·Wᵀ."""

    name = "inputs"
    beats = (
        "shape",
        "chain",
        "paths",
        "row-column",
        "expand",
        "derivatives",
        "collect",
        "transpose",
        "mirror",
        "result",
    )

    def construct(self) -> None:
        notation, tempo = self.lesson.notation, self.theme.tempo
        derivation = input_gradient(notation)
        left, _, right = self.regions.body.columns(56, 3, 41)
        head, _, below = left.rows(*_HEADLINE)
        reading, _, picture = right.rows(*_HEADLINE)
        _, stage, _, stack = self.regions.body.rows(*_HEADLINE)[2].columns(1, 67, 4, 28)
        strip_place, slots_place = left.rows(76, 24)
        paths = Pathways(notation, self.theme, picture)
        equations = equations_within(self, reading)
        given = given_within(self, strip_place)
        guide = place_compass(self.regions, compass(self.theme, lit="inputs"))
        self.enter(paths.network, equations, guide, given)

        with self.beat("shape"):
            gradient = grow_entries(self, derivation, given, slots_place)
        with self.beat("chain"):
            wide = widen(self, paths, given, gradient, head, stage)
            bars = nudge(self, wide, stack)
        with self.beat("paths"):
            paths = draw_in(self, bars, wide, picture)
            sums = write_paths(self, derivation, gradient, paths, below)
        with self.beat("row-column"):
            one = write_as_product(self, derivation, sums, paths, below)
            self.next_caption()
            products = write_other_products(self, derivation, one, gradient, left)
        with self.beat("expand"):
            rows = write_out(self, derivation, products, gradient, below)
        with self.beat("derivatives"):
            rows = read_off(self, derivation, rows, paths, equations)
        with self.beat("collect"):
            product = pull_apart(self, derivation, rows, gradient, below)
        with self.beat("transpose"):
            self.play(FadeOut(gradient, run_time=tempo.brisk))
            product, flipped = flip(self, derivation, product, paths, left)
        with self.beat("mirror"):
            self.play(FadeOut(flipped, equations, run_time=tempo.brisk))
            product, context = turn_around(self, derivation, product, paths)
        with self.beat("result"):
            answer_inputs(self, derivation, product, context, guide)
        self.leave()
