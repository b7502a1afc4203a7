"""Takes: each chapter's video, made of units of which only those are rendered that are new."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.cache import coding_key, look_key, score_key, take_key
from production.errors import WorkError
from production.formats import MP4, Format
from production.order import Order
from production.rendering.units import CuttingRoom, Units
from production.score import Score, together
from production.selection import Wanted, beats_of
from production.staging import Staging, run_chapter, run_plainly
from production.times import Times, expected_seconds, pace_file, write_pace
from production.workers import Report, Task, run_tasks
from scenes.clock import Beat

LEAST_FRAMES = 600
"""No chapter is cut into parts shorter than that: each part has to run through what is before."""

PARTS_A_WORKER = 4
"""About how many parts of a film each worker gets, so that all end at about the same time.

Of a chapter that was rendered before, most units are known; there, what is before each part takes
the time, and a worker gets one part.
"""

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


@dataclass(frozen=True)
class Plan:
    """A take that is wanted: where it is kept, and whether it has to be made.

    Attributes:
        wanted: which chapter and beats.
        staging: what the chapter is run with.
        path: where the video is kept; its times lie beside it in a JSON file.
        pace_path: where the whole chapter's pace is kept.
        score_path: where is kept which units show it.
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
    staging: Staging
    path: Path
    pace_path: Path
    score_path: Path
    units: Units
    frames: int
    is_missing: bool
    form: Format = MP4
    was_rendered: bool = False
    is_fresh: bool = False
    scheduler: str | None = None
    is_plain: bool = False


@dataclass(frozen=True)
class Part:
    """Beats of a take that follow each other and are rendered in one go.

    Attributes:
        staging: what the chapter is run with.
        beats: which beats, an empty name for what comes before the first; None for all.
        form: what the video is for.
        known: names of units that nobody has to render again.
        frames: about how many.
    """

    staging: Staging
    beats: tuple[str, ...] | None
    form: Format
    known: frozenset[str]
    frames: int


@dataclass(frozen=True)
class Rushes:
    """What came of a part.

    Attributes:
        score: of the chapter up to the part's last beat, with the part's own cuts.
        units: those that were rendered, by name.
    """

    score: Score
    units: dict[str, bytes]

    @property
    def frames(self) -> int:
        """How many frames the part lasts."""
        return sum(cut.frames for cut in self.score.cuts.values())


def plan_takes(order: Order) -> list[Plan]:
    """The takes of all wanted chapters in the film's order."""
    plans = []
    for wanted in order.selection.chapters:
        staging = order.staging(wanted)
        key = take_key(staging, wanted.beats, order.form)
        suffix = order.form.picture.suffix
        name = f"{key}-plain.{suffix}" if order.is_plain else f"{key}.{suffix}"
        path = order.cache / "takes" / name
        pace_path = pace_file(order.cache, staging)
        seconds = expected_seconds(pace_path, staging, wanted.beats)
        look, score = (key(staging, wanted.beats, order.form) for key in (look_key, score_key))
        scores = order.cache / "scores" / look
        plans.append(
            Plan(
                wanted=wanted,
                staging=staging,
                path=path,
                pace_path=pace_path,
                score_path=scores / f"{score}.json",
                was_rendered=scores.exists() and not order.fresh,
                units=Units(order.cache / "units", suffix),
                frames=order.quality.frames(seconds),
                is_missing=order.fresh or not path.with_suffix(".json").exists(),
                form=order.form,
                is_fresh=order.fresh,
                scheduler=order.scheduler,
                is_plain=order.is_plain,
            )
        )
    return plans


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
    missing = [
        plan for plan in plans if plan.is_missing and not _made_of_what_is_kept(plan, on_take)
    ]
    if missing:
        missing[0].path.parent.mkdir(parents=True, exist_ok=True)
        render = _render_plainly if missing[0].is_plain else _render
        render(missing, jobs, on_progress, on_take)
    return [_take(plan) for plan in plans]


def _made_of_what_is_kept(plan: Plan, on_take: Callable[[str, int], None]) -> bool:
    """Put a take together without running its chapter, if nothing but its captions is other."""
    if plan.is_fresh or plan.is_plain or not plan.score_path.exists():
        return False
    score = Score.read(plan.score_path)
    cuts = score.timed(plan.staging, plan.wanted.beats)
    if not {cut.name for cut in cuts} <= plan.units.names():
        return False
    on_take(plan.wanted.chapter, _put_together(plan, score))
    return True


def _take(plan: Plan) -> Take:
    times = Times.read(plan.path.with_suffix(".json"))
    frames = None if plan.is_plain else plan.staging.quality.frames(times.seconds)
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
        on_take(chapter, plan.staging.quality.frames(times.seconds))

    longest_first = sorted(plans, key=lambda plan: -plan.frames)
    tasks = [Task(plan.wanted.chapter, run_plainly, (plan.staging,)) for plan in longest_first]
    run_tasks(tasks, jobs, on_progress, finish)


