"""Checks of a lesson that need no video: what is found is a list, empty when all is well."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from calculus.verification.verify import verify
from production.inspection.finding import Finding
from production.inspection.run import inspect_film
from production.inspection.sheet import draw_faulty_beats, write_sheet
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.workers.tasks import OnProgress, unobserved
from scenes.script.storyboard import CHAPTERS


def check_algebra(request: FilmRequest) -> list[Finding]:
    """What is not true of the wanted chapters' formulas, for the lesson's numbers and random ones.

    What several of them show is told of the first.
    """
    chapters = [wanted.chapter for wanted in request.selection.chapters]
    found = []
    for fault in verify(request.lesson):
        chapter = next((name for name in chapters if fault.trial in CHAPTERS[name].shows), None)
        if chapter is not None:
            where = f"{fault.derivation}, {fault.line}" if fault.line else fault.derivation
            found.append(Finding(chapter, "", fault.kind, fault.what, where))
    return found


def check(
    request: FilmRequest, workshop: Workshop, on_progress: OnProgress = unobserved
) -> list[Finding]:
    """All findings in the wanted beats, in the film's request.

    Args:
        request: which lesson, and which part of the film.
        workshop: where what was found is kept.
        on_progress: told the chapter, the beat, and how many beats were begun.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    chapters = [wanted.chapter for wanted in request.selection.chapters]
    found = check_algebra(request) + inspect_film(request, workshop, on_progress)
    return sorted(found, key=lambda finding: chapters.index(finding.chapter))


def check_with_sheet(
    request: FilmRequest, workshop: Workshop, on_progress: OnProgress
) -> tuple[list[Finding], Path]:
    """All findings, and the file of a picture in which they are framed.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    findings = check(request, workshop, on_progress)
    with TemporaryDirectory() as folder:
        pictures = Path(folder)
        draw_faulty_beats(request, findings, pictures, workshop.jobs, on_progress)
        path = workshop.folder(request) / f"{request.file_name('check-sheet')}.png"
        write_sheet(path, findings, pictures)
    return findings, path
