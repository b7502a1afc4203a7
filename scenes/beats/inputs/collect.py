"""The columns are pushed together into one matrix, the rows onto each other: row times matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeOut, VMobject

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.collected import Collected, CollectedProduct
from scenes.beats.inputs.named_slots import NamedSlots
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.path_sums import subject_places
from scenes.beats.inputs.products import Products
from scenes.beats.inputs.rooms import Rooms
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Lag, Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt, standing
from scenes.stage.formulas.formula import Typeset
from scenes.stage.network.loss_paths import Pathways

_LEFT_SIDES = 0.6
"""Part of the time over which left sides and headline set out."""


def collect(
    scene: Chapter, opening: Opening, paths: Pathways, products: Products, slots: NamedSlots
) -> Collected:
    """Rows merge, columns stand side by side in square cells, left sides fill ∂L/∂X."""
    lesson, theme, tempo = scene.lesson, scene.theme, scene.theme.tempo
    line = CollectedProduct.within(
        input_gradient(lesson.notation),
        theme,
        Rooms.of_frame().product,
        min(products.size, theme.sizes.formula),
    )
    shown = [each.weights for each in products.standing.values()]
    subjects = [
        excerpt(product.weights, *subject_places(i)) for i, product in products.standing.items()
    ]
    rights = [standing(each, without=[*subjects[n].atoms]) for n, each in enumerate(shown)]
    scene.remove(*shown)
    scene.add(*subjects)
    right = excerpt(line, ("statement", "equals", 2), ("upstream",), ("product",), ("w",))
    scene.play(
        Rewrite(
            right, _merged(right, products, opening), replaced=rights, route=_along_then_together
        ),
        *map(FadeOut, products.dots),
        run_time=tempo.sweep,
    )
    left = standing(line, without=right.atoms)
    scene.play(
        Rewrite(
            left,
            _left_sides(left, subjects, slots),
            replaced=[*subjects, slots.outline, *slots.names.values()],
            lag=_one_by_one(products),
            spread=_LEFT_SIDES,
            run_time=tempo.sweep,
        )
    )
    scene.remove(left, right)
    scene.add(line)
    return Collected(paths, opening.weights, line, opening.guide)


def _merged(right: Typeset, products: Products, opening: Opening) -> dict[Place, list[VMobject]]:
    """The signs that stand alike in all products merge; columns that do not stand come from W."""
    lines = {i: product.weights for i, product in products.standing.items()}
    first, *_, last = (*lines, *lines)
    found: dict[Place, list[VMobject]] = {}
    for place in right.atoms:
        match place:
            case ("w", "open"):
                found[place] = [lines[first].part("entry", first, "column", "open")]
            case ("w", "close"):
                found[place] = [lines[last].part("entry", last, "column", "close")]
            case ("w", int(i), int(k)) if i in lines:
                found[place] = _at(lines[i], products, "entry", i, "column", k)
            case ("w", int(i), int(k)):
                found[place] = _at(opening.weights, products, "w", i, k)
            case ("upstream", *rest):
                rows = (_at(line, products, "entry", i, "row", *rest) for i, line in lines.items())
                found[place] = [atom for row in rows for atom in row]
            case ("product", "dot", _):
                found[place] = [line.part("entry", i, "dot") for i, line in lines.items()]
            case _:
                found[place] = [line.part("statement") for line in lines.values()]
    return found


def _at(line: Typeset, products: Products, *place: str | int) -> list[VMobject]:
    """The atom at a place of a line that leaves out more than others: perhaps the dots for it."""
    if place[0] == "w":
        _, i, k = place
        i = i if i in products.notation.input_range else ELIDED
        place = ("w", i, k if k in products.notation.output_range else ELIDED)
    elif isinstance(place[3], int) and place[3] not in products.notation.output_range:
        place = (*place[:3], ELIDED, *place[4:])
    shown = line.shown_place(place)
    return [line.atoms[shown]] if shown is not None else []


def _along_then_together(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    """At their own height, products go to where they stand in the end; then they come together."""
    return [np.array([end[0], start[1], 0.0])]


def _left_sides(
    left: Typeset, subjects: Sequence[Typeset], slots: NamedSlots
) -> dict[Place, list[VMobject]]:
    """∂L/∂x_i come from their lines, or turn out of what they are called; the rest comes along."""
    found = same_places(left, slots.outline, *subjects)
    for place in left.atoms:
        if place not in found and place[0] == "entry":
            i = int(place[1])
            stood = slots.names[i] if i in slots.names else slots.outline.part("entry", ELIDED)
            found[place] = [*stood]
    return found


def _one_by_one(products: Products) -> Lag:
    """The lowest left side sets out first, the headline last: none runs into another."""
    inputs = [*products.standing][::-1]
    order: dict[Place, float] = {
        ("entry", i): number / len(inputs) for number, i in enumerate(inputs)
    }
    return lambda place: order.get(place[:2], 1.0)