def _render(
    plans: Sequence[Plan],
    jobs: int,
    on_progress: Progress,
    on_take: Callable[[str, int], None],
) -> None:
    """Render the parts of all plans side by side; put a take together when it has all of its."""
    share = sum(plan.frames for plan in plans) // jobs
    parts = {
        plan.wanted.chapter: split(
            plan, max(LEAST_FRAMES, share if plan.was_rendered else share // PARTS_A_WORKER)
        )
        for plan in plans
    }
    by_chapter = {plan.wanted.chapter: plan for plan in plans}
    rushes: dict[str, dict[int, Rushes]] = {plan.wanted.chapter: {} for plan in plans}

    def finish(key: tuple[str, int], result: Rushes) -> None:
        chapter, place = key
        for name, content in result.units.items():
            by_chapter[chapter].units.keep(name, content)
        rushes[chapter][place] = result
        if len(rushes[chapter]) == len(parts[chapter]):
            in_order = [rushes[chapter][place] for place in sorted(rushes[chapter])]
            on_take(chapter, assemble(by_chapter[chapter], in_order))

    tasks = [
        (part.frames, Task(chapter, render_part, (part,), key=(chapter, place)))
        for chapter in parts
        for place, part in enumerate(parts[chapter])
    ]
    tasks.sort(key=lambda entry: -entry[0])
    run_tasks([task for _, task in tasks], jobs, on_progress, finish, plans[0].scheduler)


def split(plan: Plan, longest: int) -> list[Part]:
    """Parts of a take of about the same length, about so many frames at most, whole beats each."""
    known = frozenset() if plan.is_fresh else plan.units.names()
    beats, staging = plan.wanted.beats, plan.staging
    count = math.ceil(plan.frames / max(1, longest))
    if count < 2:
        return [Part(staging, beats, plan.form, known, plan.frames)]
    names = beats_of(staging.chapter) if beats is None else beats
    lengths = [
        staging.quality.frames(expected_seconds(plan.pace_path, staging, (name,))) for name in names
    ]
    groups: dict[int, tuple[list[str], int]] = {}
    before = 0
    for name, frames in zip(names, lengths, strict=True):
        middle = (before + frames / 2) / sum(lengths)
        group, so_far = groups.get(int(middle * count), ([], 0))
        groups[int(middle * count)] = ([*group, name], so_far + frames)
        before += frames
    if beats is None:
        next(iter(groups.values()))[0].insert(0, "")
    return [
        Part(staging, tuple(group), plan.form, known, frames) for group, frames in groups.values()
    ]


def render_part(part: Part, report: Report) -> Rushes:
    """Run a chapter through to the part's beats and render what is new of them.

    Raises:
        WorkError: when it cannot be rendered.
    """
    with tempfile.TemporaryDirectory(prefix="affine-film-") as folder:
        room = CuttingRoom(part.staging.quality, part.form, Path(folder), part.known, report)
        run = run_chapter(
            part.staging,
            room,
            part.beats,
            on_beat=lambda beat: report(beat, 0),
            is_transparent=part.form.is_transparent,
            known=part.known,
            also=coding_key(part.staging.quality, part.form),
        )
    return Rushes(Score.of(run.pace, part.beats, room.cuts), room.made)


def assemble(plan: Plan, rushes: Sequence[Rushes]) -> int:
    """Put a take together from its parts, and keep which units show it.

    Returns:
        How many frames it has.
    """
    score = together([part.score for part in rushes])
    if plan.wanted.beats is None:
        write_pace(score.pace, plan.pace_path)
    score.write(plan.score_path)
    return _put_together(plan, score)


def _put_together(plan: Plan, score: Score) -> int:
    """Write a take; it appears under its path when it is complete.

    Returns:
        How many frames it has.

    Raises:
        WorkError: when it has not as many frames as its times say.
    """
    from production.container import write_pictures

    quality, beats = plan.staging.quality, plan.wanted.beats
    times = score.times(plan.staging)
    if beats is not None:
        times = times.only(beats)
    cuts = score.timed(plan.staging, beats)
    frames = sum(cut.frames for cut in cuts)
    if frames != quality.frames(times.seconds):
        raise WorkError(
            f"The chapter {plan.staging.chapter} has {frames} frames but its beats last "
            f"{quality.frames(times.seconds)}."
        )
    pieces = [cut.piece(plan.units) for cut in cuts]
    picture = plan.form.picture
    _keep(plan, times, lambda path: write_pictures(path, pieces, quality.frame_rate, picture))
    return frames


def _keep(plan: Plan, times: Times, write: Callable[[Path], object]) -> None:
    """Write a take and, after it, its times; it appears under its path when it is complete."""
    record = plan.path.with_suffix(".json")
    record.unlink(missing_ok=True)
    unfinished = plan.path.with_name(f".{plan.path.name}.{os.getpid()}.unfinished")
    try:
        write(unfinished)
        os.replace(unfinished, plan.path)
    finally:
        unfinished.unlink(missing_ok=True)
    times.write(record)
