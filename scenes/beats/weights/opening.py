"""`all-entries`: the cards take up their ∂L/∂y_k, lie down on each other, and the pile opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from manim import Animation, Create, VGroup, VMobject

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.notation import ELIDED
from scenes.beats.weights.cards import Card, Deck, deck_within
from scenes.beats.weights.layout import (
    chart_place,
    compact,
    entry_place,
    lanes_place,
    tally_place,
    wall_place,
)
from scenes.beats.weights.mapped import chart_from_slots, entries_by_row, into_bar, stairs
from scenes.beats.weights.one_entry import ENTRY, ReadEntry
from scenes.beats.weights.slots import Given, Slots
from scenes.beats.weights.tiles import ARRIVED, ride
from scenes.beats.weights.wall import Entry, Wall, hide, wall_within
from scenes.script.variants import lanes_fit
from scenes.stage.animations.carry import Carry, Way, come, stand_in_for
from scenes.stage.animations.counter import Counter
from scenes.stage.chapter import Chapter
from scenes.stage.matrices.term_map import TermMap
from scenes.stage.regions import Region

_COMING, _COPYING = (0.0, 0.65), (0.5, 0.8)
"""When the cards come to what they take up, and when its copies set out to grow."""

_SEED = 0.1
"""The size at which a copy begins, as a part of its own."""

_GONE = (0.0, 0.3)
"""When what is not needed any more leaves."""

_PILE = 0.85
"""Greatest size of the pile, as a part of what it opens into."""


@dataclass(frozen=True)
class AllTerms:
    """All terms of ∂L/∂W, as they stand at the end of `all-entries`.

    Attributes:
        derivation: of ②.
        wall: the cells.
        full: a copy of the wall, by which what has stepped back finds its look again.
        chart: the map of all terms, where not every entry has a cell; else None.
        counter: how many terms are left; None where none can vanish.
        stairs: on the map, frames around what is left.
    """

    derivation: Derivation
    wall: Wall
    full: Wall
    chart: TermMap | None
    counter: Counter | None
    stairs: VGroup = field(default_factory=VGroup)

    def focus(self, entry: Entry, **options: Any) -> list[Animation]:
        """One entry's frame is lit, and the others step back."""
        return self._look(entry, self.wall.theme.ghost, options)

    def unfocus(self, **options: Any) -> list[Animation]:
        """All entries are alike again."""
        return self._look(None, 1.0, options)

    def _look(self, lit: Entry | None, others: float, options: dict[str, Any]) -> list[Animation]:
        theme = self.wall.theme
        ways: dict[VMobject, Way] = {}
        for place, cell in self.wall.cells.items():
            full = self.full.cells[place]
            box, opacity = full.box.copy(), others
            if place == lit:
                box.set_stroke(theme.colour("w"), theme.strokes.edge, opacity=1)
                opacity = 1.0
            ways |= {cell.box: Way(box), cell.corner: Way(full.corner, opacity=opacity)}
            for k, lane in cell.lanes.items():
                if k not in cell.vanished:
                    ways[lane] = Way(full.lanes[k], opacity=opacity)
            for k, sign in cell.signs.items():
                if k not in cell.vanished:
                    ways[sign] = Way(full.signs[k], opacity=opacity)
        moves: list[Animation] = [Carry(self.wall, ways, **options)]
        return (
            moves
            if self.chart is None
            else [*moves, *self._look_at(self.chart, lit, others, options)]
        )

    def _look_at(
        self, chart: TermMap, lit: Entry | None, others: float, options: dict[str, Any]
    ) -> list[Animation]:
        """The same on the map."""
        theme = self.wall.theme
        (chosen,) = self.wall.cells
        rows = entries_by_row(chart.notation, chosen)
        waiting = chart.terms(*(entry for row in rows for entry in row))
        frames: dict[VMobject, Way] = {}
        for entry, box in chart.frames.items():
            colour, width = theme.muted, theme.strokes.frame
            if entry == lit:
                colour, width = theme.colour("w"), theme.strokes.edge
            frames[box] = Way(box.copy().set_stroke(colour, width))
        return [chart.step_back(waiting, others, **options), Carry(chart, frames, **options)]

    def show_steps(self, **options: Any) -> list[Animation]:
        """What is left of each entry gets a step to stand on, one after the other."""
        ways: dict[VMobject, Way] = {}
        for number, cell in enumerate(self.wall.cells.values()):
            begin = 0.7 * number / len(self.wall.cells)
            end = cell.step.copy().set_fill(opacity=self.wall.theme.wash).set_stroke(opacity=1)
            ways[cell.step] = Way(end, fading=(begin, begin + 0.3))
        moves: list[Animation] = [Carry(self.wall, ways, **options)]
        if self.chart is not None:
            self.stairs.add(*stairs(self.chart, self.wall.theme))
            moves.append(Create(self.stairs, lag_ratio=0.4, **options))
        return moves


