"""Sums over paths become rows times columns, in which rows of W stand as columns."""

from __future__ import annotations

from manim import UP, FadeOut

from scenes.beats.inputs.lit_row import LitRow
from scenes.beats.inputs.named_slots import NamedSlots
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.path_sums import SumColumn
from scenes.beats.inputs.products import Products
from scenes.beats.inputs.read_weights import read_weights
from scenes.beats.inputs.stand_up import stand_up
from scenes.stage.animations.origins import relocate
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.network.loss_paths import Pathways


def turn_first(
    scene: Chapter,
    opening: Opening,
    paths: Pathways,
    column: SumColumn,
    products: Products,
    slots: NamedSlots,
) -> LitRow:
    """The sum for x1 becomes row times column, the column then row x1 of W, standing."""
    tempo, first = scene.theme.tempo, next(iter(products.standing))
    row = LitRow(opening.weights, scene.theme, first)
    products.first_stage()
    scene.play(
        FadeOut(opening.equations),
        row.show(run_time=tempo.blink),
        paths.light([(first, k) for k in products.notation.output_range]),
        run_time=tempo.blink,
    )
    scene.play(*_make_room(column, products, tempo.brisk))
    stand_up(scene, products, first, gather=tempo.slow, swing=tempo.swing, name=tempo.brisk)
    scene.next_caption()
    read_weights(scene, products, first, slots, name=tempo.brisk, drop=tempo.sweep)
    product = products.standing[first]
    scene.play(row.blink_with(product.landed.parts(product.places), run_time=tempo.sweep))
    return row


def turn_second(
    scene: Chapter,
    opening: Opening,
    paths: Pathways,
    products: Products,
    slots: NamedSlots,
    row: LitRow,
) -> None:
    """The same for x2, in half the time, if there is one; then math5 stands in the headline."""
    tempo, (first, *others) = scene.theme.tempo, products.standing
    for i in others:
        settled, following = products.standing[first], LitRow(opening.weights, scene.theme, i)
        moves = products.second_stage()
        scene.play(
            row.leave(run_time=tempo.brisk),
            following.show(run_time=tempo.brisk),
            relocate(settled.landed, settled.weights, run_time=tempo.brisk),
            *(part.animate.shift(UP * way) for part, way in moves),
            paths.light([(i, k) for k in products.notation.output_range]),
            run_time=tempo.brisk,
        )
        row = following
        stand_up(scene, products, i, gather=tempo.brisk, swing=tempo.swing / 2, name=tempo.brisk)
        read_weights(scene, products, i, slots, name=tempo.brisk, drop=tempo.move)
    last = [*products.standing.values()][-1]
    scene.play(
        row.leave(run_time=tempo.blink),
        relocate(last.landed, last.weights, run_time=tempo.blink),
        paths.network.restore(run_time=tempo.blink),
        *slots.fill_others(run_time=tempo.blink),
    )


def _make_room(column: SumColumn, products: Products, run_time: float) -> list[Rewrite]:
    """All lines go to where they are turned or wait, and are as large as products can be."""
    parts: list[tuple[Typeset, Typeset]] = [*zip(column.dots, products.dots, strict=True)]
    for i, sums in column.sums.items():
        lines = products.lines[i]
        parts += [(sums.upper, lines.upper), (sums.lower, lines.lower)]
    return [relocate(old, new, run_time=run_time) for old, new in parts]
