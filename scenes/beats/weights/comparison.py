"""`who-sees`: an input moves every output, a weight only one: many paths beside one path."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    FadeIn,
    FadeOut,
    RoundedRectangle,
    VGroup,
    VMobject,
    config,
    linear,
)

from calculus.algebra.expressions import STEP, Named, Role
from calculus.algebra.notation import ELIDED
from scenes.beats.weights.drawn_back import DrawnBack
from scenes.beats.weights.layout import PATHS_LINE
from scenes.beats.weights.opening import AllTerms
from scenes.beats.weights.routes import name_alone
from scenes.beats.weights.slots import Given
from scenes.stage.animations.carry import Carry, Way, backwards
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.network.bars import Bar, NamedBar
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.network.places import beside, pair
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

_NUDGE, _SHIFT = 2.4, 1.3
"""Greatest lengths of the nudge and of an output's shift, in radii of the nodes: a longer shift
would reach the names beside its node."""

_SWELL = 1.08
"""How much larger a node is that has moved."""

_NAMED = 1.25
"""How much larger the name is of the weight that is asked about."""

_REACH = units(7)
"""How far it trembles."""

_GATHERING, _DOUBLING = (0.0, 0.45), (0.3, 1.0)
"""When the equations go into their nodes, and when the network doubles."""


class TrembleName(InPlace):
    """An animation: a weight's name trembles on its edge; edge and nodes do not.

    Args:
        paths: the network on the stage.
        edge: (j, i).
        reach: how far, in Manim units.
    """

    _SWINGS = 9

    def __init__(
        self, paths: Pathways, edge: tuple[int, int], reach: float, **options: Any
    ) -> None:
        self._name, self._reach = paths.network.labels[edge], reach
        options.setdefault("rate_func", linear)
        super().__init__(paths.network, **options)

    def remember(self) -> None:
        self._starts = [
            (leaf, leaf.points.copy()) for leaf in self._name.family_members_with_points()
        ]

    def at(self, alpha: float) -> None:
        swing = np.sin(2 * np.pi * self._SWINGS * alpha) * np.sin(np.pi * alpha) ** 0.5
        for leaf, points in self._starts:
            leaf.points = points + np.array([self._reach * swing, 0.0, 0.0])


@dataclass(frozen=True)
class Side:
    """A network in which one thing is moved.

    Attributes:
        paths: the network with L.
        edges: over which what is moved reaches outputs, (j, i).
        moved: what the first bar stands over: an input's node or a weight's name.
        role: of what is moved.
        nudge: the bar over what is moved.
        ground: keeps edges from running through it and its name.
        shifts: by output, the bar over it if it moves, too.
        number: of paths, below.
    """

    paths: Pathways
    edges: list[tuple[int, int]]
    moved: VMobject
    role: Role
    nudge: NamedBar
    ground: VMobject
    shifts: dict[int, Bar]
    number: Words

    @property
    def outputs(self) -> list[int]:
        """The outputs that move."""
        return [j for j, _ in self.edges]

    @property
    def signs(self) -> VGroup:
        """All that does not belong to the network."""
        return VGroup(self.ground, self.nudge, *self.shifts.values(), self.number)


@dataclass(frozen=True)
class Compared:
    """What stands at the end of `who-sees`.

    Attributes:
        left: an input is moved. right: a weight is moved.
        back: the terms, drawn back into their map.
        full: the equations, as they stood before they went into their nodes.
    """

    left: Side
    right: Side
    back: DrawnBack
    full: Equations


def ask(scene: Chapter, given: Given, terms: AllTerms) -> None:
    """If the chosen weight moves, which y moves? Two silent seconds for one's own answer."""
    tempo, edge = scene.theme.tempo, scene.lesson.chosen_weight
    network = given.paths.network
    scene.play(
        *terms.focus(edge[::-1], run_time=tempo.move),
        name_alone(network, edge, run_time=tempo.move),
    )
    ways: dict[VMobject, Way] = {
        part: Way(part.copy().scale(_NAMED)) for part in (network.gaps[edge], network.labels[edge])
    }
    scene.play(Carry(network, ways, run_time=tempo.brisk))
    scene.heard_out()
    scene.play(TrembleName(given.paths, edge, _REACH, run_time=tempo.silence))


