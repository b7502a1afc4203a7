"""The left half of the closing picture: the network, and its page turned about L."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from manim import RIGHT, FadeIn, VMobject

from calculus.algebra.expressions import LOSS, Partial
from scenes.beats.recap.layout import page_plan
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.page import PageTurn, stack_for_turning
from scenes.stage.theme import pixels, units

_GRADIENT_APART = units(12)
"""From an input at the right to its gradient."""

_GRADIENT_HEIGHT = 2.45
"""Of ∂L/∂x_i with some room, in em."""

FOLLOWED = 1
"""The input whose edges are followed."""


@dataclass(frozen=True)
class TurnedPage:
    """x → y → L → y → x.

    Attributes:
        forward: as it stood. backward: its mirror image.
        gradients: ∂L/∂x_i beside the inputs at the right, at ("entry", i).
    """

    forward: Network
    backward: Network
    gradients: Typeset

    @property
    def parts(self) -> tuple[VMobject, ...]:
        """Everything, in the order in which it is drawn."""
        return self.backward, self.forward, self.gradients


def forward_network(scene: Chapter) -> Network:
    """The network without names of edges, in the left half."""
    notation = scene.lesson.notation
    return Network(notation, scene.theme, region=page_plan(notation), labels=False, with_loss=True)


def follow_all_edges(scene: Chapter, forward: Network) -> None:
    """All edges that leave an input light up; along them it reaches L."""
    tempo, out, on = scene.theme.tempo, forward.out_of(FOLLOWED), [*forward.outputs]
    path: list[EdgeKey] = [*out, *on]
    scene.play(forward.light(path, run_time=tempo.brisk))
    scene.play(forward.pulse(out, run_time=tempo.brisk))
    scene.play(forward.pulse(on, run_time=tempo.brisk))


def turn_page(scene: Chapter, forward: Network) -> TurnedPage:
    """The same edges read backwards: a copy turns about L, and the gradient runs to the input."""
    theme, tempo = scene.theme, scene.theme.tempo
    backward = forward.copy()
    stack_for_turning(forward, backward)
    scene.add(backward, forward)
    scene.play(PageTurn(backward, run_time=tempo.sweep))
    gradients = _beside_inputs(scene, backward)
    options: dict[str, Any] = {
        "colour": theme.colour("gradient"),
        "backward": True,
        "run_time": tempo.blink,
    }
    scene.play(backward.pulse([*backward.outputs], **options))
    scene.play(
        backward.pulse(backward.out_of(FOLLOWED), **options),
        FadeIn(gradients, run_time=tempo.blink),
    )
    return TurnedPage(forward, backward, gradients)


def _beside_inputs(scene: Chapter, backward: Network) -> Typeset:
    theme, notation = scene.theme, scene.lesson.notation
    heights = [node.circle.get_y() for node in backward.inputs.values()]
    apart = min((a - b for a, b in pairwise(heights)), default=np.inf)
    size = max(OVERVIEW, min(theme.sizes.headers, pixels(apart) / _GRADIENT_HEIGHT))
    labels = []
    for i, node in backward.inputs.items():
        partial = Partial(("entry", i), LOSS, notation.x(i))
        label = overview(Formula(partial, theme, size))
        labels.append(label.next_to(node.circle, RIGHT, buff=_GRADIENT_APART))
    return Typeset(*labels)
