"""The film: takes joined without encoding anew, its captions and its timeline beside it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import av

from production.captions import cues, srt, vtt
from production.errors import WorkError
from production.order import Order
from production.takes import Plan, Take, make_takes
from production.timeline import captions_in, timeline
from scenes.settings import LANGUAGES


def make_film(
    order: Order,
    plans: Sequence[Plan],
    on_progress: Callable[[str, str, int], None] = lambda chapter, beat, frames: None,
    on_take: Callable[[str, int], None] = lambda chapter, frames: None,
) -> list[Path]:
    """Render what is missing, join it, and write film, captions and timeline.

    Args:
        order: what is wanted.
        plans: its takes, from `plan_takes`.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Returns:
        The files, the film first. They appear under their names only when all are complete.

    Raises:
        WorkError: when a chapter could not be rendered or the takes do not fit together.
    """
    takes = make_takes(plans, order.jobs, on_progress, on_take)
    table = timeline(order, [(take.wanted.chapter, take.times) for take in takes])
    order.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=order.folder) as unfinished:
        folder = Path(unfinished)
        film = order.file_name("film", part="excerpt")
        names = [f"{film}.mp4"]
        join(takes, folder / names[0], order.quality.frame_rate)
        for language in LANGUAGES:
            shown = cues(captions_in(table, language), language)
            for suffix, content in (("srt", srt(shown)), ("vtt", vtt(shown))):
                names.append(f"{film}.{language}.{suffix}")
                (folder / names[-1]).write_text(content, encoding="utf-8")
        names.append(f"{order.file_name('timeline', part='timeline-excerpt')}.json")
        text = json.dumps(table, ensure_ascii=False, indent=2) + "\n"
        (folder / names[-1]).write_text(text, encoding="utf-8")
        for name in names:
            os.replace(folder / name, order.folder / name)
    return [order.folder / name for name in names]


def join(takes: Sequence[Take], path: Path, frame_rate: int) -> None:
    """Put the videos of takes one after the other, packet by packet.

    Raises:
        WorkError: when the takes were not encoded alike.
    """
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as film:
        stream: Any = None
        header = b""
        frames = 0
        for take in takes:
            with av.open(str(take.path)) as video:
                source = video.streams.video[0]
                if stream is None:
                    stream = film.add_stream_from_template(source)
                    header = bytes(source.codec_context.extradata or b"")
                elif bytes(source.codec_context.extradata or b"") != header:
                    raise WorkError(
                        f"The take of {take.wanted.chapter} was encoded unlike the others; "
                        "render again with --fresh."
                    )
                for packet in video.demux(source):
                    if packet.dts is None or packet.pts is None or packet.time_base is None:
                        continue
                    offset = round(frames / frame_rate / packet.time_base)
                    packet.pts += offset
                    packet.dts += offset
                    packet.stream = stream
                    film.mux(packet)
            frames += round(take.times.seconds * frame_rate)
