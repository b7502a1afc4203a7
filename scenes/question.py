"""Two formulas with a T each: shapes do not explain the T's, so we have to derive them."""

from __future__ import annotations

from manim import RIGHT, Create, FadeIn, FadeOut, Indicate, Line, ReplacementTransform, VGroup

from calculus.claims import input_claim
from scenes.stage.blocks import BlockEquation, claim_sources, side_by_side, transpose_rivals
from scenes.stage.chapter import Chapter
from scenes.stage.claim_pair import ClaimPair
from scenes.stage.formula import Words
from scenes.stage.graph import NUMBERS
from scenes.stage.marks import Counter
from scenes.stage.moves import Rewrite
from scenes.stage.network import Network
from scenes.stage.regions import Region
from scenes.stage.term_map import TermMap


class TheQuestion(Chapter):
    """Chapter 1: where do the transposes come from?"""

    name = "question"
    beats = ("claim", "transpose", "promise")

    def construct(self) -> None:
        notation, theme, body = self.lesson.notation, self.theme, self.regions.body
        upper, lower = body.rows(85, 15)
        claims = ClaimPair(notation, theme, upper, size=theme.sizes.hero)
        self.enter()

        with self.beat("claim"):
            self.state(claims)
            self.next_caption()
            self.refuse_to_omit(lower)
        with self.beat("transpose"):
            rings = self.light_transposes(claims)
            self.next_caption()
            self.play(FadeOut(rings, claims.pairs["weights"], run_time=theme.tempo.brisk))
            rivals = self.compare_shapes(claims, body)
            self.next_caption()
            square = self.make_square(rivals)
            self.next_caption()
            self.play(
                *(Indicate(rival.blocks["second"].grid, color=theme.ink) for rival in square),
                run_time=theme.tempo.slow,
            )
        with self.beat("promise"):
            above, below = body.rows(24, 76)
            left, _, right = below.columns(47, 6, 47)
            self.bring_back(square, above)
            self.play(FadeIn(Network(notation, theme, region=left)))
            self.next_caption()
            self.announce(right)
        self.leave()

    def state(self, claims: ClaimPair) -> None:
        """The two formulas as the book prints them."""
        for pair in claims.pairs.values():
            self.play(FadeIn(pair, shift=RIGHT * 0.2, run_time=self.theme.tempo.slow))

    def refuse_to_omit(self, region: Region) -> None:
        """「導出は省略」 stands below, is struck out and leaves."""
        tempo = self.theme.tempo
        note = Words(self.word("omitted"), self.theme, colour=self.theme.muted)
        note.move_to(region.center)
        stroke = Line(note.get_left(), note.get_right(), stroke_color=self.theme.ink)
        self.play(FadeIn(note, run_time=tempo.brisk))
        self.play(Create(stroke, run_time=tempo.brisk))
        self.play(FadeOut(note, stroke, run_time=tempo.brisk))

    def light_transposes(self, claims: ClaimPair) -> VGroup:
        """The two T's light up."""
        rings = claims.rings()
        self.play(Create(rings, run_time=self.theme.tempo.move))
        return rings

    def compare_shapes(self, claims: ClaimPair, region: Region) -> tuple[BlockEquation, ...]:
        """∂L/∂Y·Wᵀ fits; ∂L/∂Y·W fits only if W is square."""
        lesson, tempo = self.lesson, self.theme.tempo
        pair = transpose_rivals(input_claim(lesson.notation), lesson.D, lesson.M)
        rivals = side_by_side(pair, self.theme, region, (NUMBERS["inputs"], ""))
        claim, one = claims.formulas["inputs"], rivals[0]
        moves = [
            Rewrite(rival.names, claim_sources(claim, rival), replaced=[claim]) for rival in rivals
        ]
        number = ReplacementTransform(claims.numbers["inputs"], one.number)
        self.play(*moves, number, run_time=tempo.slow)
        self.play(*(FadeIn(rival.shapes) for rival in rivals), run_time=tempo.brisk)
        self.play(*(rival.grow() for rival in rivals), run_time=tempo.move)
        self.play(*(rival.compare() for rival in rivals), run_time=tempo.move)
        return tuple(rivals)

    def make_square(self, rivals: tuple[BlockEquation, ...]) -> tuple[BlockEquation, ...]:
        """Outputs (or inputs) slide away until W is square: now both products exist."""
        lesson, tempo = self.lesson, self.theme.tempo
        if lesson.D == lesson.M:
            return rivals
        side = min(lesson.D, lesson.M)
        pair = transpose_rivals(input_claim(lesson.notation), side, side)
        square = tuple(r.with_matrices(matrices) for r, matrices in zip(rivals, pair, strict=True))
        self.play(*(FadeOut(rival.link) for rival in rivals), run_time=tempo.blink)
        moves = (rival.become(new) for rival, new in zip(rivals, square, strict=True))
        self.play(*moves, run_time=tempo.slow)
        self.play(*(rival.compare() for rival in square), run_time=tempo.move)
        return square

    def bring_back(self, square: tuple[BlockEquation, ...], region: Region) -> None:
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
            FadeIn(claims.pairs["weights"]),
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
        counter = Counter(len(terms.cells), self.word("terms_left"), self.theme)
        self.play(FadeIn(counter.move_to(below.center), run_time=tempo.brisk))
        left = len(terms.cells) - len(terms.zeros)
        self.play(terms.vanish(run_time=tempo.sweep), counter.count_to(left, run_time=tempo.sweep))
