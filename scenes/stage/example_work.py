"""How the example's sums are worked out: factors, products below them, values into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, FadeIn, FadeOut, VGroup, VMobject

from calculus.expressions import Place
from scenes.stage.chapter import Chapter
from scenes.stage.example_page import ExamplePage
from scenes.stage.formula import Formula, Words
from scenes.stage.graph import NUMBERS, Compass, Unknown, compass, place_compass
from scenes.stage.moves import Rewrite
from scenes.stage.rows import fitted
from scenes.stage.sources import same_places
from scenes.stage.statement_grid import Statement
from scenes.stage.theme import units


def turn_compass(scene: Chapter, sign: Compass, lit: Unknown | None) -> Compass:
    """The compass shows which gradient is worked out now; None for both, known."""
    both: tuple[Unknown, ...] = () if lit else ("inputs", "weights")
    new = place_compass(scene.regions, compass(scene.theme, lit=lit, known=both))
    scene.play(FadeOut(sign), FadeIn(new), run_time=scene.theme.tempo.blink)
    return new


def name_work(scene: Chapter, page: ExamplePage, claim: Statement, unknown: Unknown) -> VGroup:
    """The claim enters the ledger; its product is written over the room for work: ① or ②."""
    tempo, theme = scene.theme.tempo, scene.theme
    expression = claim.now.submobjects[0] if not isinstance(claim.now, Formula) else claim.now
    assert isinstance(expression, Formula)
    product = expression.expression.sides[1]  # type: ignore[union-attr]
    formula = fitted(lambda size: Formula(product, theme, size), page.heading, theme.sizes.overview)
    number = Words(NUMBERS[unknown], theme, theme.sizes.label, theme.colour("gradient"))
    heading = VGroup(number, formula).arrange(RIGHT, buff=units(24)).move_to(page.heading.center)
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


def work_out_inputs(scene: Chapter, page: ExamplePage, lines: Sequence[Statement]) -> None:
    """∂L/∂x_i, one after the other, while the gradients run back to x_i."""
    tempo, network = scene.theme.tempo, page.network
    for i, line in enumerate(lines, 1):
        edges = network.out_of(i)
        scene.play(network.light([*edges, *network.loss_edges]))
        scene.play(
            page.input_factors(line, i, tempo.move),
            network.pulse(edges, scene.theme.colour("gradient"), backward=True),
        )
        work_on(scene, [line], tempo.move)
    scene.play(network.restore())


def on_display(lines: Sequence[Statement]) -> list[VMobject]:
    """What the statements show now."""
    return [line.now for line in lines]


def results(lines: Sequence[Statement]) -> dict[Place, list[VMobject]]:
    """The value at the end of every line, by the place of its entry."""
    return {
        place: [atom]
        for line in lines
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
