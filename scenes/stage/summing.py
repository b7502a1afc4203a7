"""The entries of ∂L/∂X as sums over paths: term by term, read off, pulled apart into a product."""

from __future__ import annotations

from collections.abc import Iterable

from manim import FadeOut, Indicate, VGroup

from calculus.derivation import Derivation
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.formula import Formula, Typeset
from scenes.stage.moves import Rewrite, rewrite, sources_on
from scenes.stage.pathways import Pathways
from scenes.stage.placing import ABOVE, exchange, line_within, rows_within
from scenes.stage.reading import Reading
from scenes.stage.regions import Region
from scenes.stage.rows import (
    EntryRows,
    align_equals,
    emphasise,
    excerpt,
    left_sides,
    relocate,
    settle,
    standing,
)
from scenes.stage.sources import same_places


def write_paths(
    scene: Chapter, derivation: Derivation, gradient: Formula, paths: Pathways, place: Region
) -> EntryRows:
    """A term is written while its path lights."""
    tempo, line, network = scene.theme.tempo, derivation["paths"], paths.network
    row = rows_within(scene, derivation, "paths", [1], place, scene.theme.sizes.formula)
    every = _written_out(scene, derivation, place)
    if every.size == row.size:
        row.set_y(every.rows[1].get_y())  # where it stands in the end, among the others
    written: list[Typeset] = [standing(left_sides(row), excerpt(row, ("statement",)))]
    scene.play(rewrite(gradient, written[0], line, keep=True, run_time=tempo.move))
    for k in scene.lesson.notation.output_range:
        if k <= 2:
            scene.next_caption()
        place_of_term = ("entry", 1, "term", k)
        term = excerpt(row, place_of_term, ("entry", 1, "plus", k))
        sources = sources_on(gradient, term, line.origins)
        for where, atom in paths.upstream.labels[k].atoms.items():
            sources[*place_of_term, "upstream", *where[2:]] = [atom]
        sources[*place_of_term, "local", "of", "name"] = [network.outputs[k].symbol]
        scene.play(paths.light([(1, k)], run_time=tempo.brisk))
        scene.play(network.pulse([(k, 1)], run_time=tempo.brisk))
        scene.play(
            network.pulse([k], run_time=tempo.brisk),
            Rewrite(term, sources, run_time=tempo.slow),
        )
        written.append(term)
    scene.play(network.restore())
    return exchange(scene, row, *written)


def write_as_product(
    scene: Chapter, derivation: Derivation, total: EntryRows, paths: Pathways, place: Region
) -> EntryRows:
    """The sum as row times column, by name too."""
    tempo = scene.theme.tempo
    one = _products(scene, derivation, [1], place, scene.theme.sizes.formula)
    scene.play(rewrite(total, one, derivation["row-column"], run_time=tempo.slow))
    scene.play(rewrite(one, one.names[1], derivation["chain"], keep=True, run_time=tempo.slow))
    scene.next_caption()
    for k in scene.lesson.notation.output_range:
        pair = (one.part("entry", 1, side, k) for side in ("row", "column"))
        scene.play(
            paths.light([(1, k)], run_time=tempo.brisk),
            *(Indicate(factor, color=None, run_time=tempo.move) for factor in pair),
        )
    scene.play(paths.network.restore())
    return one


def write_other_products(
    scene: Chapter, derivation: Derivation, one: EntryRows, gradient: Formula, place: Region
) -> EntryRows:
    """The same for the other inputs, as many as are readable; ∂L/∂X = ... makes room for them."""
    tempo, sizes = scene.theme.tempo, scene.theme.sizes
    small = _products(scene, derivation, [1], place, sizes.headers * 0.8)
    fitting = int(place.height // (1.1 * small.whole.height))
    others = list(scene.lesson.notation.input_range)[1 : max(1, fitting)]
    if not others:
        return one
    rows = _products(scene, derivation, [1, *others], place, sizes.overview)
    subjects = standing(*(left_sides(rows, i) for i in others))
    scene.play(
        Rewrite(
            subjects,
            same_places(subjects, gradient),
            replaced=[gradient],
            run_time=tempo.slow,
        ),
        relocate(one, rows.rows[1], run_time=tempo.slow),
        relocate(one.names[1], rows.names[1], run_time=tempo.slow),
    )
    for i in others:
        right = standing(rows.rows[i], without=subjects.atoms)
        scene.play(
            _like_first(right, rows.rows[1], run_time=tempo.slow),
            _like_first(rows.names[i], rows.names[1], run_time=tempo.slow),
        )
        scene.remove(right)
        scene.add(rows.rows[i])
    return exchange(scene, rows, subjects, *rows.rows.values())


def _products(
    scene: Chapter, derivation: Derivation, inputs: Iterable[int], place: Region, size: float
) -> EntryRows:
    return rows_within(scene, derivation, "row-column", inputs, place, size, named="chain")


def _like_first(twin: Typeset, first: Typeset, *, run_time: float) -> Rewrite:
    """What stands for another input comes from where it stands for the first, which stays."""
    sources = {
        place: [first.atoms[origin]]
        for place in twin.atoms
        if (origin := ("entry", 1, *place[2:]) if place[0] == "entry" else place) in first.atoms
    }
    return Rewrite(twin, sources, run_time=run_time)


def write_out(
    scene: Chapter, derivation: Derivation, products: EntryRows, gradient: Formula, place: Region
) -> EntryRows:
    """All terms of all entries; each is an upstream gradient times a local derivative."""
    tempo = scene.theme.tempo
    rows = _written_out(scene, derivation, place)
    back = Rewrite(gradient, same_places(gradient, left_sides(products)), run_time=tempo.slow)
    made_room = len(products.rows) > 1
    scene.play(
        *([back] if made_room else []),
        FadeOut(VGroup(*products.names.values()), run_time=tempo.brisk),
        rewrite(products, rows, derivation["expand"], run_time=tempo.slow),
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
    subjects = left_sides(rows)
    terms = standing(rows, without=subjects.atoms)
    sources = sources_on(terms, product, derivation["collect"].origins)
    subject = same_places(excerpt(product, ("subject",)), gradient)
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
