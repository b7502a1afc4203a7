"""How a batch is worked out below its matrices: row by row, and sheet by sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final

from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, VGroup, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from calculus.statements.claims import forward_claim
from scenes.beats.batch.large_page import BatchRoom
from scenes.beats.batch.number_rows import onto_row, under
from scenes.beats.batch.outer_products import Sheets
from scenes.beats.batch.page import BIAS_COLUMNS, BatchPage
from scenes.beats.batch.pile import pile_up
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.matrices.statement import Forms, Statement, ancestors
from scenes.stage.matrices.statement_grid import StatementGrid
from scenes.stage.theme import pixels, units

NOTES: Final = (4, 2, 2)
"""Relative heights of the total L, the note on a mean below it, and what stays free."""


def framed(page: BatchPage | BatchRoom, *things: VMobject) -> VGroup:
    """A frame around each of the mobjects that belong together."""
    margin = pixels(0.16 * units(page.size))
    return VGroup(*(frame(thing, page.theme, "ink", margin=margin) for thing in things))


def flash(scene: Chapter, page: BatchPage | BatchRoom, *things: VMobject) -> None:
    """Frames show which mobjects belong together, and go."""
    frames = framed(page, *things)
    scene.play(Create(frames), run_time=scene.theme.tempo.brisk)
    scene.play(FadeOut(frames), run_time=scene.theme.tempo.blink)


def multiply_row_by_row(scene: Chapter, page: BatchPage | BatchRoom) -> Typeset:
    """Each row of ∂L/∂Y meets the same Wᵀ and makes its own row of ∂L/∂X."""
    tempo, product = scene.theme.tempo, page.product()
    before = excerpt(product, *(place for place in product.atoms if place[:1] != ("entry",)))
    known = page.known
    sources = {p: [known[p]] for p in before.atoms if p in known and p[0] in ("upstream", "w")}
    scene.play(Rewrite(before, sources, replaced=page.leaving), run_time=tempo.sweep)
    for n in page.batch.sample_range:
        result = excerpt(product, ("entry", n))
        factors = product.part("upstream", n)
        if n == ELIDED:
            scene.play(FadeIn(result), run_time=tempo.blink)
            continue
        frames = framed(page, factors, result)
        scene.play(Create(frames[0]), run_time=tempo.brisk)
        turning = {place: list(factors) for place in result.atoms}
        scene.play(Rewrite(result, turning), Create(frames[1]), run_time=tempo.move)
        scene.play(FadeOut(frames), run_time=tempo.blink)
    scene.remove(before)
    scene.add(product)
    if isinstance(page, BatchRoom):
        page.known = {}
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


def sum_over_samples(
    scene: Chapter, page: BatchPage | BatchRoom, labels: dict[int, str]
) -> Statement:
    """Every sample makes its sheet, the sheets add up; where they have no room, one by one."""
    sheets = Sheets(page.batch, scene.theme, page.room)
    summed = page.summed()
    if page.batch.has_numbers and min(sheets.size, summed.size) < OVERVIEW:
        assert isinstance(page, BatchRoom)
        return pile_up(scene, page, labels)
    make_sheets(scene, page, sheets)
    scene.next_caption()
    add_up_sheets(scene, page, sheets, summed)
    scene.next_caption()
    if page.batch.has_numbers:
        scene.play(summed.become(), run_time=scene.theme.tempo.slow)
        scene.next_caption()
    return summed


def make_sheets(scene: Chapter, page: BatchPage | BatchRoom, sheets: Sheets) -> None:
    """The first sample's sheet slowly, the others together."""
    tempo, known = scene.theme.tempo, page.known
    first, *others = page.batch.written_samples
    for group in ([first], others):
        papers = [FadeIn(paper) for n, paper in sheets.papers.items() if n in group]
        signs = [FadeIn(plus) for n, plus in sheets.plus.items() if n in group]
        dots = map(FadeIn, sheets.dots_shown) if group is others else []
        scene.play(*papers, *signs, *dots, run_time=tempo.brisk)
        scene.play(*(sheets.heads_fly(n, known) for n in group), run_time=tempo.slow)
        for step in range(sheets.steps):
            scene.play(*(sheets.fill(n, step) for n in group), run_time=tempo.sweep)


