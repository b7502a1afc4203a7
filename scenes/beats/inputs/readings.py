"""Forward, an output uses its column of W; backward, an input uses its row, a column of Wᵀ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import RIGHT, Animation, FadeIn, FadeOut, ReplacementTransform, VMobject, linear, smooth

from scenes.beats.inputs.mirror import Mirrored
from scenes.stage.chapter import Chapter
from scenes.stage.clock import TICK
from scenes.stage.network.network import EdgeKey
from scenes.stage.theme import Theme, units

_OTHERS = 18 * TICK
"""All other outputs together, and all other inputs, take about so long."""

_QUICK, _QUICKEST = 9 * TICK, 4 * TICK
"""What one of them takes at most, and at least."""


_HOP = 8 * TICK
"""From one column of nodes to the next."""

_COME_OUT = RIGHT * units(40)
"""How ∂L/∂x_i come out of their nodes."""


class Bands:
    """What is lit of the sheets now: a column, a row and its like, or single cells."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shown: list[VMobject] = []
        self._role = ""

    def framed(self, band: VMobject, role: str) -> VMobject:
        """A band in the colour of a role."""
        colour = self._theme.colour(role)
        band.set_stroke(colour, self._theme.strokes.arrow)
        return band.set_fill(colour, opacity=self._theme.faint_wash)

    def become(self, role: str, *bands: VMobject, **options: Any) -> list[Animation]:
        """These are lit, and no others; the like moves on, others come and go."""
        old, self._shown = self._shown, [self.framed(band, role) for band in bands]
        moves_on, self._role = role == self._role and len(old) >= len(bands), role
        kept = len(bands) if moves_on else 0
        return [
            *(
                ReplacementTransform(a, b, **options)
                for a, b in zip(old[:kept], bands, strict=False)
            ),
            *(FadeOut(band, **options) for band in old[kept:]),
            *(FadeIn(band, **options) for band in bands[kept:]),
        ]

    def send(self, band: VMobject, **options: Any) -> Animation:
        """A copy of what is lit becomes another band."""
        self._shown.append(self.framed(band, self._role))
        return ReplacementTransform(self._shown[0].copy(), band, **options)


def compare_readings(scene: Chapter, mirrored: Mirrored) -> None:
    """First the chosen output and the first input, then the others, quicker."""
    notation, tempo = scene.lesson.notation, scene.theme.tempo
    bands = Bands(scene.theme)
    chosen = scene.lesson.chosen_weight[0]
    _read_columns(scene, mirrored, bands, [chosen], tempo.slow)
    _read_rows(scene, mirrored, bands, [1], tempo.slow)
    _read_columns(scene, mirrored, bands, [k for k in notation.written_outputs if k != chosen])
    _read_rows(scene, mirrored, bands, [i for i in notation.written_inputs if i != 1])
    scene.next_caption()
    _same_edge(scene, mirrored, bands)


def _read_columns(
    scene: Chapter,
    mirrored: Mirrored,
    bands: Bands,
    outputs: Sequence[int],
    run_time: float | None = None,
) -> None:
    """A pulse runs into each output; its column of W is lit."""
    forward, weights = mirrored.forward, mirrored.weights
    each = _time_for_each(outputs) if run_time is None else run_time
    for k in outputs:
        scene.play(
            forward.light(forward.into(k), run_time=each),
            mirrored.backward.light((), run_time=each),
            *bands.become("y", weights.band(output=k), run_time=each),
            forward.pulse(forward.into(k), scene.theme.colour("y"), run_time=each),
        )


def _read_rows(
    scene: Chapter,
    mirrored: Mirrored,
    bands: Bands,
    inputs: Sequence[int],
    run_time: float | None = None,
) -> None:
    """A pulse runs back into each input; its row of W is lit, which is a column of Wᵀ."""
    backward, coral = mirrored.backward, scene.theme.colour("gradient")
    each = _time_for_each(inputs) if run_time is None else run_time
    for i in inputs:
        lit: list[EdgeKey] = [*backward.out_of(i), *backward.outputs]
        before = min(each, scene.theme.tempo.brisk)  # the way to the outputs is always the same
        scene.play(
            mirrored.forward.light((), run_time=before),
            backward.light(lit, run_time=before),
            *bands.become("gradient", mirrored.weights.band(input=i), run_time=before),
            backward.pulse(list(backward.outputs), coral, backward=True, run_time=before),
        )
        scene.play(
            bands.send(mirrored.transposed.band(input=i), run_time=each),
            backward.pulse(backward.out_of(i), coral, backward=True, run_time=each),
            FadeIn(mirrored.gradients[i], shift=_COME_OUT, rate_func=_at_the_end, run_time=each),
        )


def _same_edge(scene: Chapter, mirrored: Mirrored, bands: Bands) -> None:
    """The chosen edge in both halves, then all of them: from left to right through both."""
    forward, backward, tempo = mirrored.forward, mirrored.backward, scene.theme.tempo
    k, i = edge = scene.lesson.chosen_weight
    sheets = (mirrored.weights, mirrored.transposed)
    cells = [sheet.band(output=k, input=i) for sheet in sheets]
    scene.play(
        forward.light([edge]),
        backward.light([edge]),
        *bands.become("w", *cells, run_time=tempo.brisk),
    )
    colour = scene.theme.colour
    scene.play(
        forward.pulse([edge], colour("y")),
        backward.pulse([edge], colour("gradient"), backward=True),
    )
    forward.show_labels()
    backward.show_labels()
    scene.play(*bands.become("w", run_time=tempo.brisk), forward.restore(), backward.restore())
    _run_through(scene, mirrored)
    scene.play(mirrored.transposed.light_outline())


def _run_through(scene: Chapter, mirrored: Mirrored) -> None:
    """From the inputs to L and on to where their gradients come out: x → y → L → y → x."""
    forward, backward, colour = mirrored.forward, mirrored.backward, scene.theme.colour
    outputs: list[EdgeKey] = list(forward.outputs)
    for network, edges, role, back in (
        (forward, list(forward.edges), "y", False),
        (forward, outputs, "gradient", False),
        (backward, outputs, "gradient", True),
        (backward, list(backward.edges), "gradient", True),
    ):
        pulse = network.pulse(edges, colour(role), backward=back, rate_func=linear, run_time=_HOP)
        scene.play(pulse)


def _at_the_end(alpha: float) -> float:
    """When the pulse has arrived."""
    return float(smooth(max(0.0, 2 * alpha - 1)))


def _time_for_each(indices: Sequence[int]) -> float:
    ticks = round(_OTHERS / TICK / max(1, len(indices)))
    return min(_QUICK, max(_QUICKEST, ticks * TICK))
