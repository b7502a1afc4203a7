"""Two formulas with a T each: shapes do not explain the T's, so we have to derive them."""

from __future__ import annotations

from manim import RIGHT, Create, FadeIn, FadeOut, Indicate, Line, ReplacementTransform

from calculus.statements.claims import input_claim
from scenes.beats.question.square_weights import taking_away, telling_apart
from scenes.stage.animations.counter import Counter
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.matrices.block_claims import claim_sources, transpose_rivals
from scenes.stage.matrices.block_equation import BlockEquation, side_by_side
from scenes.stage.matrices.term_map import TermMap
from scenes.stage.network.network import Network
from scenes.stage.regions import Region


class TheQuestion(Chapter):
    """Chapter 1: where do the transposes come from?"""

    name = "question"

    def construct(self) -> None:
        notation, theme, body = self.lesson.notation, self.theme, self.regions.body
        upper, lower = body.rows(85, 15)
        claims = ClaimPair(notation, theme, upper, size=theme.sizes.hero)
        self.enter()

        with self.beat("claim"):
            for pair in claims.pairs.values():
                self.play(FadeIn(pair, shift=RIGHT * 0.2, run_time=theme.tempo.slow))
            self.next_caption()
            self.refuse_to_omit(lower)
        with self.beat("transpose"):
            rings = claims.rings()
            self.play(Create(rings, run_time=theme.tempo.move))
            self.next_caption()
            self.play(FadeOut(rings, run_time=theme.tempo.brisk))
            fitting, waiting = body.rows(84, 16)
            aside = self.put_aside(claims, waiting)
            rivals = self.compare_shapes(claims, fitting)
            self.next_caption()
            square = self.make_square(rivals)
            self.next_caption()
            self.tell_apart(square)
        with self.beat("promise"):
            above, _, below = body.rows(24, 4, 72)
            # Network and map each stand centred below their formula.
            _, left, _, right, _ = below.columns(2, 46, 4, 46, 2)
            self.bring_back(square, aside, above)
            self.play(FadeIn(Network(notation, theme, region=left)))
            self.next_caption()
            self.announce(right)
        self.leave()

    def refuse_to_omit(self, region: Region) -> None:
        """「導出は省略」 stands below, is struck out and leaves."""
        tempo = self.theme.tempo
        note = Words(self.word("omitted"), self.theme, colour=self.theme.muted)
        note.move_to(region.center)
        stroke = Line(note.get_left(), note.get_right(), stroke_color=self.theme.ink)
        self.play(FadeIn(note, run_time=tempo.brisk))
        self.play(Create(stroke, run_time=tempo.brisk))
        self.play(FadeOut(note, stroke, run_time=tempo.brisk))

    def put_aside(self, claims: ClaimPair, region: Region) -> ClaimPair:
        """② waits below, dim: we look at ① first."""
        waiting = ClaimPair(self.lesson.notation, self.theme, region, size=self.theme.sizes.formula)
        waiting.pairs["weights"].move_to(region.center).set_fill(opacity=self.theme.ghost)
        self.play(claims.move("weights", waiting, run_time=self.theme.tempo.move))
        return waiting

    def compare_shapes(self, claims: ClaimPair, region: Region) -> tuple[BlockEquation, ...]:
        """∂L/∂Y·Wᵀ fits; ∂L/∂Y·W fits only if W is square."""
        lesson, tempo = self.lesson, self.theme.tempo
        pair = transpose_rivals(input_claim(lesson.notation), lesson.D, lesson.M)
        one, rival = side_by_side(pair, self.theme, region, (NUMBERS["inputs"], ""))
        claim = claims.formulas["inputs"]
        self.play(
            Rewrite(one.names, claim_sources(claim, one), replaced=[claim]),
            ReplacementTransform(claims.numbers["inputs"], one.number),
            run_time=tempo.move,
        )
        # The copy flies over the original.
        copy = Rewrite(rival.names, claim_sources(one.names, rival), arc=0.13)
        self.play(copy, run_time=tempo.slow)
        rivals = (one, rival)
        self.play(*(each.grow() for each in rivals), run_time=tempo.move)
        self.play(*(FadeIn(each.shapes) for each in rivals), run_time=tempo.brisk)
        self.play(*(each.compare() for each in rivals), run_time=tempo.move)
        return rivals

    def make_square(self, rivals: tuple[BlockEquation, ...]) -> tuple[BlockEquation, ...]:
        """Outputs (or inputs) are taken away until W is square: now both products exist."""
        lesson, tempo = self.lesson, self.theme.tempo
        if lesson.D == lesson.M:
            return rivals
        side = min(lesson.D, lesson.M)
        pair = transpose_rivals(input_claim(lesson.notation), side, side)
        square = tuple(r.with_matrices(matrices) for r, matrices in zip(rivals, pair, strict=True))
        for moves, time in taking_away(rivals, square, tempo):
            if moves:  # Of blocks with dots, only the sizes may change.
                self.play(*moves, run_time=time)
        self.play(*(rival.compare() for rival in square), run_time=tempo.move)
        return square

    def tell_apart(self, square: tuple[BlockEquation, ...]) -> None:
        """The same shape, yet other entries: what is above the diagonal here is below it there."""
        tempo = self.theme.tempo
        blocks = [each.blocks["second"] for each in square]
        grids = (Indicate(b.grid, scale_factor=1.1, color=self.theme.ink) for b in blocks)
        self.play(*grids, run_time=tempo.slow)
        marks = telling_apart(*blocks)
        if marks:
            self.play(*marks, run_time=tempo.move)

    def bring_back(
        self, square: tuple[BlockEquation, ...], aside: ClaimPair, region: Region
    ) -> None:
        """The blocks leave; ① returns to its form and ② joins it."""
        tempo = self.theme.tempo
        claims = ClaimPair(self.lesson.notation, self.theme, region, stacked=False)
        one, rival = square
        gone = (part for e in square for part in (e.grids, e.shapes, e.link))
        self.play(FadeOut(*gone, rival.names, run_time=tempo.brisk))
        formula = claims.formulas["inputs"]
        self.play(
            Rewrite(formula, claim_sources(one.names, formula), replaced=[one.names]),
            ReplacementTransform(one.number, claims.numbers["inputs"]),
            aside.move("weights", claims),
            run_time=tempo.move,
        )

    def announce(self, region: Region) -> None:
        """So many terms ② begins with, and so many will be left."""
        tempo, lesson = self.theme.tempo, self.lesson
        above, below = region.rows(75, 25)
        terms = TermMap(lesson.notation, self.theme, above)
        self.play(FadeIn(terms, run_time=tempo.move))
        if not terms.zeros:
            return
        left = lesson.D * lesson.M
        counter = Counter(left * lesson.M, self.word("terms_left"), self.theme)
        self.play(FadeIn(counter.within(below), run_time=tempo.brisk))
        self.play(terms.become_zero(run_time=tempo.sweep))
        self.play(terms.vanish(run_time=tempo.move), counter.count_to(left, run_time=tempo.move))
