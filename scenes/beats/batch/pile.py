"""The sheets of many samples, one at a time: each is filled and added to the total beside it."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from calculus.algebra.expressions import Matrix
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from scenes.beats.batch.large_page import BatchRoom
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted, in_one_size
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.matrices.statement import Forms, Statement
from scenes.stage.matrices.statement_grid import StatementGrid
from scenes.stage.matrices.times_table import DENSE, TimesTable
from scenes.stage.regions import Region
from scenes.stage.theme import Theme

_PARTS = (8, 72, 2, 18)
"""Relative heights of a sheet's label, the sheet, a gap, and the sum of the first entry."""

_BESIDE = (52, 4, 44)
"""Relative widths of a sheet, a gap with a plus sign or an arrow, and the total."""


class SheetPile:
    """For each sample its sheet, at the left, and the total of all up to it, at the right.

    Args:
        batch: the statements; in numbers.
        theme: looks.
        labels: by sample, its name.
        region: where.

    Attributes:
        tables: by sample, its multiplication table; not of samples left out.
        labels: by sample, what stands above its table (dots for samples left out).
        totals: by sample, the sum of all sheets up to its own.
        first: ∂L/∂w11 = ... summed over the samples.
    """

    def __init__(self, batch: Batch, theme: Theme, labels: dict[int, str], region: Region) -> None:
        head, main, _, below = region.rows(*_PARTS)
        left, _, right = main.columns(*_BESIDE)
        sheets = {n: sheet for n, sheet in batch.sheets().items() if n != ELIDED}
        largest = theme.sizes.overview
        tables = in_one_size(
            lambda size: [
                TimesTable(*sheet, theme, left, size, DENSE) for sheet in sheets.values()
            ],
            largest,
        )
        self.tables = dict(zip(sheets, tables, strict=True))
        self.labels: dict[int, Words | Sign] = {}
        for n, text in labels.items():
            label = (
                Sign(("left out",), "dots.h.c", theme.muted, theme.sizes.shape)
                if n == ELIDED
                else Words(text, theme, theme.sizes.shape, theme.muted)
            )
            self.labels[n] = label.move_to([left.center[0], head.center[1], 0])
        totals = batch.running_totals()
        matrices = in_one_size(
            lambda size: [_matrix(total, theme, right, size) for total in totals.values()], largest
        )
        self.totals = dict(zip(totals, matrices, strict=True))
        equation = batch.first_weight_summed()
        self.first: Statement = StatementGrid(
            [[Forms((equation,))]], batch.lesson.notation, theme, below, size=theme.sizes.overview
        ).at(0)


def _matrix(total: Matrix, theme: Theme, region: Region, largest: float) -> Formula:
    formula = fitted(lambda size: Formula(total, theme, size), region, largest, smallest=OVERVIEW)
    return overview(formula.move_to(region.center))


def pile_up(scene: Chapter, page: BatchRoom, labels: dict[int, str]) -> Statement:
    """Sheet after sheet is filled and added; then the total is ∂L/∂W.

    Returns:
        ∂L/∂W = its value, on the stage; its next form is the product.
    """
    tempo = scene.theme.tempo
    pile = SheetPile(page.batch, scene.theme, labels, page.room)
    total = Typeset()
    for n, label in pile.labels.items():
        old, total = total, pile.totals[n]
        if n == ELIDED:
            scene.play(FadeIn(label), run_time=tempo.blink)
            scene.play(_added(total, old, Typeset()), run_time=tempo.move)
            scene.play(FadeOut(label), run_time=tempo.blink)
            continue
        table, pace = pile.tables[n], tempo.slow if n == 1 else tempo.brisk
        scene.play(FadeIn(label), FadeIn(table.heads), FadeIn(table.rules), run_time=tempo.brisk)
        for form in range(2):
            sources = table.factors(table.cells) if form == 0 else None
            lag = table.reading_order(table.cells)
            scene.play(table.fill(table.cells, form, sources, lag=lag), run_time=pace)
        if n == 1:
            scene.next_caption()
        scene.play(_added(total, old, table.filled), run_time=tempo.slow)
        scene.play(FadeOut(label, table.everything), run_time=tempo.blink)
    scene.next_caption()
    first = pile.first.now
    scene.play(FadeIn(first), run_time=tempo.brisk)
    scene.next_caption()
    summed = page.summed(with_sums=False)
    sources = {place: [atom] for place, atom in total.atoms.items()}
    scene.play(FadeOut(first), Rewrite(summed.now, sources, replaced=[total]), run_time=tempo.slow)
    return summed


def _added(total: Formula, old: Typeset, sheet: Typeset) -> Rewrite:
    """Each entry of the total comes from the entry before and what the sheet adds."""
    sources = {}
    for place in total.atoms:
        found = [old.atoms[place]] if place in old.atoms else []
        (added,) = [[atom] for where, atom in sheet.atoms.items() if where[2:] == place[1:]] or [[]]
        sources[place] = [*found, *added]
    return Rewrite(total, sources, replaced=[old])
