"""Two formulas with a T each: shapes do not explain the T's, so we have to derive them."""

from __future__ import annotations

from scenes.beats.question.asking import (
    ask,
    ask_for_transposes,
    bring_network,
    light_path_of_weight,
    light_paths,
)
from scenes.beats.question.fitting import fit_pieces, show_fit
from scenes.beats.question.opening import become_claims, open_with_mark
from scenes.beats.question.square import let_rivals_fit
from scenes.joints.question_graph import OpenQuestion
from scenes.stage.chapter import Chapter
from scenes.stage.graph.claim_pair import ClaimPair


class TheQuestion(Chapter):
    """Chapter 1: where do the transposes come from?"""

    name = "question"

    def construct(self) -> None:
        notation, theme, body = self.lesson.notation, self.theme, self.regions.body
        claims = ClaimPair(notation, theme, body, size=theme.sizes.claim)

        with self.beat("claim"):
            mark, why = open_with_mark(self, claims)
            self.next_caption()
            become_claims(self, mark, why, claims)
        with self.beat("transpose"):
            one, two = fit_pieces(self, claims)
            self.next_caption()
            show_fit(self, one, two)
            rivals = let_rivals_fit(self, one, two)
        with self.beat("promise"):
            network = bring_network(self, rivals)
            light_paths(self, network)
            if self.lesson.M > 1:
                self.next_caption()
                ask(self, network)
            else:
                light_path_of_weight(self, network)
                self.next_caption()
                ask_for_transposes(self, rivals)
        self.leave(OpenQuestion.of(self))
