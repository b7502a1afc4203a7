"""`shape`: ∂L/∂W grows out of W, and so do the cards of ∂Y/∂W."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from manim import UP, FadeOut, Indicate, RoundedRectangle, VGroup, VMobject

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from calculus.statements.given import given_weights, stated
from scenes.beats.weights.cards import CardEntry, Deck, Entry, deck_within
from scenes.beats.weights.derived import searched_equations
from scenes.beats.weights.layout import compact, given_place, slots_place
from scenes.stage.animations.carry import Carry, Way, stand_in_for
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import context, overview
from scenes.stage.fitting import OVERVIEW, fitted, largest_that_fits
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.places import beside
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_FLIGHT = (0.1, 0.9)
"""When the signs of a `Rewrite` fly: what they stand on goes with them."""

_SPREADING, _WRITING = (0.1, 0.75), (0.7, 1.0)
"""When the cards leave W and spread, and when what is on them is written."""

_ROOM = 0.5, 0.5
"""Width and height that a slot has beyond its entry, in em."""

_SPREAD = 1.13
"""How many times farther apart the rows stand than in a matrix without slots."""

_CROWDED, _LITTLE_ROOM = 4, (0.5, 0.36)
"""From so many rows on there is no room to set them apart, and slots are as low as this."""


@dataclass(frozen=True)
class Given:
    """What the chapter begins with, beside the small graph.

    Attributes:
        weights: W with headers.
        paths: the network with L, in its place `beside`.
        equations: of the outputs, below it.
    """

    weights: HeadedMatrix
    paths: Pathways
    equations: Equations

    @classmethod
    def of(cls, scene: Chapter) -> Given:
        """Everything in its place."""
        notation, theme = scene.lesson.notation, scene.theme

        def weights(size: float) -> HeadedMatrix:
            formula = Formula(given_weights(notation), theme, size)
            return overview(HeadedMatrix(formula, ("w",), notation, theme))

        place = given_place()
        matrix = fitted(weights, place, theme.sizes.large, smallest=OVERVIEW)
        return cls(
            matrix.move_to(place.center),
            Pathways(notation, theme, beside()),
            searched_equations(scene),
        )

    @property
    def parts(self) -> tuple[VMobject, ...]:
        """All there is, for the stage."""
        return self.weights, self.paths.network, self.paths.upstream, self.equations


class Slots(Typeset):
    """A mobject: ∂L/∂W = (∂L/∂w_ji) with headers, every entry in a slot of its own.

    Attributes:
        matrix: the statement and its headers.
        boxes: by (i, j), the slots of the entries that are written out.
        size: font size in pixels.
    """

    def __init__(
        self, derivation: Derivation, notation: Notation, theme: Theme, size: float
    ) -> None:
        self.size, self._theme = size, theme
        formula = Formula(stated(derivation, "definition"), theme, size)
        self.matrix = overview(HeadedMatrix(formula, ("entry",), notation, theme))
        crowded = len(notation.input_range) >= _CROWDED
        _spread_rows(self.matrix, 1.0 if crowded else _SPREAD)
        entries = {
            (i, j): formula.part("entry", i, j)
            for i in notation.written_inputs
            for j in notation.written_outputs
        }
        room = np.array(_LITTLE_ROOM if crowded else _ROOM) * units(size)
        height = max(entry.height for entry in entries.values()) + room[1]
        widths = {
            j: max(entry.width for (_, column), entry in entries.items() if column == j) + room[0]
            for _, j in entries
        }
        self.boxes = {
            (i, j): slot(theme, widths[j], height).move_to(entry)
            for (i, j), entry in entries.items()
        }
        super().__init__(self.matrix)
        self.submobjects = [*self.boxes.values(), self.matrix]

    def light(self, *entries: Entry, **options: Any) -> Carry:
        """These slots get the gradient's rim, one after the other; the rims of others are pale."""
        ways: dict[VMobject, Way] = {}
        for number, (entry, box) in enumerate(self.boxes.items()):
            end = box.copy()
            if entry in entries:
                end.set_stroke(self._theme.colour("gradient"), opacity=1)
            else:
                end.set_stroke(self._theme.muted, opacity=self._theme.ghost)
            delay = 0.5 * number / len(self.boxes)
            ways[box] = Way(end, fading=(delay, delay + 0.5))
        return Carry(self, ways, **options)

    def gradient(self, entry: Entry) -> VGroup:
        """∂L/∂w_ji."""
        return self.matrix.formula.part("entry", *entry)


def _spread_rows(matrix: HeadedMatrix, factor: float) -> None:
    """Make room between the rows: they stand so many times farther apart."""
    formula = matrix.formula
    middle = formula.part("matrix").get_y()
    lift = (factor - 1) * formula.part("matrix").height / 2
    entries = {place[:3] for place in formula.atoms if place[0] == "entry"}
    aways = {place: formula.part(*place).get_y() - middle for place in entries}
    for place, atom in matrix.atoms.items():
        match place:
            case ("matrix", _):
                atom.stretch(factor, 1)
            case ("entry", *_):
                atom.shift(UP * (factor - 1) * aways[place[:3]])
            case ("header", "x", _):
                atom.shift(UP * (factor - 1) * (atom.get_y() - middle))
            case ("header", "y", _):
                atom.shift(UP * lift)


