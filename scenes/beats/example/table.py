"""② of the example as a multiplication table: laid out, filled, and read into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Create

from calculus.affine.in_numbers import weight_gradient_numbers
from scenes.beats.example.page import ExamplePage
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.matrices.times_table import DENSE, PADDING, Cell, TimesTable

_STEPS = ("factors", "values")
"""What a cell shows, one after the other."""

_SMALLEST = 27.9
"""Font size in pixels below which plain digits, read for the first time, are less than 18 high."""

_APART = (0.25, 0.42)
"""Free room in a cell of a large table beside and above, in em: ≈ belongs to what follows it."""


def lay_out_table(scene: Chapter, page: ExamplePage) -> TimesTable:
    """X stands up at the left, ∂L/∂Y lies above: ② is a multiplication table."""
    tempo, ledger = scene.theme.tempo, page.ledger
    padding = DENSE if scene.lesson.D > 3 else PADDING
    # Two factors are wider than what they multiply to; where they would be too small, they meet
    # unseen.
    for steps, room in ((_STEPS, padding), (_STEPS[1:], PADDING), (_STEPS[1:], _APART)):
        table = _table(scene, page, steps, room)
        if table.size >= _SMALLEST:
            break
    known = ledger.inputs.now.atoms | ledger.upstream.now.atoms
    sources = {place: [known[place]] for place in table.heads.atoms if place in known}
    scene.play(Rewrite(table.heads, sources), run_time=tempo.slow)
    scene.play(Create(table.rules), run_time=tempo.brisk)
    return table


def _table(
    scene: Chapter, page: ExamplePage, steps: Sequence[str], padding: tuple[float, float]
) -> TimesTable:
    numbers = weight_gradient_numbers(scene.lesson)
    return TimesTable(
        numbers["matrices"].expression,
        [numbers[name].expression for name in steps],
        scene.theme,
        page.table_room,
        padding=padding,
    )


def fill(scene: Chapter, table: TimesTable, cells: Sequence[Cell]) -> None:
    """The factors meet in their cells and become their products."""
    if not cells:
        return
    pace = scene.theme.tempo.slow if len(cells) == 1 else scene.theme.tempo.sweep
    lag = table.reading_order(cells)
    if table.steps == 1:
        scene.play(table.fill(cells, 0, table.meeting(cells), lag=lag), run_time=pace)
        return
    scene.play(table.fill(cells, 0, table.factors(cells), lag=lag), run_time=pace)
    scene.play(table.fill(cells, 1, lag=lag), run_time=pace)


def collect_weights(scene: Chapter, page: ExamplePage, table: TimesTable) -> None:
    """The cells' values fly into ∂L/∂W of the ledger."""
    sources = {place: [atom] for place, atom in table.filled.atoms.items()}
    scene.play(
        page.ledger.weights_gradient.become(sources=sources), run_time=scene.theme.tempo.slow
    )
