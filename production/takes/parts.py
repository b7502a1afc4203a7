"""Parts: beats of a chapter that are rendered in one go, in a process of their own."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from production.files import as_json
from production.media.formats import Format
from production.rendering.units import UnitEncoder
from production.request.chapter import ChapterRequest
from production.request.keys import coding_key
from production.request.workshop import Workshop
from production.running.run import run_chapter
from production.running.times import expected_seconds
from production.takes.edit_list import EditList
from production.takes.plans import Plan
from production.workers.tasks import Report

LEAST_FRAMES = 600
"""No chapter is cut into parts shorter than that: each part has to run through what is before."""

PARTS_A_WORKER = 4
"""About how many parts of a film each worker gets, so that all end at about the same time.

Of a chapter that was rendered before, most units are known; there, what is before each part takes
the time, and a worker gets one part.
"""


@dataclass(frozen=True)
class Part:
    """Beats of a take that follow each other and are rendered in one go.

    Attributes:
        chapter: what it is run with.
        beats: which beats, an empty name for what comes before the first; None for all.
        form: what the video is for.
        known: names of units that nobody has to render again.
        frames: about how many.
    """

    chapter: ChapterRequest
    beats: tuple[str, ...] | None
    form: Format
    known: frozenset[str]
    frames: int


@dataclass(frozen=True)
class RenderedPart:
    """What came of a part.

    Attributes:
        edit_list: of the chapter up to the part's last beat, with the part's own cuts.
        units: names of those that were rendered.
    """

    edit_list: EditList
    units: tuple[str, ...]


def parts_of(plans: Sequence[Plan], form: Format, workshop: Workshop) -> dict[str, list[Part]]:
    """The parts of each chapter, so many that all workers end at about the same time."""
    share = sum(plan.frames for plan in plans) // workshop.jobs
    parts = {}
    for plan in plans:
        longest = max(LEAST_FRAMES, share if plan.was_rendered else share // PARTS_A_WORKER)
        known = frozenset() if workshop.fresh else plan.units.names()
        parts[plan.chapter.name] = [
            Part(plan.chapter, beats, form, known, frames) for beats, frames in split(plan, longest)
        ]
    return parts


def split(plan: Plan, longest: int) -> list[tuple[tuple[str, ...] | None, int]]:
    """A take cut into whole beats, about so many frames at most, all of about the same length.

    Returns:
        The beats of each part, as a `Part` has them, and about how many frames they are.
    """
    chapter = plan.chapter
    count = math.ceil(plan.frames / max(1, longest))
    if count < 2:
        return [(chapter.beats, plan.frames)]
    names = chapter.wanted_beats
    lengths = [
        chapter.quality.frames(expected_seconds(plan.timing_path, replace(chapter, beats=(name,))))
        for name in names
    ]
    groups: dict[int, tuple[list[str], int]] = {}
    before = 0
    for name, frames in zip(names, lengths, strict=True):
        middle = (before + frames / 2) / sum(lengths)
        group, so_far = groups.get(int(middle * count), ([], 0))
        groups[int(middle * count)] = ([*group, name], so_far + frames)
        before += frames
    if chapter.beats is None:
        next(iter(groups.values()))[0].insert(0, "")
    return [(tuple(group), frames) for group, frames in groups.values()]


def render_part(part: Part, report: Report) -> bytes:
    """Run a chapter through to the part's beats and render what is new of them.

    Each unit is handed over as soon as it is encoded.

    Returns:
        A `RenderedPart` as JSON: it may come from another machine.

    Raises:
        WorkError: when it cannot be rendered.
    """
    with tempfile.TemporaryDirectory(prefix="affine-film-") as folder:
        encoder = UnitEncoder(
            part.chapter.quality,
            part.form,
            Path(folder),
            part.known,
            on_frames=report,
            on_unit=report.hand_over,
        )
        run = run_chapter(
            part.chapter,
            encoder,
            part.beats,
            on_beat=lambda beat: report(beat, 0),
            is_transparent=part.form.is_transparent,
            known=part.known,
            coding_key=coding_key(part.chapter.quality, part.form),
        )
    edit_list = EditList.of(run.timing, part.beats, encoder.cuts)
    return as_json(RenderedPart(edit_list, tuple(encoder.made)))
