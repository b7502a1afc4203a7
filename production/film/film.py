"""The film: takes, speech, captions and timeline become one file, and what lies beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from production.captions.cues import Cue, cues
from production.captions.subtitles import srt, vtt
from production.files import complete_together
from production.film.container import Contents, write_file
from production.film.gif import require_short, write_gif
from production.film.metadata import metadata, sections
from production.film.poster import poster
from production.media.formats import GIF
from production.request.order import Order
from production.running.timeline import Timeline, timeline
from production.running.times import times_of_chapters
from production.sound.packets import EncodedClips
from production.sound.track import Track
from production.takes.plans import Plan
from production.takes.takes import Take, make_takes, pieces_of
from production.voice.narration import placed, spoken_captions
from production.voice.speech import Speech
from scenes.language.languages import LANGUAGES


def make_film(
    order: Order,
    plans: Sequence[Plan],
    on_progress: Callable[[str, str, int], None] = lambda chapter, beat, frames: None,
    on_take: Callable[[str, int], None] = lambda chapter, frames: None,
    speech: Speech | None = None,
) -> list[Path]:
    """Render what is missing, join it, and write film, captions, poster and timeline.

    Args:
        order: what is wanted.
        plans: its takes, from `plan_takes`.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.
        speech: what is said; the order's timings are made for it. None for a silent film.

    Returns:
        The files, the film first. They appear under their names only when all are complete.

    Raises:
        InputError: when it is too long or too large for its format.
        WorkError: when a chapter could not be rendered or the takes do not fit together.
    """
    if order.form is GIF:
        require_short(sum(times.seconds for times in times_of_chapters(order)))
    takes = make_takes(plans, order.jobs, on_progress, on_take)
    table = timeline(order, [(take.wanted.chapter, take.times) for take in takes])
    with complete_together(order.folder) as folder:
        if order.form is GIF:
            names = [f"{order.file_name('film', part='excerpt')}.gif"]
            write_gif(folder / names[0], pieces_of(takes), order.quality.frame_rate)
        else:
            speech = speech or Speech(order.settings.language)
            names = _write_film(folder, order, takes, table, speech)
    return [order.folder / name for name in names]


def _write_film(
    folder: Path, order: Order, takes: Sequence[Take], table: Timeline, speech: Speech
) -> list[str]:
    """Write the film's file and all that lies beside it; gives their names."""
    film = order.file_name("film", part="excerpt")
    shown = {
        language: cues(spoken_captions(table, language, speech), language) for language in LANGUAGES
    }
    clips = list(placed(table, speech))
    cover = None if order.form.is_transparent else poster(takes, order.quality.frame_rate)
    contents = Contents(
        language=order.settings.language,
        sound=Track(clips, table["duration"]) if clips else None,
        clips=EncodedClips.of(order),
        captions=shown,
        sections=sections(table),
        metadata=metadata(order, speech.credit),
        cover=cover,
    )
    names = [f"{film}.{order.form.name}"]
    pieces = pieces_of(takes)
    write_file(folder / names[0], pieces, order.quality.frame_rate, order.form, contents)
    for name, content in _beside(order, film, shown, table):
        (folder / name).write_text(content, encoding="utf-8")
        names.append(name)
    if cover is not None:
        names.append(f"{film}.poster.jpg")
        (folder / names[-1]).write_bytes(cover)
    return names


def _beside(
    order: Order, film: str, shown: dict[str, list[Cue]], table: Timeline
) -> list[tuple[str, str]]:
    """Names and texts of the files beside a film."""
    texts = []
    for language, cues_shown in shown.items():
        texts.append((f"{film}.{language}.srt", srt(cues_shown)))
        texts.append((f"{film}.{language}.vtt", vtt(cues_shown)))
    name = order.file_name("timeline", part="timeline-excerpt")
    texts.append((f"{name}.json", json.dumps(table, ensure_ascii=False, indent=2) + "\n"))
    return texts