def add_up_sheets(
    scene: Chapter, page: BatchPage | BatchRoom, sheets: Sheets, summed: Statement
) -> None:
    """The sheets become one matrix: more paths, so their terms add."""
    tempo = scene.theme.tempo
    scene.play(*sheets.lose_frames(), run_time=tempo.blink)
    if sheets.lanes_fit:
        scene.play(*sheets.into_lanes(), run_time=tempo.slow)
        scene.play(*sheets.into_columns(summed.now), run_time=tempo.slow)
    scene.play(sheets.add_up(page.batch.added(), summed.now, run_time=tempo.slow))


def read_as_product(scene: Chapter, page: BatchPage | BatchRoom, summed: Statement) -> VGroup:
    """The sum over the samples is the inner dimension of Xᵀ·∂L/∂Y: first x, then ∂L/∂y.

    Returns:
        The shapes written below the product.
    """
    tempo, old, new = scene.theme.tempo, summed.now, summed.forms[-1]
    used = ("upstream", "x") if page.batch.has_numbers else ("upstream",)
    known = {place: atom for place, atom in page.known.items() if place[0] in used}
    sources = {place: ancestors(old, place) for place in new.atoms}
    sources |= {place: [known[place]] for place in new.atoms if place in known}
    if not page.batch.has_numbers:
        # The sum's own x; those of its last column, for they cross the least on their way.
        last = scene.lesson.notation.outputs
        for place in [p for p in new.atoms if p[0] == "x" and len(p) == 3]:
            term = ("entry", place[2], last, "term", place[1], "x")
            if term in old.atoms:
                sources[place] = [old.atoms[term]]
    factors = [excerpt(new, (name,)) for name in ("x", "upstream")]
    inside = {place for factor in factors for place in factor.atoms}
    rest = excerpt(new, *(place for place in new.atoms if place not in inside))
    summed.shown = len(summed.forms) - 1
    scene.play(Rewrite(rest, sources, replaced=[old]), run_time=tempo.move)
    for factor in factors:
        scene.play(Rewrite(factor, same_keys(sources, factor)), run_time=tempo.slow)
    scene.remove(rest, *factors)
    scene.add(new)
    shapes = inner_dimension(scene, page, new)
    scene.play(FadeIn(shapes), run_time=tempo.brisk)
    for n in page.batch.written_samples:
        x_column = new.parts(("x", n, i) for i in page.batch.notation.input_range)
        flash(scene, page, x_column, new.part("upstream", n))
    return shapes


def inner_dimension(scene: Chapter, page: BatchPage | BatchRoom, product: Typeset) -> VGroup:
    """(2, N) and (N, 3) below the factors (above them if more stands below), N lit."""
    theme, notation = scene.theme, scene.lesson.notation
    shapes = []
    for factor, parts in (
        ("x", (f'"({notation.inputs},"', "N", '")"')),
        ("upstream", ('"("', "N", f'"," thin "{notation.outputs})"')),
    ):
        signs = [
            Sign(("shape", factor, k), part, theme.ink if part == "N" else theme.muted, page.size)
            for k, part in enumerate(parts)
        ]
        for before, sign in pairwise(signs):
            gap = units(page.size) * (0.25 if factor == "x" and sign is signs[1] else 0.1)
            sign.shift(RIGHT * (before.get_right()[0] + gap - sign.get_left()[0]))
        shapes.append(VGroup(*signs).set_x(product.part(factor).get_x()))
    if isinstance(page, BatchRoom):
        high = max(product.part(factor).get_top()[1] for factor in ("x", "upstream"))
        for shape in shapes:
            shape.shift(UP * (high + units(page.size) * 0.4 - shape.get_bottom()[1]))
        return VGroup(*shapes)
    top = min(product.part(factor).get_bottom()[1] for factor in ("x", "upstream"))
    for shape in shapes:
        shape.shift(UP * (top - units(page.size) * 0.4 - shape.get_top()[1]))
    both = VGroup(*shapes)
    # Under tall matrices the shapes stand as low as the room allows.
    below = scene.regions.safe.bottom - both.get_bottom()[1]
    return both.shift(UP * max(0.0, below + units(2)))


def same_keys(
    sources: Mapping[Place, list[VMobject]], part: Typeset
) -> dict[Place, list[VMobject]]:
    """The sources of what a part shows."""
    return {place: sources[place] for place in part.atoms}


