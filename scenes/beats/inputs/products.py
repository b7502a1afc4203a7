"""The entries of ∂L/∂X as row times column: one at length, then the others, all or page by page."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Indicate, VMobject

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.entry_rows import ELIDED_ROW, EntryRows, left_sides
from scenes.beats.inputs.layout import InputsPlan
from scenes.beats.inputs.placing import exchange, rows_within
from scenes.stage.animations.origins import relocate, rewrite, same_places, sources_on
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt, standing
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Region

Sources = dict[Place, list[VMobject]]


def write_as_product(
    scene: Chapter, derivation: Derivation, total: EntryRows, paths: Pathways, place: Region
) -> EntryRows:
    """The sum as row times column, by name too."""
    tempo = scene.theme.tempo
    one = _products(scene, derivation, [1], place, scene.theme.sizes.formula)
    scene.play(rewrite(total, one, derivation["row-column"], run_time=tempo.slow))
    scene.play(rewrite(one, one.names[1], derivation["chain"], keep=True, run_time=tempo.slow))
    scene.next_caption()
    for k in scene.lesson.notation.written_outputs:
        pair = (one.part("entry", 1, side, k) for side in ("row", "column"))
        scene.play(
            paths.light([(1, k)], run_time=tempo.brisk),
            *(Indicate(factor, color=None, run_time=tempo.move) for factor in pair),
        )
    scene.play(paths.network.restore())
    return one


def write_other_products(
    scene: Chapter,
    derivation: Derivation,
    one: EntryRows,
    gradient: Formula,
    plan: InputsPlan,
) -> EntryRows:
    """The same for the other inputs: below each other, or page by page if these do not fit."""
    others = scene.lesson.notation.input_range[1:]
    if not others:
        return one
    rows = _products(scene, derivation, [1, *others], plan.left, scene.theme.sizes.overview)
    if plan.left.holds(rows.whole):
        return _list_products(scene, one, rows, gradient)
    return _page_products(scene, derivation, one, gradient, plan.below)


def _list_products(scene: Chapter, one: EntryRows, rows: EntryRows, gradient: Formula) -> EntryRows:
    """∂L/∂X = ... leaves its entries as left-hand sides and makes room."""
    tempo = scene.theme.tempo
    others = [i for i in rows.rows if i not in one.rows]
    subjects = standing(left_sides(rows, *others), excerpt(rows, ELIDED_ROW))
    scene.play(
        Rewrite(
            subjects,
            _entries_of(gradient, subjects),
            replaced=[gradient],
            run_time=tempo.slow,
        ),
        relocate(one, rows.rows[1], run_time=tempo.slow),
        relocate(one.names[1], rows.names[1], run_time=tempo.slow),
    )
    for i in rows.names:
        if i in others:
            right = standing(rows.rows[i], without=subjects.atoms)
            scene.play(
                _like_first(right, rows.rows[1], run_time=tempo.slow),
                _like_first(rows.names[i], rows.names[1], run_time=tempo.slow),
            )
            scene.remove(right)
            scene.add(rows.rows[i])
    return exchange(scene, rows, subjects, *rows.rows.values())


def _page_products(
    scene: Chapter, derivation: Derivation, one: EntryRows, gradient: Formula, place: Region
) -> EntryRows:
    """One form for all: in it only the input changes, while its entry of ∂L/∂X is pointed at."""
    tempo, page = scene.theme.tempo, one
    for i in scene.lesson.notation.written_inputs[1:]:
        following = _products(scene, derivation, [i], place, one.size)
        (before,) = page.names
        old = standing(page, page.names[before])
        new = standing(following, following.names[i])
        sources = {where: [old.atoms[_with_input(where, before)]] for where in new.atoms}
        scene.play(
            Rewrite(new, sources, replaced=[old], run_time=tempo.slow),
            Indicate(gradient.part("entry", i), color=None, run_time=tempo.slow),
        )
        scene.remove(page, *page.names.values())
        scene.add(following.names[i])
        page = exchange(scene, following, new)
    return page


def multiply_out(
    derivation: Derivation,
    products: EntryRows,
    rows: EntryRows,
    gradient: Formula,
    *,
    run_time: float,
) -> Rewrite:
    """The products become sums; a row whose product is not on display comes from the one that is.

    Its left-hand side is copied from ∂L/∂X = ...
    """
    sources = same_places(rows, products) | sources_on(products, rows, derivation["expand"].origins)
    shown = next(reversed(products.rows))
    for where in rows.atoms:
        if where in sources:
            continue
        found = _entries_of(gradient, excerpt(rows, where)).get(where)
        like = _with_input(where, shown)
        sources[where] = found or sources.get(like) or []
        if not sources[where] and like in products.atoms:
            sources[where] = [products.atoms[like]]
    return Rewrite(rows, sources, replaced=[products], run_time=run_time)


def collect_names(products: EntryRows, gradient: Formula, *, run_time: float) -> Rewrite:
    """The left-hand sides go back into ∂L/∂X = ..., copies of them stay."""
    sources = same_places(gradient, left_sides(products))
    if ELIDED_ROW in products.atoms:
        sources["entry", ELIDED] = [products.atoms[ELIDED_ROW]]
    return Rewrite(gradient, sources, run_time=run_time)


def _entries_of(gradient: Formula, subjects: Typeset) -> Sources:
    """For left-hand sides, and for the dots of rows, the entries of ∂L/∂X = ... that they are."""
    sources = same_places(subjects, gradient)
    if ELIDED_ROW in subjects.atoms:
        sources[ELIDED_ROW] = [gradient.part("entry", ELIDED)]
    return sources


def _with_input(place: Place, i: int) -> Place:
    """The same place in the row of another input."""
    match place:
        case ("entry", int(), *rest):
            return ("entry", i, *rest)
        case ("statement", "entry", int(), *rest):
            return ("statement", "entry", i, *rest)
        case _:
            return place


def _products(
    scene: Chapter, derivation: Derivation, inputs: Iterable[int], place: Region, size: float
) -> EntryRows:
    return rows_within(scene, derivation, "row-column", inputs, place, size, named="chain")


def _like_first(twin: Typeset, first: Typeset, *, run_time: float) -> Rewrite:
    """What stands for another input comes from where it stands for the first, which stays."""
    sources: Sources = {
        place: [first.atoms[origin]]
        for place in twin.atoms
        if (origin := _with_input(place, 1)) in first.atoms
    }
    return Rewrite(twin, sources, run_time=run_time)
