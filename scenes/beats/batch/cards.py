"""A card for each sample, a network on each: its own x and y, and the weights of all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from manim import DOWN, Animation, Line, RoundedRectangle, VGroup, config

from calculus.algebra.expressions import LOSS, Dots, Expression, Named, Place, Symbol
from calculus.algebra.notation import ELIDED
from calculus.statements.batch import Batch
from scenes.beats.batch.layout import CARD_GAP, CLOSE_KNOB_ROOM, DOTS_ROOM, KNOB_ROOM
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LARGEST: Final = 40.0
"""Font size of the names of nodes, in pixels."""

_PILL = 1.62
"""Height of a node, in em."""

_SIDES = 0.95
"""Room beside a node's name, both sides together, in em."""

_PITCH = (1.76, 2.4)
"""Least and largest distance of nodes in a column, in em."""

_MARGIN = 0.42
"""Between the rim of a card and what is on it, in em."""

_SHORTER = 1.25
"""Distances in the shorter column of nodes, as a part of those in the longer one."""

_OUTPUTS = 0.6
"""Where the outputs stand between the inputs and L, as a part of that way."""

LABEL_AT: Final = 0.5
"""Where an edge bears its weight's name, as a part of its length."""


class Pill(Typeset):
    """A mobject: a node that is as wide as its name.

    Attributes:
        rim: the outline.
        symbol: the formula inside.
    """

    def __init__(
        self, expression: Expression, colour: str, width: float, theme: Theme, size: float
    ) -> None:
        self.symbol = Formula(expression, theme, size)
        height = _PILL * units(size)
        self.rim = RoundedRectangle(
            width=width,
            height=height,
            corner_radius=height / 2,
            stroke_color=colour,
            stroke_width=theme.strokes.node,
            fill_color=theme.ground,
            fill_opacity=1,
        )
        super().__init__(self.symbol.move_to(self.rim))
        self.submobjects = [self.rim, self.symbol]


@dataclass(frozen=True)
class _Plan:
    """What all cards have in common.

    Attributes:
        size: font size in pixels.
        label: width of the widest sample's name.
        widths: of the nodes, by letter.
        region: of the first card.
    """

    size: float
    label: float
    widths: Mapping[str, float]
    region: Region


