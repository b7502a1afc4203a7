"""① in numbers: ∂L/∂Y times Wᵀ, a column after the other, the row of W lit."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, Animation, FadeIn, FadeOut, VMobject

from calculus.algebra.expressions import Equation, Place
from calculus.statements import worked
from scenes.beats.example.flights import ABOVE, on_plates
from scenes.beats.example.layout import below
from scenes.beats.example.page import Page
from scenes.beats.example.reveal import Reveal, Sources
from scenes.beats.example.rows import Row, Rows
from scenes.beats.example.spotlight import Spotlight, Target
from scenes.beats.example.upstream import Upstream
from scenes.beats.example.worked_lines import WorkedLines
from scenes.stage.animations.origins import relocate
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.ways import over
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset, Words
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.regions import Region
from scenes.stage.theme import units

_BESIDE_NUMBER = 22
"""Pixels between ① and what follows it."""

_PARTS = (2.2, 4, 2)
"""Relative heights of the claim, of one entry in lines, and of the values."""

_SPREAD = 0.4
"""Of a movement's time, between the first row of W that sets out and the last."""

_ONE_BY_ONE = 3
"""Columns up to which each is worked out by itself."""


class InputGradient:
    """∂L/∂X is worked out.

    Args:
        scene: whose stage.
        page: what is given.

    Attributes:
        values: the row of its values.
        shown: what stands on the stage.
    """

    def __init__(self, scene: Chapter, page: Page) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        self._results, self._light = page.results, Spotlight(scene.theme)
        room = below(page.results.upstream, page.work)
        forms = page.short(worked.inputs_gradient_rows(page.lesson))
        self._lines: WorkedLines | None = None
        self._claim, *others = self._fitting(forms, room)
        # The matrices are no worked row: they have no entries of the result.
        self._numbers = others.pop(0) if others[0].matrix is None else None
        self._reveal = Reveal(scene, others, self._origin)
        self._sign = Words(
            NUMBERS["inputs"], scene.theme, scene.theme.sizes.label, scene.theme.colour("gradient")
        )
        self._sign.next_to(self._claim, LEFT, buff=units(_BESIDE_NUMBER))
        self._sign.set_y(self._claim.equals.get_y())

    @property
    def values(self) -> Row:
        """The row of its values."""
        return self._reveal.rows[-1]

    @property
    def shown(self) -> list[VMobject]:
        """What stands on the stage at the end."""
        numbers = [] if self._numbers is None else [self._numbers]
        lines = [] if self._lines is None else self._lines.shown
        return [self._sign, self._claim, *numbers, *lines, *self._reveal.shown]

    def begin(self, upstream: Upstream, *others: Animation) -> None:
        """Y leaves, ∂L/∂Y rises to the top; below it stands ①."""
        scene, tempo, above = self._scene, self._tempo, self._results.upstream
        scene.play(
            FadeOut(upstream.outputs, run_time=tempo.blink),
            relocate(upstream.row, above, run_time=tempo.brisk),
            *others,
        )
        sources: Sources = {
            place: [above.atoms["name", *place]]
            for place in self._claim.atoms
            if place[0] == "upstream"
        }
        sources["w", "name"] = [self._page.given.weights.now.atoms["name", "w"]]
        claim = Rewrite(self._claim, sources, route=over(ABOVE, ("w",)), run_time=tempo.move)
        scene.play(claim, FadeIn(self._sign, run_time=tempo.move))
        if self._numbers is not None:
            self._put_in_numbers(self._numbers)

    def work_out_first(self) -> None:
        """The first row of W meets ∂L/∂Y."""
        self._light_row(1)
        if self._lines is not None:
            self._lines.write(self._scene, self._from_given(self._lines.whole))
        else:
            self._work_out_entry(1, self._tempo.move)

    def work_out_others(self) -> None:
        """The other rows, one by one if they are few."""
        tempo, columns = self._tempo, self._reveal.columns
        one_by_one = self._lines is None and len(columns) <= _ONE_BY_ONE
        if one_by_one:
            for count, i in enumerate(columns[1:], 2):
                self._light_row(i)
                self._work_out_entry(count, tempo.brisk)
        elif len(columns) > 1 or self._lines is not None:
            self._work_out_entry(len(columns), tempo.move)
        dark = self._light.off(run_time=tempo.brisk)
        self._scene.play(*dark, self._page.net.network.restore())

    def _work_out_entry(self, count: int, pace: float) -> None:
        """Up to a column: products, then what they come to."""
        for number in range(len(self._reveal.rows)):
            self._reveal.show(number, count, run_time=self._tempo.brisk if number else pace)

    def _fitting(self, forms: Sequence[Equation], region: Region) -> list[Row]:
        """All rows, or all but the matrices, or the claim and the values, in between one entry."""
        theme = self._scene.theme
        for some in (forms, [*forms[:1], *forms[2:]]):
            if rows := Rows.fitting(some, theme, region):
                return list(rows.rows)
        top, middle, bottom = region.rows(*_PARTS)
        (first,) = self._page.short([worked.input_gradient_worked(self._page.lesson, 1)])
        self._lines = WorkedLines(first, theme, middle)
        claim, values = (
            Rows.only(some, theme, place).rows
            for some, place in ((forms[:1], top), (forms[-1:], bottom))
        )
        return [*claim, *values]

    def _put_in_numbers(self, row: Row) -> None:
        """The row of ∂L/∂Y comes down; each row of W stands up as a column."""
        known = self._results.upstream.atoms | self._page.given.weights.now.atoms
        sources: Sources = {
            place: [known[place]]
            for place in row.atoms
            if place in known and isinstance(place[-1], int)
        }
        inputs = self._page.lesson.notation.input_range
        later = {i: position / max(1, len(inputs) - 1) for position, i in enumerate(inputs)}

        def lag(place: Place) -> float:
            return later[int(place[1])] if place[0] == "w" and len(place) == 3 else 0.0

        self._scene.play(
            *on_plates(
                row,
                sources,
                self._scene.theme,
                run_time=self._tempo.slow,
                lag=lag,
                spread=_SPREAD,
            )
        )

    def _light_row(self, i: int) -> None:
        """A row of W, what it has become in Wᵀ, and the edges out of its input."""
        page, network, tempo = self._page, self._page.net.network, self._tempo
        outputs = page.lesson.notation.output_range
        numbers: Typeset = self._results.upstream if self._numbers is None else self._numbers
        targets: list[Target] = [
            (page.given.weights.now.part("w", i), "w"),
            (numbers.parts(("upstream", k) for k in outputs), "gradient"),
        ]
        if self._numbers is not None:
            targets.append((self._numbers.parts(("w", i, k) for k in outputs), "w"))
        edges = network.out_of(i)
        back = page.net.pulse(edges, run_time=tempo.brisk)
        lit = network.light(edges, nodes=False)
        self._scene.play(*self._light.on(targets, run_time=tempo.brisk), lit, *back)

    def _origin(self, number: int, place: Place) -> list[VMobject]:
        """Products come from the matrices, values from the products."""
        if number:
            return [*self._reveal.rows[number - 1].part("entry", place[1])]
        if self._lines is not None:
            return [self._lines.whole.atoms[place]] if place in self._lines.whole.atoms else []
        upstream, weights = self._results.upstream.atoms, self._page.given.weights.now.atoms
        if self._numbers is not None:
            upstream = weights = self._numbers.atoms
        k = place[3] if len(place) > 3 else 1
        factors = (upstream, ("upstream", k)), (weights, ("w", place[1], k))
        return [atoms[where] for atoms, where in factors if where in atoms]

    def _from_given(self, line: Typeset) -> Sources:
        """Where the factors of an entry come from."""
        known = {
            "upstream": lambda i, k: (self._results.upstream.atoms, ("upstream", k)),
            "w": lambda i, k: (self._page.given.weights.now.atoms, ("w", i, k)),
        }
        sources: Sources = {}
        for place in line.atoms:
            if place[0] == "entry" and place[-1] in known and len(place) == 5:
                atoms, where = known[str(place[-1])](place[1], place[3])
                sources[place] = [atoms[where]]
        return sources
