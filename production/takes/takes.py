"""Takes: the pieces of video that show each chapter; only those that are new are rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from production.errors import WorkError
from production.files import from_json, read, sealed, write
from production.media.formats import Format
from production.media.joining import Piece
from production.request.workshop import Workshop
from production.running.run import run_plainly
from production.running.times import Times
from production.takes.edit_list import EditList, together
from production.takes.parts import RenderedPart, parts_of, render_part
from production.takes.plans import Plan, times_file
from production.workers.tasks import OnFinished, OnProgress, Task, run_tasks, unobserved
from scenes.stage.clock import Beat


@dataclass(frozen=True)
class Take:
    """A rendered chapter, or some beats of one.

    Attributes:
        chapter: its name.
        pieces: what shows it, one after the other.
        times: from the take's start.
    """

    chapter: str
    pieces: tuple[Piece, ...]
    times: Times


def pieces_of(takes: Sequence[Take]) -> list[Piece]:
    """What shows several takes, one after the other."""
    return [piece for take in takes for piece in take.pieces]


def make_takes(
    plans: Sequence[Plan],
    form: Format,
    workshop: Workshop,
    on_progress: OnProgress = unobserved,
    on_take: OnFinished = unobserved,
) -> list[Take]:
    """Render what is missing of the planned takes, the longest parts first.

    Args:
        plans: what is wanted, in the film's order.
        form: what the video is for.
        workshop: who renders, and whether kept units are used.
        on_progress: told of frames that were made.
        on_take: told a finished chapter and how many frames it has.

    Returns:
        All planned takes, in their order.

    Raises:
        WorkError: when chapters could not be rendered; what could is kept.
    """
    missing = [plan for plan in plans if plan.is_missing]
    made: dict[str, EditList] = {}
    if missing and missing[0].plain_path is not None:
        _render_plainly(missing, workshop.jobs, on_progress, on_take)
    elif missing:
        made = _render(missing, form, workshop, on_progress, on_take)
    return [_take(plan, made.get(plan.chapter.name, plan.edit_list)) for plan in plans]


def _take(plan: Plan, edit_list: EditList | None) -> Take:
    if plan.plain_path is not None:
        times = read(times_file(plan.plain_path), Times)
        if times is not None:
            # Manim may have lost a frame: as many as there are.
            return Take(plan.chapter.name, (Piece(plan.plain_path, None),), times)
    elif edit_list is not None:
        return _shown(plan, edit_list)
    raise WorkError(f"What was rendered of the chapter {plan.chapter.name} did not stay.")


def _shown(plan: Plan, edit_list: EditList) -> Take:
    """The take that an edit list describes.

    Raises:
        WorkError: when it has not as many frames as its times say.
    """
    chapter = plan.chapter
    times, cuts = edit_list.times(chapter), edit_list.timed(chapter)
    frames, expected = sum(cut.frames for cut in cuts), chapter.quality.frames(times.seconds)
    if frames != expected:
        raise WorkError(
            f"The chapter {chapter.name} has {frames} frames but its beats last {expected}."
        )
    return Take(chapter.name, tuple(cut.piece(plan.units) for cut in cuts), times)


def _render_plainly(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: OnProgress,
    on_take: OnFinished,
) -> None:
    """Render whole chapters side by side with Manim's own renderer, camera and file writer."""
    by_chapter = {plan.chapter.name: plan for plan in plans}

    def finish(chapter: str, result: tuple[tuple[Beat, ...], bytes]) -> None:
        beats, content = result
        plan, times = by_chapter[chapter], Times(beats, beats[-1].end)
        assert plan.plain_path is not None
        with sealed(plan.plain_path) as unfinished:
            unfinished.write_bytes(content)
        write(times_file(plan.plain_path), times)
        on_take(chapter, plan.chapter.quality.frames(times.seconds))

    longest_first = sorted(plans, key=lambda plan: -plan.frames)
    tasks = [Task(plan.chapter.name, run_plainly, (plan.chapter,)) for plan in longest_first]
    run_tasks(tasks, jobs, on_progress, finish)


def _render(
    plans: Sequence[Plan],
    form: Format,
    workshop: Workshop,
    on_progress: OnProgress,
    on_take: OnFinished,
) -> dict[str, EditList]:
    """Render the parts of all plans side by side; gives the edit lists by chapter.

    A chapter for which a unit was relied upon that turns out to be damaged is rendered once more:
    the unit is gone then.
    """
    made = _rendered_in_parts(plans, form, workshop, on_progress, on_take)
    for plan in plans:
        if plan.chapter.name not in made:
            made |= _rendered_in_parts([plan], form, workshop, on_progress, on_take)
    return made


def _rendered_in_parts(
    plans: Sequence[Plan],
    form: Format,
    workshop: Workshop,
    on_progress: OnProgress,
    on_take: OnFinished,
) -> dict[str, EditList]:
    """Render parts; gives the edit lists of chapters all of whose units are there, undamaged."""
    parts = parts_of(plans, form, workshop)
    by_chapter = {plan.chapter.name: plan for plan in plans}
    rendered: dict[str, dict[int, RenderedPart]] = {plan.chapter.name: {} for plan in plans}
    made: dict[str, EditList] = {}

    def keep(key: tuple[str, int], name: str, content: bytes) -> None:
        chapter, _ = key
        by_chapter[chapter].units.keep(name, content)

    def finish(key: tuple[str, int], result: bytes) -> None:
        chapter, place = key
        plan = by_chapter[chapter]
        part = from_json(result, RenderedPart)
        if part is None:
            raise WorkError(f"What was rendered of the chapter {chapter} cannot be read.")
        rendered[chapter][place] = part
        if len(rendered[chapter]) < len(parts[chapter]):
            return
        in_order = [rendered[chapter][place] for place in sorted(rendered[chapter])]
        new = {name for part in in_order for name in part.units}
        shown = {cut.name for part in in_order for cut in part.edit_list.cuts.values()}
        if new <= plan.units.names() and plan.units.without_damaged(shown - new):
            made[chapter] = together([part.edit_list for part in in_order])
            _keep(plan, made[chapter])
            on_take(chapter, sum(piece.frames or 0 for piece in _shown(plan, made[chapter]).pieces))

    tasks = [
        (part.frames, Task(chapter, render_part, (part,), key=(chapter, place)))
        for chapter in parts
        for place, part in enumerate(parts[chapter])
    ]
    tasks.sort(key=lambda entry: -entry[0])
    run_tasks(
        [task for _, task in tasks], workshop.jobs, on_progress, finish, workshop.scheduler, keep
    )
    return made


def _keep(plan: Plan, edit_list: EditList) -> None:
    """Keep which units show a take, and when its beats happen."""
    if plan.chapter.beats is None:
        write(plan.timing_path, edit_list.timing)
    write(plan.edit_list_path, edit_list)
