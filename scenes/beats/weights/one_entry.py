"""`one-entry`: ∂L/∂w11 is read closely, as terms below each other and as row times column."""

from __future__ import annotations

from dataclasses import dataclass

from manim import LEFT, UP, Indicate, VGroup, VMobject

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Place, Sum, find
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import entry_stated
from scenes.beats.weights.cards import Deck, deck_within
from scenes.beats.weights.layout import cards_aside, compact, entry_place, slots_aside
from scenes.beats.weights.routes import Routes, name_alone
from scenes.beats.weights.slots import Dealt, Given, Slots, slots_within
from scenes.beats.weights.tiles import ARRIVED, ride
from scenes.stage.animations.carry import Carry, Way, come, stand_in_for
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import FIRST_READING, fitted
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.theme import Theme, units

ENTRY: Place = ("entry", 1, 1)
"""The entry that is read closely."""

_APART = 0.4
"""Between a sign and the term behind it, in em."""

_RAISED = 1.15
"""By how much an entry grows that is lifted out of its card."""

_ASIDE, _DOWN, _LEAVING = (0.0, 0.6), (0.4, 0.95), (0.0, 0.25)
"""When factors step aside and when they fall into one row, and when plus signs leave."""


@dataclass(frozen=True)
class ReadEntry:
    """What stands at the end of `one-entry` beside network and equations.

    Attributes:
        statement: ∂L/∂w11 = (∂L/∂y1 ...)·(∂y1/∂w11 ; ...).
        slots: ∂L/∂W, small.
        deck: the cards, small, whose entries for w11 have left.
        routes: the dotted lines in the network.
    """

    statement: Formula
    slots: Slots
    deck: Deck
    routes: Routes


class Terms(Typeset):
    """A mobject: ∂L/∂w11 = its terms below each other, the later ones behind a plus sign.

    Args:
        statement: row times column; its left-hand side and the heights of its rows are kept.
        derivation: of ②.
        theme: looks.

    Attributes:
        left: ∂L/∂w11 and the equals sign.
        terms: by output k.
        signs: by output k from the second on, the plus sign.
    """

    def __init__(self, statement: Formula, derivation: Derivation, theme: Theme) -> None:
        equals = ("statement", *ENTRY, "equals", 1)
        self.left = excerpt(
            statement, (*ENTRY, "of"), (*ENTRY, "bar"), (*ENTRY, "by"), equals
        ).copy()
        total = find(derivation["paths"].expression, ENTRY)
        assert isinstance(total, Sum)
        em = units(statement.size)
        x = statement.atoms[equals].get_x()
        start = statement.atoms[equals].get_right()[0] + _APART * em
        self.terms: dict[int, Formula] = {}
        self.signs: dict[int, Sign] = {}
        for term in total.terms:
            k = int(term.place[-1])
            row = statement.part(*ENTRY, "column", k).get_y()
            built = Formula(term, theme, statement.size)
            self.terms[k] = built.move_to([start, row, 0], aligned_edge=LEFT)
            if len(self.terms) > 1:
                sign = Sign(total.plus(term), "+", theme.ink, statement.size)
                self.signs[k] = sign.move_to([x, row, 0])
        # As in any sum of several lines, what it is the sum of stands on the first.
        first = next(iter(self.terms.values()))
        self.left.shift(UP * (first.get_y() - self.left.get_y()))
        super().__init__(self.left, *self.terms.values(), *self.signs.values())

    def factor(self, k: int, name: str) -> VGroup:
        """The factor "upstream" or "local" of a term; of dots, the dots."""
        place = (*ENTRY, "term", k)
        return self.terms[k].part(*place, *(() if k == ELIDED else (name,)))


def read_one_entry(scene: Chapter, given: Given, dealt: Dealt) -> ReadEntry:
    """∂L/∂w11: every y is asked, so there are as many terms; they are a row times a column."""
    theme, tempo = scene.theme, scene.theme.tempo
    notation = compact(scene.lesson.notation)
    derivation = weight_gradient(notation)
    slots, deck = _set_aside(scene, dealt, derivation, notation)
    statement = _statement(derivation, theme)
    terms = Terms(statement, derivation, theme)
    network = given.paths.network
    scene.play(
        name_alone(network, (1, 1), run_time=tempo.brisk),
        slots.light((1, 1), run_time=tempo.brisk),
    )
    scene.play(Indicate(network.labels[1, 1], 1.5, color=None, run_time=tempo.brisk))
    _begin(scene, slots, terms)
    scene.next_caption()
    routes = Routes(network, (1, 1))
    scene.play(routes.ask(run_time=tempo.move))
    _lift(scene, deck, given.paths, terms)
    scene.next_caption()
    _collect(scene, terms, statement)
    return ReadEntry(statement, slots, deck, routes)


