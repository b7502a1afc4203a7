"""Checks of a lesson that need no video: what is found is a list, empty when all is well."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from calculus.verification.verify import verify
from production.inspection.finding import Finding
from production.inspection.run import OnProgress, inspect_film
from production.inspection.sheet import draw_faulty_beats, write_sheet
from production.request.order import Order
from scenes.script.storyboard import CHAPTERS


def check_algebra(order: Order) -> list[Finding]:
    """What is not true of the wanted chapters' formulas, for the lesson's numbers and random ones.

    What several of them show is told of the first.
    """
    chapters = [wanted.chapter for wanted in order.selection.chapters]
    found = []
    for fault in verify(order.lesson):
        chapter = next((name for name in chapters if fault.trial in CHAPTERS[name].shows), None)
        if chapter is not None:
            where = f"{fault.derivation}, {fault.line}" if fault.line else fault.derivation
            found.append(Finding(chapter, "", fault.kind, fault.what, where))
    return found


def check(
    order: Order, on_progress: OnProgress = lambda chapter, beat, done: None
) -> list[Finding]:
    """All findings in the wanted beats, in the film's order.

    Args:
        order: which lesson, and which part of the film.
        on_progress: called with the chapter, the beat, and how many beats were begun.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    chapters = [wanted.chapter for wanted in order.selection.chapters]
    found = check_algebra(order) + inspect_film(order, on_progress)
    return sorted(found, key=lambda finding: chapters.index(finding.chapter))


def check_with_sheet(order: Order, on_progress: OnProgress) -> tuple[list[Finding], Path]:
    """All findings, and the file of a picture in which they are framed.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    findings = check(order, on_progress)
    with TemporaryDirectory() as folder:
        pictures = Path(folder)
        draw_faulty_beats(order, findings, pictures, on_progress)
        return findings, write_sheet(order, findings, pictures)