def open_cards(scene: Chapter, given: Given, read: ReadEntry) -> AllTerms:
    """The cards become ∂L/∂W: an entry has one term from each card."""
    theme, notation = scene.theme, scene.lesson.notation
    derivation = weight_gradient(notation)
    _take_up(scene, given, read)
    wall, chart = pictures(scene, derivation)
    _lie_down(scene, read, wall, chart)
    _open(scene, read.deck, wall, chart)
    scene.next_caption()
    counter = _counter(scene)
    if counter is not None:
        scene.add(counter)
        scene.play(counter.appear(run_time=theme.tempo.brisk))
    return AllTerms(derivation, wall, wall.copy(), chart, counter)


def pictures(scene: Chapter, derivation: Derivation) -> tuple[Wall, TermMap | None]:
    """The cells of all entries; or that of the chosen one, and a map of all."""
    lesson, theme = scene.lesson, scene.theme
    if lanes_fit(lesson.D, lesson.M):
        return wall_within(derivation, lesson.notation, theme, wall_place()), None
    output, input = lesson.chosen_weight
    wall = wall_within(derivation, lesson.notation, theme, lanes_place(), (input, output))
    return wall, TermMap(lesson.notation, theme, chart_place(), named=False, split=True)


def _counter(scene: Chapter) -> Counter | None:
    inputs, outputs = scene.lesson.D, scene.lesson.M
    if outputs == 1:
        return None
    counter = Counter(inputs * outputs**2, scene.word("terms_left"), scene.theme)
    return counter.within(tally_place())


def _take_up(scene: Chapter, given: Given, read: ReadEntry) -> None:
    """What was lifted out returns, and every entry of card k gets its copy of ∂L/∂y_k."""
    theme, tempo, statement = scene.theme, scene.theme.tempo, read.statement
    notation = compact(scene.lesson.notation)
    derivation = weight_gradient(notation)
    wide = deck_within(derivation, notation, theme, entry_place(), read.deck.size, taken_up=True)
    ways: dict[VMobject, Way] = {}
    for k, card in read.deck.cards.items():
        ways |= _gather(card, wide.cards[k])
        if k != ELIDED:
            first = card.entries[1, 1]
            stand_in_for(first.upstream, statement.part(*ENTRY, "row", k))
            stand_in_for(first.local, statement.part(*ENTRY, "column", k))
    name, rest = VGroup(), VGroup()
    for place, atom in statement.atoms.items():
        if place in read.slots.atoms:
            name.add(atom)
        elif place[3:4] not in (("row",), ("column",)) or place[-1] in ("open", "close", ELIDED):
            rest.add(atom)
    tile = VGroup(read.slots.boxes[1, 1].copy().move_to(name), name)
    leaving = VGroup(rest, tile)
    scene.remove(*statement.get_family())
    scene.play(
        Carry(read.deck, ways, run_time=tempo.slow),
        Carry(
            leaving,
            ride(tile, read.slots.gradient((1, 1))) | {rest: Way(opacity=0.0, fading=_GONE)},
            run_time=tempo.slow,
        ),
        read.routes.leave(run_time=tempo.move),
        given.paths.network.restore(run_time=tempo.move),
    )
    scene.remove(*leaving.get_family(), *read.routes.get_family())


def _gather(card: Card, end: Card) -> dict[VMobject, Way]:
    """A card comes, its ∂L/∂y_k reaches the first entry, and from there all entries get it."""
    ways: dict[VMobject, Way] = {card.back: Way(end.back, moving=_COMING)}
    if card.badge is not None:
        assert end.badge is not None
        ways[card.badge] = Way(end.badge, moving=_COMING)
    begin, last = _COPYING
    for number, (entry, after) in enumerate(
        zip(card.entries.values(), end.entries.values(), strict=True)
    ):
        ways[entry.plate] = Way(after.plate, moving=_COMING)
        ways[entry.local] = Way(after.local, moving=_COMING)
        if number == 0:
            ways[entry.upstream] = Way(after.upstream, moving=_COMING)
        elif len(entry.upstream):
            stand_in_for(entry.upstream, after.upstream)
            entry.upstream.set_opacity(0).scale(_SEED, about_point=after.upstream.get_right())
            delay = begin + (last - begin) * number / len(card.entries)
            ways[entry.upstream] = Way(after.upstream, moving=(delay, delay + 1 - last))
    return ways


