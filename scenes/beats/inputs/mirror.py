"""The network turned like a page about L: the same edges read backwards, whose matrix is Wᵀ."""

from __future__ import annotations

from dataclasses import dataclass

from manim import LEFT, PI, RIGHT, FadeIn, FadeOut, ReplacementTransform, VGroup, VMobject, smooth

from calculus.algebra.expressions import LOSS, Partial, Place
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.fold import NAME_APART, Folded, name_of
from scenes.beats.inputs.picture_layout import (
    mirror_plan,
    mirror_poses,
    mirror_product,
    upstream_parts,
)
from scenes.beats.inputs.product_line import pose_in, product_within, without_entries
from scenes.beats.inputs.rooms import brief
from scenes.stage.animations.exchange import exchange
from scenes.stage.animations.origins import relocate, same_places
from scenes.stage.animations.rewrite import Rewrite, flying
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, largest_that_fits
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.weight_sheet import WeightSheet
from scenes.stage.network.loss_paths import UpstreamEdges
from scenes.stage.network.network import Network
from scenes.stage.network.page import PageTurn, stack_for_turning
from scenes.stage.theme import pixels, units

_ARC = PI / 2
"""The network's way from its corner bends upwards, around the product."""

_ASIDE = -0.4
"""The product's way down bends to the left, around the network in its corner."""

_ONE_BY_ONE = 0.5
"""The part of the time over which the row's entries set out, the first in front."""

_FIRST = 0.4
"""When the first of them sets out: what is left of the product has gone."""

_LATE = 0.4
"""From this part of the time on comes what waits for others."""

_GRADIENT_APART = units(14)
"""From an input at the right to its gradient."""

_NAME_APART = units(34)
"""From a sheet with its headers to its name."""


@dataclass(frozen=True)
class Mirrored:
    """All that stands on the stage at the end of `mirror`.

    Attributes:
        forward: the network with L, at the left.
        backward: its mirror image, at the right; L is the same.
        upstream: ∂L/∂y_k on the edges from L.
        gradients: by input that is written out, ∂L/∂x_i beside it, at ("entry", i); these are not
            on the stage yet.
        weights: W below the forward network.
        transposed: Wᵀ below its mirror image.
        names: of both.
        guide: the small graph.
    """

    forward: Network
    backward: Network
    upstream: UpstreamEdges
    gradients: dict[int, Formula]
    weights: WeightSheet
    transposed: WeightSheet
    names: tuple[Typeset, Typeset]
    guide: SmallGraph


def turn_page(scene: Chapter, folded: Folded) -> Mirrored:
    """A copy of the network is turned about L: x → y → L → y → x; the product settles on it."""
    forward, product, names = _make_room(scene, folded)
    backward = forward.copy()
    stack_for_turning(forward, backward)
    scene.add(backward, forward)
    scene.play(PageTurn(backward))
    return _settle(scene, folded, product, names, (forward, backward))


def _make_room(scene: Chapter, folded: Folded) -> tuple[Network, Typeset, tuple[Typeset, Typeset]]:
    """The witness grows into the forward network; W turns back and lies below it.

    The product comes down from the right and waits.

    Returns:
        The forward network, the product without its w's, and the names of W and of the product's
        Wᵀ.
    """
    theme, move, notation = scene.theme, scene.theme.tempo.move, brief(scene.lesson.notation)
    forward = Network(
        scene.lesson.notation, theme, region=mirror_plan(scene.lesson.notation), with_loss=True
    )
    forward.hide_labels()
    product = product_within(notation, theme, mirror_product(), broken=folded.broken)
    rest = without_entries(product)
    flat, _ = mirror_poses(notation, theme)
    lying = WeightSheet(notation, theme, flat)
    name = name_of(lying, theme, transposed=False)
    name.next_to(lying, LEFT, buff=_NAME_APART).set_y(lying.field.get_y())
    waiting = WeightSheet(notation, theme, pose_in(product), headed=False)
    other_name = name_of(waiting, theme, transposed=True)
    other_name.next_to(rest.part("w", "close"), RIGHT, buff=NAME_APART)
    folded_name, landed_name = folded.names
    scene.remove(folded.paths.upstream)
    scene.play(
        FadeOut(folded.outlines, run_time=theme.tempo.brisk),
        folded.sheet.repose(flat, run_time=move),
        folded.sheet.light_outline(lit=False, run_time=move),
        Rewrite(name, same_places(name, folded_name), replaced=[folded_name], run_time=move),
        relocate(folded.product, rest, arc=_ASIDE, run_time=move),
        folded.landed.repose(pose_in(product), arc=_ASIDE, rate_func=flying, run_time=move),
        relocate(landed_name, other_name, arc=_ASIDE, run_time=move),
        ReplacementTransform(
            folded.paths.network, forward, path_arc=_ARC, rate_func=_last, run_time=theme.tempo.slow
        ),
    )
    return forward, rest, (name, other_name)


