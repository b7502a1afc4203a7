"""① closes: the product leaves the network again, and its matrices shrink into their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import LEFT, RIGHT, FadeOut, VGroup

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from calculus.statements.given import stated
from scenes.beats.inputs.fold import NAME_APART, name_of
from scenes.beats.inputs.mirror import Mirrored
from scenes.beats.inputs.picture_layout import gathered_product, result_place
from scenes.beats.inputs.product_line import pose_in, product_within, sources_in, without_entries
from scenes.beats.inputs.rooms import brief
from scenes.stage.animations.exchange import exchange
from scenes.stage.animations.origins import relocate
from scenes.stage.animations.rewrite import Lag, Rewrite, flying
from scenes.stage.animations.throb import Throb
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.graph.small_graph import NUMBERS, SmallGraph
from scenes.stage.matrices.weight_sheet import WeightSheet
from scenes.stage.network.page import PageTurn
from scenes.stage.theme import Theme, units

_WAIT = 0.25
"""The part of the time for which the page waits: what stands on it leaves first."""

_OVER = np.array([0.88, 0.42, 0.0])
"""A spot on the gradients' way, as parts of it, across and down."""

_ONE_BY_ONE = 0.5
"""The part of the time over which the entries of row and ∂L/∂X set out."""

_ROW, _GRADIENTS = 0.35, 0.8
"""When the last of the row sets out, and the first of the gradients, as parts of that."""

_SWELL = 0.1
"""By how much of its size ∂L/∂X grows for a moment; beside it there is the equals sign."""

_POINT = units(6)
"""Side of a cell that has shrunk into a name."""


class Answer(Typeset):
    """A mobject: ① ∂L/∂X = ∂L/∂Y·Wᵀ, with its number in front.

    Attributes:
        formula: what follows the number; its atoms are the mobject's.
        number: ①.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self.formula = Formula(stated(input_gradient(notation), "result"), theme, size)
        self.number = Words(NUMBERS["inputs"], theme, 0.9 * size, theme.colour("gradient"))
        self.number.next_to(self.formula, LEFT, buff=0.5 * units(size))
        self.number.set_y(self.formula.part("statement", "equals").get_y())
        super().__init__(self.formula)
        self.add(self.number)


def close_product(scene: Chapter, mirrored: Mirrored) -> None:
    """∂L/∂X = ∂L/∂Y·Wᵀ, where the mirror image stood; it is handed on to the layer before."""
    product, sheet, name = _take_off(scene, mirrored)
    answer = fitted(
        lambda size: Answer(scene.lesson.notation, scene.theme, size),
        result_place(),
        scene.theme.sizes.hero,
    )
    answer.move_to(result_place().center)
    _shrink_into_names(scene, answer, product, sheet, name, mirrored.guide)
    scene.next_caption()
    _hand_on(scene, answer, mirrored.guide)


def _take_off(scene: Chapter, mirrored: Mirrored) -> tuple[Typeset, WeightSheet, Typeset]:
    """Row, gradients and sheet gather in the product; the page turns back behind the network.

    Returns:
        The product without its w's, the sheet in their place, and its name.
    """
    theme, tempo, notation = scene.theme, scene.theme.tempo, brief(scene.lesson.notation)
    product = product_within(notation, theme, gathered_product(), named=False)
    rest = without_entries(product)
    rest.set_z_index(2)  # as on the edges: in front of nodes that pass
    name = name_of(mirrored.transposed, theme, transposed=True)
    name.next_to(rest.part("w", "close"), RIGHT, buff=NAME_APART)
    backward, upstream, gradients = mirrored.backward, mirrored.upstream, mirrored.gradients
    labels = Typeset(excerpt(upstream, ("upstream",)), *gradients.values())
    gaps = VGroup(*upstream.gaps.values())
    headers = VGroup(*excerpt(mirrored.transposed, ("header",)).atoms.values())
    sheet = WeightSheet(notation, theme, mirrored.transposed.pose, headed=False)
    exchange(scene, sheet, mirrored.transposed, upstream)
    backward.hide_labels()
    scene.play(
        FadeOut(headers, gaps, run_time=tempo.blink),
        Rewrite(
            rest,
            sources_in(rest, labels),
            replaced=[labels],
            route=_above_row,
            lag=_row_first(notation),
            spread=_ONE_BY_ONE,
            run_time=tempo.sweep,
        ),
        sheet.repose(pose_in(product), run_time=tempo.slow),
        relocate(mirrored.names[1], name, run_time=tempo.sweep),
        PageTurn(backward, rate_func=_after_waiting, run_time=tempo.sweep),
    )
    scene.remove(backward)
    return rest, sheet, name


def _shrink_into_names(
    scene: Chapter,
    answer: Answer,
    product: Typeset,
    sheet: WeightSheet,
    name: Typeset,
    guide: SmallGraph,
) -> None:
    """Entries merge into what their matrix is called, frame and matrix shrink into Wᵀ."""
    symbol = answer.formula.part("w").get_center()
    end = replace(
        sheet.pose,
        corner=(symbol[0] - _POINT * sheet.shape[0] / 2, symbol[1] + _POINT * sheet.shape[1] / 2),
        cell=_POINT,
    )
    slow = scene.theme.tempo.slow
    number = guide.targets["inputs"][1].copy()
    formula = answer.formula
    scene.play(
        Rewrite(formula, _into_names(formula, product, name), replaced=[product, name]),
        sheet.repose(end, rate_func=flying),
        number.animate.become(answer.number),
        run_time=slow,
    )
    scene.remove(sheet)
    exchange(scene, answer, formula, number)


def _hand_on(scene: Chapter, answer: Answer, guide: SmallGraph) -> None:
    """∂L/∂X leaves along the arrow to the layer before."""
    wire, number = guide.targets["inputs"]
    gradient = answer.formula.part("subject")
    scene.play(
        Throb(answer, [gradient], _SWELL),
        Throb(guide, [number]),
        wire.pulse(scene.theme),
        run_time=scene.theme.tempo.slow,
    )


def _lag(place: Place, notation: Notation) -> float:
    """The row's last entry sets out first: it stands lowest."""
    last = max(1, len(notation.output_range) - 1)
    if place[0] != "upstream" or place[1] not in notation.output_range:
        return 1.0
    return 1 - notation.output_range.index(int(place[1])) / last


