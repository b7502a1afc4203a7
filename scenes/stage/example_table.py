"""② of the example as a multiplication table: laid out, filled, and read into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Create

from calculus.numbers import weight_gradient_numbers
from scenes.stage.chapter import Chapter
from scenes.stage.example_page import ExamplePage
from scenes.stage.moves import Rewrite
from scenes.stage.times_table import Cell, TimesTable


def lay_out_table(scene: Chapter, page: ExamplePage) -> TimesTable:
    """X stands up at the left, ∂L/∂Y lies above: ② is a multiplication table."""
    tempo, ledger = scene.theme.tempo, page.ledger
    numbers = weight_gradient_numbers(scene.lesson)
    table = TimesTable(
        numbers["matrices"].expression,
        [numbers[name].expression for name in ("factors", "values")],
        scene.theme,
        page.below_heading,
    )
    known = ledger.inputs.now.atoms | ledger.upstream.now.atoms
    sources = {place: [known[place]] for place in table.heads.atoms}
    scene.play(Rewrite(table.heads, sources), run_time=tempo.slow)
    scene.play(Create(table.rules), run_time=tempo.brisk)
    return table


def fill(scene: Chapter, table: TimesTable, cells: Sequence[Cell]) -> None:
    """The factors meet in their cells and become their products."""
    if cells:
        pace = scene.theme.tempo.slow if len(cells) == 1 else scene.theme.tempo.sweep
        lag = table.reading_order(cells)
        scene.play(table.fill(cells, 0, table.factors(cells), lag=lag), run_time=pace)
        scene.play(table.fill(cells, 1, lag=lag), run_time=pace)


def collect_weights(scene: Chapter, page: ExamplePage, table: TimesTable) -> None:
    """The cells' values fly into ∂L/∂W of the ledger."""
    sources = {place: [atom] for place, atom in table.filled.atoms.items()}
    scene.play(
        page.ledger.weights_gradient.become(sources=sources), run_time=scene.theme.tempo.slow
    )
