"""The entries of ∂L/∂X as sums over paths: term by term, read off, pulled apart into a product."""

from __future__ import annotations

from manim import FadeOut, Indicate, VGroup

from calculus.algebra.derivation import Derivation
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.entry_rows import ELIDED_ROW, EntryRows, emphasise, left_sides
from scenes.beats.inputs.placing import ABOVE, exchange, line_within, rows_within
from scenes.beats.inputs.products import collect_names, multiply_out
from scenes.beats.inputs.reading_off import Reading
from scenes.stage.animations.origins import rewrite, same_places, settle, sources_on
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.excerpts import align_equals, excerpt, standing
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Region


def write_paths(
    scene: Chapter, derivation: Derivation, gradient: Formula, paths: Pathways, place: Region
) -> EntryRows:
    """A term is written while its path lights."""
    tempo, line, network = scene.theme.tempo, derivation["paths"], paths.network
    row = rows_within(scene, derivation, "paths", [1], place, scene.theme.sizes.formula)
    every = _written_out(scene, derivation, place)
    if every.size == row.size and every.broken == row.broken:
        row.set_y(every.rows[1].get_y())  # where it stands in the end, among the others
    written: list[Typeset] = [standing(left_sides(row), excerpt(row, ("statement",)))]
    scene.play(rewrite(gradient, written[0], line, keep=True, run_time=tempo.move))
    for k in scene.lesson.notation.output_range:
        if k in (1, 2):
            scene.next_caption()
        term = excerpt(row, ("entry", 1, "term", k), ("entry", 1, "plus", k))
        if k == ELIDED:
            scene.play(Rewrite(term, paths.sources_of_dots(term), run_time=tempo.slow))
        else:
            sources = sources_on(gradient, term, line.origins) | paths.sources_of_term(term, k)
            scene.play(paths.light([(1, k)], run_time=tempo.brisk))
            scene.play(network.pulse([(k, 1)], run_time=tempo.brisk))
            scene.play(
                network.pulse([k], run_time=tempo.brisk),
                Rewrite(term, sources, run_time=tempo.slow),
            )
        written.append(term)
    scene.play(network.restore())
    return exchange(scene, row, *written)


def write_out(
    scene: Chapter, derivation: Derivation, products: EntryRows, gradient: Formula, place: Region
) -> EntryRows:
    """All terms of all entries; each is an upstream gradient times a local derivative."""
    tempo = scene.theme.tempo
    rows = _written_out(scene, derivation, place)
    made_room = len(products.rows) > 1
    scene.play(
        *([collect_names(products, gradient, run_time=tempo.slow)] if made_room else []),
        FadeOut(VGroup(*products.names.values()), run_time=tempo.brisk),
        multiply_out(derivation, products, rows, gradient, run_time=tempo.slow),
    )
    scene.next_caption()
    for factor in ("upstream", "local"):
        scene.play(emphasise(rows, factor, scene.theme, run_time=tempo.brisk))
        scene.rest(tempo.move)
    scene.play(rows.animate(run_time=tempo.brisk).set_opacity(1))
    return rows


def _written_out(scene: Chapter, derivation: Derivation, place: Region) -> EntryRows:
    inputs, size = scene.lesson.notation.input_range, scene.theme.sizes.formula
    return rows_within(scene, derivation, "expand", inputs, place, size)


def read_off(
    scene: Chapter,
    derivation: Derivation,
    rows: EntryRows,
    paths: Pathways,
    equations: Equations,
) -> EntryRows:
    """∂y_k/∂x_i is what stands beside x_i in the equation of y_k: one slowly, then all."""
    tempo, network, chosen = scene.theme.tempo, paths.network, (1, scene.lesson.chosen_weight[0])
    reading = Reading(derivation, rows, equations, scene.theme)
    scene.play(
        network.light([chosen[::-1]], run_time=tempo.brisk),
        Indicate(reading.local(chosen), color=None, run_time=tempo.move),
    )
    scene.next_caption()
    scene.play(reading.look([chosen], run_time=tempo.brisk))
    scene.play(Indicate(reading.source(chosen), color=None, run_time=tempo.move))
    scene.play(reading.put([chosen], run_time=tempo.slow))
    scene.next_caption()
    for i in scene.lesson.notation.input_range:
        if others := [path for path in reading.paths if path[0] == i and path != chosen]:
            scene.play(
                network.light([path[::-1] for path in others], run_time=tempo.brisk),
                reading.look(others, run_time=tempo.brisk),
            )
            scene.play(reading.put(others, run_time=tempo.slow))
    scene.play(
        network.restore(run_time=tempo.brisk),
        reading.look_up(run_time=tempo.brisk),
        reading.close_up(run_time=tempo.move),
    )
    return reading.result


def pull_apart(
    scene: Chapter, derivation: Derivation, rows: EntryRows, gradient: Formula, place: Region
) -> Formula:
    """Row times matrix: the upstream gradients merge, the weights fall into columns."""
    tempo = scene.theme.tempo
    product = line_within(scene, derivation, "collect", place, above=ABOVE)
    if product.size == gradient.size:
        align_equals([product], gradient)
    subjects, left_out = left_sides(rows), excerpt(rows, ELIDED_ROW)
    terms = standing(rows, without=subjects.atoms)
    sources = sources_on(terms, product, derivation["collect"].origins)
    subject = same_places(excerpt(product, ("subject",)), gradient)
    for where in product.atoms:
        if where[:2] == ("w", ELIDED):
            sources[where] = [*left_out.atoms.values()]
    home = settle(subjects, gradient, run_time=tempo.slow)
    scene.play(
        home,
        Rewrite(
            product,
            sources | subject,
            replaced=[terms],
            lag=lambda where: {"upstream": 0.0, "w": 0.5}.get(str(where[0]), 1.0),
            run_time=tempo.sweep,
        ),
    )
    return exchange(scene, product, home.new)
