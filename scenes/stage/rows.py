"""Lines below each other: aligned at their equals signs, fitted into a region, shown in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import TypeVar

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from calculus.derivation import Derivation, starts
from calculus.expressions import Place, find
from calculus.notation import ELIDED, Notation
from calculus.statements import entry_stated, given_inputs, given_upstream, given_weights
from scenes.stage.declared import overview
from scenes.stage.formula import Formula, Sign, Typeset
from scenes.stage.given import headers_within
from scenes.stage.moves import Rewrite
from scenes.stage.network_moves import Restyle, Style
from scenes.stage.regions import Region
from scenes.stage.sources import same_places
from scenes.stage.theme import Sizes, Theme, units

FIRST_READING = 40.0
"""The smallest size (em, pixels) of a formula whose terms are read for the first time."""

OVERVIEW = 27.0
"""The smallest size (em, pixels) of a formula whose terms have been read."""

ELIDED_ROW: Place = ("statement", "entry", ELIDED)
"""Where the dots stand that stand for the rows which are left out."""

_LINE = 2.75
"""Distance of the lines of a broken sum in em: fractions are 2.3 em high."""

_Group = TypeVar("_Group", bound=VGroup)


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


class EntryRows(Typeset):
    """∂L/∂x_i = its entry on a line of ①, one row an input, aligned at the equals signs.

    Atoms stand where they stand on the lines; the left-hand sides at ("entry", i) of `definition`.
    A row at an elided input is dots, at `ELIDED_ROW`.

    Args:
        derivation: of ①.
        line: the line whose entries are written out.
        inputs: the inputs that get a row.
        theme: looks.
        size: font size in pixels.
        leading: distance of the rows in em.
        named: a line whose entry is set behind a second equals sign under the first, or None.
        broken: into how many lines a row's sum is broken.

    Attributes:
        size: font size in pixels.
        broken: into how many lines a row's sum is broken.
        rows: by input, the row's formula.
        names: by input, what stands behind the second equals sign, with the sign. It appears in a
            movement of its own and is no part of the rows. Dots have no name.
    """

    def __init__(
        self,
        derivation: Derivation,
        line: str,
        inputs: Iterable[int],
        theme: Theme,
        size: float,
        leading: float = 1.0,
        named: str | None = None,
        broken: int = 1,
    ) -> None:
        self.rows = {
            i: Formula(entry_stated(derivation, ("entry", i), line), theme, size) for i in inputs
        }
        self.size, self.broken = size, broken
        rows = list(self.rows.values())
        for i, row in self.rows.items():
            if i != ELIDED:
                _break_sum(row, i, broken)
        VGroup(*rows).arrange(DOWN, buff=units(size) * leading, aligned_edge=LEFT)
        align_equals(rows)
        super().__init__(*rows)
        self.names: dict[int, Typeset] = {}
        if named is not None:
            for i, row in self.rows.items():
                if i != ELIDED:
                    name = Formula(find(derivation[named].expression, ("entry", i)), theme, size)
                    self.names[i] = _under(row, row.part("entry", i, "row"), name, theme)
            blocks = [VGroup(row, *self._name(i)) for i, row in self.rows.items()]
            _keep_apart(blocks, size * leading)

    @property
    def whole(self) -> VGroup:
        """Rows and names."""
        return VGroup(self, *self.names.values())

    def _name(self, i: int) -> list[Typeset]:
        return [self.names[i]] if i in self.names else []


def _break_sum(row: Formula, i: int, lines: int) -> None:
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


class GivenStrip(VGroup):
    """What the chapter uses: W with headers, ∂L/∂Y and X, aligned at their equals signs.

    Attributes:
        weights: W = ..., entries at ("w", i, j).
        upstream: ∂L/∂Y = ..., entries at ("upstream", j).
        inputs: X = ..., entries at ("x", i).
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        statement = Formula(given_weights(notation), theme, size)
        self.weights = Typeset(statement, headers_within(statement, notation, theme))
        self.upstream = Formula(given_upstream(notation), theme, size)
        self.inputs = Formula(given_inputs(notation), theme, size)
        super().__init__(*self.lines)
        self.arrange(DOWN, buff=units(size) * 0.9, aligned_edge=LEFT)
        align_equals(self.lines)

    @property
    def lines(self) -> tuple[Typeset, ...]:
        """The three equations from top to bottom."""
        return self.weights, self.upstream, self.inputs


