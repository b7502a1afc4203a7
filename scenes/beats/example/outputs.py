"""Y in numbers: product by product the row of sums, then the row of values (math13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from manim import Animation, VMobject

from calculus.affine.in_numbers import forward_numbers
from calculus.algebra.expressions import Equation, Expression, Place, find
from calculus.algebra.shortening import shortened
from calculus.statements import worked
from scenes.beats.example.flights import on_plates
from scenes.beats.example.page import Page
from scenes.beats.example.reveal import Reveal, Sources
from scenes.beats.example.rows import Row, Rows
from scenes.beats.example.spotlight import Spotlight, Target
from scenes.beats.example.worked_lines import WorkedLines
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Formula, Typeset

_FIRST: Place = ("entry", 1)

_ONE_BY_ONE = 4
"""Columns up to which each is worked out by itself."""


class Outputs(Protocol):
    """Y is worked out, first y1, then the others.

    Attributes:
        values: the row of Y's values.
    """

    values: Row

    @property
    def shown(self) -> list[Typeset]:
        """What stands on the stage."""

    def work_out_first(self) -> None:
        """y1: factors, products, and what they come to (without the bias)."""

    def work_out_others(self) -> None:
        """Everything else."""


def outputs(scene: Chapter, page: Page) -> Outputs:
    """All rows of Y if they have room, or else y1 in lines and the row of values."""
    forms = page.short(worked.output_rows(page.lesson))
    rows = Rows.fitting(forms, scene.theme, page.work)
    if rows is None:
        return OutputLines(scene, page, forms[-1])
    return OutputRows(scene, page, rows.rows)


class OutputRows:
    """`Outputs` as rows of sums, their columns in line with those of the values."""

    def __init__(self, scene: Chapter, page: Page, rows: Sequence[Row]) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        self._reveal = Reveal(scene, rows, self._origin)
        self._light = Spotlight(scene.theme)
        self.values = rows[-1]

    @property
    def shown(self) -> list[Typeset]:
        """What stands on the stage."""
        return self._reveal.shown

    def work_out_first(self) -> None:
        """The row of X meets the first column of W."""
        scene, tempo = self._scene, self._tempo
        scene.play(*light_product(self._light, self._page, 1))
        top, *below = self._reveal.rows
        start = top.with_first(Formula(_factors(self._page), scene.theme, top.size))
        sources = _from_given(self._page, start)
        scene.play(*on_plates(start, sources, scene.theme, run_time=tempo.slow))
        self.shown.append(start)
        first = self._first_of(top)
        products = {
            place: [*start.part(*(place if start.has(*place) else _FIRST))]
            for place in _first_numbers(first)
        }
        self._reveal.become(0, first, sources=products, run_time=tempo.move)
        if below and not _adds_bias(top):
            value = self._first_of(below[0])
            sums = {place: [*first.part(*_FIRST)] for place in _first_numbers(value)}
            self._reveal.become(1, value, sources=sums, run_time=tempo.brisk)

    def work_out_others(self) -> None:
        """Column after column; then row after row, and Y falls into the network."""
        tempo, reveal, columns = self._tempo, self._reveal, self._reveal.columns
        if len(columns) <= _ONE_BY_ONE:
            for count, j in enumerate(columns[1:], 2):
                light = light_product(self._light, self._page, j)
                reveal.show(0, count, *light, run_time=tempo.move)
        dark = [*self._light.off(run_time=tempo.brisk), self._page.net.network.restore()]
        for number in range(len(reveal.rows)):
            if number or len(columns) > _ONE_BY_ONE or _adds_bias(reveal.rows[0]):
                reveal.show(number, len(columns), *dark, run_time=tempo.move)
                dark = []
        self._scene.play(self._page.outputs_enter(self.values, tempo.move), *dark)

    def _first_of(self, row: Row) -> Typeset:
        """A row as long as it has only its first entry, without its bias."""
        if not _adds_bias(row):
            return row.until(1)
        assert row.matrix is not None
        amount = find(row.matrix, (*_FIRST, "product"))
        return row.with_first(Formula(amount, self._scene.theme, row.size))

    def _origin(self, number: int, place: Place) -> list[VMobject]:
        """Where an atom of a row comes from: what is given, or the row above."""
        given = self._page.given
        if given.biases and (place[0] == "b" or place[-1] == "b"):
            bias: Place = ("b", place[1])
            above = self._reveal.rows[number - 1].atoms if number else {}
            return [above[bias] if bias in above else given.biases.now.atoms[bias]]
        if number:
            return [*self._reveal.rows[number - 1].part("entry", place[1])]
        i = place[3] if len(place) > 3 else 1
        factors = (
            (given.inputs.now.atoms, ("x", i)),
            (given.weights.now.atoms, ("w", i, place[1])),
        )
        return [atoms[where] for atoms, where in factors if where in atoms]


class OutputLines:
    """`Outputs` where a row of sums has no room: y1 in as many lines as it takes."""

    def __init__(self, scene: Chapter, page: Page, values: Equation) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        above, _, below = page.work.rows(4, 0.3, 2)
        (first,) = page.short([worked.output_worked(page.lesson, 1)])
        self._lines = WorkedLines(first, scene.theme, above)
        self.values = Rows.only([values], scene.theme, below).rows[0]
        self.shown: list[Typeset] = []

    def work_out_first(self) -> None:
        """The row of X meets the first column of W."""
        scene, light = self._scene, Spotlight(self._scene.theme)
        scene.play(*light_product(light, self._page, 1))
        self._lines.write(scene, _from_given(self._page, self._lines.whole))
        self.shown = [*self._lines.shown]
        dark = light.off(run_time=self._tempo.brisk)
        scene.play(*dark, self._page.net.network.restore())

    def work_out_others(self) -> None:
        """All values at once; Y falls into the network."""
        scene, tempo = self._scene, self._tempo
        value = self._lines.whole.atoms[_FIRST]
        scene.play(Rewrite(self.values, {_FIRST: [value]}, run_time=tempo.slow))
        self.shown.append(self.values)
        scene.play(self._page.outputs_enter(self.values, tempo.move))


def light_product(light: Spotlight, page: Page, j: int) -> list[Animation]:
    """X, a column of W and the edges into its output light up."""
    weights, network = page.given.weights.now, page.net.network
    inputs = page.lesson.notation.input_range
    row = page.given.inputs.now.parts(("x", i) for i in inputs)
    column = weights.parts(("w", i, j) for i in inputs)
    targets: list[Target] = [(row, "x"), (column, "w")]
    lit = network.light(network.into(j), nodes=False)
    return [*light.on(targets, run_time=lit.run_time), lit]


def _factors(page: Page) -> Expression:
    """Entry 1 of X·W with its factors."""
    factors = find(forward_numbers(page.lesson)["factors"].expression, _FIRST)
    return shortened(factors, page.significant)


def _from_given(page: Page, line: Typeset) -> Sources:
    """Where the factors of entry 1, and B, come from."""
    given = page.given
    sources: Sources = {}
    for place in line.atoms:
        if place[-1] == "x" and place[:1] == ("entry",):
            sources[place] = [given.inputs.now.atoms["x", place[3]]]
        elif place[-1] == "w" and place[:1] == ("entry",):
            sources[place] = [given.weights.now.atoms["w", place[3], place[1]]]
        elif given.biases and "plus" not in place and "b" in (place[0], place[-1]):
            bias: Place = ("b", place[1])
            sources[place] = [given.biases.now.atoms[bias]]
    return sources


def _adds_bias(row: Row) -> bool:
    return row.has(*_FIRST, "b")


def _first_numbers(typeset: Typeset) -> list[Place]:
    """The places of the numbers of entry 1."""
    return [place for place in typeset.atoms if place[:2] == _FIRST and "plus" not in place]