def _row_first(notation: Notation) -> Lag:
    """The row's last entry sets out first, it stands lowest; the gradients wait for the page."""

    def lag(place: Place) -> float:
        match place:
            case ("upstream", int(k), *_) if k in notation.output_range:
                last = max(1, len(notation.output_range) - 1)
                return _ROW * (1 - notation.output_range.index(k) / last)
            case ("entry", int(i), *_):
                last = max(1, len(notation.input_range) - 1)
                return 1 - (1 - _GRADIENTS) * notation.input_range.index(i) / last
        return 1.0

    return lag


def _above_row(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    """∂L/∂x_i come below L and above the row."""
    return [start + _OVER * (end - start)] if place[0] == "entry" else []


def _into_names(answer: Typeset, product: Typeset, name: Typeset) -> dict[Place, list[VGroup]]:
    """What each sign of ① comes from: the like signs of all entries merge into it."""
    sources: dict[Place, list[VGroup]] = {}
    for place in answer.atoms:
        match place:
            case ("subject", *part):
                found = [("entry", i, *part) for i in _indices(product, "entry")]
            case ("upstream", *part):
                found = [("upstream", k, *part) for k in _indices(product, "upstream")]
            case ("statement", "equals", 1):
                found = [("statement", "equals", 2)]
            case ("w", *part):
                sources[place] = [name.atoms["name", "w", *part]]
                continue
            case _:
                found = [place]
        sources[place] = [product.atoms[origin] for origin in found]
    return sources


def _indices(product: Typeset, kind: str) -> list[int]:
    return list(
        dict.fromkeys(
            int(place[1])
            for place in product.atoms
            if place[0] == kind and len(place) > 2 and isinstance(place[1], int)
        )
    )


def _after_waiting(alpha: float) -> float:
    return max(0.0, alpha - _WAIT) / (1 - _WAIT)