def _settle(
    scene: Chapter,
    folded: Folded,
    product: Typeset,
    names: tuple[Typeset, Typeset],
    networks: tuple[Network, Network],
) -> Mirrored:
    """The product takes its places: its row on the edges from L, its sheet below the edges."""
    theme, slow, notation = scene.theme, scene.theme.tempo.slow, scene.lesson.notation
    forward, backward = networks
    upstream = UpstreamEdges(backward, theme.sizes.shape, upstream_parts(notation))
    gradients = _beside_inputs(backward, scene.regions.safe.right)
    _, pose = mirror_poses(brief(notation), theme)
    transposed = WeightSheet(brief(notation), theme, pose)
    transposed.show_headers()
    name = name_of(transposed, theme, transposed=True)
    name.next_to(transposed.field, RIGHT, buff=_NAME_APART)
    headers = VGroup(*excerpt(transposed, ("header",)).atoms.values())
    labels = excerpt(upstream, ("upstream",))
    gaps = VGroup(*upstream.gaps.values())
    gaps.set_z_index(1)
    labels.set_z_index(2)
    order = {k: n / max(1, len(upstream.labels) - 1) for n, k in enumerate(upstream.labels)}
    scene.play(
        Rewrite(
            labels,
            _from_row(labels, product),
            replaced=[product],
            lag=lambda place: _FIRST + (1 - _FIRST) * order[int(place[1])],
            spread=_ONE_BY_ONE,
            run_time=slow,
        ),
        folded.landed.repose(pose, rate_func=flying, run_time=slow),
        relocate(names[1], name, run_time=slow),
        FadeIn(gaps, headers, rate_func=_last, run_time=slow),
    )
    exchange(scene, upstream, gaps, labels)
    exchange(scene, transposed, folded.landed, headers)
    return Mirrored(
        forward,
        backward,
        upstream,
        gradients,
        folded.sheet,
        transposed,
        (names[0], name),
        folded.guide,
    )


def _from_row(labels: Typeset, product: Typeset) -> dict[Place, list[VMobject]]:
    """∂L/∂y_k come from the product's row; those that it leaves out, from its dots."""
    sources = same_places(labels, product)
    dots: Place = ("upstream", ELIDED)
    if dots in product.atoms:
        sources = {place: sources.get(place, [product.atoms[dots]]) for place in labels.atoms}
    return sources


def _last(alpha: float) -> float:
    return float(smooth(max(0.0, alpha - _LATE) / (1 - _LATE)))


def _beside_inputs(backward: Network, right: float) -> dict[int, Formula]:
    """∂L/∂x_i at the right of the inputs, where the gradients come out; no farther than `right`."""
    theme, notation = backward.theme, backward.notation

    def build(size: float) -> dict[int, Formula]:
        found = {}
        for i, node in backward.inputs.items():
            label = overview(Formula(Partial(("entry", i), LOSS, notation.x(i)), theme, size))
            found[i] = label.next_to(node.circle, RIGHT, buff=_GRADIENT_APART)
        return found

    def excess(labels: dict[int, Formula]) -> float:
        left = min(float(label.get_left()[0]) for label in labels.values())
        return max(label.width for label in labels.values()) / (right - left)

    largest = min(theme.sizes.label, pixels(backward.radius) * 1.05)
    return largest_that_fits(build, excess, max(OVERVIEW, largest), smallest=OVERVIEW)
