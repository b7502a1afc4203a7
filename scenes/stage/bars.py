"""Why paths add: a nudge of an input as bars that travel through the network and stack at L.

The bars picture the rule, not the lesson's numbers: lengths follow a fixed pattern.
"""

from __future__ import annotations

from itertools import cycle

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    ReplacementTransform,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from calculus.expressions import LOSS, Delta, Expression, Named, Product, Symbol
from scenes.stage.formula import Formula
from scenes.stage.moves import Rewrite
from scenes.stage.network import Node
from scenes.stage.pathways import Pathways
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, pixels, units

NUDGE = Symbol("Δ")
"""By how much the input is moved."""

_SHIFTS = (0.65, 1.0, 0.8)
_SHARES = (1.0, 0.85, 1.2)
"""Lengths of the bars at the outputs and at L, in turn."""

_WIDTH = units(26)
_SWELL = 1.12
_BRACKET = ((UP + LEFT, 10), (UP + LEFT, 24), (DOWN + LEFT, 24), (DOWN + LEFT, 10))
"""Corners of the stack and distances to the left of them, in pixels."""

_APART = 0.24
"""Part of the height that separates the bars at L before they are added."""


class NudgeBars(VGroup):
    """The bars of a nudge of one input and what each is called.

    Args:
        paths: the network with L.
        i: the input that is nudged.
        region: where the bars stand at L.
        theme: looks.

    Attributes:
        shifts: by output, the bar beside the node and its name w_ki·Δ.
        shares: by output, the bar at L and its name ∂L/∂y_k·w_ki·Δ.
    """

    def __init__(self, paths: Pathways, i: int, region: Region, theme: Theme) -> None:
        super().__init__()
        self.total_mark = VGroup()
        network = paths.network
        self.network, self.upstream, self.theme, self.i = network, paths.upstream, theme, i
        self._region = region
        self._names = min(theme.sizes.label, pixels(network.radius) * 0.9)
        outputs = network.notation.output_range
        lengths = dict(zip(outputs, cycle(_SHIFTS), strict=False))
        self.nudge = _Bar(0.8 * network.radius, "x", theme)
        self.nudge.called(self._formula(Named(("nudge",), NUDGE)))
        self.nudge.beside(network.inputs[i])
        self.shifts = {k: self._shift(k, length) for k, length in lengths.items()}
        self.shares = self._shares(lengths)

    def swell(self) -> tuple[Animation, ...]:
        """The input grows a little and its nudge stands beside it."""
        node, run_time = self.network.inputs[self.i], self.theme.tempo.move
        # Grouped, they would take the circle out of the network: so each on its own.
        return (
            node.circle.animate(run_time=run_time).scale(_SWELL).build(),
            GrowFromEdge(self.nudge.body, DOWN, run_time=run_time),
            FadeIn(self.nudge.label, run_time=run_time),
        )

    def shift_outputs(self) -> Animation:
        """Every output moves by its weight times the nudge; the names come from the edges."""
        moves: list[Animation] = []
        for k, bar in self.shifts.items():
            sources = {
                ("shift", k, "w"): [self.network.labels[k, self.i]],
                ("shift", k, "nudge"): [self.nudge.label],
            }
            moves += [GrowFromEdge(bar.body, DOWN), Rewrite(bar.label, sources)]
        return AnimationGroup(*moves, run_time=self.theme.tempo.slow)

    def send(self, *outputs: int) -> Animation:
        """Bars run to L and become ∂L/∂y_k times as long."""
        moves: list[Animation] = []
        for k in outputs:
            shift, share = self.shifts[k], self.shares[k]
            sources = {
                ("share", k, "w"): [shift.label.part("shift", k, "w")],
                ("share", k, "nudge"): [shift.label.part("shift", k, "nudge")],
            } | {("share", *place): [atom] for place, atom in self.upstream.labels[k].atoms.items()}
            moves += [
                ReplacementTransform(shift.body.copy(), share.body),
                Rewrite(share.label, sources),
            ]
        return AnimationGroup(*moves, run_time=self.theme.tempo.slow)

    def stack(self) -> Animation:
        """The bars at L close up: paths add."""
        top = self._top(sum(bar.body.height for bar in self.shares.values()))
        moves = []
        for bar in self.shares.values():
            whole = VGroup(bar.body, bar.label)
            moves.append(whole.animate.shift(UP * (top - bar.body.get_top()[1])))
            top -= bar.body.height
        return AnimationGroup(*moves, run_time=self.theme.tempo.slow)

    def total(self) -> VGroup:
        """A bracket beside the stack and ΔL, to be shown once the bars are stacked."""
        stack = VGroup(*(bar.body for bar in self.shares.values()))
        stroke = {"color": self.theme.muted, "stroke_width": self.theme.strokes.arrow * 0.7}
        corners = [stack.get_corner(way) + LEFT * units(out) for way, out in _BRACKET]
        bracket = VMobject(**stroke).set_points_as_corners(corners)
        name = Formula(Delta(("total",), LOSS), self.theme, self.theme.sizes.formula)
        self.total_mark = VGroup(bracket, name.next_to(stack, DOWN, buff=units(18)))
        return self.total_mark

    @property
    def shown(self) -> VGroup:
        """Everything that stands on the stage at the end."""
        bars = [self.nudge, *self.shifts.values(), *self.shares.values()]
        return VGroup(*bars, self.total_mark)

    def _formula(self, expression: Expression) -> Formula:
        return Formula(expression, self.theme, self._names)

    def _shift(self, k: int, length: float) -> _Bar:
        weight = Named(("shift", k, "w"), self.network.notation.w(k, self.i))
        nudge = Named(("shift", k, "nudge"), NUDGE)
        bar = _Bar(1.15 * length * self.network.radius, "y", self.theme)
        bar.called(self._formula(Product(("shift", k), (weight, nudge))))
        return bar.beside(self.network.outputs[k])

    def _shares(self, shifts: dict[int, float]) -> dict[int, _Bar]:
        lengths = {
            k: length * share
            for (k, length), share in zip(shifts.items(), cycle(_SHARES), strict=False)
        }
        # Few bars shall not become giants, many shall fit.
        scale = self._region.height * (0.96 - _APART) / max(sum(lengths.values()), 2.2)
        apart = self._region.height * _APART / max(1, len(lengths) - 1) * 0.8
        top = self._top(scale * sum(lengths.values()) + apart * (len(lengths) - 1))
        size = min(self._names, pixels(scale * min(lengths.values())) / 2.25)
        bars = {}
        for k, length in lengths.items():
            bar = _Bar(length * scale, "gradient", self.theme)
            bar.body.move_to([self._region.left + _WIDTH, top, 0], aligned_edge=UP)
            bar.called(Formula(self._share(k), self.theme, size))
            bars[k] = bar
            top -= length * scale + apart
        return bars

    def _share(self, k: int) -> Product:
        notation = self.network.notation
        return Product(
            ("share", k),
            (
                notation.upstream(("share", "upstream", k), k),
                Named(("share", k, "w"), notation.w(k, self.i)),
                Named(("share", k, "nudge"), NUDGE),
            ),
        )

    def _top(self, height: float) -> float:
        """Where a stack of this height begins to be level with L."""
        return float(self._region.center[1]) + height / 2


class _Bar(VGroup):
    """A bar and its name to the right of it."""

    def __init__(self, length: float, role: str, theme: Theme) -> None:
        self.body = RoundedRectangle(
            width=_WIDTH,
            height=length,
            corner_radius=min(units(5), length / 2),
            stroke_width=0,
            fill_color=theme.colour(role),
            fill_opacity=1,
        )
        self.label = Formula(Named(("nudge",), NUDGE), theme)
        super().__init__(self.body)

    def called(self, label: Formula) -> None:
        self.label = label.next_to(self.body, RIGHT, buff=units(14))
        self.add(label)

    def beside(self, node: Node) -> _Bar:
        """Stand on top of a node, the bar in its middle."""
        foot = node.circle.get_top() + UP * units(14)
        self.shift(foot - self.body.get_bottom())
        return self