def total_up_loss(scene: Chapter, page: BatchPage) -> Formula:
    """L = L⁽¹⁾ + L⁽²⁾: every row of Y brings a term."""
    tempo = scene.theme.tempo
    above, _, _ = page.below_inputs.rows(*NOTES)
    total = fitted(lambda size: Formula(page.batch.loss_total(), scene.theme, size), above)
    total.move_to(above.center).align_to(page.inputs.now, LEFT)
    head = excerpt(total, ("total", "loss"), ("total", "equals"))
    scene.play(FadeIn(page.loss), run_time=tempo.brisk)
    name = {place: [page.loss] for place in head.atoms if place[1] == "loss"}
    scene.play(Rewrite(head, name), run_time=tempo.move)
    terms = []
    ways = dict(zip(page.batch.written_samples, page.lead_to_loss(), strict=True))
    for n in page.batch.sample_range:
        term = excerpt(total, ("total", "sum", "term", n), ("total", "sum", "plus", n))
        terms.append(term)
        if n == ELIDED:
            scene.play(FadeIn(term), run_time=tempo.blink)
            continue
        way = ways[n]
        sources = {p: list(page.y_row(n)) for p in term.atoms if p[2] == "term"}
        scene.play(way.draw(), Rewrite(term, sources), run_time=tempo.slow)
    scene.remove(head, *terms)
    scene.add(total)
    return total


def note_mean(scene: Chapter, page: BatchPage) -> Words:
    """A mean's 1/N is already inside ∂L/∂Y."""
    _, below, _ = page.below_inputs.rows(*NOTES)
    text = scene.word("mean_is_inside")
    note = fitted(lambda size: Words(text, scene.theme, size), below, scene.theme.sizes.shape)
    note.move_to(below.center).align_to(page.inputs.now, LEFT)
    scene.play(FadeIn(note), run_time=scene.theme.tempo.brisk)
    return note


def share_bias(scene: Chapter, page: BatchPage) -> None:
    """One and the same B goes into every row of Y = X·W + B."""
    tempo = scene.theme.tempo
    place, _, _ = page.room.columns(*BIAS_COLUMNS)
    lines = [[Forms((equation,))] for equation in (forward_claim(), page.batch.biases())]
    grid = StatementGrid(
        lines, scene.lesson.notation, scene.theme, place, size=scene.theme.sizes.formula, row_gap=1
    )
    affine, bias = (statement.now for statement in grid)
    scene.play(FadeIn(affine), run_time=tempo.brisk)
    scene.play(FadeIn(bias), run_time=tempo.brisk)
    flights = [onto_row(bias.part("b"), page.y_row(n)) for n in page.batch.written_samples]
    scene.play(LaggedStart(*flights, lag_ratio=0.4), run_time=tempo.sweep)


def add_up_rows(scene: Chapter, page: BatchPage) -> None:
    """The rows of ∂L/∂Y come down and add."""
    tempo = scene.theme.tempo
    _, _, place = page.room.columns(*BIAS_COLUMNS)
    forms = Forms(page.batch.bias_gradient())
    sums = StatementGrid.single(forms, scene.lesson.notation, scene.theme, place)
    known = page.upstream.now
    sources = {
        place: [known.atoms["upstream", place[3], place[1], *place[4:]]]
        for place in sums.now.atoms
        if place[0] == "entry" and place[2:3] == ("term",) and ELIDED not in place
    }
    scene.play(Rewrite(sums.now, sources), run_time=tempo.sweep)
    if page.batch.has_numbers:
        scene.next_caption()
        scene.play(sums.become(), run_time=tempo.slow)


def sum_up_bias(scene: Chapter, page: BatchRoom) -> None:
    """Every b is used by all samples: a column of ∂L/∂Y adds up to its gradient, one by one."""
    tempo = scene.theme.tempo
    affine, upstream, sums, dots = page.bias()
    scene.play(FadeIn(affine.now), run_time=tempo.brisk)
    scene.play(FadeIn(upstream.now), run_time=tempo.brisk)
    scene.next_caption()
    for statement in sums:
        sources = {
            place: [upstream.now.atoms[source]]
            for place in statement.now.atoms
            if place[2:3] == ("term",)
            and (source := ("upstream", place[3], place[1], *place[4:])) in upstream.now.atoms
        }
        scene.play(Rewrite(statement.now, sources), run_time=tempo.slow)
    if dots:
        scene.play(*map(FadeIn, dots), run_time=tempo.blink)
    if page.batch.has_numbers:
        scene.next_caption()
        scene.play(*(statement.become() for statement in sums), run_time=tempo.slow)
