"""Wᵀ is W folded about its main diagonal: the sheet is turned and lies on the matrix just found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    RIGHT,
    UL,
    UR,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    VMobject,
    smooth,
)

from calculus.algebra.expressions import Named, Place, Transpose
from calculus.algebra.notation import WHOLE_W
from scenes.beats.inputs.collected import Collected, CollectedProduct
from scenes.beats.inputs.picture_layout import fold_pose, fold_product
from scenes.beats.inputs.product_line import (
    entries_of,
    pose_in,
    product_within,
    sources_in,
    without_entries,
)
from scenes.beats.inputs.rooms import brief
from scenes.stage.animations.exchange import exchange
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import context
from scenes.stage.formulas.excerpts import excerpt, standing
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.folding_marks import Axis, resting_place
from scenes.stage.matrices.sheet_pose import Pose
from scenes.stage.matrices.weight_sheet import WeightSheet
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.places import witness
from scenes.stage.theme import Theme, pixels, units

NAME_APART = units(20)
"""From a sheet to its name."""

_NAME = 0.45
"""Font size of the name, in cells."""

_HEAD_START = 0.35
"""The part of the time by which the upper line of a broken product is ahead of the lower one."""


@dataclass(frozen=True)
class Folded:
    """All that stands on the stage at the end of `transpose`.

    Attributes:
        paths: the network with L, in `places.witness()`, without names on its edges.
        sheet: W, folded, at the left, with headers.
        product: the line that was found, without its w's.
        broken: whether it stands in two lines.
        landed: a copy of the sheet, without headers, which lies in the product as its matrix.
        names: Wᵀ below both.
        outlines: where the sheet lay and lies, dashed.
        guide: the small graph.
    """

    paths: Pathways
    sheet: WeightSheet
    product: Typeset
    broken: bool
    landed: WeightSheet
    names: tuple[Typeset, Typeset]
    outlines: VGroup
    guide: SmallGraph


def fold_weights(scene: Chapter, stands: Collected) -> Folded:
    """W is folded about its main diagonal, headers and all, and is the matrix just found."""
    theme, tempo = scene.theme, scene.theme.tempo
    notation = brief(scene.lesson.notation)
    pose = fold_pose(notation, theme)
    product = product_within(notation, theme, fold_product())
    lying = WeightSheet(notation, theme, pose)
    name = name_of(lying, theme, transposed=False)
    name.next_to(lying.field, RIGHT, buff=NAME_APART)
    sheet, paths = _lay_out(scene, stands, pose, name, product)

    outlines = VGroup(*(resting_place(sheet, at, theme) for at in (pose, pose.folded())))
    axis = Axis(notation, pose, theme)
    called = axis.called(scene.word("main_diagonal"), theme)
    scene.add(outlines[0])
    scene.bring_to_back(outlines[0])
    scene.play(Create(axis), FadeIn(called), Create(outlines[1]), run_time=tempo.move)
    exchange(scene, outlines, *outlines)
    scene.bring_to_back(outlines)
    scene.add(sheet)
    scene.next_caption()
    scene.play(sheet.fold(), sheet.light_headers())
    for letter in ("y", "x"):
        scene.play(sheet.throb_headers(letter, run_time=tempo.brisk))
    scene.next_caption()
    landed, rest = _lay_on(scene, sheet, product, (axis, called))
    names = _call_transposed(scene, name, (sheet, landed))
    return Folded(paths, sheet, rest, product.broken, landed, names, outlines, stands.guide)


def _call_transposed(
    scene: Chapter, name: Typeset, sheets: tuple[WeightSheet, WeightSheet]
) -> tuple[Typeset, Typeset]:
    """Both frames light, and below both the name W becomes Wᵀ."""
    move = scene.theme.tempo.move
    names = [
        name_of(sheet, scene.theme, transposed=True).next_to(sheet.field, DOWN, buff=NAME_APART)
        for sheet in sheets
    ]
    scene.remove(name)
    scene.play(
        *(sheet.light_outline(run_time=move) for sheet in sheets),
        *(
            Rewrite(each, same_places(each, name), route=_up_or_down_first, run_time=move)
            for each in names
        ),
    )
    return names[0], names[1]


def _up_or_down_first(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    """To its height, then sideways: names past the sheets, lines past each other."""
    return [np.array([start[0], end[1], 0.0])]


def name_of(sheet: WeightSheet, theme: Theme, *, transposed: bool) -> Formula:
    """W or Wᵀ, in a size that goes with a sheet."""
    place = ("name", "w")
    name = Transpose(place, WHOLE_W) if transposed else Named((*place, "name"), WHOLE_W)
    size = min(theme.sizes.large, pixels(sheet.pose.cell) * _NAME)
    return Formula(name, theme, size)


def _lay_out(
    scene: Chapter, stands: Collected, pose: Pose, name: Formula, product: CollectedProduct
) -> tuple[WeightSheet, Pathways]:
    """W becomes a sheet where it stands, which goes to the left, in front of all that makes room.

    Returns:
        The sheet, and the network that waits as a witness.
    """
    tempo, theme = scene.theme.tempo, scene.theme
    sheet, own_name = _make_sheet(scene, stands, pose)
    waiting = Pathways(scene.lesson.notation, theme, witness())
    waiting.hide_names()
    context(waiting.network)
    sheet.set_z_index(1).backing.set_opacity(1)
    scene.play(
        *stands.paths.become(waiting, run_time=tempo.move),
        Rewrite(
            product,
            sources_in(product, stands.product),
            replaced=[stands.product],
            lag=_upper_line_first,
            spread=_HEAD_START,
            route=_up_or_down_first,
            run_time=tempo.sweep,
        ),
        sheet.repose(pose, rate_func=_in_the_end, run_time=tempo.sweep),
        Rewrite(
            name,
            {place: [own_name] for place in name.atoms},
            replaced=[own_name],
            route=_sideways_first,
            run_time=tempo.sweep,
        ),
    )
    sheet.set_z_index(0).backing.set_opacity(0)
    return sheet, waiting


def _make_sheet(scene: Chapter, stands: Collected, end: Pose) -> tuple[WeightSheet, Typeset]:
    """The matrix W turns into a sheet in its own place, its name stays beside it."""
    theme, weights = scene.theme, stands.weights
    notation, matrix = brief(scene.lesson.notation), weights.part("w")
    cell = units(weights.formula.size) / end.letters
    rows, columns = len(notation.input_range), len(notation.output_range)
    x, y, _ = matrix.get_center()
    corner = (x - cell * columns / 2, y + cell * rows / 2)
    sheet = WeightSheet(notation, theme, replace(end, corner=corner, cell=cell))
    corners = [matrix.get_corner(side) for side in (UL, UR, DR, DL, UL)]
    paper = VMobject(stroke_opacity=0).set_points_as_corners(corners)
    name = excerpt(weights, ("name", "w"))
    painted = excerpt(sheet, ("w",), ("header",))
    rest = standing(weights, without=name.atoms)
    exchange(scene, name, weights)
    brisk = theme.tempo.brisk
    scene.play(
        ReplacementTransform(paper, sheet.field, run_time=brisk),
        FadeIn(sheet.rules, run_time=brisk),
        Rewrite(painted, same_places(painted, weights), replaced=[rest], run_time=brisk),
    )
    exchange(scene, sheet, painted, sheet.field, sheet.rules)
    return sheet, name


def _sideways_first(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    """Below all that stands in the way, then up."""
    return [np.array([end[0], start[1], 0.0])]


def _in_the_end(alpha: float) -> float:
    """Slowly first: what stands in the way has to leave."""
    return float(smooth(alpha)) ** 1.5


def _upper_line_first(place: Place) -> float:
    """Of the product's two lines: so that they do not run into each other."""
    upper = place[0] in ("subject", "entry", "matrix") or place == ("statement", "equals", 1)
    return 0.0 if upper else 1.0


def _lay_on(
    scene: Chapter, sheet: WeightSheet, product: CollectedProduct, leaving: Sequence[VMobject]
) -> tuple[WeightSheet, Typeset]:
    """A copy of the folded sheet travels onto the product's matrix, each entry onto its like.

    Args:
        scene: the chapter.
        sheet: the folded sheet, which stays.
        product: what the copy comes to lie in.
        leaving: what is used no more.

    Returns:
        The copy, and what is left of the product.
    """
    notation, theme = brief(scene.lesson.notation), scene.theme
    entries, rest = entries_of(product), without_entries(product)
    landed = WeightSheet(notation, theme, sheet.pose, headed=False, backed=True)
    # What it passes over is hidden; what it comes to lie on is not.
    exchange(scene, rest, product)
    scene.add(landed, entries)
    scene.play(
        FadeOut(*leaving, run_time=theme.tempo.blink),
        landed.repose(pose_in(product), run_time=theme.tempo.move),
    )
    landed.backing.set_opacity(0)
    scene.remove(entries)
    return landed, rest