def _set_aside(
    scene: Chapter, dealt: Dealt, derivation: Derivation, notation: Notation
) -> tuple[Slots, Deck]:
    """∂L/∂W and the cards make room."""
    theme = scene.theme
    slots = slots_within(derivation, notation, theme, slots_aside(), dealt.slots.size)
    deck = deck_within(derivation, notation, theme, cards_aside(), dealt.deck.size)
    scene.play(
        Carry(dealt.slots, {dealt.slots: Way(slots)}),
        Carry(dealt.deck, {dealt.deck: Way(deck)}),
        run_time=theme.tempo.move,
    )
    scene.remove(dealt.slots, dealt.deck)
    scene.add(slots, deck)
    return slots, deck


def _statement(derivation: Derivation, theme: Theme) -> Formula:
    place = entry_place()

    def build(size: float) -> Formula:
        return Formula(entry_stated(derivation, ENTRY, "row-column"), theme, size)

    statement = fitted(build, place, theme.sizes.large, smallest=FIRST_READING)
    statement.move_to(place.center)
    place.keep(statement)
    return statement


def _lift(scene: Chapter, deck: Deck, paths: Pathways, terms: Terms) -> None:
    """What stands at w11's place is lifted out of the cards, and each y_k adds its ∂L/∂y_k."""
    theme, tempo = scene.theme, scene.theme.tempo
    tiles = VGroup()
    ways: dict[VMobject, Way] = {}
    for k in terms.terms:
        entry = deck.entry(k, (1, 1))
        tile = VGroup(entry.plate.copy(), entry.local.copy())
        tile[0].set_stroke(theme.colour("ink"), theme.strokes.frame)
        tiles.add(tile)
        ways |= ride(tile, terms.factor(k, "local"))
        entry.set_opacity(0)
    raised = {tile: Way(tile.copy().scale(_RAISED)) for tile in tiles}
    scene.play(Carry(tiles, raised, run_time=tempo.blink))
    for k, label in paths.upstream.labels.items():
        if k in terms.terms:
            tile = VGroup(paths.upstream.gaps[k].copy(), label.copy())
            tiles.add(tile)
            ways |= ride(tile, terms.factor(k, "upstream"))
    signs = VGroup(*terms.signs.values())
    scene.play(
        Carry(tiles, ways, run_time=tempo.slow),
        Carry(signs, {signs: come(signs, ARRIVED)}, run_time=tempo.slow),
    )
    scene.remove(tiles, signs, terms.left)
    scene.add(terms)


def _begin(scene: Chapter, slots: Slots, terms: Terms) -> None:
    """A copy of the slot brings ∂L/∂w11 along."""
    name, equals = VGroup(), VGroup()
    for place, atom in terms.left.atoms.items():
        (name if place in slots.atoms else equals).add(atom)
    tile = VGroup(slots.boxes[1, 1].copy(), name)
    ways = ride(tile, name.copy())
    for atom in name:
        stand_in_for(atom, slots.atoms[atom.atom.place])
    moving = VGroup(tile, equals)
    ways[equals] = come(equals, ARRIVED)
    scene.play(Carry(moving, ways, run_time=scene.theme.tempo.move))
    scene.remove(*moving.get_family())
    scene.add(terms.left)


def _collect(scene: Chapter, terms: Terms, statement: Formula) -> None:
    """The upstream gradients step aside, each on its level, and fall into one row.

    So none meets another. The local derivatives are the column already.
    """
    ways: dict[VMobject, Way] = {}
    used: set[Place] = set()
    for place, atom in terms.left.atoms.items():
        ways[atom] = Way(statement.atoms[place], moving=_ASIDE, rising=_DOWN)
        used.add(place)
    for k in terms.terms:
        for factor, side in (("upstream", "row"), ("local", "column")):
            if k == ELIDED and side == "row":
                continue
            end = statement.part(*ENTRY, side, k)
            ways[terms.factor(k, factor)] = Way(end, moving=_ASIDE, rising=_DOWN)
            used |= {atom.atom.place for atom in end}
    ways |= {sign: Way(opacity=0.0, fading=_LEAVING) for sign in terms.signs.values()}
    new = VGroup(*(atom for place, atom in statement.atoms.items() if place not in used))
    ways[new] = come(new, ARRIVED)
    moving = VGroup(terms, new)
    scene.play(Carry(moving, ways, run_time=scene.theme.tempo.sweep))
    scene.remove(*moving.get_family())
    scene.add(statement)
