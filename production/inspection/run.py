"""Runs chapters without filming them and looks at the end of each wanted beat.

What was found is kept: a chapter that is as it was is not looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from production.captions.caption import captions_in
from production.files import read, write
from production.inspection.captions import caption_faults
from production.inspection.finding import Finding
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.request.keys import findings_key
from production.request.workshop import Workshop
from production.running.run import run_chapter
from production.running.timeline import timed_beat
from production.stills.still import STILL_QUALITY
from production.workers.tasks import OnProgress, Report, Task, run_tasks

if TYPE_CHECKING:
    from scenes.stage.chapter import Chapter


@dataclass(frozen=True)
class Findings:
    """What was found in a chapter, or in some of its beats, as it is kept."""

    all: tuple[Finding, ...]


def inspect_film(
    request: FilmRequest, workshop: Workshop, on_progress: OnProgress
) -> list[Finding]:
    """What is wrong with the stage and the words of the wanted beats.

    Args:
        request: whose chapters.
        workshop: where what was found is kept; a fresh one has all of them looked at.
        on_progress: called with the chapter, the beat, and how many beats were begun.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    found: dict[str, list[Finding]] = {}
    files: dict[str, Path] = {}
    tasks: list[Task] = []
    for chapter in request.chapters():
        files[chapter.name] = findings_file(workshop.cache, chapter)
        kept = None if workshop.fresh else read(files[chapter.name], Findings)
        if kept is None:
            tasks.append(Task(chapter.name, inspect_chapter, (chapter,)))
            continue
        found[chapter.name] = [*kept.all]
        for beat in chapter.wanted_beats:
            on_progress(chapter.name, beat, 1)

    def keep(chapter: str, findings: list[Finding]) -> None:
        found[chapter] = findings
        write(files[chapter], Findings(tuple(findings)))

    run_tasks(tasks, workshop.jobs, on_progress, on_result=keep)
    return [finding for chapter in files for finding in found[chapter]]


def inspect_chapter(
    chapter: ChapterRequest,
    report: Report,
    look: Callable[[Chapter, str], None] = lambda scene, beat: None,
) -> list[Finding]:
    """Run a chapter and look at the end of each wanted beat, and at its captions.

    Args:
        chapter: which beats of which one, for whom.
        report: told each beat that was begun.
        look: shown the same moments, for whoever wants to see more than faults.

    Raises:
        WorkError: when the chapter cannot be run.
    """
    # Manim is slow to import, and only needed where a chapter runs.
    from production.inspection.faults import faults_on

    found: dict[str, list[Finding]] = {}

    def inspect(scene: Chapter, beat: str) -> None:
        found[beat] = [
            Finding(chapter.name, beat, fault.kind, fault.what, fault.where, fault.boxes)
            for fault in faults_on(scene)
        ]
        look(scene, beat)

    run = run_chapter(
        # Limits are in pixels of this quality, whatever the film will have.
        replace(chapter, quality=STILL_QUALITY),
        beats=chapter.beats,
        at_end_of_beat=inspect,
        on_beat=lambda beat: report(beat, 1),
    )
    language = chapter.settings.language
    for beat in run.beats:
        if beat.name in found:
            captions = captions_in(chapter.name, beat.name, chapter.lesson, language)
            timed = timed_beat(beat, captions)
            found[beat.name] += caption_faults(chapter.name, timed, language)
    return [finding for findings in found.values() for finding in findings]


def findings_file(cache: Path, chapter: ChapterRequest) -> Path:
    """Where is kept what was found in a chapter, or in some of its beats."""
    return cache / "checks" / f"{findings_key(chapter)}.json"
