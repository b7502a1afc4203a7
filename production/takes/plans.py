"""Plans: which takes a film is made of, where what shows them is kept, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from production.files import is_whole, read
from production.media.formats import MP4, Format
from production.rendering.units import Units
from production.request.chapter import ChapterRequest
from production.request.keys import edit_list_key, look_key, plain_key
from production.request.order import Order
from production.request.selection import Wanted
from production.running.times import Times, expected_seconds, timing_file
from production.takes.edit_list import EditList


@dataclass(frozen=True)
class Plan:
    """A take that is wanted, and whether anything of it has to be rendered.

    Attributes:
        wanted: which chapter and beats.
        chapter_order: what the chapter is run with.
        timing_path: where the whole chapter's timing is kept.
        edit_list_path: where is kept which units show it.
        units: where its units are kept.
        frames: how many frames it will have, as known from earlier or guessed from its captions.
        edit_list: which units show it; None when they are not known or not all there.
        form: what the video is for.
        was_rendered: whether it was once, perhaps by other code.
        is_fresh: whether kept units are ignored.
        scheduler: the address of a cluster's scheduler; None for this machine.
        plain_path: where the chapter's file of Manim's own renderer is kept, with its times beside
            it in a JSON file; None when this renderer makes it.
    """

    wanted: Wanted
    chapter_order: ChapterRequest
    timing_path: Path
    edit_list_path: Path
    units: Units
    frames: int
    edit_list: EditList | None = None
    form: Format = MP4
    was_rendered: bool = False
    is_fresh: bool = False
    scheduler: str | None = None
    plain_path: Path | None = None

    @property
    def is_missing(self) -> bool:
        """Whether anything of it has to be rendered."""
        if self.is_fresh:
            return True
        if self.plain_path is None:
            return self.edit_list is None
        return read(times_file(self.plain_path), Times) is None or not is_whole(self.plain_path)


def times_file(video: Path) -> Path:
    """Where the times of a chapter's file are kept."""
    return video.with_suffix(".json")


def plan_takes(order: Order) -> list[Plan]:
    """The takes of all wanted chapters in the film's order."""
    plans = []
    for wanted in order.selection.chapters:
        chapter_order = order.chapter_order(wanted)
        units = Units(order.cache / "units", order.form.picture.suffix)
        plain_path = None
        if order.is_plain:
            name = plain_key(chapter_order, wanted.beats, order.form)
            plain_path = order.cache / "plain" / f"{name}.{units.suffix}"
        timing_path = timing_file(order.cache, chapter_order)
        seconds = expected_seconds(timing_path, chapter_order, wanted.beats)
        look, edit_list = (
            key(chapter_order, wanted.beats, order.form) for key in (look_key, edit_list_key)
        )
        edit_lists = order.cache / "edits" / look
        edit_list_path = edit_lists / f"{edit_list}.json"
        plans.append(
            Plan(
                wanted=wanted,
                chapter_order=chapter_order,
                timing_path=timing_path,
                edit_list_path=edit_list_path,
                edit_list=None if order.fresh else usable(edit_list_path, units),
                was_rendered=edit_lists.exists() and not order.fresh,
                units=units,
                frames=order.quality.frames(seconds),
                form=order.form,
                is_fresh=order.fresh,
                scheduler=order.scheduler,
                plain_path=plain_path,
            )
        )
    return plans


def usable(path: Path, units: Units) -> EditList | None:
    """A kept edit list, if all of its units are there and undamaged; damaged ones are removed."""
    edit_list = read(path, EditList)
    if edit_list is None:
        return None
    names = {cut.name for cut in edit_list.cuts.values()}
    return edit_list if units.without_damaged(names) else None
