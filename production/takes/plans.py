"""Plans: which takes a film is made of, where each is kept, and whether it has to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from production.files import is_whole, read
from production.media.formats import MP4, Format
from production.order.chapter_order import ChapterOrder
from production.order.keys import edit_list_key, look_key, take_key
from production.order.order import Order
from production.order.selection import Wanted
from production.rendering.units import Units
from production.running.times import Times, expected_seconds, timing_file


@dataclass(frozen=True)
class Plan:
    """A take that is wanted: where it is kept, and whether it has to be made.

    Attributes:
        wanted: which chapter and beats.
        chapter_order: what the chapter is run with.
        path: where the video is kept; its times lie beside it in a JSON file.
        timing_path: where the whole chapter's timing is kept.
        edit_list_path: where is kept which units show it.
        units: where its units are kept.
        frames: how many frames it will have, as known from earlier or guessed from its captions.
        is_missing: whether it has to be put together.
        form: what the video is for.
        was_rendered: whether it was once, perhaps by other code.
        is_fresh: whether kept units are ignored.
        scheduler: the address of a cluster's scheduler; None for this machine.
        is_plain: whether Manim's own renderer makes it.
    """

    wanted: Wanted
    chapter_order: ChapterOrder
    path: Path
    timing_path: Path
    edit_list_path: Path
    units: Units
    frames: int
    is_missing: bool
    form: Format = MP4
    was_rendered: bool = False
    is_fresh: bool = False
    scheduler: str | None = None
    is_plain: bool = False

    @property
    def times_path(self) -> Path:
        """Where the take's times are kept."""
        return times_file(self.path)


def times_file(take: Path) -> Path:
    """Where the times of a take are kept."""
    return take.with_suffix(".json")


def is_kept(take: Path) -> bool:
    """Whether there is a take with its times, undamaged."""
    return read(times_file(take), Times) is not None and is_whole(take)


def plan_takes(order: Order) -> list[Plan]:
    """The takes of all wanted chapters in the film's order."""
    plans = []
    for wanted in order.selection.chapters:
        chapter_order = order.chapter_order(wanted)
        key = take_key(chapter_order, wanted.beats, order.form)
        suffix = order.form.picture.suffix
        name = f"{key}-plain.{suffix}" if order.is_plain else f"{key}.{suffix}"
        path = order.cache / "takes" / name
        timing_path = timing_file(order.cache, chapter_order)
        seconds = expected_seconds(timing_path, chapter_order, wanted.beats)
        look, edit_list = (
            key(chapter_order, wanted.beats, order.form) for key in (look_key, edit_list_key)
        )
        edit_lists = order.cache / "edits" / look
        plans.append(
            Plan(
                wanted=wanted,
                chapter_order=chapter_order,
                path=path,
                timing_path=timing_path,
                edit_list_path=edit_lists / f"{edit_list}.json",
                was_rendered=edit_lists.exists() and not order.fresh,
                units=Units(order.cache / "units", suffix),
                frames=order.quality.frames(seconds),
                is_missing=order.fresh or not is_kept(path),
                form=order.form,
                is_fresh=order.fresh,
                scheduler=order.scheduler,
                is_plain=order.is_plain,
            )
        )
    return plans
