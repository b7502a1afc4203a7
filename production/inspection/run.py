"""Runs chapters without filming them and looks at the end of each wanted beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from production.finding import Finding
from production.inspection.captions import caption_faults
from production.order import Order
from production.selection import Wanted
from production.staging import Staging, picture_of, run_chapter
from production.still import STILL_QUALITY
from production.workers import Report, Task, run_tasks
from scenes.script import load_script

if TYPE_CHECKING:
    from scenes.stage.chapter import Chapter

OnProgress = Callable[[str, str, int], None]


def inspect_film(
    order: Order, on_progress: OnProgress, pictures: Path | None = None
) -> list[Finding]:
    """What is wrong with the stage and the words of the wanted beats.

    Args:
        order: whose chapters.
        on_progress: called with the chapter, the beat, and how many beats were begun.
        pictures: the folder for a picture (CHAPTER.BEAT.png) of each beat with faults; None for
            no pictures.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    found: dict[str, list[Finding]] = {}
    tasks = [
        Task(
            wanted.chapter,
            inspect_chapter,
            (order.staging(wanted), wanted, pictures),
        )
        for wanted in order.selection.chapters
    ]
    run_tasks(tasks, order.jobs, on_progress, on_result=found.__setitem__)
    return [finding for wanted in order.selection.chapters for finding in found[wanted.chapter]]


def inspect_chapter(
    staging: Staging, wanted: Wanted, pictures: Path | None, report: Report
) -> list[Finding]:
    """Run a chapter and look at the end of each wanted beat, and at its captions.

    Raises:
        WorkError: when the chapter cannot be run.
    """
    # Manim is slow to import, and only needed where a chapter runs.
    from production.inspection.stage import faults_on

    found: dict[str, list[Finding]] = {}

    def inspect(scene: Chapter, beat: str) -> None:
        found[beat] = [
            Finding(wanted.chapter, beat, fault.kind, fault.what, fault.where, fault.boxes)
            for fault in faults_on(scene)
        ]
        if found[beat] and pictures is not None:
            picture = picture_of(scene)
            picture.save(pictures / f"{wanted.chapter}.{beat}.png", compress_level=1)

    run = run_chapter(
        # Limits are in pixels of this quality, whatever the film will have.
        replace(staging, quality=STILL_QUALITY),
        beats=wanted.beats,
        at_end_of_beat=inspect,
        on_beat=lambda beat: report(beat, 1),
    )
    language = staging.settings.language
    script = load_script(language)
    for beat in run.beats:
        if beat.name in found:
            captions = script.captions(wanted.chapter, beat.name, staging.lesson)
            texts = [caption.text for caption in captions]
            found[beat.name] += caption_faults(wanted.chapter, beat, texts, language)
    return [finding for findings in found.values() for finding in findings]