def compare(scene: Chapter, given: Given, terms: AllTerms) -> Compared:
    """An input's nudge reaches L over every output, a weight's over its own alone."""
    lesson, tempo = scene.lesson, scene.theme.tempo
    left, right = _sides(scene)
    full, equations = given.equations.copy(), given.equations
    back = DrawnBack(terms.wall, terms.chart)
    scene.add(back.bars)
    network, upstream = given.paths.network, given.paths.upstream
    pairs = [
        (network, right.paths.network),
        (upstream, right.paths.upstream),
        (network.copy(), left.paths.network),
        (upstream.copy(), left.paths.upstream),
    ]
    doubling = [Carry(old, {old: Way(new, moving=_DOUBLING)}) for old, new in pairs]
    scene.play(
        *back.draw_back(),
        Carry(equations, _into_nodes(equations, given.paths)),
        *doubling,
        run_time=tempo.sweep,
    )
    scene.remove(equations, *(old for old, _ in pairs))
    scene.add(*(new for _, new in pairs))
    scene.next_caption()
    _move(scene, left)
    if lesson.M > 1:
        scene.next_caption()
    _move(scene, right)
    if lesson.M == 1:
        scene.next_caption()
    return Compared(left, right, back, full)


def bring_back(scene: Chapter, given: Given, terms: AllTerms, compared: Compared) -> Given:
    """The two networks become one again, the map a wall, and the equations leave their nodes."""
    tempo, theme = scene.theme.tempo, scene.theme
    paths = Pathways(scene.lesson.notation, theme, beside())
    signs = VGroup(compared.left.signs, compared.right.signs)
    scene.play(FadeOut(signs, run_time=tempo.blink))
    merging = [
        Carry(old, {old: Way(new, moving=backwards(_DOUBLING))})
        for side in (compared.left, compared.right)
        for old, new in (
            (side.paths.network, paths.network),
            (side.paths.upstream, paths.upstream),
        )
    ]
    equations = given.equations
    outward = {equations: Way(compared.full, moving=backwards(_GATHERING))}
    scene.add(equations)
    scene.play(
        *compared.back.grow_back(),
        *merging,
        Carry(equations, outward),
        run_time=tempo.sweep,
    )
    for side in (compared.left, compared.right):
        scene.remove(side.paths.network, side.paths.upstream)
    scene.remove(compared.back.bars, equations)
    scene.add(paths.network, paths.upstream, compared.full)
    return Given(given.weights, paths, compared.full)


def _sides(scene: Chapter) -> tuple[Side, Side]:
    lesson, theme = scene.lesson, scene.theme
    chosen = lesson.chosen_weight
    sides = []
    for region, single in zip(pair(), (False, True), strict=True):
        paths = Pathways(lesson.notation, theme, region)
        network = paths.network
        edges = [chosen] if single else network.out_of(1)
        moved: VMobject = network.labels[chosen] if single else network.inputs[1].circle
        _hide_names(network, edges)
        row = lesson.X[0] if single else lesson.W[0]
        changes = {j: float((row[0] if single else row[j - 1]).value) for j, _ in edges}
        largest = max(map(abs, changes.values()))
        unit = network.radius * min(_NUDGE, _SHIFT / largest if largest else _NUDGE)
        role: Role = "w" if single else "x"
        # A weight's bar ends short of the node that its edge leads to.
        end = network.outputs[chosen[0]].circle.get_left()[0] - units(6) if single else np.inf
        aside = min(0.0, end - unit - moved.get_x())
        zero, thickness = _foot(paths, moved, aside)
        nudge = NamedBar(zero, unit, thickness, theme, role, _nudge_name(paths, zero, thickness))
        shifts = {
            j: _bar(paths, network.outputs[j].circle, unit * change, "y")
            for j, change in changes.items()
        }
        number = _number(scene, region, 1 if single else lesson.M)
        # An input's bar is over its node, where no edge is.
        ground = _ground(nudge, theme) if single else VGroup()
        sides.append(Side(paths, edges, moved, role, nudge, ground, shifts, number))
    return sides[0], sides[1]


def _hide_names(network: Network, but: Collection[tuple[int, int]]) -> None:
    for edge, name in network.labels.items():
        for part in (name, network.gaps[edge]):
            part.set_opacity(float(edge in but))


def _bar(paths: Pathways, below: VMobject, length: float, role: Role) -> Bar:
    zero, thickness = _foot(paths, below)
    return Bar(zero, length, thickness, paths.theme, role)


def _foot(paths: Pathways, below: VMobject, aside: float = 0.0) -> tuple[np.ndarray, float]:
    """Where a bar over a node or a name begins, and its thickness; a node has room to swell."""
    radius = paths.network.radius
    thickness = min(units(20), radius * 0.34)
    zero = below.get_top() + RIGHT * aside
    return zero + UP * (radius * (_SWELL - 1) + units(6) + thickness / 2), thickness


