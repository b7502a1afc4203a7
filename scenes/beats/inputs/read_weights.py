"""The weights of a sum's second line take the places of the derivatives that they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import RIGHT, FadeOut, VMobject, smooth, squish_rate_func

from calculus.affine.input_gradient import columns_from_derivatives
from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Place
from scenes.beats.inputs.named_slots import NamedSlots
from scenes.beats.inputs.products import Products
from scenes.beats.inputs.standing_product import StandingProduct
from scenes.stage.animations.in_place import Shift
from scenes.stage.animations.origins import same_places, sources_on
from scenes.stage.animations.rewrite import Lag, Rewrite
from scenes.stage.animations.ways import Route
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Typeset
from scenes.stage.theme import units

_LANE = 0.9
"""How far behind a column the weights rise that go into it, within its parentheses, in em."""

_ONE_BY_ONE = 0.5
"""Part of the time over which they set out."""

_ARRIVAL = 0.9
"""Part of a weight's own time after which it has arrived."""

_LEAVING = (0.3, 0.12)
"""Parts of the time before this arrival in which the derivative leaves."""

_OPENS, _CLOSES = (0.25, 0.45), 0.15
"""The closing parenthesis steps aside when the name is gone, and comes back at the end."""


def read_weights(
    scene: Chapter,
    products: Products,
    i: int,
    slots: NamedSlots,
    *,
    name: float,
    drop: float,
) -> None:
    """The weights go onto the derivatives they equal, one after the other; their line is used up.

    Meanwhile the product's name goes to its slot of ∂L/∂X.

    Args:
        scene: whose stage it is.
        products: the product and its name stand, the second line of its sum waits below.
        i: the input.
        slots: the headline.
        name: seconds for the name.
        drop: seconds for all.
    """
    product, lower = products.standing[i], products.lines[i].lower
    landed, derivatives = product.landed, product.derivatives
    lag, lane = _last_first(product), units(products.size) * _LANE
    fading = [
        FadeOut(
            excerpt(derivatives, place),
            scale=0.6,
            rate_func=_before_arrival(lag(place) * _ONE_BY_ONE),
        )
        for place in product.places
    ]
    gate = landed.part(*product.column, "close")
    scene.remove(derivatives)
    scene.play(
        *fading,
        Rewrite(
            landed,
            _sources(product, lower),
            replaced=[lower],
            route=_rising(product, lane),
            lag=lag,
            spread=_ONE_BY_ONE,
        ),
        Shift(landed, {gate: RIGHT * 2 * lane}, rate_func=_open_and_close),
        *slots.fill(product.name, i, run_time=name),
        run_time=drop,
    )


def _sources(product: StandingProduct, lower: Typeset) -> dict[Place, list[VMobject]]:
    """Row and signs stay, the second line's gradients merge into the row, its weights move."""
    landed, i = product.landed, product.i
    sources = same_places(landed, product.derivatives)
    loan = columns_from_derivatives(product.notation).origins
    read = {place: where for place, where in loan.items() if starts(place, product.column)}
    sources |= sources_on(lower, landed, read)
    for k in product.notation.output_range:
        for place, atom in excerpt(lower, ("entry", i, "term", k, "upstream")).atoms.items():
            sources["entry", i, "row", k, *place[5:]].append(atom)
    sources["statement", "entry", i, "equals", 1].append(lower.part("statement"))
    return sources


def _rising(product: StandingProduct, lane: float) -> Route:
    """Weights go along below the product and rise behind it, the last into it from below."""
    entries = product.derivatives.parts(product.places)
    behind = entries.get_right()[0] + lane

    def route(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
        if place not in product.places:
            return ()
        if place == product.places[-1]:
            return [np.array([end[0], start[1], 0.0])]
        return [np.array([behind, y, 0.0]) for y in (start[1], end[1])]

    return route


def _last_first(product: StandingProduct) -> Lag:
    """The weight nearest to the column sets out first; what only merges, at once."""
    places = product.places
    order = {place: 1 - number / len(places) for number, place in enumerate(places)}
    return lambda place: order.get(place, 0.0)


def _before_arrival(setting_out: float) -> Callable[[float], float]:
    """When a derivative leaves: just before the weight arrives that set out then."""
    arrival = setting_out + _ARRIVAL * (1 - _ONE_BY_ONE)
    begin, end = (arrival - before for before in _LEAVING)
    return squish_rate_func(smooth, begin, end)


def _open_and_close(alpha: float) -> float:
    begin, end = _OPENS
    opened = max(0.0, alpha - begin) / (end - begin)
    return float(smooth(min(1.0, opened, (1 - alpha) / _CLOSES)))
