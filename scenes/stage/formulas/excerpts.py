"""Parts of formulas: their equals signs, excerpts of them, sums broken into lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

from manim import DOWN, RIGHT, UP, VGroup

from calculus.algebra.derivation import starts
from calculus.algebra.expressions import Place
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.theme import Theme, units

_LINE = 2.75
"""Distance of the lines of a broken sum in em: fractions are 2.3 em high."""


def equals_sign(line: Typeset) -> VGroup:
    """The first equals sign of an equation.

    Raises:
        KeyError: when there is none.
    """
    for place, atom in line.atoms.items():
        if place[-2:] == ("equals", 1):
            return atom
    raise KeyError("no equals sign")


def align_equals(lines: Sequence[Typeset], leader: Typeset | None = None) -> None:
    """Move equations sideways until their first equals signs stand below each other's.

    Args:
        lines: the equations; dots that stand for some come to stand below the signs, too.
        leader: the one whose sign counts; None for the one with the widest left-hand side.
    """

    def sign_x(line: Typeset) -> float:
        return float(equals_sign(line).get_center()[0])

    equations = [line for line in lines if _has_equals_sign(line)]
    first = leader or max(equations, key=lambda line: sign_x(line) - float(line.get_left()[0]))
    x = sign_x(first)
    for line in lines:
        now = sign_x(line) if line in equations else float(line.get_center()[0])
        line.shift(RIGHT * (x - now))


def _has_equals_sign(line: Typeset) -> bool:
    return any(place[-2:] == ("equals", 1) for place in line.atoms)


def break_sum(row: Formula, i: int, lines: int) -> None:
    """Set a sum in several lines; the first terms stand below each other, signs before them."""
    terms = list(dict.fromkeys(p[3] for p in row.atoms if p[:3] == ("entry", i, "term")))
    each = ceil(len(terms) / lines)
    if each >= len(terms):
        return
    left = row.part("entry", i, "term", terms[0]).get_left()[0]
    for number, k in enumerate(terms):
        below, position = divmod(number, each)
        if not below:
            continue
        if position == 0:
            away = RIGHT * (left - row.part("entry", i, "term", k).get_left()[0])
            away = away + DOWN * below * units(row.size) * _LINE
        row.parts([("entry", i, "term", k), ("entry", i, "plus", k)]).shift(away)


def stand_under(row: Formula, above: VGroup, name: Formula, theme: Theme) -> Typeset:
    """A name behind an equals sign that stands under the row's, beside what is tall in the row."""
    sign = Sign(("name", "equals", 1), "=", theme.ink, row.size).move_to(equals_sign(row))
    name.next_to(sign, RIGHT, buff=units(row.size) * 0.4).on_baseline_of(row)
    drop = name.get_top()[1] - above.get_bottom()[1] + units(row.size) * 0.3
    return Typeset(sign, name).shift(DOWN * drop)


def keep_apart(blocks: Sequence[VGroup], gap: float) -> None:
    """Move blocks down until each stands `gap` pixels below the one before."""
    for upper, lower in pairwise(blocks):
        lower.shift(UP * (upper.get_bottom()[1] - units(gap) - lower.get_top()[1]))


def excerpt(formula: Typeset, *places: Place) -> Typeset:
    """Only the atoms of a formula at or under some places, where they stand."""
    part = Typeset()
    for where, atom in formula.atoms.items():
        if any(starts(where, place) for place in places):
            part.atoms[where] = atom
            part.add(atom)
    return part


def standing(*parts: Typeset, without: Iterable[Place] = ()) -> Typeset:
    """Several mobjects of the scene, addressed as one."""
    gone = tuple(without)
    whole = Typeset()
    for part in parts:
        for where, atom in part.atoms.items():
            if not any(starts(where, place) for place in gone):
                whole.atoms[where] = atom
                whole.add(atom)
    return whole
