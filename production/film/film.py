"""The film: takes, speech, captions and timeline become one file, and what lies beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from production.captions.cues import Cue, cues
from production.captions.subtitles import srt, vtt
from production.files import complete_together
from production.film.container import Contents, write_file
from production.film.gif import require_short, write_gif
from production.film.metadata import metadata, sections
from production.film.poster import poster
from production.media.formats import GIF
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.running.timeline import Timeline, as_json, timeline_of
from production.running.times import times_of_chapters
from production.sound.packets import EncodedClips
from production.takes.plans import Plan
from production.takes.takes import Take, make_takes, pieces_of
from production.voice.speech import Speech
from production.workers.tasks import OnFinished, OnProgress, unobserved
from scenes.language.languages import LANGUAGES


def make_film(
    request: FilmRequest,
    workshop: Workshop,
    speech: Speech,
    plans: Sequence[Plan],
    on_progress: OnProgress = unobserved,
    on_take: OnFinished = unobserved,
) -> list[Path]:
    """Render what is missing, join it, and write film, captions, poster and timeline.

    Args:
        request: which film.
        workshop: where and with what it is made.
        speech: what is read and said in it.
        plans: its takes, from `plan_takes`, with the times of that speech.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Returns:
        The files, the film first. They appear under their names only when all are complete.

    Raises:
        InputError: when it is too long or too large for its format.
        WorkError: when a chapter could not be rendered or the takes do not fit together.
    """
    if request.form is GIF:
        times = times_of_chapters(request.chapters(speech.times), workshop)
        require_short(sum(own.seconds for own in times.values()))
    takes = make_takes(plans, request.form, workshop, on_progress, on_take)
    folder = workshop.folder(request)
    with complete_together(folder) as unfinished:
        if request.form is GIF:
            names = [f"{request.file_name('film', part='excerpt')}.gif"]
            write_gif(unfinished / names[0], pieces_of(takes), request.quality.frame_rate)
        else:
            clips = EncodedClips.of(workshop.cache, request.form)
            names = _write_film(unfinished, request, takes, speech, clips)
    return [folder / name for name in names]


def _write_film(
    folder: Path,
    request: FilmRequest,
    takes: Sequence[Take],
    speech: Speech,
    clips: EncodedClips | None,
) -> list[str]:
    """Write the film's file and all that lies beside it; gives their names."""
    film = request.file_name("film", part="excerpt")
    timeline = timeline_of(request, speech.captions, {take.chapter: take.times for take in takes})
    shown = {language: cues(timeline.subtitles(language), language) for language in LANGUAGES}
    track = timeline.track()
    cover = None if request.form.is_transparent else poster(takes, request.quality.frame_rate)
    contents = Contents(
        language=request.settings.language,
        sound=track if track.clips else None,
        clips=clips,
        captions=shown,
        sections=sections(timeline),
        metadata=metadata(request, speech.credit),
        cover=cover,
    )
    names = [f"{film}.{request.form.name}"]
    pieces = pieces_of(takes)
    write_file(folder / names[0], pieces, request.quality.frame_rate, request.form, contents)
    for name, content in _beside(request, film, shown, timeline):
        (folder / name).write_text(content, encoding="utf-8")
        names.append(name)
    if cover is not None:
        names.append(f"{film}.poster.jpg")
        (folder / names[-1]).write_bytes(cover)
    return names


def _beside(
    request: FilmRequest, film: str, shown: Mapping[str, Sequence[Cue]], timeline: Timeline
) -> list[tuple[str, str]]:
    """Names and texts of the files beside a film."""
    texts = []
    for language, cues_shown in shown.items():
        texts.append((f"{film}.{language}.srt", srt(cues_shown)))
        texts.append((f"{film}.{language}.vtt", vtt(cues_shown)))
    name = request.file_name("timeline", part="timeline-excerpt")
    texts.append((f"{name}.json", as_json(timeline)))
    return texts
