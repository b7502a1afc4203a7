"""Takes: each chapter's video, made of units of which only those are rendered that are new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.errors import WorkError
from production.files import read, sealed, write
from production.order.selection import Wanted
from production.running.run import run_plainly
from production.running.times import Times
from production.takes.edit_list import EditList, together
from production.takes.parts import RenderedPart, parts_of, render_part
from production.takes.plans import Plan
from production.workers.tasks import Task, run_tasks
from scenes.stage.clock import Beat

Progress = Callable[[str, str, int], None]
"""Called with a chapter, its beat, and how many frames were made since the last call."""


@dataclass(frozen=True)
class Take:
    """A rendered chapter, or some beats of one.

    Attributes:
        wanted: which chapter and beats.
        path: the video.
        times: from the video's start.
        frames: how many it has; None if Manim made them, who may lose one.
    """

    wanted: Wanted
    path: Path
    times: Times
    frames: int | None = None


def make_takes(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress = lambda chapter, beat, frames: None,
    on_take: Callable[[str, int], None] = lambda chapter, frames: None,
) -> list[Take]:
    """Render those of the planned takes that are missing, the longest parts first.

    Args:
        plans: what is wanted, in the film's order.
        jobs: how many parts are rendered at a time.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Returns:
        All planned takes, in their order.

    Raises:
        WorkError: when chapters could not be rendered; what could is kept.
    """
    missing = [plan for plan in plans if plan.is_missing]
    for plan in missing:
        plan.path.parent.mkdir(parents=True, exist_ok=True)
    to_run = [plan for plan in missing if not _made_of_what_is_kept(plan, on_take)]
    if to_run:
        render = _render_plainly if to_run[0].is_plain else _render
        render(to_run, jobs, on_progress, on_take)
    return [_take(plan) for plan in plans]


def _made_of_what_is_kept(plan: Plan, on_take: Callable[[str, int], None]) -> bool:
    """Put a take together without running its chapter, if nothing but its captions is other."""
    if plan.is_fresh or plan.is_plain:
        return False
    edit_list = read(plan.edit_list_path, EditList)
    if edit_list is None:
        return False
    cuts = edit_list.timed(plan.chapter_order, plan.wanted.beats)
    if not plan.units.without_damaged({cut.name for cut in cuts}):
        return False
    on_take(plan.wanted.chapter, _put_together(plan, edit_list))
    return True


def _take(plan: Plan) -> Take:
    times = read(plan.times_path, Times)
    if times is None:
        chapter = plan.wanted.chapter
        raise WorkError(f"The take of the chapter {chapter} did not stay in {plan.path}.")
    frames = None if plan.is_plain else plan.chapter_order.quality.frames(times.seconds)
    return Take(plan.wanted, plan.path, times, frames)


def _render_plainly(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress,
    on_take: Callable[[str, int], None],
) -> None:
    """Render whole chapters side by side with Manim's own renderer, camera and file writer."""
    by_chapter = {plan.wanted.chapter: plan for plan in plans}

    def finish(chapter: str, result: tuple[tuple[Beat, ...], bytes]) -> None:
        beats, content = result
        plan, times = by_chapter[chapter], Times(beats, beats[-1].end)
        _keep(plan, times, lambda path: path.write_bytes(content))
        on_take(chapter, plan.chapter_order.quality.frames(times.seconds))

    longest_first = sorted(plans, key=lambda plan: -plan.frames)
    tasks = [
        Task(plan.wanted.chapter, run_plainly, (plan.chapter_order,)) for plan in longest_first
    ]
    run_tasks(tasks, jobs, on_progress, finish)


def _render(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress,
    on_take: Callable[[str, int], None],
) -> None:
    """Render the parts of all plans side by side; put a take together when it has all of its.

    A chapter for which a unit was relied upon that turns out to be damaged is rendered once more:
    the unit is gone then.
    """
    for plan in _rendered_in_parts(plans, jobs, on_progress, on_take):
        _rendered_in_parts([plan], jobs, on_progress, on_take)


def _rendered_in_parts(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress,
    on_take: Callable[[str, int], None],
) -> list[Plan]:
    """Render parts and put takes together; gives the plans for which a kept unit was damaged."""
    parts = parts_of(plans, jobs)
    by_chapter = {plan.wanted.chapter: plan for plan in plans}
    rendered: dict[str, dict[int, RenderedPart]] = {plan.wanted.chapter: {} for plan in plans}
    to_mend: list[Plan] = []

    def finish(key: tuple[str, int], result: RenderedPart) -> None:
        chapter, place = key
        plan = by_chapter[chapter]
        for name, content in result.units.items():
            plan.units.keep(name, content)
        rendered[chapter][place] = result
        if len(rendered[chapter]) < len(parts[chapter]):
            return
        in_order = [rendered[chapter][place] for place in sorted(rendered[chapter])]
        made = {name for part in in_order for name in part.units}
        shown = {cut.name for part in in_order for cut in part.edit_list.cuts.values()}
        if plan.units.without_damaged(shown - made):
            on_take(chapter, assemble(plan, in_order))
        else:
            to_mend.append(plan)

    tasks = [
        (part.frames, Task(chapter, render_part, (part,), key=(chapter, place)))
        for chapter in parts
        for place, part in enumerate(parts[chapter])
    ]
    tasks.sort(key=lambda entry: -entry[0])
    run_tasks([task for _, task in tasks], jobs, on_progress, finish, plans[0].scheduler)
    return to_mend


def assemble(plan: Plan, rendered: Sequence[RenderedPart]) -> int:
    """Put a take together from its parts, and keep which units show it.

    Returns:
        How many frames it has.
    """
    edit_list = together([part.edit_list for part in rendered])
    if plan.wanted.beats is None:
        write(plan.timing_path, edit_list.timing)
    write(plan.edit_list_path, edit_list)
    return _put_together(plan, edit_list)


def _put_together(plan: Plan, edit_list: EditList) -> int:
    """Write a take; it appears under its path when it is complete.

    Returns:
        How many frames it has.

    Raises:
        WorkError: when it has not as many frames as its times say.
    """
    from production.media.joining import write_pictures

    quality, beats = plan.chapter_order.quality, plan.wanted.beats
    times = edit_list.times(plan.chapter_order)
    if beats is not None:
        times = times.only(beats)
    cuts = edit_list.timed(plan.chapter_order, beats)
    frames = sum(cut.frames for cut in cuts)
    if frames != quality.frames(times.seconds):
        raise WorkError(
            f"The chapter {plan.chapter_order.chapter} has {frames} frames but its beats last "
            f"{quality.frames(times.seconds)}."
        )
    pieces = [cut.piece(plan.units) for cut in cuts]
    picture = plan.form.picture
    _keep(plan, times, lambda path: write_pictures(path, pieces, quality.frame_rate, picture))
    return frames


def _keep(plan: Plan, times: Times, write_to: Callable[[Path], object]) -> None:
    """Write a take and, after it, its times; it appears under its path when it is complete."""
    with sealed(plan.path) as unfinished:
        write_to(unfinished)
    write(plan.times_path, times)
