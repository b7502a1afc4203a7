"""② in numbers: X stands up beside a table, ∂L/∂Y lies above it; the table is ∂L/∂W (math15)."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, Animation, Create, FadeIn, FadeOut, VGroup, VMobject

from calculus.affine.in_numbers import weight_gradient_numbers
from calculus.algebra.expressions import Equation
from calculus.algebra.shortening import shortened
from calculus.statements import worked
from scenes.beats.example.flights import on_plates
from scenes.beats.example.input_gradient import InputGradient
from scenes.beats.example.layout import ANYWHERE, below
from scenes.beats.example.page import Page
from scenes.beats.example.reveal import Sources
from scenes.beats.example.rows import Row, Rows
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import largest_that_fits
from scenes.stage.formulas.formula import Typeset, Words
from scenes.stage.graph.small_graph import NUMBERS
from scenes.stage.matrices.headers import Headers
from scenes.stage.matrices.spacing import space_columns
from scenes.stage.matrices.times_table import DENSE, PADDING, Cell, TimesTable
from scenes.stage.regions import Region
from scenes.stage.theme import units

_STEPS = ("factors", "values")
"""What a cell shows, one after the other."""

_FEW = 4
"""Inputs or outputs up to which cells may have room for two factors."""

_APART = (0.25, 0.42)
"""Free room in a cell of a large table beside and above, in em: ≈ belongs to what follows it."""

_BESIDE_NUMBER = 22
"""Pixels between ② and what follows it."""

_FIRST: Cell = (1, 1)


class WeightGradient:
    """∂L/∂W is worked out.

    Args:
        scene: whose stage.
        page: what is given.

    Attributes:
        values: = (the values), with headers if they have room; entries at ("entry", i, j).
    """

    def __init__(self, scene: Chapter, page: Page) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        self._results = page.results
        room = below(page.results.inputs, page.work)
        forms = page.short(worked.weights_gradient_rows(page.lesson))
        (self._claim,) = Rows.only(forms[:1], scene.theme, room).rows
        rise = room.top - self._claim.get_top()[1]
        self._claim.shift(UP * rise)
        self._sign = Words(
            NUMBERS["weights"], scene.theme, scene.theme.sizes.label, scene.theme.colour("gradient")
        )
        self._sign.next_to(self._claim, LEFT, buff=units(_BESIDE_NUMBER))
        self._sign.set_y(self._claim.equals.get_y())
        self._room = below(self._claim, room)
        self._table = self._fitting_table()
        values = self._matrix(Equation(forms[1].place, (forms[0].sides[1], forms[1].sides[1])))
        self.values = self._with_headers(values)
        self._put_table_where_matrix_will_be(values)

    @property
    def leaving(self) -> tuple[list[Typeset], VMobject]:
        """What stands on the stage at the end, and ② beside it."""
        return [self._claim, self.values], self._sign

    def begin(self, inputs: InputGradient, *others: Animation) -> None:
        """∂L/∂X rises to the top; below it stands ②."""
        scene, tempo, above = self._scene, self._tempo, self._results
        old = [each for each in inputs.shown if isinstance(each, Typeset)]
        gone = [each for each in inputs.shown if not isinstance(each, Typeset)]
        sources = same_places(above.inputs, *old)
        rise = Rewrite(above.inputs, sources, replaced=old, run_time=tempo.move)
        scene.play(rise, *(FadeOut(each, run_time=tempo.blink) for each in gone), *others)
        given = self._page.given.inputs.now.atoms
        names: Sources = {
            place: [above.upstream.atoms["name", *place]]
            for place in self._claim.atoms
            if place[0] == "upstream"
        }
        names["x", "name"] = [given["name", "x"]]
        claim = on_plates(self._claim, names, scene.theme, run_time=tempo.move)
        scene.play(*claim, FadeIn(self._sign, run_time=tempo.move))

    def lay_out(self) -> None:
        """X stands up at the left of the table, ∂L/∂Y lies above it."""
        scene, tempo, table = self._scene, self._tempo, self._table
        known = self._page.given.inputs.now.atoms | self._results.upstream.atoms
        sources = {p: [known[p]] for p in table.heads.atoms if p in known}
        scene.play(
            *on_plates(table.heads, sources, scene.theme, run_time=tempo.slow),
            Create(table.rules, run_time=tempo.slow),
        )

    def fill_first(self) -> None:
        """The factors of the first cell meet and become their product."""
        self._fill([_FIRST], self._tempo.brisk)

    def fill_others(self) -> None:
        """The products of all other cells."""
        others = [cell for cell in self._table.cells if cell != _FIRST]
        if others:
            table, last = self._table, self._table.steps - 1
            meeting = table.meeting(others, last)
            lag = table.reading_order(others)
            self._scene.play(table.fill(others, last, meeting, lag=lag), run_time=self._tempo.slow)

    def close(self) -> None:
        """Factors and rules leave, parentheses close round the cells."""
        scene, tempo, table = self._scene, self._tempo, self._table
        sources = same_places(self.values, table.filled)
        left = [FadeOut(table.heads), FadeOut(table.rules)]
        scene.play(*left, run_time=tempo.blink)
        filled = [table.shown(cell) for cell in table.cells]
        scene.play(Rewrite(self.values, sources, replaced=filled, run_time=tempo.move))

    def _fill(self, cells: Sequence[Cell], pace: float) -> None:
        table = self._table
        if table.steps == 1:
            self._scene.play(table.fill(cells, 0, table.meeting(cells)), run_time=pace)
            return
        self._scene.play(table.fill(cells, 0, table.factors(cells)), run_time=pace)
        self._scene.play(table.fill(cells, 1), run_time=pace)

    def _fitting_table(self) -> TimesTable:
        """In one of the two sizes for numbers, if possible with the factors in its cells."""
        sizes, lesson = self._scene.theme.sizes, self._page.lesson
        choices = [
            (_STEPS, PADDING, sizes.digits),
            (_STEPS, PADDING, sizes.small_digits),
            (_STEPS[1:], PADDING, sizes.small_digits),
            (_STEPS[1:], DENSE, sizes.small_digits),
            (_STEPS[1:], _APART, sizes.small_digits),
        ]
        if max(lesson.D, lesson.M) > _FEW:
            choices = choices[2:]
        numbers, digits = weight_gradient_numbers(lesson), self._page.significant

        def table(
            steps: Sequence[str], padding: tuple[float, float], size: float, room: Region
        ) -> TimesTable:
            return TimesTable(
                shortened(numbers["matrices"].expression, digits),
                [shortened(numbers[name].expression, digits) for name in steps],
                self._scene.theme,
                room,
                size=size,
                padding=padding,
            )

        for choice in choices:
            found = table(*choice, ANYWHERE)
            whole = VGroup(found.heads, found.rules)
            if self._room.excess(whole.width, whole.height) <= 1:
                return found
        return table(*choices[-1], self._room)

    def _matrix(self, equation: Equation) -> Row:
        """= (the values), its sign below that of the claim if there is room."""
        sizes, room = self._scene.theme.sizes, self._room

        def row(size: float) -> Row:
            found = Row(equation, self._scene.theme, size, is_first=False)
            assert found.matrix is not None
            space_columns(found, found.matrix, found.em)
            return found

        for size in (sizes.digits, sizes.small_digits):
            found = row(size)
            if found.width <= room.width:
                break
        else:
            found = largest_that_fits(row, lambda each: each.width / room.width, size)
        left = self._claim.equals.get_left()[0]
        left = max(room.left, min(left, room.right - found.width))
        found.shift(RIGHT * (left - found.get_left()[0]))
        return found

    def _with_headers(self, values: Row) -> Typeset:
        """The row with headers beside its matrix, if they have room."""
        notation, theme = self._page.lesson.notation, self._scene.theme
        values.shift(UP * (self._room.center[1] - values.get_y()))

        def headers() -> Headers:
            around = values.parts([("matrix",), ("entry",)])
            rows = {i: values.part("entry", i) for i in notation.input_range}
            columns = {
                j: values.parts(("entry", i, j) for i in notation.input_range)
                for j in notation.output_range
            }
            return Headers(rows, columns, around, notation, theme, size=theme.sizes.label)

        room = headers().room
        if values.get_right()[0] + room > self._room.right:
            return values
        values.parts([("matrix",), ("entry",)]).shift(RIGHT * room)
        return Typeset(values, headers())

    def _put_table_where_matrix_will_be(self, values: Row) -> None:
        """Its cells lie on the matrix, as far as the factors at its left have room."""
        table, cells = self._table, values.part("entry")
        table.shift(cells.get_center() - table.field.get_center())
        reach = self._room.left - table.heads.get_left()[0]
        table.shift(RIGHT * max(0.0, reach))
        table.shift(DOWN * (table.heads.get_top()[1] - self._room.top))
        self.values.shift(UP * (table.field.get_y() - cells.get_y()))
        out = max(0.0, self.values.get_top()[1] - self._room.top)
        table.shift(DOWN * out)
        self.values.shift(DOWN * out)
