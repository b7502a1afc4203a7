"""∂L/∂W entry by entry: slots in W's shape, one entry read closely, all of them unfolded."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from manim import DOWN, RIGHT, Create, FadeIn, FadeOut, LaggedStart, VGroup, VMobject

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from calculus.lessons.lesson import Lesson
from calculus.statements.given import entry_stated, stated
from scenes.beats.weights.layout import WeightsPage
from scenes.beats.weights.term_grid import LaneGrid
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import relocate, same_places, sources_on, unmoved
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.animations.settle import Settle
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, fitted
from scenes.stage.formulas.excerpts import equals_sign, excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.matrices.term_map import TermMap
from scenes.stage.regions import Region
from scenes.stage.theme import Sizes, Theme, units

_ENTRY: Place = ("entry", 1, 1)
"""The entry that is read closely first."""

_LINE = 2.75
"""Distance of the lines of a broken sum in em; a fraction is 2.3 em high."""

_SMALLER = 0.96
"""By how much a statement that does not fit is tried smaller."""

_BELOW = 0.55
"""Between a sum and the same sum as row times column below it, in em."""


def stated_matrix(
    scene: Chapter, derivation: Derivation, line: str, size: float | None = None
) -> HeadedMatrix:
    """∂L/∂W = a line of its derivation, with headers."""
    formula = Formula(stated(derivation, line), scene.theme, size)
    matrix = HeadedMatrix(formula, ("entry",), scene.lesson.notation, scene.theme)
    return overview(matrix)


def matrix_within(
    scene: Chapter, derivation: Derivation, line: str, region: Region, size: float = Sizes.formula
) -> HeadedMatrix:
    """∂L/∂W = a line of its derivation, in the middle of a region."""
    matrix = fitted(
        lambda s: stated_matrix(scene, derivation, line, s), region, size, smallest=OVERVIEW
    )
    return matrix.move_to(region.center)


def grow_slots(
    scene: Chapter,
    derivation: Derivation,
    weights: HeadedMatrix,
    page: WeightsPage,
    in_the_way: Typeset,
) -> HeadedMatrix:
    """∂L/∂W has W's shape: for each weight its gradient's slot."""
    slots = matrix_within(scene, derivation, "definition", page.slots)
    names = {
        place: [weights.atoms["w", *place[1:3]]]
        for place in slots.atoms
        if place[0] == "entry" and place[3:] in (("by", "name"), ())
    }
    names["subject", "by", "name"] = [weights.atoms["name", "w"]]
    if not page.stacked:
        scene.play(FadeOut(in_the_way, run_time=scene.theme.tempo.brisk))
    scene.play(Rewrite(slots, names, run_time=scene.theme.tempo.slow))
    return slots


class EntryStatement(Typeset):
    """∂L/∂w11 = its sum, in one line or several, and, if wanted, = row times column.

    Args:
        scene: looks.
        derivation: of ②.
        page: how the statement is set.
        size: font size in pixels of the sum.
        collected: whether row times column stand behind the sum, or below it.

    Attributes:
        size: as given.
    """

    def __init__(
        self,
        scene: Chapter,
        derivation: Derivation,
        page: WeightsPage,
        size: float,
        *,
        collected: bool,
    ) -> None:
        self.size = size
        if page.stacked:
            lines = ("expand", "row-column") if collected else ("expand",)
            super().__init__(Formula(entry_stated(derivation, _ENTRY, *lines), scene.theme, size))
            return
        total = Formula(entry_stated(derivation, _ENTRY, "expand"), scene.theme, size)
        _break_sum(total, page.lines)
        if not collected:
            super().__init__(total)
            return
        # The sum has been read: the same factors, in another order, may be smaller.
        left = total.part("statement").get_left()[0]
        bottom = total.get_bottom()[1]
        room = page.statement.height - total.height - units(size) * _BELOW
        width = page.statement.right - page.statement.left - (left - total.get_left()[0])
        space = Region(0.0, width, 0.0, room)

        def product(s: float) -> Typeset:
            lines = entry_stated(derivation, _ENTRY, "expand", "row-column")
            return excerpt(Formula(lines, scene.theme, s), *_COLLECTED)

        below = overview(fitted(product, space, size, smallest=OVERVIEW))
        below.shift([left - below.get_left()[0], bottom - units(size) * _BELOW, 0])
        below.shift(DOWN * (below.get_top()[1] - bottom + units(size) * _BELOW))
        super().__init__(total, below)


_COLLECTED: tuple[Place, ...] = (
    ("statement", *_ENTRY, "equals", 2),
    (*_ENTRY, "row"),
    (*_ENTRY, "column"),
    (*_ENTRY, "dot"),
)
"""What stands of the statement from its second equals sign on."""


def _break_sum(total: Formula, lines: int) -> None:
    """Set the sum in several lines; the first terms stand below each other, signs before them."""
    terms = list(dict.fromkeys(p[4] for p in total.atoms if p[:4] == (*_ENTRY, "term")))
    each = ceil(len(terms) / lines)
    left = total.part(*_ENTRY, "term", terms[0]).get_left()[0]
    for line in range(1, lines):
        row = terms[line * each : (line + 1) * each]
        signs: Iterable[Place] = ((*_ENTRY, sign, k) for sign in ("term", "plus") for k in row)
        away = RIGHT * (left - total.part(*_ENTRY, "term", row[0]).get_left()[0])
        total.parts(signs).shift(away + DOWN * line * units(total.size) * _LINE)


def _closely_read(scene: Chapter, derivation: Derivation, page: WeightsPage) -> EntryStatement:
    """Sized and placed so that the longer statement fits, of which the sum is the beginning."""
    size = scene.theme.sizes.large
    while True:
        statement = EntryStatement(scene, derivation, page, size, collected=True)
        statement.move_to(page.statement.center)
        if page.statement.holds(statement) or size <= FIRST_READING:
            return statement
        size = max(FIRST_READING, size * _SMALLER)


def write_one_entry(
    scene: Chapter,
    derivation: Derivation,
    slots: HeadedMatrix,
    upstream: Formula,
    page: WeightsPage,
) -> Typeset:
    """∂L/∂w11 as a sum over the paths, then the same sum as row times column."""
    tempo, theme = scene.theme.tempo, scene.theme
    both = _closely_read(scene, derivation, page)
    size = both.size
    total = EntryStatement(scene, derivation, page, size, collected=False)
    total.shift(equals_sign(both).get_center() - equals_sign(total).get_center())
    grown = derivation.origins_between("definition", "expand")
    sources = sources_on(slots, total, unmoved(slots) | grown)
    for where, atom in upstream.atoms.items():
        if where[0] == "upstream":
            term = (*_ENTRY, "term", where[1], "upstream", *where[2:])
            sources[total.shown_place(term) or term] = [atom]
    rest = [part for where, part in slots.atoms.items() if where[:3] != _ENTRY]
    scene.play(
        Rewrite(total, sources, replaced=[upstream], run_time=tempo.slow),
        VGroup(*rest).animate(run_time=tempo.move).set_opacity(theme.ghost),
    )
    scene.next_caption()
    first = frame(total.part(*_ENTRY, "term", 1), theme)
    scene.play(Create(first, run_time=tempo.brisk))
    scene.next_caption()
    collected = derivation.descendants_between("row-column", "expand")
    sources = sources_on(total, both, unmoved(total) | collected)
    scene.play(FadeOut(first, run_time=tempo.blink))
    scene.play(Rewrite(both, sources, replaced=[total], run_time=tempo.slow))
    return both


def set_aside(
    scene: Chapter,
    derivation: Derivation,
    slots: HeadedMatrix,
    upstream: Formula,
    page: WeightsPage,
) -> HeadedMatrix:
    """∂L/∂W makes room for one of its entries; all but ∂L/∂Y leaves."""
    size = slots.formula.size
    aside = matrix_within(scene, derivation, "definition", page.slots_aside, size)
    tempo = scene.theme.tempo
    staying = (slots, upstream)
    leaving = [m for m in scene.mobjects if m not in staying and not isinstance(m, SmallGraph)]
    moves: list[Any] = [relocate(slots, aside, run_time=tempo.move)]
    if not page.stacked:
        # Out of the way of ∂L/∂W, to where it is needed.
        waiting = page.statement.rows(2, 1)[1].center
        moves.append(upstream.animate(run_time=tempo.move).move_to(waiting))
    scene.play(FadeOut(*leaving, run_time=tempo.move), *moves)
    return aside


def pictures_of_terms(
    lesson: Lesson, derivation: Derivation, theme: Theme, page: WeightsPage
) -> tuple[LaneGrid, TermMap | None]:
    """The lanes of all entries; or those of the chosen one, and the map of all."""
    notation = lesson.notation
    if not page.mapped:
        return LaneGrid(derivation, notation, theme, page.lanes), None
    output, input = lesson.chosen_weight
    grid = LaneGrid(derivation, notation, theme, page.lanes, only=(input, output))
    return grid, TermMap(notation, theme, page.map, named=False, split=True)


def unfold(
    scene: Chapter,
    grid: LaneGrid,
    terms: TermMap | None,
    slots: HeadedMatrix,
    statement: Typeset,
) -> None:
    """Every entry unfolds: into lanes, or on the map."""
    if terms is None:
        unfold_entries(scene, grid, slots, statement)
    else:
        unfold_on_map(scene, grid, terms, slots, statement)


def unfold_entries(scene: Chapter, grid: LaneGrid, slots: HeadedMatrix, statement: Typeset) -> None:
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


def unfold_on_map(
    scene: Chapter, grid: LaneGrid, terms: TermMap, slots: HeadedMatrix, statement: Typeset
) -> None:
    """One entry unfolds into lanes, large; on the map all entries unfold into bars."""
    tempo = scene.theme.tempo
    (chosen,) = grid.cells
    cell = grid.cells[chosen]
    names = Typeset(cell.name)
    written = Typeset(cell.name, cell.sum) if chosen == (1, 1) else names
    first = [term for term in terms.terms((1, 1)) if term[:2] != chosen]
    entering: dict[VMobject, VMobject] = {
        slots.formula.part("entry", *entry).copy(): box for entry, box in terms.frames.items()
    }
    entering |= {slots.headers.part(*p).copy(): terms.headers.part(*p) for p in slots.headers.atoms}
    entering |= {
        statement.part(*_ENTRY, "term", k).copy(): terms.cells[1, 1, k] for _, _, k in first
    }
    rest = [
        atom
        for place, atom in slots.formula.atoms.items()
        if place[0] != "entry" or ELIDED in place
    ]
    terms.hide(terms.cells)
    scene.remove(*slots.get_family())
    scene.play(
        FadeIn(cell.box, terms, run_time=tempo.move),
        Rewrite(
            written,
            same_places(written, slots) | same_places(written, statement),
            replaced=[statement],
            leaving=rest,
            run_time=tempo.slow,
        ),
        Settle(entering, run_time=tempo.slow),
    )
    if first:
        scene.play(terms.appear(first, run_time=tempo.blink))
    if written is names:
        scene.play(grid.unfold(chosen, run_time=tempo.slow))
    own = terms.terms(chosen)
    lanes = {cell.lanes[k].copy(): terms.cells[i, j, k] for i, j, k in own}
    scene.play(Settle(lanes, run_time=tempo.move), terms.appear(own, run_time=tempo.move))
    others = [term for term in terms.cells if term[:2] not in (chosen, (1, 1))]
    if others:
        scene.play(terms.appear(others, run_time=2 * tempo.sweep))
