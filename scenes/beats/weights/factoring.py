"""From the survivors of ∂L/∂W to column times row: close up, read off, pull out, stand up."""

from __future__ import annotations

from manim import RIGHT, Animation, Create, FadeOut, Indicate, VGroup

from calculus.algebra.derivation import Derivation
from calculus.statements.given import given_inputs, local_stated, stated
from scenes.beats.weights.layout import WeightsPage
from scenes.beats.weights.outer_product import shared_factors, table_rules
from scenes.beats.weights.unfolding import matrix_within, stated_matrix
from scenes.beats.weights.zeros import Evidence
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import rewrite, same_places, sources_on, unmoved
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.small_graph import Answer, SmallGraph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.regions import Region


def restated(
    scene: Chapter, derivation: Derivation, line: str, where: HeadedMatrix
) -> HeadedMatrix:
    """The same, put where another line stands."""
    matrix = stated_matrix(scene, derivation, line, where.formula.size)
    matrix.shift(where.formula.get_center() - matrix.formula.get_center())
    return matrix


def close_up(
    scene: Chapter, derivation: Derivation, evidence: Evidence, page: WeightsPage
) -> HeadedMatrix:
    """The zeros leave, the survivors close up: a matrix of W's shape again."""
    tempo, grid, terms = scene.theme.tempo, evidence.grid, evidence.map
    leaving, sliding = grid.drop_zeros(), grid.center_survivors()
    if terms is not None:
        leaving.append(terms.vanish())
        sliding.append(terms.gather())
    scene.play(*leaving, run_time=tempo.move)
    scene.play(*sliding, run_time=tempo.move)
    scene.next_caption()
    matrix = matrix_within(scene, derivation, "survivors", page.matrix)
    old = grid.typeset
    moves: list[Animation] = [FadeOut(grid.boxes, run_time=tempo.move)]
    sources = same_places(matrix, old)
    if terms is not None:
        scene.play(terms.close_up(run_time=tempo.move))
        headers = terms.headers.copy()
        sources |= same_places(matrix, headers)
        entries = {entry: matrix.formula.part("entry", *entry) for entry in terms.places}
        moves.append(terms.dissolve_into(entries, run_time=tempo.slow))
    moves.append(Rewrite(matrix, sources, replaced=[old], run_time=tempo.slow))
    scene.play(*moves)
    if terms is not None:
        scene.remove(terms)
    return matrix


def local_reason(scene: Chapter, evidence: Evidence, place: Region) -> Formula:
    """∂y_j/∂w_ji = x_i for the chosen weight: stands below while the others follow it."""
    i, j = evidence.chosen
    reason = Formula(local_stated(scene.lesson.notation, j, j, i), scene.theme)
    return reason.move_to(place.center)


def read_off(
    scene: Chapter,
    derivation: Derivation,
    matrix: HeadedMatrix,
    evidence: Evidence,
    reason: Formula,
) -> HeadedMatrix:
    """∂y_j/∂w_ji is what stands beside the weight in the equation of y_j: x_i."""
    tempo, (i, j) = scene.theme.tempo, evidence.chosen
    asked = frame(matrix.part("entry", i, j, "term", j, "local"), scene.theme)
    reading = frame(evidence.equations.part("equation", j, "term", i), scene.theme)
    scene.play(Create(asked), evidence.light_edge((i, j), tempo.move), run_time=tempo.move)
    scene.play(Create(reading, run_time=tempo.move))
    scene.next_caption()
    asking, term = ("local", j, i, j), ("entry", i, j, "term", j, "local")
    sources = {
        where: [matrix.atoms[*term, *where[5:]]]
        for where in reason.atoms
        if where[:5] == (*asking, "left")
    }
    sources[*asking, "right"] = [evidence.equations.atoms["equation", j, "term", i, "x"]]
    scene.play(Rewrite(reason, sources, run_time=tempo.slow))
    scene.next_caption()
    simpler = restated(scene, derivation, "derivatives", matrix)
    rank = {entry: n for n, entry in enumerate([evidence.chosen, *evidence.others])}
    move = rewrite(
        matrix,
        simpler,
        derivation["derivatives"],
        read_from=evidence.equations,
        lag=lambda place: rank.get(place[1:3], 0) / len(rank),  # type: ignore[call-overload]
        run_time=2 * tempo.sweep,
    )
    scene.play(FadeOut(asked, reading, run_time=tempo.brisk), move)
    scene.play(evidence.network.restore())
    return simpler