def _ground(nudge: NamedBar, theme: Theme) -> VMobject:
    room = 2 * units(4)
    return RoundedRectangle(
        width=nudge.width + room,
        height=nudge.height + room,
        corner_radius=units(6),
        stroke_width=0,
        fill_color=theme.ground,
        fill_opacity=1,
    ).move_to(nudge)


def _nudge_name(paths: Pathways, zero: np.ndarray, thickness: float) -> Formula:
    """Δ over the beginning of its bar."""
    size = max(OVERVIEW, min(paths.theme.sizes.label, pixels(paths.network.radius) * 0.75))
    name = overview(Formula(Named(("nudge",), STEP), paths.theme, size))
    name.move_to(zero + UP * (thickness / 2 + units(size) * 0.2), aligned_edge=DOWN)
    return name.align_to(zero, LEFT)


def _number(scene: Chapter, region: Region, count: int) -> Words:
    text = scene.word("one_path") if count == 1 else scene.word("many_paths", n=str(count))
    words = Words(text, scene.theme, scene.theme.sizes.large)
    height = config.frame_height * (0.5 - PATHS_LINE)
    return words.move_to([region.center[0], height, 0])


def _into_nodes(equations: Equations, paths: Pathways) -> dict[VMobject, Way]:
    """Each equation shrinks into the node of the output that it tells of."""
    network = paths.network
    ways: dict[VMobject, Way] = {}
    for k, line in equations.lines.items():
        goal = network.part("y", k) if k == ELIDED else network.outputs[k].symbol
        size = goal.width / line.width
        end = line.copy().scale(size).move_to(goal)
        ways[line] = Way(end, opacity=0.0, moving=_GATHERING, fading=(0.3, 0.45))
    return ways


def _move(scene: Chapter, side: Side) -> None:
    """It is moved; its edges light up, the outputs move with it, and paths run on to L."""
    theme, tempo, network = scene.theme, scene.theme.tempo, side.paths.network
    colour = theme.colour(side.role)
    swelling = [side.moved] if isinstance(side.moved, Circle) else []
    scene.play(
        FadeIn(side.ground, run_time=tempo.brisk),
        _swell(network, swelling, run_time=tempo.brisk),
        side.nudge.grow(run_time=tempo.brisk),
        FadeIn(side.nudge.label, run_time=tempo.brisk),
    )
    scene.play(
        show_ways(side.paths, side.edges, run_time=tempo.brisk),
        network.pulse(side.edges, colour, run_time=tempo.move),
    )
    nodes = [network.outputs[j].circle for j in side.outputs]
    scene.play(
        _swell(network, nodes, run_time=tempo.brisk),
        *(bar.grow(run_time=tempo.brisk) for bar in side.shifts.values()),
    )
    ways: list[EdgeKey] = [*side.edges, *side.outputs]
    scene.play(
        show_ways(side.paths, ways, run_time=tempo.brisk),
        _pale_names(side.paths, side.outputs, run_time=tempo.brisk),
        network.pulse(side.outputs, theme.colour("y"), run_time=tempo.move),
        FadeIn(side.number, run_time=tempo.move),
    )


def _swell(network: Network, circles: Collection[VMobject], **options: Any) -> Carry:
    ways = {circle: Way(circle.copy().scale(_SWELL)) for circle in circles}
    return Carry(network, ways, **options)


def show_ways(paths: Pathways, lit: Collection[EdgeKey], **options: Any) -> Restyle:
    """These edges become thick, all others mere context; every node stays as it is.

    Args:
        paths: the network with L.
        lit: edges (j, i) and edges j to L.
        options: of the animations.
    """
    network, theme = paths.network, paths.theme
    styles: dict[VMobject, Style] = {}
    for edge, line in network.edges.items():
        styles[line] = _style(theme, edge in lit)
    for k, line in network.loss_edges.items():
        styles[line] = _style(theme, k in lit)
    return Restyle(network, styles, **options)


def _pale_names(paths: Pathways, lit: Collection[int], **options: Any) -> Restyle:
    """The names of the edges to L that are not lit step back."""
    ghost = paths.theme.ghost
    styles: Mapping[VMobject, Style] = {
        name: Style(fill_opacity=1.0 if k in lit else ghost)
        for k, name in paths.upstream.labels.items()
    }
    return Restyle(paths.upstream, styles, **options)


def _style(theme: Theme, is_lit: bool) -> Style:
    if is_lit:
        return Style(stroke_opacity=1.0, stroke_width=theme.strokes.lit)
    return Style(stroke_opacity=theme.ghost, stroke_width=theme.strokes.frame)
