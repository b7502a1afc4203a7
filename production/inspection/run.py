"""Runs chapters without filming them and looks at the end of each wanted beat.

What was found is kept: a chapter that is as it was is not looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from production.files import read, write
from production.inspection.captions import caption_faults
from production.inspection.finding import Finding
from production.request.chapter import ChapterRequest
from production.request.keys import findings_key
from production.request.order import Order
from production.request.selection import Wanted, beats_of
from production.running.run import run_chapter
from production.stills.still import STILL_QUALITY
from production.workers.tasks import OnProgress, Report, Task, run_tasks
from scenes.script.script import load_script

if TYPE_CHECKING:
    from scenes.stage.chapter import Chapter


@dataclass(frozen=True)
class Findings:
    """What was found in a chapter, or in some of its beats, as it is kept."""

    all: tuple[Finding, ...]


def inspect_film(order: Order, on_progress: OnProgress) -> list[Finding]:
    """What is wrong with the stage and the words of the wanted beats.

    Args:
        order: whose chapters; a fresh one has all of them looked at.
        on_progress: called with the chapter, the beat, and how many beats were begun.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    found: dict[str, list[Finding]] = {}
    files: dict[str, Path] = {}
    tasks: list[Task] = []
    for wanted in order.selection.chapters:
        chapter_order = order.chapter_order(wanted)
        files[wanted.chapter] = findings_file(order.cache, chapter_order, wanted)
        kept = None if order.fresh else read(files[wanted.chapter], Findings)
        if kept is None:
            tasks.append(Task(wanted.chapter, inspect_chapter, (chapter_order, wanted)))
            continue
        found[wanted.chapter] = [*kept.all]
        for beat in wanted.beats or beats_of(wanted.chapter):
            on_progress(wanted.chapter, beat, 1)

    def keep(chapter: str, findings: list[Finding]) -> None:
        found[chapter] = findings
        write(files[chapter], Findings(tuple(findings)))

    run_tasks(tasks, order.jobs, on_progress, on_result=keep)
    return [finding for wanted in order.selection.chapters for finding in found[wanted.chapter]]


def inspect_chapter(
    chapter_order: ChapterRequest,
    wanted: Wanted,
    report: Report,
    look: Callable[[Chapter, str], None] = lambda scene, beat: None,
) -> list[Finding]:
    """Run a chapter and look at the end of each wanted beat, and at its captions.

    Args:
        chapter_order: which chapter, for whom.
        wanted: which of its beats.
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
            Finding(wanted.chapter, beat, fault.kind, fault.what, fault.where, fault.boxes)
            for fault in faults_on(scene)
        ]
        look(scene, beat)

    run = run_chapter(
        # Limits are in pixels of this quality, whatever the film will have.
        replace(chapter_order, quality=STILL_QUALITY),
        beats=wanted.beats,
        at_end_of_beat=inspect,
        on_beat=lambda beat: report(beat, 1),
    )
    language = chapter_order.settings.language
    script = load_script(language)
    for beat in run.beats:
        if beat.name in found:
            captions = script.captions(wanted.chapter, beat.name, chapter_order.lesson)
            texts = [caption.text for caption in captions]
            found[beat.name] += caption_faults(wanted.chapter, beat, texts, language)
    return [finding for findings in found.values() for finding in findings]


def findings_file(cache: Path, chapter_order: ChapterRequest, wanted: Wanted) -> Path:
    """Where is kept what was found in a chapter, or in some of its beats."""
    return cache / "checks" / f"{findings_key(chapter_order, wanted.beats)}.json"