def pull_factors_out(
    scene: Chapter, derivation: Derivation, matrix: HeadedMatrix, place: Region
) -> Typeset:
    """The factors change places; what a row or column shares slides onto its header."""
    tempo, outer = scene.theme.tempo, derivation["outer"]
    room = place.rows(20, 80)[1]
    size = matrix.formula.size
    swapped = fitted(
        lambda s: stated_matrix(scene, derivation, "pattern", s), room, size, smallest=OVERVIEW
    )
    swapped.shift(matrix.formula.get_center() - swapped.formula.get_center()).set_y(room.center[1])
    swapped.shift(RIGHT * min(0.0, room.right - swapped.get_right()[0]))
    move = rewrite(matrix, swapped, derivation["pattern"], arc=0.7, run_time=tempo.slow)
    scene.play(move)
    scene.next_caption()
    scene.next_caption()
    factors = shared_factors(outer, swapped, scene.lesson.notation, scene.theme)
    sources = sources_on(swapped, factors, outer.origins)
    for letter in ("x", "upstream"):
        shared = VGroup(*(a for p, found in sources.items() if p[0] == letter for a in found))
        scene.play(Indicate(shared, scale_factor=1.1, color=None, run_time=tempo.slow))
    scene.next_caption()
    entries = swapped.formula.part("entry")
    frame_of_line = VGroup(*(a for p, a in swapped.formula.atoms.items() if p[0] != "entry"))
    scene.play(
        Rewrite(factors, sources, run_time=tempo.sweep),
        FadeOut(swapped.headers, frame_of_line, run_time=tempo.move),
        entries.animate(run_time=tempo.sweep).set_opacity(scene.theme.dimmed),
    )
    rules = table_rules(factors, entries, scene.theme)
    scene.play(Create(rules, run_time=tempo.brisk))
    return factors


def stand_up(
    scene: Chapter, derivation: Derivation, factors: Typeset, page: WeightsPage
) -> Formula:
    """The row X stands up to become the column: that is the T."""
    tempo = scene.theme.tempo
    statement = stated(derivation, "outer", "result")
    named = fitted(
        lambda size: Formula(statement, scene.theme, size), page.product, smallest=OVERVIEW
    )
    overview(named).move_to(page.product.center)
    product = overview(Formula(stated(derivation, "outer"), scene.theme, named.size))
    row = given_inputs(scene.lesson.notation)
    lying = fitted(lambda size: Formula(row, scene.theme, size), page.row, smallest=OVERVIEW)
    lying.move_to(page.row.center)
    product.shift(named.part("subject").get_center() - product.part("subject").get_center())
    scene.play(Rewrite(lying, same_places(lying, factors), run_time=tempo.slow))
    here = same_places(product, factors, lying)
    scene.play(Rewrite(product, here, arc=0.35, run_time=tempo.sweep))
    scene.next_caption()
    becomes = unmoved(named) | dict(derivation["result"].origins)
    scene.play(
        Rewrite(
            named,
            sources_on(product, named, becomes),
            replaced=[product],
            run_time=tempo.slow,
        )
    )
    return named


def close_question(
    scene: Chapter, derivation: Derivation, result: Formula, guide: SmallGraph
) -> None:
    """② stands alone and answers the question mark of the graph."""
    final = Formula(stated(derivation, "result"), scene.theme, scene.theme.sizes.hero)
    final.move_to(scene.regions.body.center)
    others = [m for m in scene.mobjects if m not in (guide, result)]
    scene.play(
        FadeOut(*others, run_time=scene.theme.tempo.move),
        Rewrite(
            final,
            same_places(final, result),
            replaced=[result],
            run_time=scene.theme.tempo.slow,
        ),
    )
    scene.play(Answer(final, guide, "weights", scene.theme.tempo.slow))
    found = guide.targets["weights"]
    scene.play(Indicate(found, color=None, run_time=scene.theme.tempo.move))
