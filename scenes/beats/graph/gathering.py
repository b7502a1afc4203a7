"""The pieces of ① and ② leave the graph for two lines of blocks, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import UL, Animation, AnimationGroup, ReplacementTransform, VGroup, VMobject

from calculus.lessons.lesson import Lesson
from calculus.statements.claims import input_claim, weight_claim
from scenes.beats.graph.backward import BackwardPass, Sources
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import NUMBERS, SmallGraph
from scenes.stage.matrices.block_claims import input_blocks, weight_blocks
from scenes.stage.matrices.block_equation import BlockEquation, Part, side_by_side
from scenes.stage.regions import Region
from scenes.stage.theme import Theme


class Gathering:
    """Two block equations that are put together from the labels of a graph.

    Args:
        backward: the graph with its labels, both unknown gradients asked for.
        one: ① with W, "?" above its equals sign.
        two: ② with X, likewise.
        sign: what the graph shrinks to.
    """

    def __init__(
        self, backward: BackwardPass, one: BlockEquation, two: BlockEquation, sign: SmallGraph
    ) -> None:
        self.backward, self.graph = backward, backward.graph
        self.one, self.two, self.sign = one, two, sign

    def shrink(self, on_stage: Iterable[VMobject], **options: Any) -> Animation:
        """All but the pieces grows small."""
        x, w, y = (self.backward.labels[quantity] for quantity in ("X", "W", "Y"))
        pieces = [
            *(part for label in (x, w, y) for part in (label.number, label.formula, label.shape)),
            self.graph.names["W"],
            self.graph.shapes["W"],
        ]
        rest = VGroup(*(mobject for mobject in on_stage if mobject not in pieces))
        return self.graph.shrink(rest, self.sign, **options)

    def first(self, **options: Any) -> Animation:
        """① comes together; of ② only the question moves to its place."""
        graph, labels = self.graph, self.backward.labels
        one, two, upstream = self.one, self.two, labels["Y"]
        sources = same_places(one.names, upstream.formula, labels["X"].formula)
        sources["w", "name"] = [graph.names["W"].part("name")]
        sources |= _question(labels["X"])
        gone = [labels["X"].formula, upstream.formula, graph.names["W"]]
        shapes: dict[Part, Formula] = {
            "subject": labels["X"].shape,
            "first": upstream.shape,
            "second": graph.shapes["W"],
        }
        subject = Typeset(two.blocks["subject"].label, two.equals)
        asked = same_places(subject, labels["W"].formula) | _question(labels["W"])
        return AnimationGroup(
            Rewrite(one.names, sources, replaced=gone),
            one.take_shapes(shapes),
            ReplacementTransform(labels["X"].number, one.number),
            Rewrite(subject, asked, replaced=[labels["W"].formula]),
            two.take_shapes({"subject": labels["W"].shape}),
            ReplacementTransform(labels["W"].number, two.number),
            **options,
        )

    def second(self, theme: Theme, **options: Any) -> Animation:
        """The rest of ②: X comes out of the small graph, ∂L/∂Y is copied from ①."""
        two, given = self.two, self.one.blocks["first"]
        product = Typeset(two.blocks["first"].label, two.dot, two.blocks["second"].label)
        sources = same_places(product, given.label)
        x = Formula(self.graph.names["X"].expression, theme, theme.sizes.shape)
        x.move_to(self.sign.get_corner(UL)).set_opacity(0)
        sources["x", "name"] = [x.part("name")]
        return AnimationGroup(
            # The copy flies over what stands between.
            Rewrite(product, sources, arc=0.25),
            Rewrite(two.blocks["first"].shape, {}),
            two.take_shapes({"second": given.shape}, keep=True),
            **options,
        )


def untransposed_pair(lesson: Lesson, theme: Theme, region: Region) -> list[BlockEquation]:
    """① with W and ② with X, with room for Wᵀ and Xᵀ and a "?" above the equals signs."""
    claims = (input_claim(lesson.notation), weight_claim(lesson.notation))
    plain, turned = (
        [
            input_blocks(lesson, claims[0], untransposed=untransposed),
            weight_blocks(lesson, claims[1], untransposed=untransposed),
        ]
        for untransposed in (True, False)
    )
    numbers = tuple(NUMBERS.values())
    return side_by_side(plain, theme, region, numbers, later=turned, asked=True)


def _question(label: Label) -> Sources:
    """The equals sign of "= ?" is to stay, its "?" to stand above it."""
    return {
        ("sign", "="): [label.formula.part("claim", "unknown", "equals")],
        ("sign", "?"): [label.formula.part("unknown")],
    }