def _under(row: Formula, above: VGroup, name: Formula, theme: Theme) -> Typeset:
    """A name behind an equals sign that stands under the row's, beside what is tall in the row."""
    sign = Sign(("name", "equals", 1), "=", theme.ink, row.size).move_to(equals_sign(row))
    name.next_to(sign, RIGHT, buff=units(row.size) * 0.4).on_baseline_of(row)
    drop = name.get_top()[1] - above.get_bottom()[1] + units(row.size) * 0.3
    return Typeset(sign, name).shift(DOWN * drop)


def _keep_apart(blocks: Sequence[VGroup], gap: float) -> None:
    """Move blocks down until each stands `gap` pixels below the one before."""
    for upper, lower in pairwise(blocks):
        lower.shift(UP * (upper.get_bottom()[1] - units(gap) - lower.get_top()[1]))


def fitted(
    build: Callable[[float], _Group],
    region: Region,
    size: float | None = None,
    *,
    smallest: float = FIRST_READING,
) -> _Group:
    """What `build` makes at the largest size up to `size` (pixels) at which it fits a region.

    Args:
        build: makes it at a font size in pixels.
        region: what it shall fit into.
        size: the largest size; None for the theme's formula size.
        smallest: it never gets smaller, even if it sticks out: where that can happen, callers
            bring less at a time. `OVERVIEW` is for what repeats terms that have been read; it is
            declared as such.
    """
    size = Sizes.formula if size is None else size
    mobject = build(size)
    extent = getattr(mobject, "whole", mobject)
    room = min(region.width / extent.width, region.height / extent.height)
    if room < 1 and size > smallest:
        mobject = build(max(size * room * 0.985, smallest))
    return mobject if smallest >= FIRST_READING else overview(mobject)


def settle(old: Typeset, into: Typeset, *, run_time: float, keep: bool = False) -> Rewrite:
    """Every atom flies onto the one at its place in `into` and is one with it; others leave.

    What flew lies on `into` afterwards as `animation.new`, to be taken away. With `keep`, copies
    fly and nothing leaves.
    """
    landed = excerpt(into, *(place for place in old.atoms if place in into.atoms)).copy()
    landed.set_opacity(1)
    replaced = [] if keep else [old]
    return Rewrite(landed, same_places(landed, old), replaced=replaced, run_time=run_time)


def relocate(old: Typeset, new: Typeset, *, run_time: float) -> Rewrite:
    """The same line at another place or size."""
    return Rewrite(new, same_places(new, old), replaced=[old], run_time=run_time)


def excerpt(formula: Typeset, *places: Place) -> Typeset:
    """Only the atoms of a formula at or under some places, where they stand."""
    part = Typeset()
    for where, atom in formula.atoms.items():
        if any(starts(where, place) for place in places):
            part.atoms[where] = atom
            part.add(atom)
    return part


def standing(*parts: Typeset, without: Iterable[Place] = ()) -> Typeset:
    """What stands on the stage in several parts, addressed as one."""
    gone = tuple(without)
    whole = Typeset()
    for part in parts:
        for where, atom in part.atoms.items():
            if not any(starts(where, place) for place in gone):
                whole.atoms[where] = atom
                whole.add(atom)
    return whole


def left_sides(rows: EntryRows, *inputs: int) -> Typeset:
    """∂L/∂x_i of the rows of some inputs, or of every row that is written out."""
    every = inputs or tuple(rows.rows)
    return excerpt(rows, *(("entry", i, part) for i in every for part in ("of", "bar", "by")))


def emphasise(rows: EntryRows, factor: str, theme: Theme, *, run_time: float) -> Restyle:
    """One factor ("upstream" or "local") of every term comes forward."""
    styles = {
        atom: Style(fill_opacity=1.0 if factor in place else theme.dimmed)
        for place, atom in rows.atoms.items()
    }
    return Restyle(rows, styles, run_time=run_time)
