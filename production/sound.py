"""The sound track: clips of speech on the timeline, at one loudness, silence between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext

from production.voice.clip import SAMPLE_RATE, Samples

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


@dataclass(frozen=True, eq=False)
class Placed:
    """A clip and the second of the film at which it begins; its ends are silent."""

    start: float
    samples: Samples


@dataclass(frozen=True)
class Loudness:
    """What EBU R 128 measures: LUFS integrated, dBTP at the highest."""

    integrated: float
    true_peak: float


def mix(clips: Iterable[Placed], seconds: float) -> Samples:
    """Put clips on a track of silence and bring it to `LOUDNESS`.

    Args:
        clips: what is heard, all about as loud as each other.
        seconds: how long the track is.

    Raises:
        ValueError: when a clip does not end within the track.
    """
    placed = list(clips)
    track = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)
    for clip in placed:
        if round(clip.start * SAMPLE_RATE) + len(clip.samples) > len(track):
            raise ValueError(f"speech at {clip.start:.2f} s lasts beyond the end of the film")
    # Long silences do not count for the loudness of a film: to work on the rest is enough.
    silence = np.zeros(round(_WINDOW * SAMPLE_RATE), dtype=np.float32)
    heard = [np.concatenate([clip.samples, silence]) for clip in placed]
    levelled = normalised(np.concatenate(heard)) if heard else track
    ends = np.cumsum([len(samples) for samples in heard])
    for clip, samples in zip(placed, np.split(levelled, ends[:-1]), strict=False):
        start = round(clip.start * SAMPLE_RATE)
        track[start : start + len(clip.samples)] += samples[: len(clip.samples)]
    return track


def normalised(track: Samples) -> Samples:
    """The track at `LOUDNESS`, its peaks held below `PEAK`; silence stays silent.

    Limiting peaks makes a track softer, so the gain is found in a few passes.
    """
    measured = measure(track)
    if not np.isfinite(measured.integrated):
        return track
    gain = LOUDNESS - measured.integrated
    result = track
    for _ in range(_PASSES):
        result = _limited(track, gain)
        missing = LOUDNESS - measure(result).integrated
        if abs(missing) < _CLOSE_ENOUGH:
            break
        gain += missing
    return result


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
        yield from _pulled(sink)
    source.push(None)
    yield from _pulled(sink)


def _pulled(sink: FilterContext) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
