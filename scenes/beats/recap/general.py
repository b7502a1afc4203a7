"""What holds for any sizes: an entry of ① and one of ②, each read off the same network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from manim import (
    LEFT,
    Animation,
    AnimationGroup,
    ReplacementTransform,
    VGroup,
    VMobject,
    linear,
    squish_rate_func,
)

from calculus.algebra.expressions import Equation, Place
from calculus.statements.general import input_entry, weight_entry
from scenes.beats.recap.any_layer import AnyLayer
from scenes.beats.recap.emerge import Emerge
from scenes.beats.recap.layout import any_layer, general_lines
from scenes.beats.recap.pace import Pace, with_glyphs
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted, in_one_size
from scenes.stage.formulas.excerpts import align_equals, excerpt
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.graph.graph import Graph, Quantity
from scenes.stage.graph.labels import Label
from scenes.stage.graph.small_graph import (
    NUMBERS,
    SmallGraph,
    Unknown,
    place_small_graph,
    small_graph,
)
from scenes.stage.regions import Region
from scenes.stage.theme import units

_SHRUNK, _SETS_OUT = 0.5, 0.22
"""Parts of the first movement: when the graph is small, and when what it leaves behind sets out."""

_NUMBER, _NUMBER_ROOM = 0.8, 1.5
"""Font size of ① as a part of its line's, and the room that it takes, in its em."""


@dataclass(frozen=True)
class General:
    """What stands at the end of the beat.

    Attributes:
        layer: at the right. legs: what lies on its chosen edge.
        lines: an entry of each of the two gradients. numbers: ① and ② in front of them.
        guide: the small graph.
    """

    layer: AnyLayer
    legs: VGroup
    lines: Mapping[Unknown, Formula]
    numbers: Mapping[Unknown, Words]
    guide: SmallGraph


def say_in_general(scene: Chapter, graph: Graph, labels: Mapping[Quantity, Label]) -> General:
    """A layer of any size comes out of the graph's node `dot`; both lines are read off it."""
    theme, tempo = scene.theme, scene.theme.tempo
    layer = AnyLayer(scene.lesson.notation, theme, any_layer())
    lines, numbers = _lines(scene)
    claims: dict[Unknown, Label] = {"inputs": labels["X"], "weights": labels["W"]}
    rest = _without_subjects(scene, claims.values())
    guide = place_small_graph(scene.regions, small_graph(theme, known=tuple(NUMBERS)))
    first, then = squish_rate_func(linear, 0, _SHRUNK), squish_rate_func(linear, _SETS_OUT, 1)
    scene.play(
        graph.shrink(rest, guide, rate_func=first),
        *_become_entries(lines, numbers, claims, then),
        Emerge(layer, guide.nodes[0].get_center(), rate_func=with_glyphs(then)),
        run_time=tempo.slow,
    )
    fan = layer.out_of_input()
    scene.play(layer.light(fan, run_time=tempo.brisk))
    scene.play(
        layer.pulse_back(fan, run_time=tempo.slow),
        _read_off(lines["inputs"], layer, run_time=tempo.slow),
    )
    meeting, legs = layer.ends_meet(run_time=tempo.brisk)
    scene.play(layer.light([layer.chosen], run_time=tempo.brisk), meeting)
    scene.play(_read_off(lines["weights"], layer, run_time=tempo.move))
    for line in lines.values():
        scene.remove(*line.atoms.values())
        scene.add(line)
    return General(layer, legs, lines, numbers, guide)


def _lines(scene: Chapter) -> tuple[dict[Unknown, Formula], dict[Unknown, Words]]:
    """Both lines, in one size, equals signs below each other; their numbers at the left."""
    notation, theme = scene.lesson.notation, scene.theme
    regions = general_lines()
    equations = [entry(notation).equation for entry in (input_entry, weight_entry)]

    def numbered(equation: Equation, region: Region, size: float) -> Formula:
        rest = Region(region.left + _number_room(size), region.right, region.bottom, region.top)
        return fitted(lambda s: Formula(equation, theme, s), rest, size)

    lines = in_one_size(
        lambda size: [
            numbered(equation, region, size)
            for equation, region in zip(equations, regions, strict=True)
        ],
        theme.sizes.hero,
    )
    numbers = {}
    for (name, number), line, region in zip(NUMBERS.items(), lines, regions, strict=True):
        line.move_to(region.center)
        line.align_to([region.left + _number_room(line.size), 0, 0], LEFT)
        words = Words(number, theme, line.size * _NUMBER, theme.colour("gradient"))
        words.align_to([region.left, 0, 0], LEFT)
        numbers[name] = words.set_y(line.part(*line.expression.place, "left", "bar").get_y())
    align_equals(lines)
    return dict(zip(NUMBERS, lines, strict=True)), numbers


def _number_room(size: float) -> float:
    """What ① takes in front of a line of a size (pixels), in Manim units."""
    return units(size) * _NUMBER * _NUMBER_ROOM


def _without_subjects(scene: Chapter, labels: Iterable[Label]) -> VGroup:
    """All that stands but the left-hand sides of ① and ② with their numbers, which stay."""
    stay: list[VMobject] = []
    for label in labels:
        subject = _subject(label.formula)
        label.formula.remove(*subject.atoms.values())
        label.remove(label.number)
        stay += [subject, label.number]
    rest = VGroup(*(m for m in scene.mobjects if isinstance(m, VMobject)))
    scene.add(*stay)
    return rest


def _subject(claim: Formula) -> Typeset:
    return excerpt(claim, ("subject",), (*claim.expression.place, "equals"))


def _become_entries(
    lines: Mapping[Unknown, Formula],
    numbers: Mapping[Unknown, Words],
    labels: Mapping[Unknown, Label],
    pace: Pace,
) -> list[Animation]:
    """∂L/∂X becomes ∂L/∂x_i, ∂L/∂W becomes ∂L/∂w_ki."""
    moves: list[Animation] = []
    for name, line in lines.items():
        claim, place = labels[name].formula, line.expression.place
        left = _left_side(line)
        sources: dict[Place, list[VMobject]] = {}
        for where in left.atoms:
            part, *rest = where[len(place) :]
            origin = ("subject", *rest) if part == "left" else (*claim.expression.place, part)
            sources[where] = [claim.part(*origin)]
        moves.append(
            AnimationGroup(
                Rewrite(left, sources, replaced=[_subject(claim)]),
                ReplacementTransform(labels[name].number, numbers[name], rate_func=with_glyphs()),
                rate_func=pace,
            )
        )
    return moves


def _left_side(line: Formula) -> Typeset:
    place = line.expression.place
    return excerpt(line, (*place, "left"), (*place, "equals"))


def _read_off(line: Formula, layer: AnyLayer, **options: Any) -> Rewrite:
    """The right-hand side comes from the network: the gradient first, then what it is times."""
    left = _left_side(line).atoms
    right = excerpt(line, *(place for place in line.atoms if place not in left))
    sources: dict[Place, list[VMobject]] = {}
    for place in right.atoms:
        if "upstream" in place:
            sources[place] = [layer.upstream.part(*place[place.index("upstream") :])]
        elif place[-1] == "read":
            named = layer.part("w", "i", "k") if "sum" in place else layer.part("x", "i")
            sources[place] = [named]
    return Rewrite(
        right, sources, lag=lambda place: 0.0 if "upstream" in place else 1.0, spread=0.3, **options
    )
