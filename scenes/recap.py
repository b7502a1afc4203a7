"""What to remember: the graph with all its gradients, four lines of NumPy, three sentences."""

from __future__ import annotations

from manim import Animation, Create, FadeIn, FadeOut, VGroup, VMobject

from calculus.affine.code import Meaning
from calculus.algebra.expressions import Expression, Place
from calculus.statements.claims import (
    bias_total_claim,
    input_claim,
    product_claim,
    upstream,
    weight_claim,
)
from scenes.beats.recap.code_page import CodePage
from scenes.beats.recap.edges import follow_every_edge, keep_to_own_edge, read_backwards
from scenes.beats.recap.trap import TrapBox
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import NUMBERS, place_small_graph, small_graph
from scenes.stage.network.loss_paths import Pathways


class WhatToRemember(Chapter):
    """Chapter 9: the summary."""

    name = "recap"

    def construct(self) -> None:
        notation, theme, body = self.lesson.notation, self.theme, self.regions.body
        graph = Graph(notation, theme, body, "N")
        self.enter(graph.forward_part())

        with self.beat("graph"):
            labels = self.label(graph, "Y", "XW")
            self.next_caption()
            labels |= self.label(graph, "X", "W")
            self.next_caption()
            labels |= self.label(graph, "B")
        with self.beat("code"):
            page = CodePage(self.lesson, theme, body)
            self.leave_for_code(graph, labels, page)
            for meaning in page.operations:
                self.play(page.write(meaning, run_time=theme.tempo.brisk))
            self.next_caption()
            notes = self.explain_signs(page)
            self.next_caption()
            self.play(FadeOut(notes, run_time=theme.tempo.blink))
            trap = self.warn(page)
            self.next_caption()
            self.play(*trap.leave(page.operations["weights"], run_time=theme.tempo.slow))
        with self.beat("closing"):
            left, _, right = body.columns(54, 10, 36)
            paths, claims = Pathways(notation, theme, left), ClaimPair(notation, theme, right)
            self.close_code(page, claims, paths)
            follow_every_edge(self, paths)
            self.next_caption()
            product = keep_to_own_edge(self, paths)
            self.next_caption()
            read_backwards(self, paths, claims, product)
        self.leave()

    def label(self, graph: Graph, *quantities: Quantity) -> dict[Quantity, Label]:
        """The gradient comes back along these arrows and is named."""
        notation, slow = self.lesson.notation, self.theme.tempo.slow
        claims: dict[Quantity, tuple[Expression, str]] = {
            "Y": (upstream(), ""),
            "XW": (product_claim(), ""),
            "X": (input_claim(notation), NUMBERS["inputs"]),
            "W": (weight_claim(notation), NUMBERS["weights"]),
            "B": (bias_total_claim(), ""),
        }
        labels: dict[Quantity, Label] = {}
        for quantity in quantities:
            expression, number = claims[quantity]
            label = Label(expression, graph.sizes[quantity], self.theme, number)
            graph.gradient_below(quantity, label)
            arrow = graph.backward[quantity].draw(run_time=slow)
            self.play(arrow, FadeIn(label, run_time=slow))
            labels[quantity] = label
        return labels

    def leave_for_code(self, graph: Graph, labels: dict[Quantity, Label], page: CodePage) -> None:
        """The formulas of the graph stand down beside the code; the graph grows small."""
        tempo, formulas = self.theme.tempo, page.formulas
        for formula in formulas.values():
            formula.set_opacity(self.theme.dimmed)
        sources: dict[Meaning, dict[Place, list[VMobject]]] = {
            "inputs": same_places(formulas["inputs"], labels["X"].formula),
            "weights": same_places(formulas["weights"], labels["W"].formula),
            "bias": same_places(formulas["bias"], labels["B"].formula),
            "forward": same_places(formulas["forward"], graph.names["XW"])
            | {("y",): [graph.names["Y"].part("name")], ("b",): [graph.names["B"].part("name")]},
        }
        moves = [Rewrite(formulas[meaning], found) for meaning, found in sources.items()]
        rest = VGroup(*(m for m in self.mobjects if isinstance(m, VMobject)))
        guide = place_small_graph(self.regions, small_graph(self.theme, known=tuple(NUMBERS)))
        self.play(*moves, graph.shrink(rest, guide), run_time=tempo.sweep)
        self.play(*(FadeIn(code) for code in page.given), run_time=tempo.move)

    def explain_signs(self, page: CodePage) -> VGroup:
        """`@` is the matrix product, `*` goes entry by entry."""
        notes = page.note(
            page.sign("@", self.word("matrix_product")),
            page.sign("*", self.word("entrywise_product")),
        )
        frames = page.products()
        self.play(FadeIn(notes), Create(frames), run_time=self.theme.tempo.move)
        return VGroup(notes, frames)

    def warn(self, page: CodePage) -> TrapBox:
        """While the page is context, a box beside it shows the trap."""
        tempo = self.theme.tempo
        words = self.word("one_dimensional_trap")
        trap = TrapBox(self.lesson, words, self.theme, page.aside)
        opening = trap.open(page.given[0], run_time=tempo.slow)
        self.play(page.step_back(run_time=tempo.slow), *opening)
        self.play(Create(trap.same_shapes(), run_time=tempo.move))
        return trap

    def close_code(self, page: CodePage, claims: ClaimPair, paths: Pathways) -> None:
        """Only ① and ② stay of the code; the network joins them."""
        moves: list[Animation] = []
        for name, formula in claims.formulas.items():
            old = page.formulas[name]
            moves.append(Rewrite(formula, same_places(formula, old), replaced=[old]))
        kept = [page.formulas[name] for name in claims.formulas]
        gone = [m for m in self.mobjects if isinstance(m, VMobject) and m not in kept]
        self.play(*(FadeOut(m) for m in gone), run_time=self.theme.tempo.brisk)
        numbers = (FadeIn(number) for number in claims.numbers.values())
        network = (FadeIn(paths.network), FadeIn(paths.upstream))
        self.play(*moves, *numbers, *network, run_time=self.theme.tempo.slow)
