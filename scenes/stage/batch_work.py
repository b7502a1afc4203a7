"""How a batch is worked out below its matrices: row by row, and sheet by sheet."""

from __future__ import annotations

from collections.abc import Collection

from manim import Create, FadeIn, FadeOut, VGroup

from scenes.stage.batch_page import BatchPage, under
from scenes.stage.chapter import Chapter
from scenes.stage.formula import Formula, Typeset
from scenes.stage.moves import Rewrite, sources_on
from scenes.stage.rows import excerpt, fitted
from scenes.stage.sheets import Sheets
from scenes.stage.sources import same_places
from scenes.stage.statement_grid import Forms, Statement, StatementGrid


def flash(scene: Chapter, frames: VGroup) -> None:
    """Frames show what belongs together, and go."""
    scene.play(Create(frames), run_time=scene.theme.tempo.brisk)
    scene.play(FadeOut(frames), run_time=scene.theme.tempo.blink)


def multiply_row_by_row(scene: Chapter, page: BatchPage) -> Formula:
    """Each row of ∂L/∂Y meets the same Wᵀ and makes its own row of ∂L/∂X."""
    tempo = scene.theme.tempo
    equation = page.batch.inputs_product()
    product = fitted(lambda size: Formula(equation, scene.theme, size), page.room)
    product.move_to(page.room.center)
    rows = [("entry", n) for n in page.batch.sample_range]
    before = excerpt(product, *(place for place in product.atoms if place[:1] != ("entry",)))
    known = page.upstream.now.atoms | page.weights.now.atoms
    sources = {p: [known[p]] for p in before.atoms if p in known and p[0] in ("upstream", "w")}
    scene.play(Rewrite(before, sources), run_time=tempo.sweep)
    for n, row in enumerate(rows, 1):
        result = excerpt(product, row)
        factors = product.part("upstream", n)
        frames = page.framed(factors, result)
        scene.play(Create(frames[0]), run_time=tempo.brisk)
        turning = {place: list(factors) for place in result.atoms}
        scene.play(Rewrite(result, turning), Create(frames[1]), run_time=tempo.move)
        scene.play(FadeOut(frames), run_time=tempo.blink)
    scene.remove(before)
    scene.add(product)
    return product


def give_name(scene: Chapter, claim: Statement, stage: Typeset, wholes: Collection[str]) -> None:
    """The matrices below turn into their names in a claim above, then it takes its value.

    Args:
        scene: plays.
        claim: not on the stage yet; with numbers it has its value as second form.
        stage: the claim written out.
        wholes: first keys of the matrices' places.
    """
    tempo = scene.theme.tempo
    scene.play(Rewrite(claim.now, under(stage, claim.now, wholes)), run_time=tempo.slow)
    if len(claim.forms) > 1:
        values = same_places(claim.forms[-1], stage)
        scene.play(claim.become(sources=values), run_time=tempo.slow)


def make_sheets(scene: Chapter, page: BatchPage) -> Sheets:
    """The first sample's sheet slowly, the others together."""
    tempo = scene.theme.tempo
    sheets = Sheets(page.batch, scene.theme, page.room)
    known = page.inputs.now.atoms | page.upstream.now.atoms
    first, *others = page.batch.sample_range
    for group in ([first], others):
        papers = [FadeIn(paper) for n, paper in sheets.papers.items() if n in group]
        signs = [FadeIn(plus) for n, plus in sheets.plus.items() if n in group]
        scene.play(*papers, *signs, run_time=tempo.brisk)
        scene.play(*(sheets.heads_fly(n, known) for n in group), run_time=tempo.slow)
        for step in range(sheets.steps):
            scene.play(*(sheets.fill(n, step) for n in group), run_time=tempo.sweep)
    return sheets


def add_up_sheets(scene: Chapter, page: BatchPage, sheets: Sheets) -> Statement:
    """One pile, then one matrix: more paths, so their terms add."""
    tempo = scene.theme.tempo
    forms = Forms(page.batch.weights_summed())
    summed = StatementGrid.single(forms, scene.lesson.notation, scene.theme, page.room)
    for form in summed.forms:
        form.move_to(page.room.center)
    scene.play(sheets.slide_together(run_time=tempo.slow))
    scene.play(sheets.add_up(page.batch.added(), summed.now, run_time=tempo.sweep))
    return summed


def read_as_product(scene: Chapter, page: BatchPage, summed: Statement) -> None:
    """The sum over the samples is the inner dimension of Xᵀ·∂L/∂Y."""
    tempo, old = scene.theme.tempo, summed.now
    if page.batch.has_numbers:
        known = page.inputs.now.atoms | page.upstream.now.atoms
        new = summed.forms[-1]
        sources = {place: [known[place]] for place in new.atoms if place in known}
    else:
        origins = page.batch.weights_product().origins
        sources = sources_on(old, summed.forms[-1], origins)
    scene.play(summed.become(sources=sources), run_time=tempo.sweep)
    for n in page.batch.sample_range:
        column, row = page.x_column(summed.now, n), summed.now.part("upstream", n)
        flash(scene, page.framed(column, row))
