"""Plans: which takes a film is made of, where what shows them is kept, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from production.files import is_whole, read
from production.rendering.units import Units
from production.request.chapter import SILENT, ChapterRequest, SpeechTimes
from production.request.film import FilmRequest
from production.request.keys import edit_list_key, look_key, plain_key
from production.request.workshop import Workshop
from production.running.times import Times, expected_seconds, timing_file
from production.takes.edit_list import EditList


@dataclass(frozen=True)
class Plan:
    """A take that is wanted, and what there is of it.

    Attributes:
        chapter: what of which chapter it shows.
        timing_path: where the whole chapter's timing is kept.
        edit_list_path: where is kept which units show it.
        units: where its units are kept.
        frames: how many frames it will have, as known from earlier or guessed from its captions.
        edit_list: which units show it; None when they are not known or not all there.
        was_rendered: whether it was once, perhaps by other code.
        plain_path: where the chapter's file of Manim's own renderer is kept, with its times beside
            it in a JSON file; None when this renderer makes it.
        is_missing: whether anything of it has to be rendered.
    """

    chapter: ChapterRequest
    timing_path: Path
    edit_list_path: Path
    units: Units
    frames: int
    edit_list: EditList | None
    was_rendered: bool
    plain_path: Path | None
    is_missing: bool


def times_file(video: Path) -> Path:
    """Where the times of a chapter's file are kept."""
    return video.with_suffix(".json")


def plan_takes(
    request: FilmRequest, workshop: Workshop, speech: SpeechTimes = SILENT
) -> list[Plan]:
    """The takes of all wanted chapters in the film's order."""
    return [_plan(request, chapter, workshop) for chapter in request.chapters(speech)]


def _plan(request: FilmRequest, chapter: ChapterRequest, workshop: Workshop) -> Plan:
    units = Units(workshop.cache / "units", request.form.picture.suffix)
    timing_path = timing_file(workshop.cache, chapter)
    edit_lists = workshop.cache / "edits" / look_key(chapter, request.form)
    edit_list_path = edit_lists / f"{edit_list_key(chapter, request.form)}.json"
    edit_list = None if workshop.fresh else usable(edit_list_path, units)
    plain_path = None
    is_missing = edit_list is None
    if request.is_plain:
        name = f"{plain_key(chapter, request.form)}.{units.suffix}"
        plain_path = workshop.cache / "plain" / name
        is_missing = workshop.fresh or not _is_plain_take(plain_path)
    return Plan(
        chapter=chapter,
        timing_path=timing_path,
        edit_list_path=edit_list_path,
        units=units,
        frames=chapter.quality.frames(expected_seconds(timing_path, chapter)),
        edit_list=edit_list,
        was_rendered=edit_lists.exists() and not workshop.fresh,
        plain_path=plain_path,
        is_missing=is_missing,
    )


def usable(path: Path, units: Units) -> EditList | None:
    """A kept edit list, if all of its units are there and undamaged; damaged ones are removed."""
    edit_list = read(path, EditList)
    if edit_list is None:
        return None
    names = {cut.name for cut in edit_list.cuts.values()}
    return edit_list if units.without_damaged(names) else None


def _is_plain_take(video: Path) -> bool:
    """Whether there is a file of Manim's own renderer, undamaged, and its times."""
    return read(times_file(video), Times) is not None and is_whole(video)