class SampleCard(Typeset):
    """A mobject: the network of one sample on an opaque card, up to its part of L.

    Atoms stand at ("card", n, "x", i), ("card", n, "y", k) and ("card", n, "L").

    Attributes:
        n: the sample.
        panel: the card itself.
        label: the sample's name.
        inputs, outputs: by index, the nodes that are written out.
        loss: the node of the sample's part of L.
        edges: by (output, input), the lines; loss_edges: by output, those to L.
    """

    def __init__(self, batch: Batch, n: int, text: str, theme: Theme, plan: _Plan) -> None:
        self.n, self.theme, self._plan = n, theme, plan
        region, em = plan.region, units(plan.size)
        self.panel = RoundedRectangle(
            width=region.width,
            height=region.height,
            corner_radius=units(16),
            stroke_color=theme.muted,
            stroke_width=theme.strokes.hairline,
            stroke_opacity=theme.ghost,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(region.center)
        self.panel.set_z_index(-1)
        size = max(theme.sizes.least_words, plan.size * 0.8)
        self.label = Words(text, theme, size, theme.muted)
        left = region.left + _MARGIN * em
        self.label.move_to([left + plan.label / 2, region.center[1], 0])
        x = left + plan.label + _MARGIN * em + plan.widths["x"] / 2
        loss = region.right - _MARGIN * em - plan.widths["L"] / 2
        y = x + (loss - x) * _OUTPUTS
        notation = batch.notation
        ranges = notation.input_range, notation.output_range
        pitches = _pitches(len(ranges[0]), len(ranges[1]), region.height, em)
        self.dots: list[Formula] = []
        self.inputs = self._column("x", x, ranges[0], pitches[0], lambda i: notation.x(i, n))
        self.outputs = self._column("y", y, ranges[1], pitches[1], lambda k: notation.y(k, n))
        self.loss = self._pill("L", Named(("card", n, "L"), Symbol("L", sample=n)))
        self.loss.move_to([loss, region.center[1], 0])
        self.edges = {
            (k, i): self._edge(source, target, "w")
            for i, source in self.inputs.items()
            for k, target in self.outputs.items()
        }
        self.loss_edges = {
            k: self._edge(node, self.loss, "gradient") for k, node in self.outputs.items()
        }
        nodes = [*self.nodes, *self.dots]
        self._symbols = Typeset(*(node.symbol for node in self.nodes), *self.dots)
        super().__init__(*nodes)
        if plan.size < FIRST_READING:
            overview(self)
        self.submobjects = [
            self.panel,
            self.label,
            *self.loss_edges.values(),
            *self.edges.values(),
            *nodes,
        ]

    @property
    def room_below_nodes(self) -> float:
        """Between a node and the one below it, in Manim units; without any, to the rim."""
        room = float(self.loss.get_bottom()[1] - self.panel.get_bottom()[1])
        for column in (self.inputs, self.outputs):
            rims = [node.rim for node in column.values()]
            gaps = (a.get_bottom()[1] - b.get_top()[1] for a, b in pairwise(rims))
            room = min([room, *(float(gap) for gap in gaps)])
        return room

    @property
    def nodes(self) -> list[Pill]:
        """All nodes that are drawn."""
        return [*self.inputs.values(), *self.outputs.values(), self.loss]

    @property
    def rims(self) -> VGroup:
        """The outlines of all nodes."""
        return VGroup(*(node.rim for node in self.nodes))

    @property
    def symbols(self) -> Typeset:
        """The names of all nodes, and dots for those left out."""
        return self._symbols

    @property
    def lines(self) -> VGroup:
        """All edges."""
        return VGroup(*self.loss_edges.values(), *self.edges.values())

    def light(self, edges: Collection[Line], **options: Any) -> Animation:
        """These edges become thick, the others step back; without any, all are as they were."""
        options.setdefault("run_time", self.theme.tempo.brisk)
        strokes, styles = self.theme.strokes, {}
        for line in self.lines:
            lit = any(line is edge for edge in edges)
            opacity = 1.0 if lit or not edges else self.theme.dimmed
            width = strokes.lit if lit else strokes.frame
            styles[line] = Style(stroke_opacity=opacity, stroke_width=width)
        return Restyle(self, styles, **options)

    def spot(self, edge: tuple[int, int]) -> np.ndarray:
        """Where an edge, (output, input), bears its weight's name; shape (3,)."""
        return np.array(self.edges[edge].point_from_proportion(LABEL_AT))

    def _column(
        self,
        letter: str,
        x: float,
        indices: tuple[int, ...],
        pitch: float,
        symbol: Callable[[int], Symbol],
    ) -> dict[int, Pill]:
        found: dict[int, Pill] = {}
        middle = self._plan.region.center[1]
        for position, index in enumerate(indices):
            place: Place = ("card", self.n, letter, index)
            spot = [x, middle + ((len(indices) - 1) / 2 - position) * pitch, 0]
            if index == ELIDED:
                role = symbol(index).role
                self.dots.append(
                    Formula(Dots(place, "down", role), self.theme, self._plan.size).move_to(spot)
                )
            else:
                found[index] = self._pill(letter, Named(place, symbol(index)))
                found[index].move_to(spot)
        return found

    def _pill(self, letter: str, name: Named) -> Pill:
        colour = self.theme.colour(name.symbol.role)
        return Pill(name, colour, self._plan.widths[letter], self.theme, self._plan.size)

    def _edge(self, source: Pill, target: Pill, role: str) -> Line:
        colour, width = self.theme.colour(role), self.theme.strokes.frame
        start, end = source.rim.get_right(), target.rim.get_left()
        return Line(start, end, stroke_color=colour, stroke_width=width)


class SampleCards:
    """The cards below each other, between the first two room for a knob.

    Args:
        batch: the statements.
        theme: looks.
        names: by sample, what it is called.
        region: what the cards fill.

    Attributes:
        batch: the statements.
        cards: by sample that is written out.
        dots: what stands for those left out, or None.
        size: font size in pixels.
        knob: the height of the middle of the room for a knob, in Manim units.
    """

    def __init__(
        self, batch: Batch, theme: Theme, names: Mapping[int, str], region: Region
    ) -> None:
        self.batch = batch
        samples = batch.written_samples
        height = config.frame_height
        gaps = [(KNOB_ROOM if len(samples) == 2 else CLOSE_KNOB_ROOM) * height]
        for before, n in pairwise(samples[1:]):
            gaps.append((CARD_GAP if n == before + 1 else DOTS_ROOM) * height)
        each = (region.height - sum(gaps)) / len(samples)
        first = Region(region.left, region.right, region.top - each, region.top)
        plan = _plan(batch, theme, names, first)
        self.size = plan.size
        self.cards: dict[int, SampleCard] = {}
        self.dots: Formula | None = None
        top = region.top
        for n, gap in zip(samples, [*gaps, 0.0], strict=True):
            card = SampleCard(batch, n, names[n], theme, plan)
            self.cards[n] = card.shift(DOWN * (region.top - top))
            top -= each + gap
        if ELIDED in batch.sample_range:
            *_, above, below = (self.cards[n].panel for n in samples)
            dots = Formula(Dots(("cards",), "down"), theme, plan.size)
            spot = (above.get_bottom() + below.get_top()) / 2
            self.dots = overview(dots.move_to(spot))
        self.knob = region.top - each - gaps[0] / 2

    @property
    def whole(self) -> VGroup:
        """All cards, and dots."""
        return VGroup(*self.cards.values(), *([self.dots] if self.dots else []))


def _plan(batch: Batch, theme: Theme, names: Mapping[int, str], region: Region) -> _Plan:
    """The largest names at which all columns fit a card."""
    notation, samples = batch.notation, batch.written_samples
    rows = max(len(notation.input_range), len(notation.output_range))
    symbols = {
        "x": [notation.x(i, n) for i in notation.written_inputs for n in samples],
        "y": [notation.y(k, n) for k in notation.written_outputs for n in samples],
        "L": [Symbol(LOSS.letter, sample=n) for n in samples],
    }

    def build(size: float) -> _Plan:
        em = units(size)
        widths = {
            letter: max(Formula(Named((), symbol), theme, size).width for symbol in found)
            + _SIDES * em
            for letter, found in symbols.items()
        }
        words = max(theme.sizes.least_words, size * 0.8)
        label = max(Words(text, theme, words).width for text in names.values())
        return _Plan(size, label, widths, region)

    def excess(plan: _Plan) -> float:
        em = units(plan.size)
        return (rows * _PITCH[0] + 2 * 0.15) * em / region.height

    return largest_that_fits(build, excess, _LARGEST, smallest=OVERVIEW)


def _pitches(inputs: int, outputs: int, height: float, em: float) -> tuple[float, float]:
    """Distances of the nodes in the columns of inputs and of outputs."""
    most = max(inputs, outputs)
    pitch = float(np.clip((height - 0.5 * em) / most, _PITCH[0] * em, _PITCH[1] * em))

    def of(count: int) -> float:
        return pitch * (_SHORTER if 1 < count < most else 1.0)

    return of(inputs), of(outputs)
