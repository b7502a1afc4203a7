"""From chapter 1 to chapter 2: what is claimed, and a weight whose paths nobody has counted yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from scenes.stage.animations.in_place import show_done
from scenes.stage.chapter import Chapter
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.last_picture import LastPicture
from scenes.stage.network import places
from scenes.stage.network.asked_weight import AskedWeight
from scenes.stage.network.network import Network


@dataclass(frozen=True)
class OpenQuestion(LastPicture):
    """The last picture of chapter 1.

    Attributes:
        claims: ① and ②, side by side in the title's row.
        network: with L and without names; the edge of the weight is lit.
        weight: its name, with a question mark. With one output, where its path is the input's, what
            is asked for are the T's.
    """

    claims: ClaimPair
    network: Network
    weight: AskedWeight

    @classmethod
    def of(cls, scene: Chapter) -> Self:
        """The picture for a chapter's lesson, theme and frame."""
        lesson, theme = scene.lesson, scene.theme
        claims = ClaimPair(
            lesson.notation, theme, scene.regions.title, size=theme.sizes.label, stacked=False
        )
        network = Network(
            lesson.notation, theme, region=places.large(), labels=False, with_loss=True
        )
        edge = lesson.chosen_weight
        if lesson.M > 1:
            show_done(network.light([edge], nodes=False))
            return cls(claims, network, AskedWeight(network, edge, "?"))
        show_done(network.light([edge, edge[0]]))
        for transpose in claims.transposes:
            transpose.set_fill(theme.ink)
        return cls(claims, network, AskedWeight(network, edge))
