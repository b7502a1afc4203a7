"""How the example's sums are worked out: factors, products below them, values into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import RIGHT, Animation, FadeIn, FadeOut, VGroup, VMobject

from calculus.algebra.expressions import Place
from scenes.beats.example.page import ExamplePage
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.small_graph import (
    NUMBERS,
    SmallGraph,
    Unknown,
    place_small_graph,
    small_graph,
)
from scenes.stage.matrices.statement import Statement
from scenes.stage.matrices.work_lines import WorkPage
from scenes.stage.theme import units


def turn_compass(scene: Chapter, sign: SmallGraph, lit: Unknown | None) -> SmallGraph:
    """The small graph shows which gradient is worked out now; None for both, known."""
    both: tuple[Unknown, ...] = () if lit else ("inputs", "weights")
    new = place_small_graph(scene.regions, small_graph(scene.theme, lit=lit, known=both))
    scene.play(FadeOut(sign), FadeIn(new), run_time=scene.theme.tempo.blink)
    return new


def name_work(scene: Chapter, page: ExamplePage, claim: Statement, unknown: Unknown) -> VGroup:
    """The claim enters the ledger; its product is written over the room for work: ① or ②."""
    tempo, theme = scene.theme.tempo, scene.theme
    expression = claim.now.submobjects[0] if not isinstance(claim.now, Formula) else claim.now
    assert isinstance(expression, Formula)
    product = expression.expression.sides[1]  # type: ignore[union-attr]
    place = page.heading if unknown == "inputs" else page.heading_of_table
    formula = fitted(lambda size: Formula(product, theme, size), place, theme.sizes.overview)
    number = Words(NUMBERS[unknown], theme, theme.sizes.label, theme.colour("gradient"))
    heading = VGroup(number, formula).arrange(RIGHT, buff=units(24)).move_to(place.center)
    scene.play(FadeIn(claim.now), run_time=tempo.brisk)
    scene.play(
        Rewrite(formula, same_places(formula, claim.now)), FadeIn(number), run_time=tempo.move
    )
    return heading


def work_on(scene: Chapter, lines: Sequence[Statement], pace: float) -> None:
    """From the factors to the products and the result, below them."""
    while lines[0].shown + 1 < len(lines[0].forms):
        steps = [line.become(sources=_calculated(line)) for line in lines]
        scene.play(*steps, run_time=pace)


def play_any(scene: Chapter, *animations: Animation, **options: Any) -> None:
    """Play animations, if there are any: without a network there may be none."""
    if animations:
        scene.play(*animations, **options)


def turn_page(scene: Chapter, old: WorkPage, new: WorkPage) -> None:
    """The next lines take the place of those that have been worked out."""
    tempo = scene.theme.tempo
    scene.play(*map(FadeOut, old.shown), run_time=tempo.blink)
    scene.play(*map(FadeIn, new.shown), run_time=tempo.brisk)


def work_out_outputs(scene: Chapter, page: ExamplePage, pages: Sequence[WorkPage]) -> None:
    """The first line slowly, then the others together."""
    tempo, paths = scene.theme.tempo, page.paths
    for number, work in enumerate(pages):
        if number:
            turn_page(scene, pages[number - 1], work)
        lines = dict(work.lines)
        groups = [(lines, tempo.move)]
        if not number:
            groups.insert(0, ({1: lines.pop(1)}, tempo.slow))
        for group, pace in groups:
            if group:
                play_any(scene, *paths.light([edge for j in group for edge in paths.into(j)]))
                scene.play(*(page.output_factors(line, j, pace) for j, line in group.items()))
                work_on(scene, list(group.values()), pace)
    play_any(scene, *paths.restore())


def work_out_inputs(scene: Chapter, page: ExamplePage, pages: Sequence[WorkPage]) -> None:
    """∂L/∂x_i, one after the other, while the gradients run back to x_i."""
    tempo, paths = scene.theme.tempo, page.paths
    for number, work in enumerate(pages):
        if number:
            turn_page(scene, pages[number - 1], work)
        for i, line in work.lines.items():
            edges = paths.out_of(i)
            play_any(scene, *paths.light([*edges, *paths.to_loss]))
            scene.play(
                page.input_factors(line, i, tempo.move),
                *paths.pulse(edges, scene.theme.colour("gradient"), backward=True),
            )
            work_on(scene, [line], tempo.move)
    play_any(scene, *paths.restore())


def results(work: WorkPage) -> dict[Place, list[VMobject]]:
    """The value at the end of every line, by the place of its entry."""
    return {
        place: [atom]
        for line in work.lines.values()
        for place, atom in line.now.atoms.items()
        if place[0] == "entry" and len(place) == 2
    }


def _calculated(line: Statement) -> dict[Place, list[VMobject]]:
    """Products come from their factors, the value from its products."""
    old, new = line.now, line.forms[line.shown + 1]
    sources: dict[Place, list[VMobject]] = {}
    for place in new.atoms:
        if place in old.atoms:
            continue
        if place[0] == "product" and old.has("entry", *place[1:]):
            sources[place] = list(old.part("entry", *place[1:]))
        elif place[0] == "entry" and len(place) == 2 and old.has("product"):
            sources[place] = list(old.part("product"))
    return sources
