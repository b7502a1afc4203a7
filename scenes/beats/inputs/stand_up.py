"""The gradients of a sum sink into a row; its derivatives close up to a strip, which stands up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut, smooth, squish_rate_func, there_and_back

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Place
from scenes.beats.inputs.products import Products
from scenes.beats.inputs.standing_product import StandingProduct, Swing
from scenes.stage.animations.in_place import Scale
from scenes.stage.animations.origins import same_places, sources_on
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import Route
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Typeset

_SINKING = 0.35
"""Derivatives set out after this part of the time: then the gradients are out of their way."""

_STRIP_COMES = 0.7
"""The strip comes to be seen behind the derivatives after this part of the time."""

_NAMED = 1.06
"""How many times larger than otherwise row and column are while they are named."""


def stand_up(
    scene: Chapter, products: Products, i: int, *, gather: float, swing: float, name: float
) -> None:
    """A sum becomes row times column, and these are called ∂L/∂Y and ∂Y/∂x_i.

    Where there is a single derivative, nothing turns.

    Args:
        scene: whose stage it is.
        products: their lines wait in place.
        i: the input.
        gather: seconds in which row and strip are formed; the others are seconds, too.
        swing: in which the strip stands up.
        name: in which row and column are named.
    """
    product, upper = products.standing[i], products.lines[i].upper
    line = input_gradient(products.notation)["row-column"]
    lying = product.lying()
    strip = []
    if product.turns:
        product.draw_strip(0)
        late = squish_rate_func(smooth, _STRIP_COMES, 1)
        strip = [FadeIn(product.strip, run_time=gather, rate_func=late)]
    scene.play(
        Rewrite(
            lying,
            same_places(lying, upper) | sources_on(upper, lying, line.origins),
            replaced=[upper],
            route=_sinking(product, upper),
            lag=lambda place: float(product.turns and starts(place, product.column)),
            spread=_SINKING,
            run_time=gather,
        ),
        *strip,
    )
    if product.turns:
        scene.play(Swing(product, lying, run_time=swing))
    _name(scene, product, lying, name)


def _sinking(product: StandingProduct, upper: Typeset) -> Route:
    """∂L/∂y_k goes down before it goes along, so that no derivative runs into it."""
    row, clear = ("entry", product.i, "row"), upper.height

    def route(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
        if not product.turns or not starts(place, row) or place[-1] in ("open", "close"):
            return ()
        if start[1] - end[1] >= clear:
            return [np.array([start[0], end[1], 0.0])]
        return [np.array([x, start[1] - clear, 0.0]) for x in (start[0], end[0])]

    return route


def _name(scene: Chapter, product: StandingProduct, lying: Typeset, run_time: float) -> None:
    """The column gets its parentheses, then row and column get their names."""
    entry: Place = ("entry", product.i)
    whole = product.derivatives
    sides = excerpt(whole, *((*product.column, side) for side in ("open", "close")))
    row, column = (whole.part(*entry, side) for side in ("row", "column"))
    first, second = (squish_rate_func(smooth, *phase) for phase in ((0, 0.5), (0.5, 1)))
    upstream = excerpt(product.name, ("name",), (*entry, "row"), (*entry, "dot"))
    local = excerpt(product.name, (*entry, "column"))
    strip = [FadeOut(product.strip, rate_func=first)] if product.turns else []
    scene.play(
        *strip,
        FadeIn(sides, rate_func=first),
        FadeIn(upstream, rate_func=first),
        FadeIn(local, rate_func=second),
        Scale(lying, {row: _NAMED}, rate_func=squish_rate_func(there_and_back, 0, 0.5)),
        Scale(lying, {column: _NAMED}, rate_func=squish_rate_func(there_and_back, 0.5, 1)),
        run_time=run_time,
    )
    scene.remove(lying, sides, upstream, local)
    scene.add(whole, product.name)
