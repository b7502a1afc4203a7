"""Checks of a lesson that need no video: what is found is a list, empty when all is well."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from calculus.verification.verify import verify
from production.inspection.finding import Finding
from production.inspection.run import OnProgress, inspect_film
from production.inspection.sheet import draw_faulty_beats, write_sheet
from production.order.order import Order

_SHOWN_IN = (
    ("batch", "batch"),
    ("numbers", "example"),
    ("loss", "example"),
    ("nudge", "example"),
    ("claim", "question"),
    ("inputs", "inputs"),
    ("weights", "weights"),
)
"""A word in a derivation's name and the chapter that shows it, the most telling first."""


def check_algebra(order: Order) -> list[Finding]:
    """What is not true of the formulas, for the lesson's numbers and for random ones."""
    return [
        Finding(
            _chapter_of(fault.derivation),
            "",
            fault.kind,
            fault.what,
            f"{fault.derivation}, {fault.line}" if fault.line else fault.derivation,
        )
        for fault in verify(order.lesson)
    ]


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
    found = [finding for finding in check_algebra(order) if finding.chapter in chapters]
    found += inspect_film(order, on_progress)
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


def _chapter_of(derivation: str) -> str:
    return next((chapter for word, chapter in _SHOWN_IN if word in derivation), "forward")
