"""∂L/∂W entry by entry: slots in W's shape, one entry read closely, all of them unfolded."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, LaggedStart, VGroup

from calculus.derivation import Derivation
from calculus.statements import entry_stated, stated
from scenes.stage.chapter import Chapter
from scenes.stage.formula import Formula, Typeset
from scenes.stage.headers import HeadedMatrix
from scenes.stage.lanes import LaneGrid
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite, sources_on, unmoved
from scenes.stage.regions import Region
from scenes.stage.rows import fitted
from scenes.stage.sources import same_places


def stated_matrix(
    scene: Chapter, derivation: Derivation, line: str, size: float | None = None
) -> HeadedMatrix:
    """∂L/∂W = a line of its derivation, with headers."""
    formula = Formula(stated(derivation, line), scene.theme, size)
    return HeadedMatrix(formula, ("entry",), scene.lesson.notation, scene.theme)


def grow_slots(
    scene: Chapter, derivation: Derivation, weights: HeadedMatrix, place: Region
) -> HeadedMatrix:
    """∂L/∂W has W's shape: under each weight its gradient's slot."""
    slots = fitted(lambda size: stated_matrix(scene, derivation, "definition", size), place)
    slots.move_to(place.center)
    names = {
        place: [weights.atoms["w", *place[1:3]]]
        for place in slots.atoms
        if place[0] == "entry" and place[3:] == ("by", "name")
    }
    names["subject", "by", "name"] = [weights.atoms["name", "w"]]
    scene.play(Rewrite(slots, names, run_time=scene.theme.tempo.slow))
    return slots


def write_one_entry(
    scene: Chapter, derivation: Derivation, slots: HeadedMatrix, upstream: Formula, place: Region
) -> Formula:
    """∂L/∂w11 as a sum over the paths, then the same sum as row times column."""
    tempo, entry = scene.theme.tempo, ("entry", 1, 1)
    # Sized and placed so that the longer statement fits, of which this is the beginning.
    long = entry_stated(derivation, entry, "expand", "row-column")
    both = fitted(lambda size: Formula(long, scene.theme, size), place, scene.theme.sizes.large)
    both.move_to(place.center)
    total = Formula(entry_stated(derivation, entry, "expand"), scene.theme, both.size)
    total.shift(both.part("statement").get_left() - total.part("statement").get_left())
    grown = derivation.origins_between("definition", "expand")
    sources = sources_on(slots, total, unmoved(slots) | grown)
    for where, atom in upstream.atoms.items():
        if where[0] == "upstream" and (term := (*entry, "term", where[1])):
            sources[*term, "upstream", *where[2:]] = [atom]
    rest = [part for where, part in slots.atoms.items() if where[:3] != entry]
    scene.play(
        Rewrite(total, sources, replaced=[upstream], run_time=tempo.slow),
        VGroup(*rest).animate(run_time=tempo.move).set_opacity(scene.theme.ghost),
    )
    scene.next_caption()
    first = frame(total.part(*entry, "term", 1), scene.theme)
    scene.play(Create(first, run_time=tempo.brisk))
    scene.next_caption()
    collected = derivation.descendants_between("row-column", "expand")
    sources = sources_on(total, both, unmoved(total) | collected)
    scene.play(FadeOut(first, run_time=tempo.blink))
    scene.play(Rewrite(both, sources, replaced=[total], run_time=tempo.slow))
    return both


def unfold_entries(scene: Chapter, grid: LaneGrid, slots: HeadedMatrix, statement: Formula) -> None:
    """Every entry becomes a cell with its own sum; the first keeps the one just read."""
    tempo = scene.theme.tempo
    first, *others = grid.cells
    frames = Typeset(grid.corners, grid.cells[first].sum, grid.headers)
    sources = same_places(frames, slots)
    for place, found in same_places(frames, statement).items():
        sources.setdefault(place, []).extend(found)
    scene.play(
        FadeIn(grid.boxes, run_time=tempo.move),
        Rewrite(frames, sources, replaced=[statement, slots], run_time=tempo.slow),
    )
    if others:
        unfolding = [grid.unfold(entry, run_time=tempo.move) for entry in others]
        scene.play(LaggedStart(*unfolding, lag_ratio=0.4, run_time=2 * tempo.sweep))
