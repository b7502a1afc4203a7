"""How loud speech is, by EBU R 128, and speech made as loud as video sites want it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph

from production.media.filters import pulled
from production.sound.clip import SAMPLE_RATE, Samples

LOUDNESS = -14.0
"""LUFS, integrated over the film; where video sites turn louder films down."""

PEAK = -2.2
"""dBTP that the samples stay below, so that encoded ones stay below `HIGHEST_PEAK`."""

HIGHEST_PEAK = -1.5
"""dBTP of the decoded sound at most."""

_WINDOW = 0.4
"""Seconds that EBU R 128 looks at together."""

_PASSES = 6
_CLOSE_ENOUGH = 0.1
_BLOCK = SAMPLE_RATE
_OVERSAMPLED = 4 * SAMPLE_RATE


@dataclass(frozen=True)
class Loudness:
    """What EBU R 128 measures: LUFS integrated, dBTP at the highest."""

    integrated: float
    true_peak: float


def levelled(speech: Samples) -> Samples:
    """Speech at `LOUDNESS`, its peaks held below `PEAK`; silence stays silent.

    A film of clips that are levelled one by one has this loudness, too: silence between them does
    not count. Limiting peaks makes speech softer, so the gain is found in a few passes.
    """
    around = round(_WINDOW * SAMPLE_RATE)
    track = np.pad(speech, around)
    measured = measure(track)
    if not np.isfinite(measured.integrated):
        return speech
    gain = LOUDNESS - measured.integrated
    result = track
    for _ in range(_PASSES):
        result = _limited(track, gain)
        missing = LOUDNESS - measure(result).integrated
        if abs(missing) < _CLOSE_ENOUGH:
            break
        gain += missing
    return result[around : around + len(speech)]


def measure(track: Samples) -> Loudness:
    """Loudness and true peak of a track that is heard from two loudspeakers."""
    found: dict[str, str] = {}
    options = "peak=true:dualmono=true:metadata=1"
    for frame in _filtered(track, [("ebur128", options)]):
        found.update(frame.metadata)
    integrated = float(found.get("lavfi.r128.I", "-inf"))
    peak = float(found.get("lavfi.r128.true_peak", "0"))
    # The meter shows its own floor, -70 LUFS, where it has heard nothing.
    return Loudness(
        integrated if integrated > -70 else -np.inf,
        20 * float(np.log10(peak)) if peak > 0 else -np.inf,
    )


def _limited(track: Samples, gain: float) -> Samples:
    """The track made louder by `gain` dB; peaks between the samples are held down too."""
    highest = 10 ** (PEAK / 20)
    filters = [
        ("volume", f"{gain:.4f}dB:precision=float"),
        ("aresample", str(_OVERSAMPLED)),
        ("alimiter", f"level=false:limit={highest:.5f}:attack=3:release=60:latency=true"),
        ("aresample", str(SAMPLE_RATE)),
        ("aformat", "sample_fmts=flt:channel_layouts=mono"),
    ]
    blocks = [frame.to_ndarray().reshape(-1) for frame in _filtered(track, filters)]
    result = np.zeros_like(track)
    joined = np.concatenate(blocks)[: len(track)] if blocks else result
    result[: len(joined)] = joined
    # Resampling leaves a trace of noise where nothing is said.
    result[np.abs(result) < 1e-6] = 0.0
    return result


def _filtered(track: Samples, filters: Sequence[tuple[str, str]]) -> Iterator[av.AudioFrame]:
    """The track sent through filters of FFmpeg, frame by frame."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=SAMPLE_RATE, format="flt", layout="mono", time_base=Fraction(1, SAMPLE_RATE)
    )
    nodes = [source, *(graph.add(name, options) for name, options in filters)]
    sink = graph.add("abuffersink")
    graph.link_nodes(*nodes, sink).configure()
    for start in range(0, len(track), _BLOCK):
        block = np.ascontiguousarray(track[None, start : start + _BLOCK])
        frame = av.AudioFrame.from_ndarray(block, format="flt", layout="mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, start
        frame.time_base = Fraction(1, SAMPLE_RATE)
        source.push(frame)
        yield from pulled(sink, av.AudioFrame)
    source.push(None)
    yield from pulled(sink, av.AudioFrame)