def slot(theme: Theme, width: float, height: float) -> RoundedRectangle:
    """The place of an entry: an opaque field with a rim."""
    return RoundedRectangle(
        width=width,
        height=height,
        corner_radius=units(10),
        stroke_width=theme.strokes.frame,
        stroke_color=theme.muted,
        stroke_opacity=theme.ghost,
        fill_color=theme.panel,
        fill_opacity=1,
    )


def slots_within(
    derivation: Derivation, notation: Notation, theme: Theme, region: Region, size: float
) -> Slots:
    """The slots in the middle of a region, up to a font size in pixels."""

    def build(size: float) -> Slots:
        return Slots(derivation, notation, theme, size)

    slots = largest_that_fits(build, lambda found: region.excess(found.width, found.height), size)
    if slots.size < OVERVIEW:
        context(slots)
    return slots.move_to(region.center)


@dataclass(frozen=True)
class Dealt:
    """∂L/∂W with its slots, and the cards, as they stand at the end of `shape`."""

    slots: Slots
    deck: Deck


def deal(scene: Chapter, given: Given) -> Dealt:
    """∂L/∂W has the shape of W; ∂Y/∂W has three subscripts: a card of W's shape for every y."""
    theme, tempo = scene.theme, scene.theme.tempo
    notation = compact(scene.lesson.notation)
    derivation = weight_gradient(notation)
    slots = slots_within(derivation, notation, theme, slots_place(), theme.sizes.large)
    _grow(scene, given.weights, slots)
    scene.next_caption()
    deck = deck_within(derivation, notation, theme, given_place(), theme.sizes.overview)
    _deal(scene, given, deck)
    names = deck.last.entries[1, 1].local
    scene.play(Indicate(names, scale_factor=1.25, color=None, run_time=tempo.move))
    scene.next_caption()
    scene.play(slots.light(*slots.boxes, run_time=tempo.brisk))
    return Dealt(slots, deck)


def _grow(scene: Chapter, weights: HeadedMatrix, slots: Slots) -> None:
    """A sheet of slots leaves W, a slot from each entry, and each bears its ∂L/∂w_ji."""
    tempo = scene.theme.tempo
    boxes = VGroup(*slots.boxes.values())
    ends = boxes.copy()
    rows = sorted({weights.part("w", i, 1).get_y() for i, _ in slots.boxes})
    pitch = min((b - a for a, b in pairwise(rows)), default=weights.part("w").height)
    for (i, j), box in slots.boxes.items():
        box.scale(pitch / box.height).move_to(weights.part("w", i, j))
    names: dict[Place, list[VMobject]] = {
        place: [weights.atoms["w", *place[1:3]]]
        for place in slots.atoms
        if place[0] == "entry" and place[3:] in (("by", "name"), ())
        if ("w", *place[1:3]) in weights.atoms
    }
    names["subject", "by", "name"] = [weights.atoms["name", "w"]]
    names |= {
        place: [weights.atoms[place]]
        for place in slots.atoms
        if place[0] == "header" and place in weights.atoms
    }
    boxes.set_opacity(0)
    ways = {
        box: Way(end, moving=_FLIGHT, fading=(0.0, 0.15))
        for box, end in zip(boxes, ends, strict=True)
    }
    scene.play(
        Carry(boxes, ways, run_time=tempo.slow),
        Rewrite(slots.matrix, names, run_time=tempo.slow),
    )
    scene.remove(boxes, slots.matrix)
    scene.add(slots)


def _deal(scene: Chapter, given: Given, deck: Deck) -> None:
    """W becomes the cards, one for every y_k, which brings its name along as a badge."""
    weights, network = given.weights, given.paths.network
    sheet = weights.part("w")
    ways: dict[VMobject, Way] = {}
    for k, card in deck.cards.items():
        ways[card.back] = Way(card.back.copy(), moving=_SPREADING, fading=(0.0, 0.2))
        card.back.stretch_to_fit_width(sheet.width).stretch_to_fit_height(sheet.height)
        card.back.move_to(sheet).set_opacity(0)
        for spot, entry in card.entries.items():
            ways |= _written_around(entry, weights, spot)
        if card.badge is not None:
            ways[card.badge] = Way(card.badge.copy(), moving=_SPREADING, arc=-0.12)
            stand_in_for(card.badge, network.outputs[k])
    entries = {("w", i, j) for i, j in deck.last.entries}
    leaving = VGroup(*(atom for place, atom in weights.atoms.items() if place not in entries))
    scene.remove(*weights.get_family())
    scene.play(
        FadeOut(leaving, run_time=scene.theme.tempo.blink),
        Carry(deck, ways, run_time=scene.theme.tempo.sweep),
    )


def _written_around(entry: CardEntry, weights: HeadedMatrix, spot: Entry) -> dict[VMobject, Way]:
    """∂y_k/∂w_ji is written around the w_ji that comes from W."""
    ways: dict[VMobject, Way] = {entry.plate: Way(entry.plate.copy(), fading=_WRITING)}
    entry.plate.set_opacity(0)
    for atom in entry.local:
        ways[atom] = Way(atom.copy(), moving=_SPREADING, fading=_WRITING)
        name = weights.atoms.get(("w", *spot))
        if name is not None and atom.atom.place[-2:] == ("by", "name"):
            stand_in_for(atom, name)
        else:
            atom.set_opacity(0)
    return ways