def _lie_down(scene: Chapter, read: ReadEntry, wall: Wall, chart: TermMap | None) -> None:
    """The cards lie down on each other; behind them the slots become the empty cells of a wall."""
    deck, slots = read.deck, read.slots
    goal = VGroup(*chart.frames.values()) if chart is not None else wall.boxes
    pile = _pile(scene, wall.size, goal)
    moves = [Carry(wall, _cells_from_slots(slots, wall)), Carry(deck, {deck: Way(pile)})]
    scene.remove(slots, deck)
    if chart is None:
        scene.add(wall, deck)
    else:
        # There is no room for names and parentheses on a map.
        moves += [
            Carry(chart, chart_from_slots(slots, chart)),
            Carry(slots.matrix.formula, {slots.matrix.formula: Way(opacity=0.0, fading=_GONE)}),
        ]
        scene.add(chart, wall, slots.matrix.formula, deck)
    scene.play(*moves, run_time=scene.theme.tempo.slow)
    scene.remove(*slots.get_family())


def _pile(scene: Chapter, size: float, goal: VMobject) -> Deck:
    """The cards on each other in front of the wall, in its size if there is room."""
    notation = compact(scene.lesson.notation)
    derivation = weight_gradient(notation)
    region = Region(0.0, goal.width * _PILE, 0.0, goal.height * _PILE)
    pile = deck_within(derivation, notation, scene.theme, region, size, taken_up=True, fanned=False)
    return pile.move_to(goal)


def _cells_from_slots(slots: Slots, wall: Wall) -> dict[VMobject, Way]:
    """Slots, their names, headers and parentheses go apart; the terms are still missing."""
    ways: dict[VMobject, Way] = {}
    for entry, cell in wall.cells.items():
        for part in (*cell.lanes.values(), *cell.signs.values()):
            hide(part)
        if entry in slots.boxes:
            ways[cell.box] = Way(cell.box.copy())
            stand_in_for(cell.box, slots.boxes[entry])
            ways[cell.tab] = Way(cell.tab.copy(), fading=ARRIVED)
            cell.tab.set_opacity(0).move_to(slots.gradient(entry))
        else:
            ways |= {part: come(part, ARRIVED) for part in (cell.box, cell.tab)}
    names = [atom for cell in wall.cells.values() for atom in cell.corner.atoms.values()]
    around = [*wall.frame.atoms.values(), *wall.headers.atoms.values()]
    for atom in (*names, *around):
        before = slots.atoms.get(atom.atom.place)
        if before is None:
            ways[atom] = come(atom, ARRIVED)
        else:
            ways[atom] = Way(atom.copy())
            stand_in_for(atom, before)
    return ways


def _open(scene: Chapter, deck: Deck, wall: Wall, chart: TermMap | None) -> None:
    """The pile is cut along W's places, its tiles spread, and in each cell they fan out."""
    tempo = scene.theme.tempo
    lanes = {
        (*entry, k): lane for entry, cell in wall.cells.items() for k, lane in cell.lanes.items()
    }
    ways: dict[VMobject, Way] = {}
    for k, card in deck.cards.items():
        around = [card.back] if card.badge is None else [card.back, card.badge]
        ways |= {part: Way(opacity=0.0, fading=_GONE) for part in around}
        for (i, j), entry in card.entries.items():
            tile = VGroup(entry.plate, entry.term)
            if (lane := lanes.pop((i, j, k), None)) is not None:
                ways |= ride(tile, lane.copy().set_opacity(1))
            elif chart is not None and (i, j, k) in chart.cells:
                ways |= into_bar(tile, chart.cells[i, j, k])
            else:
                ways |= {part: Way(opacity=0.0, fading=ARRIVED) for part in tile}
    signs = [sign for cell in wall.cells.values() for sign in cell.signs.values()]
    appearing = {
        part: Way(part.copy().set_opacity(1), fading=ARRIVED) for part in (*signs, *lanes.values())
    }
    scene.play(
        Carry(deck, ways, run_time=tempo.sweep), Carry(wall, appearing, run_time=tempo.sweep)
    )
    scene.remove(*deck.get_family())
    for cell in wall.cells.values():
        for lane in cell.lanes.values():
            lane.set_opacity(1)
    if chart is not None:
        scene.play(chart.appear(list(chart.cells), run_time=tempo.move))
