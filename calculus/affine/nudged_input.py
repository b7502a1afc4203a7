"""Why paths add, in symbols: one input grows by Δ, all outputs move, and L adds up what comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from calculus.affine.chain_rule import read_term
from calculus.affine.forward import local_derivative
from calculus.algebra.derivation import Line, Loan, Reason, Steps, first_line, follow, lend
from calculus.algebra.expressions import (
    LOSS,
    STEP,
    Delta,
    Equation,
    Expression,
    Named,
    Partial,
    Place,
    Product,
    Quotient,
    Sum,
)
from calculus.algebra.notation import Notation


@dataclass(frozen=True)
class NudgedInput:
    """What follows when input i grows by Δ (`chain` in the film).

    Attributes:
        input: i.
        shifts: by output k, Δy_k = w_ki Δ, which is exact: its line is an equation with Δy_k at
            ("shift", k, "y"), the weight, which is read off, at ("shift", k, "read") and Δ at
            ("shift", k, "step").
        steps: equations, all but the last with ≈ in front of their right side. It is a sum at
            `e` = ("entry", i), its terms at `t` = (*e, "term", k), ∂L/∂y_k at (*t, "upstream").
            Each follows the one before:

            - `shares`: ΔL ≈ Σ_k ∂L/∂y_k Δy_k, at ("loss", "L") and (*t, "shift").
            - `paths`: ΔL ≈ Σ_k ∂L/∂y_k w_ki Δ, at (*t, "read") and (*t, "step").
            - `total`: ΔL ≈ (Σ_k ∂L/∂y_k w_ki) Δ: Δ, of all terms one, at ("total", "step").
            - `slope`: ΔL/Δ ≈ Σ_k ∂L/∂y_k w_ki: Δ at ("slope", "step"), the bar at
              ("slope", "bar"), ΔL stays at ("loss", "L").
            - `gradient`: ∂L/∂x_i = Σ_k ∂L/∂y_k w_ki: the very entry of line `derivatives` of ①,
              behind ∂L/∂x_i at e.
        loan: the weights and steps of line `paths` are those of the `shifts`.
    """

    input: int
    shifts: dict[int, Line]
    steps: Steps
    loan: Loan


def nudged_input(notation: Notation, i: int) -> NudgedInput:
    """Input i grows by Δ: by how much do the outputs and L change, and what is left of it?"""
    outputs, e = notation.output_range, ("entry", i)
    terms: dict[int, Place] = {k: (*e, "term", k) for k in outputs}
    shifts = {k: _shift(notation, k, i) for k in outputs}

    def total(build: Callable[[Place, int], Expression]) -> Sum:
        return Sum(e, tuple(build(place, k) for k, place in terms.items()))

    def stated(left: Expression, right: Expression, *, nearly: bool = True) -> Equation:
        return Equation(("statement", *e), (left, right), frozenset({1} if nearly else ()))

    change = Delta(("loss", "L"), LOSS)
    gradient_sum = total(lambda place, k: read_term(notation, place, k, notation.x(i)))
    shares = first_line(
        "shares",
        stated(change, total(lambda place, k: _share(notation, place, k))),
    )
    paths = follow(
        shares,
        "paths",
        stated(change, total(lambda place, k: _path(notation, place, k, i))),
        Reason.PUT_IN,
        becomes={
            (*place, part): [(*place, "shift")]
            for place in terms.values()
            for part in ("read", "step")
        },
    )
    step = Named(("total", "step"), STEP)
    collected = follow(
        paths,
        "total",
        stated(change, Product(("total",), (gradient_sum, step))),
        Reason.COLLECT,
        moves={step.place: [(*place, "step") for place in terms.values()]},
    )
    slope = follow(
        collected,
        "slope",
        stated(Quotient(("slope",), change, Named(("slope", "step"), STEP)), gradient_sum),
        Reason.DIVIDE,
        moves={("slope", "step"): step.place},
    )
    gradient = follow(
        slope,
        "gradient",
        stated(Partial(e, LOSS, notation.x(i)), gradient_sum, nearly=False),
        Reason.LIMIT,
        becomes={
            (*e, "of", "d"): [("loss", "L", "d")],
            (*e, "of", "name"): [("loss", "L", "name")],
            (*e, "bar"): [("slope", "bar")],
            (*e, "by"): [("slope", "step")],
            ("statement", *e, "equals"): [("statement", *e, "equals")],
        },
    )
    parts: dict[Place, Place] = {
        (*place, part): ("shift", k, part)
        for k, place in terms.items()
        for part in ("read", "step")
    }
    loan = lend(paths, (line.expression for line in shifts.values()), parts)
    return NudgedInput(i, shifts, Steps((shares, paths, collected, slope, gradient)), loan)


def _shift(notation: Notation, k: int, i: int) -> Line:
    place: Place = ("shift", k)
    weight = local_derivative(notation, (*place, "read"), k, notation.x(i))
    product = Product((*place, "value"), (weight, Named((*place, "step"), STEP)))
    equation = Equation(place, (Delta((*place, "y"), notation.y(k)), product))
    line = first_line("shift", equation, Reason.READ_OFF)
    readings: dict[Place, Place] = {(*place, "read"): ("equation", k, "term", i, "w")}
    return Line(line.name, line.expression, line.reason, born=line.born, readings=readings)


def _share(notation: Notation, place: Place, k: int) -> Product:
    upstream = notation.upstream((*place, "upstream"), k)
    return Product(place, (upstream, Delta((*place, "shift"), notation.y(k))))


def _path(notation: Notation, place: Place, k: int, i: int) -> Product:
    term = read_term(notation, place, k, notation.x(i))
    return Product(place, (*term.factors, Named((*place, "step"), STEP)))
